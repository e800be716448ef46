FROM debian:13
# ruleid: dockerfile.build.unsigned-packages
RUN apk add --no-cache --allow-untrusted tool.apk
RUN apt-get update && \
# ruleid: dockerfile.build.unsigned-packages
    apt-get install -y --allow-unauthenticated tool
# ruleid: dockerfile.build.unsigned-packages
RUN dnf install -y --nogpgcheck tool
# ruleid: dockerfile.build.unsigned-packages
RUN rpm -i --nosignature tool.rpm

# Checked.
# ok: dockerfile.build.unsigned-packages
RUN apk add --no-cache tool
# ok: dockerfile.build.unsigned-packages
RUN apt-get install -y --no-install-recommends tool
# Another question: what may be replaced, not who signed it.
# ok: dockerfile.build.unsigned-packages
RUN apt-get install -y --allow-downgrades tool
# Another program's option.
# ok: dockerfile.build.unsigned-packages
RUN apt-get update && ./install --allow-unauthenticated
