FROM debian:12
# ruleid: dockerfile.build.password-in-build
RUN echo "root:x" | chpasswd
# ruleid: dockerfile.build.password-in-build
RUN chpasswd < /tmp/p
# ok: dockerfile.build.password-in-build
RUN useradd --system app
# ok: dockerfile.build.password-in-build
RUN passwd -l root
