# ruleid: dockerfile.build.stage-name-twice
FROM a:1 AS build
# ruleid: dockerfile.build.stage-name-twice
FROM b:1 AS build
# ok: dockerfile.build.stage-name-twice
FROM c:1 AS run
