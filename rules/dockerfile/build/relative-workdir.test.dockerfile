FROM debian:12
# ruleid: dockerfile.build.relative-workdir
WORKDIR app
# ok: dockerfile.build.relative-workdir
WORKDIR /app
# ok: dockerfile.build.relative-workdir
WORKDIR $HOME/app
# ruleid: dockerfile.build.relative-workdir
WORKDIR ./x
