import ssl
import urllib.request

# ruleid: python.tls.unverified-context
ssl._create_default_https_context = ssl._create_unverified_context


def unverified(url, socket):
    # ruleid: python.tls.unverified-context
    urllib.request.urlopen(url, context=ssl._create_unverified_context())

    context = ssl.create_default_context()
    context.check_hostname = False
    # ruleid: python.tls.unverified-context
    context.verify_mode = ssl.CERT_NONE

    any_host = ssl.create_default_context(cafile="ca.pem")
    # ruleid: python.tls.unverified-context
    any_host.check_hostname = False

    # ruleid: python.tls.unverified-context
    return ssl.wrap_socket(socket, cert_reqs=ssl.CERT_NONE)


def verified(url, socket):
    # ok: python.tls.unverified-context
    context = ssl.create_default_context(cafile="ca.pem")
    # ok: python.tls.unverified-context
    context.check_hostname = True
    # ok: python.tls.unverified-context
    context.verify_mode = ssl.CERT_REQUIRED
    urllib.request.urlopen(url, context=context)


def server(certificate):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    # ok: python.tls.unverified-context
    context.verify_mode = ssl.CERT_NONE
    return context
