FROM example/base:1.2
# ruleid: dockerfile.build.distribution-upgrade
RUN apt-get update && apt-get -y dist-upgrade
# ok: dockerfile.build.distribution-upgrade
RUN apt-get update && apt-get -y upgrade
