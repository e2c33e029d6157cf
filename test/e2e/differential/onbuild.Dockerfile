FROM slipway-test/onbuild
RUN cat /tmp/built
