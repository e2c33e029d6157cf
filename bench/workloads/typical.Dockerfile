# syntax = myorg/frontend
ARG NODE_VERSION=26

FROM --platform=$BUILDPLATFORM node:${NODE_VERSION}-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm \
    --mount=type=secret,id=npmrc,target=/root/.npmrc \
    npm ci --ignore-scripts

FROM dependencies AS build
ARG TARGETARCH
ENV NODE_ENV=production \
    ARCH=$TARGETARCH
COPY tsconfig.json ./
COPY src ./src
RUN npm run build && npm prune --omit=dev

FROM dependencies AS test
COPY . .
RUN npm test

FROM golang:1.26 AS healthcheck
WORKDIR /src
COPY --link tools/healthcheck/ .
RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \
    CGO_ENABLED=0 go build -o /healthcheck .

FROM debian:trixie-slim AS runtime
LABEL org.opencontainers.image.title="shop" \
      org.opencontainers.image.source="https://git.example.com/shop"
RUN <<EOF
set -e
apt-get update
apt-get install -y --no-install-recommends ca-certificates
rm -rf /var/lib/apt/lists/*
EOF
RUN useradd --system --uid 1000 app
WORKDIR /app
COPY --from=build --chown=app:app /app/node_modules ./node_modules
COPY --from=build --chown=app:app /app/dist ./dist
COPY --from=healthcheck --chmod=755 /healthcheck /usr/local/bin/
USER app
EXPOSE 8080
VOLUME /data
HEALTHCHECK --interval=10s --timeout=2s CMD ["healthcheck"]
ENTRYPOINT ["node", "dist/main.js"]
CMD ["--port", "8080"]
