FROM a:1 AS base
USER app
# ok: dockerfile.image.no-user
FROM base
RUN y
