FROM example/base:1.2
# ruleid: dockerfile.build.pipe-hides-failure
RUN wget -O - https://example.com/a | wc -l
# ok: dockerfile.build.pipe-hides-failure
RUN set -o pipefail && wget -O - https://example.com/a | wc -l
# ok: dockerfile.build.pipe-hides-failure
RUN test -f /a || exit 1
