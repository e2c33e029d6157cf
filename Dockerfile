# The frontend image: a stripped Node, the libraries it links and the bundled frontend, and
# nothing else.
#
#   docker buildx build -t myorg/frontend .
#
# A bundle that is there already (dist/frontend.js, made by `npm run build`) is taken as it
# is; otherwise it is made here, which needs npm in the base image and its registry.
#
# Node comes from NODE_IMAGE: any Debian-based image with Node 24 or later. Where nothing can
# be pulled, name one that the engine has, and bring the bundle along:
#
#   scripts/images slipway/node-runtime && npm run build
#   docker buildx build -t myorg/frontend --build-arg NODE_IMAGE=slipway/node-runtime .
#
# For several platforms add --platform linux/amd64,linux/arm64. Nothing is emulated, so that only
# the image for the building machine's own platform gets a code cache, which makes it start
# faster. With
# --build-arg SOURCE_DATE_EPOCH=0 two builds have the same digest. To push it smaller:
# --output type=image,name=myorg/frontend,push=true,compression=zstd,compression-level=19,force-compression=true

ARG NODE_IMAGE=docker.io/library/node:26-slim

FROM ${NODE_IMAGE} AS base

FROM --platform=${BUILDPLATFORM} ${NODE_IMAGE} AS build
WORKDIR /frontend
COPY . .
RUN ["node", "scripts/image/ensure-bundle.ts"]
ARG BUILDPLATFORM
ARG TARGETPLATFORM
ARG SOURCE_DATE_EPOCH
RUN --mount=type=bind,from=base,target=/base ["node", "scripts/image/make-root.ts", "/base", "dist/frontend.js", "/out"]

FROM scratch
LABEL moby.buildkit.frontend.network.none="true" \
      moby.buildkit.frontend.caps="moby.buildkit.frontend.inputs,moby.buildkit.frontend.subrequests,moby.buildkit.frontend.contexts,moby.buildkit.frontend.gitquerystring,moby.buildkit.frontend.contexts.zstd"
COPY --from=build /out/ /
ENV NODE_OPTIONS= NODE_EXTRA_CA_CERTS= SSL_CERT_FILE= SSL_CERT_DIR=
# Young objects have 16 MiB from the start: a build of a thousand instructions then ends before anything is
# collected. The same as maximum keeps a huge one smaller. One thread beside the main one: more
# take longer to start than they save.
ENTRYPOINT ["/usr/local/bin/node", "--v8-pool-size=1", "--min-semi-space-size=16", "--max-semi-space-size=16", "/start.cjs"]
