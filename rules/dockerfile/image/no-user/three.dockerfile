# ok: dockerfile.image.no-user
FROM a:1 AS build
USER app
# ruleid: dockerfile.image.no-user
FROM b:1
COPY --from=build /x /x
