FROM debian:12
# ruleid: dockerfile.build.update-alone
RUN apt-get update
# ruleid: dockerfile.build.update-alone
RUN apk update
# ok: dockerfile.build.update-alone
RUN apt-get update && apt-get install -y curl
# ok: dockerfile.build.update-alone
RUN apt-get install -y curl
