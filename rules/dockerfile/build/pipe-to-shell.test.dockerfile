FROM debian:13
# ruleid: dockerfile.build.pipe-to-shell
RUN curl -fsSL https://example.com/install.sh | sh
RUN set -eux; \
    apt-get update; \
# ruleid: dockerfile.build.pipe-to-shell
    wget -qO- "https://example.com/install.sh?os=linux&arch=amd64" \
      | sudo -E bash -s -- --yes
# ruleid: dockerfile.build.pipe-to-shell
RUN curl -sSL https://example.com/install.py | VERSION=1.2 python3 -
# ruleid: dockerfile.build.pipe-to-shell
RUN bash -c "$(curl -fsSL https://example.com/install.sh)"

# Checked before it runs.
# ok: dockerfile.build.pipe-to-shell
RUN curl -fsSLo install.sh https://example.com/install.sh && echo "2c26b46b68ffc68f  install.sh" | sha256sum -c - && sh install.sh
# Not run: unpacked.
# ok: dockerfile.build.pipe-to-shell
RUN curl -fsSL https://example.com/tool.tar.gz | tar -xz -C /opt
# Not run: read.
# ok: dockerfile.build.pipe-to-shell
RUN curl -fsSL https://example.com/version.json | python3 -m json.tool
# A local script.
# ok: dockerfile.build.pipe-to-shell
RUN cat install.sh | sh
# A shell after a download, not from it.
# ok: dockerfile.build.pipe-to-shell
RUN curl -fsSLO https://example.com/data.csv || sh fallback.sh
