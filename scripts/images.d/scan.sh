#!/bin/sh
# Speaks the protocol of BuildKit's SBOM generators: reads the roots it is handed, writes an
# SPDX statement for each of them, naming every file.
set -e
statement() {
  printf '{"_type":"https://in-toto.io/Statement/v0.1","predicateType":"https://spdx.dev/Document","predicate":'
  printf '{"spdxVersion":"SPDX-2.3","SPDXID":"SPDXRef-DOCUMENT","name":"%s","comment":"%s","files":[' "$1" "$BUILDKIT_SCAN_TEST_PARAMETER"
  sep=
  (cd "$2" && find . -type f) | sort | while read -r file; do
    printf '%s{"fileName":"%s","SPDXID":"SPDXRef-%s"}' "$sep" "$file" "$(echo "$file" | md5sum | cut -c1-8)"
    sep=,
  done
  printf ']}}'
}
statement "$(basename "$BUILDKIT_SCAN_SOURCE")" "$BUILDKIT_SCAN_SOURCE" >"$BUILDKIT_SCAN_DESTINATION/$(basename "$BUILDKIT_SCAN_SOURCE").spdx.json"
[ -d "$BUILDKIT_SCAN_SOURCE_EXTRAS" ] || exit 0
for extra in "$BUILDKIT_SCAN_SOURCE_EXTRAS"/*; do
  [ -d "$extra" ] || continue
  statement "$(basename "$extra")" "$extra" >"$BUILDKIT_SCAN_DESTINATION/$(basename "$extra").spdx.json"
done
