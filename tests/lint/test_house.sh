#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The house rules that a machine can hold: length of files, licence line, functions too easy to misuse, words left undone,
# the top level, and a Swedish word for every English one.
set -u
status=0
fail() { echo "$1"; status=1; }
code() { git ls-files -co --exclude-standard '*.c' '*.h'; }

long=$(code | xargs wc -l | awk '$2 != "total" && $1 > 400 {print $2 " (" $1 ")"}')
[ -z "$long" ] || fail "over 400 lines: $long"
bare=$(git ls-files -co --exclude-standard '*.c' '*.h' '*.sh' '*.yaml' '*.po' Makefile '.ci/*' '*.css' '*.js' | xargs grep -L 'SPDX-License-Identifier: GPL-3.0-or-later')
[ -z "$bare" ] || fail "no licence line: $bare"
easy=$(code | grep -v '^tests/' | xargs grep -nE '\b(strcpy|strcat|sprintf|vsprintf|strtok|gets|atoi|mktemp|system|popen)\(')
[ -z "$easy" ] || fail "too easy to misuse: $easy"
undone=$(code | xargs grep -nE 'TO''DO|FIX''ME|XX''X:|HA''CK')
[ -z "$undone" ] || fail "left undone: $undone"
top=$(git -c core.quotePath=false ls-files -co --exclude-standard | cut -d/ -f1 | sort -u | grep -vxE 'Makefile|README.md|LICENSE|scanner|classifiers|patterns|reports|tests|\..*')
[ -z "$top" ] || fail "more than the plan at the top: $top"

words=$(mktemp) && trap 'rm -f "$words" "$words.sv" "$words.log"' EXIT
code | grep -v '^tests/' | xargs xgettext -k_ -kN_ -kngettext:1,2 --from-code=UTF-8 -o "$words" 2>/dev/null
msgcat --use-first reports/po/head.po $(ls reports/po/*.po | grep -v head.po) -o "$words.sv"
msgcmp "$words.sv" "$words" >"$words.log" 2>&1 || fail "without a Swedish word:
$(head -60 "$words.log")"
exit $status
