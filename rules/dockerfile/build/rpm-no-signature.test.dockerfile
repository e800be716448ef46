FROM debian:12
# ruleid: dockerfile.build.rpm-no-signature
RUN rpm -i --nosignature x.rpm
# ruleid: dockerfile.build.rpm-no-signature
RUN rpm --nodigest -Uvh y.rpm
# ok: dockerfile.build.rpm-no-signature
RUN rpm -i x.rpm
# ok: dockerfile.build.rpm-no-signature
RUN rpm --import https://example.org/key
