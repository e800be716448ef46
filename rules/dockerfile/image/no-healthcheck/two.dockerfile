FROM a:1 AS base
HEALTHCHECK CMD x
# ok: dockerfile.image.no-healthcheck
FROM base
RUN y
