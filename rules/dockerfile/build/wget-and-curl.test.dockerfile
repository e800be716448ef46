FROM example/base:1.2
# ruleid: dockerfile.build.wget-and-curl
RUN wget https://example.com/a && curl -O https://example.com/b
# ok: dockerfile.build.wget-and-curl
RUN make
