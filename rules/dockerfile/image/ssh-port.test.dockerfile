FROM debian:12
# ruleid: dockerfile.image.ssh-port
EXPOSE 22
# ruleid: dockerfile.image.ssh-port
EXPOSE 80 22/tcp
# ok: dockerfile.image.ssh-port
EXPOSE 8022
# ok: dockerfile.image.ssh-port
EXPOSE 22/udp
