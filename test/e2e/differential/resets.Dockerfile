FROM slipway-test/onbuild AS base
FROM slipway-test/busybox AS other
ENTRYPOINT ["one"]
CMD ["two"]
FROM other
ENTRYPOINT ["three"]
HEALTHCHECK NONE
LABEL a=1 a=2
ENV X=1 X=2
CMD []
