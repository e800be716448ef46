FROM debian:12
# ruleid: dockerfile.build.npm-env-ssl-off
ENV NPM_CONFIG_STRICT_SSL=false
# ruleid: dockerfile.build.npm-env-ssl-off
ARG NPM_CONFIG_STRICT_SSL=false
# ruleid: dockerfile.build.npm-env-ssl-off
RUN export NPM_CONFIG_STRICT_SSL=false && x
# ruleid: dockerfile.build.npm-env-ssl-off
RUN NPM_CONFIG_STRICT_SSL=false x
# ok: dockerfile.build.npm-env-ssl-off
ENV NPM_CONFIG_STRICT_SSL=true
# ok: dockerfile.build.npm-env-ssl-off
RUN x
