# The frontend image: one static executable, and nothing else.
#
#   docker buildx build -t myorg/frontend .
#
# It is compiled with what a Debian image and Debian's packages have (scripts/executable). For several platforms add
# --platform linux/amd64,linux/arm64: nothing is emulated. With --build-arg SOURCE_DATE_EPOCH=0 two
# builds have the same digest.
#
# What is there already is taken as it is: dist/engine, the bundle (`npm run build`), which otherwise is made
# here with npm and its registry; and dist/slipway-frontend-amd64 or -arm64, the executable itself (`scripts/executable
# --arch=amd64`). With the executable any image with a shell will do as BUILD_IMAGE, for machines that cannot
# pull: scripts/frontend-image builds that way.

ARG BUILD_IMAGE=docker.io/library/debian:forky-slim

FROM --platform=${BUILDPLATFORM} ${BUILD_IMAGE} AS build
WORKDIR /frontend
COPY . .
ARG TARGETARCH
RUN [ -e "dist/slipway-frontend-$TARGETARCH" ] || scripts/executable "--arch=$TARGETARCH"
ARG SOURCE_DATE_EPOCH
# /licenses has those of all that is linked, and what that is: a bill of materials that BuildKit need not look for.
RUN mkdir -p /out && cp "dist/slipway-frontend-$TARGETARCH" /out/slipway-frontend && chmod 755 /out/slipway-frontend \
 && cp -r "dist/slipway-frontend-$TARGETARCH.licenses" /out/licenses \
 && cp "dist/slipway-frontend-$TARGETARCH.cdx.json" /out/licenses/sbom.cdx.json \
 && find /out -exec touch -h -d "@${SOURCE_DATE_EPOCH:-0}" {} +

FROM scratch
LABEL org.opencontainers.image.title="Slipway" \
      org.opencontainers.image.version="0.1.0" \
      slipway.reference="docker/dockerfile 1.29.0" \
      moby.buildkit.frontend.network.none="true" \
      moby.buildkit.frontend.caps="moby.buildkit.frontend.inputs,moby.buildkit.frontend.subrequests,moby.buildkit.frontend.contexts,moby.buildkit.frontend.gitquerystring,moby.buildkit.frontend.contexts.zstd"
COPY --from=build /out/ /
ENTRYPOINT ["/slipway-frontend"]
