FROM slipway-test/busybox AS base
RUN echo base > /base
FROM base AS left
RUN echo left > /left
FROM base AS right
RUN echo right > /right
FROM right AS unused
RUN exit 1
FROM scratch AS collected
COPY --from=left /left /
COPY --from=right /right /
COPY --from=0 /base /
FROM collected
LABEL final=yes
