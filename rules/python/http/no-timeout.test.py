import httpx
import requests


def fetch(url, options):
    # ruleid: python.http.no-timeout
    requests.get(url)
    # ruleid: python.http.no-timeout
    requests.post(url, json={})
    # ruleid: python.http.no-timeout
    requests.get(url, timeout=None)
    # ruleid: python.http.no-timeout
    httpx.get(url, timeout=None)
    # ok: python.http.no-timeout
    requests.get(url, timeout=10)
    # ok: python.http.no-timeout
    requests.get(url, **options)
    # ok: python.http.no-timeout
    httpx.get(url)
    # ok: python.http.no-timeout
    requests.Session()
