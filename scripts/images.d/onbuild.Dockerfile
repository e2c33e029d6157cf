FROM slipway-test/busybox
ENV APP_HOME=/srv/app LAYERED=base
WORKDIR /srv/app
LABEL org.example.layer=base org.example.kept=yes
EXPOSE 8080/tcp
VOLUME /data
USER app
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s CMD ["true"]
ONBUILD ARG RELEASE=none
ONBUILD ENV RELEASE=$RELEASE
ONBUILD COPY --chown=app . /srv/app/
ONBUILD RUN echo "built for $RELEASE" > /tmp/built
ENTRYPOINT ["sh", "-c"]
CMD ["ls"]
