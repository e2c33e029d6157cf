FROM scratch
COPY / /
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
RUN ["/usr/bin/busybox", "--install", "-s", "/usr/local/sbin"]
RUN ["/usr/bin/busybox", "ln", "-sf", "busybox", "/usr/bin/sh"]
CMD ["sh"]
