#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# narrow.sh: where the system gives little (standard output closed or full, 64 descriptors, no place for the register or for
# temporary files) the scan does its work or says what failed, with a status that is not 0, and writes into no file of others.
set -eu
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
export HOME="$out" XDG_STATE_HOME="$out/state" XDG_CONFIG_HOME="$out/config" LANGUAGE=sv

# ends STATUS WORDS COMMAND...: the command ends so, and says so on standard error.
ends() {
    want=$1 words=$2 status=0
    shift 2
    "$@" 2>"$out/words" || status=$?
    [ "$status" -eq "$want" ] || { echo "$*: status $status, not $want"; cat "$out/words"; exit 1; }
    [ -z "$words" ] || grep -q "$words" "$out/words" || { echo "$*: did not say '$words'"; cat "$out/words"; exit 1; }
}
scan() { "$DATAROND" scan --lang en "$@" "$out/share"; }
scan_closed() { scan --quiet --report "jsonl:$out/told" <&- >&-; }
scan_summary_closed() { scan <&- >&-; }
scan_full() { scan >/dev/full; }
scan_narrow() { (ulimit -n 64 && scan --quiet --full --jobs 2 --report "jsonl:$out/told"); }
scan_without_room() { TMPDIR=$out/none scan --quiet; }

mkdir "$out/share"
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    for j in 0 1 2 3 4 5 6 7 8 9; do echo "$i$j" > "$out/share/$i.$j"; done
done

ends 1 'could not be written to standard output' scan_summary_closed
ends 0 '' scan_closed
[ "$(jq -r .status "$out/told" | sort | uniq -c | tr -d ' \n')" = 200read ]
ends 1 'could not be written to standard output' scan_full
ends 0 '' scan_narrow
[ "$(jq -r .status "$out/told" | sort | uniq -c | tr -d ' \n')" = 200read ]
ends 1 "$out/share/1.0/r.db" scan --register "$out/share/1.0/r.db"
ends 1 'this is no register' scan --register "$out/share/1.0"
[ "$(cat "$out/share/1.0")" = 10 ]
ends 1 "$out/none/x" scan --report "html:$out/none/x"
ends 1 "$out/none" scan_without_room
