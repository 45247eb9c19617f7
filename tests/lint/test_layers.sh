#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Who may include whom: each #include "room/file.h" against the table of rooms, and no header that includes itself over others.
set -u
bad=$(mktemp) && trap 'rm -f "$bad" "$bad.edges"' EXIT

allowed() { # room -> the rooms it may include, besides itself
    case $1 in
    scanner/base) ;;
    scanner/crawl | scanner/lib | scanner/sandbox) echo scanner/base ;;
    scanner/formats) echo scanner/base scanner/lib ;;
    patterns/check) echo scanner/base ;;
    patterns/match) echo scanner/base patterns/check ;;
    classifiers) echo scanner/base patterns/check patterns/match ;;
    reports/register) echo scanner/base classifiers ;;
    reports/write) echo scanner/base ;;
    reports) echo scanner/base classifiers reports/write reports/register ;;
    scanner/app) echo scanner/base scanner/crawl scanner/lib scanner/formats scanner/sandbox patterns/check patterns/match \
        classifiers reports reports/register reports/write ;;
    *) echo "no such room" ;;
    esac
}

for file in $(git ls-files -co --exclude-standard '*.c' '*.h' | grep -v '^tests/'); do
    room=${file%/*}
    may=" $room $(allowed "$room") "
    sed -n 's/^#include "\([^"]*\)".*/\1/p' "$file" | while read -r header; do
        case $header in */*) ;; *) continue ;; esac # made by the build
        [ -f "$header" ] || { echo "$file includes $header, which is not there" >>"$bad"; continue; }
        case $may in
        *" ${header%/*} "*) ;;
        *) echo "$file may not include $header" >>"$bad" ;;
        esac
        case $file in *.h) echo "$file $header" >>"$bad.edges" ;; esac
    done
done
touch "$bad.edges"
tsort "$bad.edges" >/dev/null 2>>"$bad"
[ ! -s "$bad" ] || { cat "$bad"; exit 1; }
