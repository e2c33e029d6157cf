from slipway-test/busybox as Base
maintainer Someone <someone@example.com>
env key value
workdir rel
run echo $undefined; apt-get --version || true
expose 80/TCP
cmd echo hi
from base
copy --from=Base /etc/arch ./
entrypoint exec form missing
cmd one
cmd two
