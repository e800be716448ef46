FROM example/base:1.2
# ruleid: dockerfile.build.apk-cache
RUN apk add curl
# ok: dockerfile.build.apk-cache
RUN apk add --no-cache curl
