FROM debian:12
# ruleid: dockerfile.build.wget-insecure
RUN wget --no-check-certificate https://example.org/x
# ruleid: dockerfile.build.wget-insecure
RUN cd /x && wget -q --no-check-certificate https://example.org
# ok: dockerfile.build.wget-insecure
RUN wget https://example.org/x
# ok: dockerfile.build.wget-insecure
RUN wget -q --ca-certificate=ca.pem https://example.org
