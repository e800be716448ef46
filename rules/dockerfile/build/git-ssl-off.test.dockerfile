FROM debian:12
# ruleid: dockerfile.build.git-ssl-off
ENV GIT_SSL_NO_VERIFY=1
# ruleid: dockerfile.build.git-ssl-off
ARG GIT_SSL_NO_VERIFY=1
# ruleid: dockerfile.build.git-ssl-off
RUN export GIT_SSL_NO_VERIFY=1 && x
# ruleid: dockerfile.build.git-ssl-off
RUN GIT_SSL_NO_VERIFY=1 x
# ok: dockerfile.build.git-ssl-off
ENV GIT_SSL_CAINFO=/ca.pem
# ok: dockerfile.build.git-ssl-off
RUN x
