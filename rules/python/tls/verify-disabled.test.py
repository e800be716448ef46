import aiohttp
import httpx
import requests
import urllib3
from requests import post

VERIFY = False


def unverified(url, data):
    # ruleid: python.tls.verify-disabled
    requests.get(url, verify=False)
    # ruleid: python.tls.verify-disabled
    post(url, data=data, timeout=5, verify=False)
    # ruleid: python.tls.verify-disabled
    requests.request("GET", url, verify=VERIFY)
    # ruleid: python.tls.verify-disabled
    httpx.AsyncClient(verify=False)
    # ruleid: python.tls.verify-disabled
    urllib3.PoolManager(cert_reqs="CERT_NONE")
    with requests.Session() as s:
        # ruleid: python.tls.verify-disabled
        s.verify = False
        # ruleid: python.tls.verify-disabled
        return s.get(url, verify=False)


class Api:
    def call(self, url):
        # ruleid: python.tls.verify-disabled
        return self.session.get(url, verify=False)

    async def fetch(self, url):
        # ruleid: python.tls.verify-disabled
        connector = aiohttp.TCPConnector(ssl=False)
        async with aiohttp.ClientSession(connector=connector) as session:
            # ruleid: python.tls.verify-disabled
            await session.get(url, ssl=False)


def verified(url, form, context):
    # ok: python.tls.verify-disabled
    requests.get(url)
    # ok: python.tls.verify-disabled
    requests.get(url, verify=True)
    # ok: python.tls.verify-disabled
    requests.get(url, verify="/etc/ssl/internal-ca.pem")
    # ok: python.tls.verify-disabled
    httpx.Client(verify=context)
    # ok: python.tls.verify-disabled
    urllib3.PoolManager(cert_reqs="CERT_REQUIRED")
    # ok: python.tls.verify-disabled
    form.save(url, verify=False)
    # ok: python.tls.verify-disabled
    aiohttp.TCPConnector(ssl=context)
