FROM example/base:1.2
# ruleid: dockerfile.build.pip-cache
RUN pip install flask==3.1.2
# ok: dockerfile.build.pip-cache
RUN pip install --no-cache-dir flask==3.1.2
