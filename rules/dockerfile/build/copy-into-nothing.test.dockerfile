FROM example/base:1.2
# ruleid: dockerfile.build.copy-into-nothing
COPY a.txt b.txt /srv
# ok: dockerfile.build.copy-into-nothing
COPY a.txt b.txt /srv/
# ok: dockerfile.build.copy-into-nothing
COPY a.txt /srv/a.txt
