FROM debian:12
# ruleid: dockerfile.build.apt-unauthenticated
RUN apt-get install -y --allow-unauthenticated x
# ruleid: dockerfile.build.apt-unauthenticated
RUN apt-get --allow-unauthenticated -y install y
# ok: dockerfile.build.apt-unauthenticated
RUN apt-get install -y curl
# ok: dockerfile.build.apt-unauthenticated
RUN apt-get install -y --allow-downgrades x
