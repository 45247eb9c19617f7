#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# laws.sh: nothing but the files decides what is found. The share of the invented kommun is scanned with one worker and
# with four, as a copied tree, and wrapped file by file in zip and in tar: each time the findings are the same.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
share="$here/kommun/share"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
export HOME="$out" XDG_STATE_HOME="$out/state" XDG_CONFIG_HOME="$out/config" LANGUAGE=sv

# found NAME FOLDER [OPTION...]: what a scan of the folder finds, sorted, into $out/NAME.
found() {
    name=$1 folder=$2
    shift 2
    "$DATAROND" scan --quiet --no-register --test-numbers real --report "jsonl:$out/$name.jsonl" "$@" "$folder" || [ $? -eq 3 ]
    jq -r --arg root "$folder/" --arg strip '' -f "$here/lines.jq" "$out/$name.jsonl" | LC_ALL=C sort > "$out/$name"
}
# bare NAME: of each file only its name and its findings, without what lies in members: that is what wrapping must keep.
bare() {
    jq -r '(.path | split("/") | last) as $file | .findings[] | select(.confidence >= 0.5)
        | .places = [.places[] | select(.part != "name" and (.member // "" | contains("/") | not))] | select(.places != [])
        | [(.places[0].member // $file), .kind, .masked, .confidence, .count] | map(tostring) | join(" ")' "$out/$1.jsonl" | LC_ALL=C sort
}

found one "$share" --jobs 1
found four "$share" --jobs 4
[ -s "$out/one" ]
diff -u "$out/one" "$out/four" || { echo "the number of workers changes what is found"; exit 1; }

cp -R "$share" "$out/tree.copy"
found copy "$out/tree.copy"
diff -u "$out/one" "$out/copy" || { echo "a copied tree gives other findings"; exit 1; }

# One document of each format, each in an archive of its own, so that evidence stays with its file.
mkdir "$out/tree.plain" "$out/tree.zip" "$out/tree.tar"
number=0
find "$share" -type f -size +0 \( -name '*.txt' -o -name '*.csv' -o -name '*.docx' -o -name '*.xlsx' -o -name '*.od[ts]' -o -name '*.pdf' \
    -o -name '*.html' -o -name '*.xml' -o -name '*.json' -o -name '*.pptx' \) | LC_ALL=C sort > "$out/list"
while IFS= read -r file; do
    number=$((number + 1))
    name="$number.${file##*.}"
    cp "$file" "$out/tree.plain/$name"
    (cd "$out/tree.plain" && zip -q "$out/tree.zip/$number.zip" "$name" && tar -czf "$out/tree.tar/$number.tar.gz" "$name")
done < "$out/list"
[ "$number" -gt 50 ]
for how in plain zip tar; do
    found "$how" "$out/tree.$how"
    bare "$how" > "$out/$how.bare"
done
[ "$(wc -l < "$out/plain.bare")" -gt 200 ]
diff -u "$out/plain.bare" "$out/zip.bare" || { echo "a zip around a file changes what is found"; exit 1; }
diff -u "$out/plain.bare" "$out/tar.bare" || { echo "a tar around a file changes what is found"; exit 1; }
