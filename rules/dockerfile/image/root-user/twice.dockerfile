FROM debian:13
# ok: dockerfile.image.root-user
USER root
RUN apt-get update
# ok: dockerfile.image.root-user
USER app
RUN make
# ruleid: dockerfile.image.root-user
USER root:root
ENTRYPOINT ["server"]
