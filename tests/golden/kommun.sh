#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# kommun.sh: scans the share of an invented kommun and compares each file's verdict and findings with kommun/expected.
# UPDATE=1 renews that file: read the difference before it is kept. All identity numbers are Skatteverket's test numbers.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
export HOME="$out" XDG_STATE_HOME="$out/state" XDG_CONFIG_HOME="$out/config" LANGUAGE=sv
status=0
"$DATAROND" scan --quiet --no-register --test-numbers real --report "jsonl:$out/found.jsonl" "$here/kommun/share" || status=$?
[ "$status" -eq 3 ] || { echo "exit status $status, expected 3: some files of the share cannot be read"; exit 1; }
jq -r --arg root "$here/kommun/share/" --arg strip '' -f "$here/lines.jq" "$out/found.jsonl" | LC_ALL=C sort > "$out/found"
if [ -n "${UPDATE:-}" ]; then
    cp "$out/found" "$here/kommun/expected"
fi
[ "$(find "$here/kommun/share" -type f | wc -l)" -eq "$(wc -l < "$here/kommun/expected")" ] || { echo "not one line a file"; exit 1; }
diff -u "$here/kommun/expected" "$out/found"
