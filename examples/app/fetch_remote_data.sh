#!/bin/sh
# Stands for a download that needs a token: it uses the secret and keeps none of it.
set -e
[ -s /cache_builder ] || { echo "no token" >&2; exit 1; }
echo "data fetched with a token of $(wc -c </cache_builder | tr -d ' ') bytes" >data.txt
