FROM debian:12
# ruleid: dockerfile.image.maintainer
MAINTAINER team@example.org
# ok: dockerfile.image.maintainer
LABEL maintainer="team@example.org"
FROM debian:12
# ruleid: dockerfile.image.maintainer
MAINTAINER x
# ok: dockerfile.image.maintainer
LABEL a=b
