#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh BUILD [NAME]: runs every unit test and every script below tests/, or those whose name holds NAME, and adds up.
set -u
build=$1 want=${2:-} passed=0 failed=0
export DATAROND="$build/datarond"
for test in "$build"/tests/test_* tests/golden/*.sh tests/lint/test_*.sh; do
    [ -x "$test" ] && [ -f "$test" ] || continue
    case $test in *.d) continue ;; *"$want"*) ;; *) continue ;; esac
    log=$(mktemp)
    case $test in
    *.sh)
        if sh "$test" >"$log" 2>&1; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAIL $test"; cat "$log"; fi
        ;;
    *)
        "$test" >"$log" 2>&1
        status=$?
        ok=$(sed -n 's/^\[  PASSED  \] \([0-9]*\) test(s).*/\1/p' "$log" | head -n 1)
        bad=$(sed -n 's/^\[  FAILED  \] \([0-9]*\) test(s).*/\1/p' "$log" | head -n 1)
        [ "$status" -ne 0 ] && [ -z "$bad" ] && bad=1
        passed=$((passed + ${ok:-0})) failed=$((failed + ${bad:-0}))
        [ "$status" -eq 0 ] || { echo "FAIL $test (status $status)"; cat "$log"; }
        ;;
    esac
    rm -f "$log"
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
