FROM debian:12
# ruleid: dockerfile.build.curl-insecure
RUN curl -k https://example.org/x
# ruleid: dockerfile.build.curl-insecure
RUN curl -sSLk https://example.org/x && tar x
# ruleid: dockerfile.build.curl-insecure
RUN sudo curl --insecure https://example.org
# ok: dockerfile.build.curl-insecure
RUN curl -fsSL https://example.org/x
# ok: dockerfile.build.curl-insecure
RUN curl --cacert ca.pem https://example.org
