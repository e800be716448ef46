FROM example/base:1.2
# ruleid: dockerfile.build.apt-recommends
RUN apt-get update && apt-get install -y curl
# ok: dockerfile.build.apt-recommends
RUN apt-get update && apt-get install -y --no-install-recommends curl
# ok: dockerfile.build.apt-recommends
RUN apt-get update
