FROM slipway-test/busybox
ENV NAME=value
RUN echo "$NAME" 'single' > /one
RUN ["sh", "-c", "echo $NAME > /two"]
RUN echo continued \
  # a comment between
  line > /three

RUN <<E1 cat > /four
heredoc $NAME
E1
RUN <<'E2'
echo "$NAME" > /five
E2
RUN --mount=type=bind,source=src,target=/in \
    --mount=type=cache,target=/cache,id=differential,sharing=private,mode=0700 \
    --mount=type=tmpfs,target=/tmpfs,size=1048576 \
    --mount=type=secret,id=absent,target=/run/absent \
    ls /in > /six
RUN --network=none true
