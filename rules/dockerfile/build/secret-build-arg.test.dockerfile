FROM node:24
# ruleid: dockerfile.build.secret-build-arg
ARG NPM_TOKEN
# ruleid: dockerfile.build.secret-build-arg
ARG DB_PASSWORD=""
# ruleid: dockerfile.build.secret-build-arg
ARG ssh_private_key

# Nothing secret.
# ok: dockerfile.build.secret-build-arg
ARG NODE_ENV
# A switch.
# ok: dockerfile.build.secret-build-arg
ARG USE_TOKEN=false
# The name or the place of a secret.
# ok: dockerfile.build.secret-build-arg
ARG NPM_TOKEN_ID
# ok: dockerfile.build.secret-build-arg
ARG TOKEN_FILE
# Given when the container starts.
# ok: dockerfile.build.secret-build-arg
ENV NPM_TOKEN=""
# ok: dockerfile.build.secret-build-arg
RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN npm ci
