FROM debian:12
# ruleid: dockerfile.build.node-tls-off
ENV NODE_TLS_REJECT_UNAUTHORIZED=0
# ruleid: dockerfile.build.node-tls-off
ARG NODE_TLS_REJECT_UNAUTHORIZED=0
# ruleid: dockerfile.build.node-tls-off
RUN export NODE_TLS_REJECT_UNAUTHORIZED=0 && x
# ruleid: dockerfile.build.node-tls-off
RUN NODE_TLS_REJECT_UNAUTHORIZED=0 x
# ok: dockerfile.build.node-tls-off
ENV NODE_TLS_REJECT_UNAUTHORIZED=1
# ok: dockerfile.build.node-tls-off
RUN x
