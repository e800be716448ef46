FROM debian:12
# ruleid: dockerfile.build.npm-strict-ssl-off
RUN npm config set strict-ssl false
# ruleid: dockerfile.build.npm-strict-ssl-off
RUN yarn config set "strict-ssl" false
# ok: dockerfile.build.npm-strict-ssl-off
RUN npm config set cafile /ca.pem
# ok: dockerfile.build.npm-strict-ssl-off
RUN npm config set strict-ssl true
