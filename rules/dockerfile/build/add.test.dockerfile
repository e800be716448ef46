FROM debian:12
# ruleid: dockerfile.build.add
ADD app /app
# ruleid: dockerfile.build.add
ADD ["a b", "/c"]
# ok: dockerfile.build.add
ADD rootfs.tar.gz /
# ok: dockerfile.build.add
COPY app /app
