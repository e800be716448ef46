FROM debian:12
# ruleid: dockerfile.build.pip-trusted-host
RUN pip install --trusted-host pypi.example.org x
# ruleid: dockerfile.build.pip-trusted-host
RUN python3 -m pip install --trusted-host=pypi.example.org x
# ok: dockerfile.build.pip-trusted-host
RUN pip install --cert ca.pem x
# ok: dockerfile.build.pip-trusted-host
RUN pip3 install x
