# ruleid: dockerfile.image.no-healthcheck
FROM a:1
RUN x
