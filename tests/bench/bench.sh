#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# bench.sh BUILD: speeds as ratios, each pair measured in one run on the same bytes. MIB and FILES choose the sizes.
set -eu
build=$1 mib=${MIB:-96} files=${FILES:-50000}
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
# Word borders of ASCII: those of Unicode cost ripgrep twenty times its speed on Swedish, and would flatter us.
number='(?-u:\b)(19|20)?[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[-+ ]?[0-9]{4}(?-u:\b)'

now() { date +%s%N; }
# best time in ns of three runs of a command
best() {
    least=
    for turn in 1 2 3; do
        began=$(now); "$@" >/dev/null 2>&1 || true; took=$(($(now) - began))
        [ -n "$least" ] && [ "$least" -le "$took" ] || least=$took
    done
    echo "$least"
}

echo "I minnet, en kärna, $mib MiB (MB/s, kvot mot ripgrep med ett reguljärt uttryck för personnummer)"
for sort in prose csv; do
    "$build/bench/maketext" $sort "$mib" "$work/$sort"
    "$build/bench/speed" "$work/$sort" >"$work/speeds"
    "$build/bench/passes" "$work/$sort" >"$work/passes"
    taken=$(best rg --threads 1 --count --text --no-config "$number" "$work/$sort")
    size=$(wc -c <"$work/$sort")
    awk -v sort=$sort -v ns="$taken" -v size="$size" '
        {speed[$1] = $2}
        END {
            rg = size / ns * 1000
            printf "  %-6s memchr %6d   ripgrep %5d   motorn %5d   utan förfilter %4d\n", sort, speed["memchr"], rg, speed["engine"], speed["plain"]
            printf "         motorn/ripgrep %.2f   motorn/memchr %.3f   (%d olika fynd)\n", speed["engine"] / rg, speed["engine"] / speed["memchr"], speed["findings"]
        }' "$work/speeds"
    awk -v ns="$taken" -v size="$size" '
        BEGIN {split("fold dictionary sieve automata", names); split("vikning ordbok såll automater", words)}
        {speed[$1] = $2; found[$1] = $3}
        END {
            for (i = 1; i in names; i++)
                printf "           var för sig: %-10s %5d   mot ripgrep %.2f   (%d ställen)\n", words[i], speed[names[i]], speed[names[i]] * ns / size / 1000, found[names[i]]
        }' "$work/passes"
    rm "$work/$sort"
done

echo "Hel skanning av $files små textfiler (sekunder)"
mkdir "$work/tree" && "$build/bench/maketext" tree "$files" "$work/tree"
export XDG_STATE_HOME="$work/state" XDG_CONFIG_HOME="$work/config"
rg=$(best rg --count --text --no-config --no-ignore "$number" "$work/tree")
fresh=$(best "$build/datarond" scan --quiet --full "$work/tree")
again=$(best "$build/datarond" scan --quiet "$work/tree")
awk -v rg="$rg" -v fresh="$fresh" -v again="$again" 'BEGIN {
    printf "  ripgrep %.2f   första skanningen %.2f (%.1f gånger ripgrep)   oförändrat träd %.2f (%.1f gånger)\n",
        rg / 1e9, fresh / 1e9, fresh / rg, again / 1e9, again / rg }'
