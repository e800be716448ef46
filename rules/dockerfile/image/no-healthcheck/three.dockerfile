# ok: dockerfile.image.no-healthcheck
FROM a:1 AS build
# ruleid: dockerfile.image.no-healthcheck
FROM b:1
COPY --from=build /x /x
