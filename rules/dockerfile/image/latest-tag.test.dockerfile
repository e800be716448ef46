ARG REGISTRY=docker.io
# ruleid: dockerfile.image.latest-tag
FROM node:latest AS build
RUN npm ci

# ruleid: dockerfile.image.latest-tag
FROM debian AS tools

# ruleid: dockerfile.image.latest-tag
FROM --platform=linux/amd64 registry.example.com/team/base

# A version.
# ok: dockerfile.image.latest-tag
FROM golang:1.25-alpine AS compile

# A digest.
# ok: dockerfile.image.latest-tag
FROM alpine@sha256:0000000000000000000000000000000000000000000000000000000000000000

# An earlier stage.
# ok: dockerfile.image.latest-tag
FROM build AS test
# ok: dockerfile.image.latest-tag
FROM compile

# The registry has a default, and the image no tag.
# ruleid: dockerfile.image.latest-tag
FROM ${REGISTRY}/team/app

# From outside.
ARG IMAGE
# ok: dockerfile.image.latest-tag
FROM ${IMAGE}

# Empty: there is nothing to pin.
# ok: dockerfile.image.latest-tag
FROM scratch
