#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# From scan to decision: marks and exceptions by the commands, and what the reports then say.
set -eu
lab=$(mktemp -d) && trap 'rm -rf "$lab"' EXIT
export HOME="$lab/home" XDG_STATE_HOME="$lab/state" XDG_CONFIG_HOME="$lab/config" LANGUAGE=
mkdir -p "$HOME" "$lab/share/a"
fail() { echo "$1"; exit 1; }
run() { "$DATAROND" "$@" --lang en; }
says() { # file, what it must hold
    grep -qF -- "$2" "$1" || { echo "not there: $2"; cat "$1"; exit 1; }
}
usage() { run "$@" >"$lab/out" 2>&1 && fail "accepted: $*"; test $? -eq 2 || { cat "$lab/out"; fail "not usage: $*"; }; }

echo 'Personnummer 19900101-9802 enligt ansökan.' >"$lab/share/a/1.txt"
echo 'Personnummer 19900101-9802 enligt beslut.' >"$lab/share/a/2.txt"
run scan --quiet --test-numbers real "$lab/share"
persons() { run report "jsonl:$lab/r.jsonl" >/dev/null; sed -n 's/.*"persons": \([0-9]*\).*/\1/p' "$lab/r.jsonl" | tr -d '\n'; }
[ "$(persons)" = 11 ] || { cat "$lab/r.jsonl"; fail "one person in each file"; }

run follow-up set "$lab/share/a/1.txt" --status in_progress --owner Åsa --due 2026-01-31
run follow-up list >"$lab/list"
says "$lab/list" "in progress	Åsa	2026-01-31	$lab/share/a/1.txt"
mv "$lab/share/a/1.txt" "$lab/share/moved.txt"
run scan --quiet --test-numbers real "$lab/share"
run follow-up history "$lab/share/moved.txt" >"$lab/history"
says "$lab/history" "status	open	in_progress"
says "$lab/history" "due	-	2026-01-31"

run follow-up except --file "$lab/share/a/2.txt" --finding '19900101-****' --reason 'vår egen handläggare' >/dev/null
[ "$(persons)" = 00 ] || fail "the value is excepted in every file"
says "$lab/r.jsonl" '"excepted": "vår egen handläggare"'
run follow-up exceptions >"$lab/list"
says "$lab/list" '19900101-****'
run follow-up unexcept 1
[ "$(persons)" = 11 ] || fail "an exception taken back leaves no trace"
run follow-up except --folder "$lab/share/a" --reason utbildning >/dev/null
[ "$(persons)" = 01 ] || fail "the folder alone is excepted"
[ "$(grep -c 'follow-up' "$XDG_STATE_HOME/datarond/audit.log")" = 3 ] || fail "three lines in the audit log"
! grep -rq 199001019802 "$lab/state" || fail "a clear value in the state folder"

usage follow-up
usage follow-up list --owner Bo
usage follow-up set "$lab/share/a/2.txt"
usage follow-up set "$lab/share/a/2.txt" --status klar
usage follow-up set "$lab/share/a/2.txt" --due 2026-02-30
usage follow-up except --folder "$lab/share"
usage follow-up except --reason x
usage follow-up unexcept 99
usage follow-up except --finding x --reason x
