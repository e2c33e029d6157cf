# A stage that many apps share.
FROM ${BASE} AS build
COPY app.sh /src/app.sh
RUN mkdir /out && sed "s/@VERSION@/1.4.2/" /src/app.sh >/out/app && chmod +x /out/app
