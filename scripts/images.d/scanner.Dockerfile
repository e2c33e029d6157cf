FROM slipway-test/busybox
COPY --chmod=755 scan.sh /bin/scan
ENTRYPOINT ["/bin/scan"]
