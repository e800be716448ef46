FROM golang:1.25 AS build
# A stage that is not shipped.
# ok: dockerfile.image.root-user
USER root
RUN go build ./...

FROM debian:13
# ruleid: dockerfile.image.root-user
USER 0
COPY --from=build /go/bin/server /server
CMD ["/server"]
