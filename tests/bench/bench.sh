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

# the same as best, of processor time: others may be at work on the machine
best_spent() {
    least=
    for turn in 1 2 3; do
        times >"$work/before"; "$@" >/dev/null 2>&1 || true; times >"$work/after"
        took=$(awk 'FNR == 2 {split($1, user, /[ms]/); split($2, kernel, /[ms]/); all = (user[1] + kernel[1]) * 60 + user[2] + kernel[2] - all}
            END {printf "%d", all * 1e9}' "$work/before" "$work/after")
        [ -n "$least" ] && [ "$least" -le "$took" ] || least=$took
    done
    echo "$least"
}

echo "I minnet, en kärna, $mib MiB (MB/s; inom parentes kvot mot ripgrep med ett reguljärt uttryck för personnummer på samma fil)"
echo "                 ripgrep  hela motorn   som celler    siffror        uttryck       ord           utan förfilter   olika fynd"
for sort in prose csv ids sums times mixed; do
    "$build/bench/maketext" $sort "$mib" "$work/$sort"
    "$build/bench/speed" "$work/$sort" >"$work/speeds"
    taken=$(best_spent rg --threads 1 --count --text --no-config "$number" "$work/$sort")
    size=$(wc -c <"$work/$sort")
    awk -v sort=$sort -v ns="$taken" -v size="$size" '
        {speed[$1] = $2}
        function told(way) { return sprintf("%5d (%.2f) ", speed[way], speed[way] / rg) }
        END {
            rg = size / ns * 1000
            printf "  %-6s  %14d %s %s %s %s %s %s %8d\n", sort, rg, told("engine"), told("cells"), told("digits"), told("regex"), told("words"),
                told("plain"), speed["findings"]
        }' "$work/speeds"
    case $sort in prose | csv)
        "$build/bench/passes" "$work/$sort" >"$work/passes"
        awk -v ns="$taken" -v size="$size" '
            BEGIN {split("fold dictionary sieve automata", names); split("vikning ordbok såll automater", words)}
            {speed[$1] = $2; found[$1] = $3}
            END {
                for (i = 1; i in names; i++)
                    printf "           var för sig: %-10s %5d   mot ripgrep %.2f   (%d ställen)\n", words[i], speed[names[i]], speed[names[i]] * ns / size / 1000, found[names[i]]
            }' "$work/passes" ;;
    esac
    rm "$work/$sort"
done
echo "  (siffror, uttryck och ord: motorn med bara de reglerna)"

echo "Hel skanning av $files små textfiler (sekunder)"
mkdir "$work/tree" && "$build/bench/maketext" tree "$files" "$work/tree"
export XDG_STATE_HOME="$work/state" XDG_CONFIG_HOME="$work/config"
rg=$(best rg --count --text --no-config --no-ignore "$number" "$work/tree")
fresh=$(best "$build/datarond" scan --quiet --full "$work/tree")
again=$(best "$build/datarond" scan --quiet "$work/tree")
awk -v rg="$rg" -v fresh="$fresh" -v again="$again" 'BEGIN {
    printf "  ripgrep %.2f   första skanningen %.2f (%.1f gånger ripgrep)   oförändrat träd %.2f (%.1f gånger)\n",
        rg / 1e9, fresh / 1e9, fresh / rg, again / 1e9, again / rg }'
