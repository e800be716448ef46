FROM debian:12
# ruleid: dockerfile.build.python-https-verify-off
ENV PYTHONHTTPSVERIFY=0
# ruleid: dockerfile.build.python-https-verify-off
ARG PYTHONHTTPSVERIFY=0
# ruleid: dockerfile.build.python-https-verify-off
RUN export PYTHONHTTPSVERIFY=0 && x
# ruleid: dockerfile.build.python-https-verify-off
RUN PYTHONHTTPSVERIFY=0 x
# ok: dockerfile.build.python-https-verify-off
ENV PYTHONHTTPSVERIFY=1
# ok: dockerfile.build.python-https-verify-off
RUN x
