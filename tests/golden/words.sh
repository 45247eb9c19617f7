#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# words.sh: why a finding is likely is told in the reader's language, whatever word of the rules stood near.
set -eu
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
export HOME="$out" XDG_STATE_HOME="$out/state" XDG_CONFIG_HOME="$out/config" LANGUAGE=sv
printf 'Pinkod till larmet: 4821\n' > "$out/larm.txt"
"$DATAROND" scan --quiet "$out/larm.txt"
"$DATAROND" show --lang en "$out/larm.txt" > "$out/en"
"$DATAROND" show "$out/larm.txt" > "$out/sv"
grep -q '“larm” stands near' "$out/en" || { cat "$out/en"; exit 1; }
grep -q '”larm” står intill' "$out/sv" || { cat "$out/sv"; exit 1; }
! grep -q 'står intill' "$out/en" || { echo "Swedish in the English page"; exit 1; }
