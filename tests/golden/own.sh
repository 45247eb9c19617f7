#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# own.sh: register and reports that lie in what is scanned are not scanned, this time's and earlier ones, also where they were
# moved: two scans in a row tell the same. One that somebody changed is a file as any other.
set -eu
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
export HOME="$out/share/home" XDG_STATE_HOME="$out/share/state" XDG_CONFIG_HOME="$out/share/config" LANGUAGE=sv
mkdir -p "$out/share" "$HOME"
echo "Anna 19811218-9876" > "$out/share/a.txt"

# told REPORT PATH...: the report tells of these files below the share and no others, space between.
told() {
    paths=$(jq -r .path "$out/share/$1" | sed "s|^$out/share/||" | tr '\n' ' ')
    [ "$paths" = "$2 " ] || { echo "$1 tells of '$paths', not '$2'"; exit 1; }
}
scan() { "$DATAROND" scan --quiet "$@" "$out/share"; }

scan --report "jsonl:$out/share/one.jsonl" --report "html:$out/share/one.html" --report "csv:$out/share/one.csv"
told one.jsonl a.txt
scan --report "jsonl:$out/share/two.jsonl"
told two.jsonl a.txt
cmp "$out/share/one.jsonl" "$out/share/two.jsonl"
"$DATAROND" report "text:$out/share/three.txt"
mkdir "$out/share/old"
mv "$out/share/one.html" "$out/share/one.csv" "$out/share/old"
scan --full --report "jsonl:$out/share/four.jsonl"
told four.jsonl a.txt

echo "Bo 19811218-9876" >> "$out/share/old/one.csv"
scan --report "jsonl:$out/share/five.jsonl"
told five.jsonl 'a.txt old/one.csv'
