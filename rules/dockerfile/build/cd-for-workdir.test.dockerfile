FROM example/base:1.2
# ruleid: dockerfile.build.cd-for-workdir
RUN cd /srv && make
# ok: dockerfile.build.cd-for-workdir
WORKDIR /srv
