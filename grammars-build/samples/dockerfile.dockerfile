# syntax=docker/dockerfile:1.7
ARG NODE_VERSION=20
ARG REGISTRY=registry.example.com

FROM --platform=$BUILDPLATFORM ${REGISTRY}/node:${NODE_VERSION}-alpine AS build
WORKDIR /app
ENV NODE_ENV=production \
    PATH="/app/node_modules/.bin:$PATH"
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev
COPY --chown=node:node . .
RUN npm run build && \
    # The source maps stay out of the image.
    find dist -name '*.map' -delete && \
    echo "built $(date)" > dist/BUILD

FROM build AS test
RUN ["npm", "test"]

FROM nginx:1.27@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
LABEL org.opencontainers.image.title="shop" maintainer=team@example.com
ADD https://example.com/mime.types /etc/nginx/mime.types
COPY --from=build /app/dist /usr/share/nginx/html
RUN <<SCRIPT
adduser -D web
chown -R web /usr/share/nginx/html
SCRIPT
VOLUME ["/var/cache/nginx"]
EXPOSE 8080/tcp 8443
USER web:web
SHELL ["/bin/sh", "-c"]
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=3s CMD wget -q -O /dev/null http://localhost:8080/ || exit 1
ONBUILD RUN echo "child image"
ENTRYPOINT ["nginx"]
CMD ["-g", "daemon off;"]
