# ruleid: dockerfile.image.no-user
FROM a:1
RUN x
