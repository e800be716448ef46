FROM debian:12
# ruleid: dockerfile.build.apk-untrusted
RUN apk add --allow-untrusted x.apk
# ruleid: dockerfile.build.apk-untrusted
RUN apk --allow-untrusted add y.apk
# ok: dockerfile.build.apk-untrusted
RUN apk add --no-cache curl
# ok: dockerfile.build.apk-untrusted
RUN apk add --keys-dir /k x.apk
