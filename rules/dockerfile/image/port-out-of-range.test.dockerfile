FROM example/base:1.2
# ruleid: dockerfile.image.port-out-of-range
EXPOSE 65536/tcp 80
# ok: dockerfile.image.port-out-of-range
EXPOSE 8080 65535
