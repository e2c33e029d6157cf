# check=skip=JSONArgsRecommended
FROM slipway-test/busybox
ARG VERSION=1.2
ENV A=1 B="two words" C=three\ words
ENV LEGACY a b c
ENV A=${A}2 PATH=$PATH:/opt/bin
LABEL one=1 "two words"="value with \"quotes\"" version=$VERSION
LABEL multi="line one \
line two"
EXPOSE 80 443/tcp 53/udp 8000-8002
VOLUME /data ["/more", "/again"]
VOLUME ["/json one", "/json2"]
WORKDIR /srv
WORKDIR relative/$VERSION
USER app:app
SHELL ["/bin/sh", "-ec"]
HEALTHCHECK --interval=5s --timeout=2s --start-period=1m --retries=4 CMD wget -q localhost
STOPSIGNAL SIGQUIT
ENTRYPOINT ["/bin/sh", "-c"]
CMD echo shell form $A
ONBUILD RUN echo later
ONBUILD COPY . /later
