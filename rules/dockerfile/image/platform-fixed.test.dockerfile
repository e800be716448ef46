FROM example/base:1.2
# ruleid: dockerfile.image.platform-fixed
FROM --platform=linux/amd64 example/base:1.2
# ok: dockerfile.image.platform-fixed
FROM --platform=$BUILDPLATFORM example/base:1.2
