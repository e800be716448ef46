FROM debian:12
# ruleid: dockerfile.build.apt
RUN apt install -y curl
# ruleid: dockerfile.build.apt
RUN apt-get update && apt upgrade
# ok: dockerfile.build.apt
RUN apt-get install -y curl
# ok: dockerfile.build.apt
RUN apt-cache policy curl
