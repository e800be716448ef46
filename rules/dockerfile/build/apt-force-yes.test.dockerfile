FROM debian:12
# ruleid: dockerfile.build.apt-force-yes
RUN apt-get install -y --force-yes x
# ruleid: dockerfile.build.apt-force-yes
RUN apt-get --force-yes install y
# ok: dockerfile.build.apt-force-yes
RUN apt-get install -y x
# ok: dockerfile.build.apt-force-yes
RUN apt-get install --assume-yes x
