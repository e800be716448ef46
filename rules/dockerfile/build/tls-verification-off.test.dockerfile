FROM debian:13
# ruleid: dockerfile.build.tls-verification-off
RUN curl -fsSLk https://example.com/tool -o /usr/local/bin/tool
# ruleid: dockerfile.build.tls-verification-off
RUN curl --insecure https://example.com/tool -o /usr/local/bin/tool
RUN apt-get update && \
# ruleid: dockerfile.build.tls-verification-off
    wget -q --no-check-certificate https://example.com/tool
# ruleid: dockerfile.build.tls-verification-off
RUN pip install --trusted-host pypi.example.com -r requirements.txt
# ruleid: dockerfile.build.tls-verification-off
RUN npm config set strict-ssl false && npm ci
# ruleid: dockerfile.build.tls-verification-off
RUN git config --global http.sslVerify false
# ruleid: dockerfile.build.tls-verification-off
ENV NODE_TLS_REJECT_UNAUTHORIZED=0
# ruleid: dockerfile.build.tls-verification-off
RUN GIT_SSL_NO_VERIFY=true git clone https://git.example.com/team/tool

# Checked.
# ok: dockerfile.build.tls-verification-off
RUN curl -fsSL https://example.com/tool -o /usr/local/bin/tool
# Other options with the same letters.
# ok: dockerfile.build.tls-verification-off
RUN curl --keepalive-time 2 --key client.pem https://example.com/tool
# Another program's option.
# ok: dockerfile.build.tls-verification-off
RUN curl -fsSLO https://example.com/tool.tar && tar -kxf tool.tar
# The machine itself.
# ok: dockerfile.build.tls-verification-off
RUN server & curl -k https://localhost:8443/ready
# ok: dockerfile.build.tls-verification-off
RUN npm config set strict-ssl true
# ok: dockerfile.build.tls-verification-off
ENV NODE_TLS_REJECT_UNAUTHORIZED=1
# ok: dockerfile.build.tls-verification-off
RUN NODE_TLS_REJECT_UNAUTHORIZED=1 npm ci
