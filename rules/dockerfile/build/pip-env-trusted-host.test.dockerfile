FROM debian:12
# ruleid: dockerfile.build.pip-env-trusted-host
ENV PIP_TRUSTED_HOST=pypi.example.org
# ruleid: dockerfile.build.pip-env-trusted-host
ARG PIP_TRUSTED_HOST=pypi.example.org
# ruleid: dockerfile.build.pip-env-trusted-host
RUN export PIP_TRUSTED_HOST=pypi.example.org && x
# ruleid: dockerfile.build.pip-env-trusted-host
RUN PIP_TRUSTED_HOST=pypi.example.org x
# ok: dockerfile.build.pip-env-trusted-host
ENV PIP_CERT=/ca.pem
# ok: dockerfile.build.pip-env-trusted-host
RUN x
