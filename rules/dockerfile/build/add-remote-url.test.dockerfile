FROM debian:13
# ruleid: dockerfile.build.add-remote-url
ADD https://example.com/tool.tar.gz /opt/
# ruleid: dockerfile.build.add-remote-url
ADD http://example.com/run.sh /usr/local/bin/run
# ruleid: dockerfile.build.add-remote-url
ADD --chown=app:app https://example.com/model.bin /models/

# Checked.
# ok: dockerfile.build.add-remote-url
ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/tool.tar.gz /opt/
# From the build context.
# ok: dockerfile.build.add-remote-url
ADD rootfs.tar.gz /
# A commit of a repository names its content.
# ok: dockerfile.build.add-remote-url
ADD https://example.com/team/tool.git#0123456789abcdef0123456789abcdef01234567 /src/
# ok: dockerfile.build.add-remote-url
COPY https /https
