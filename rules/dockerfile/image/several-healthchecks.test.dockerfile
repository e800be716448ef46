FROM example/base:1.2
# ruleid: dockerfile.image.several-healthchecks
HEALTHCHECK CMD a
# ruleid: dockerfile.image.several-healthchecks
HEALTHCHECK CMD b
# ok: dockerfile.image.several-healthchecks
RUN true
