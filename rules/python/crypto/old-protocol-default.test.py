import ssl
# ruleid: python.crypto.old-protocol-default
ssl.wrap_socket(sock)
# ruleid: python.crypto.old-protocol-default
ssl.wrap_socket(sock, ssl_version=ssl.PROTOCOL_SSLv3)
# ruleid: python.crypto.old-protocol-default
ssl.SSLContext(ssl.PROTOCOL_TLSv1)
# ok: python.crypto.old-protocol-default
ssl.wrap_socket(sock, ssl_version=ssl.PROTOCOL_TLSv1_2)
# ok: python.crypto.old-protocol-default
ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
# ok: python.crypto.old-protocol-default
ssl.create_default_context().wrap_socket(sock, server_hostname="a")
