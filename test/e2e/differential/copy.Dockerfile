FROM slipway-test/busybox AS files
RUN mkdir -p /out/dir && echo 1 > /out/one && echo 2 > /out/dir/two
FROM scratch
COPY src /src/
COPY src/*.txt src/b.md /flat/
COPY --chown=1000:1000 --chmod=0755 bin/run /bin/run
COPY --from=files /out/ /out/
COPY --from=files /out/o?e /wild
COPY --from=slipway-test/busybox /etc/arch /arch
COPY --link src/a.txt /linked/
COPY --link --from=files --chown=5:6 /out/dir /linked/dir
ADD --chmod=600 src /added
COPY ["src/a.txt", "/with space/"]
COPY <<one <<"two" /here/
text
one
raw $text
two
COPY . /all
