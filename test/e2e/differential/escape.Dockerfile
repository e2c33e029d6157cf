# escape=`

FROM slipway-test/busybox
ENV DIR=C:\dir QUOTED="a`"b"
RUN echo one `
    two > /out
WORKDIR /a`
b
