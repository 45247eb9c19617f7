#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# roots.sh: what is named on the command line is told of, or said in words with status 3: a link, a root within another,
# an empty folder, one that is not there, one that shrank.
set -eu
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
export HOME="$out" XDG_STATE_HOME="$out/state" XDG_CONFIG_HOME="$out/config" LANGUAGE=sv
case $DATAROND in /*) program=$DATAROND ;; *) program=$PWD/$DATAROND ;; esac
cd "$out"

# scan STATUS FILES PATH...: scans, and sees that it ends so and tells of these files, space between, in order of path.
scan() {
    want=$1 files=$2 status=0
    shift 2
    "$program" scan --lang en --quiet --register "$out/register.db" --report "jsonl:$out/told" "$@" 2>"$out/words" || status=$?
    told=$(jq -r .path "$out/told" | sed "s|^$out/||" | tr '\n' ' ')
    [ "$status" -eq "$want" ] || { echo "scan $*: status $status, not $want"; cat "$out/words"; exit 1; }
    [ "$told" = "$files" ] || { echo "scan $*: told of '$told', not '$files'"; exit 1; }
}
# said WORDS: the scan said so.
said() { grep -q "$1" "$out/words" || { echo "not said: $1"; cat "$out/words"; exit 1; }; }

mkdir -p share/sub empty
echo one > share/a.txt
echo two > share/sub/b.txt
ln -s share link

scan 0 'share/a.txt share/sub/b.txt ' share
scan 0 'share/a.txt share/sub/b.txt ' link
scan 0 'share/a.txt share/sub/b.txt ' link/ share share/../link/sub
scan 0 'share/sub/b.txt ' link/sub/../sub
scan 0 'share/a.txt ' share/a.txt
scan 3 '' empty
said 'there is no file in it'
scan 3 'share/a.txt share/sub/b.txt ' share nowhere
said 'nowhere: No such file'

mkdir many
for i in 0 1 2 3 4 5 6 7 8 9; do
    for j in 0 1; do echo "$i" > "many/$i$j"; done
done
all=$(ls many | sed 's|^|many/|' | tr '\n' ' ')
scan 0 "$all" many
rm many/1? many/2?
left=$(ls many | sed 's|^|many/|' | tr '\n' ' ')
scan 3 "$left" many
said '16 files, 20 at the last scan'
