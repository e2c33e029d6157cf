FROM --platform=$BUILDPLATFORM slipway-test/busybox AS build
ARG TARGETPLATFORM
ARG TARGETARCH
ARG BUILDARCH
RUN echo $TARGETPLATFORM $TARGETARCH $BUILDARCH > /out
FROM --platform=linux/arm64 slipway-test/busybox AS other
FROM slipway-test/busybox
COPY --from=build /out /
COPY --from=other /etc/arch /arm
