#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A third-party header is included by one .c file only (GLib and the system's own aside).
set -u
status=0
for library in archive libxml poppler magic pcre2 hs/ seccomp sqlite3 yaml gmime json-glib openssl cairo; do
    files=$(git ls-files -co --exclude-standard 'scanner/*.c' 'scanner/*.h' 'patterns/*.[ch]' 'classifiers/*.[ch]' 'reports/*.[ch]' |
        xargs grep -lE "^#include <$library" 2>/dev/null)
    case $(echo "$files" | wc -w) in
    0) ;;
    1) case $files in *.h) echo "$library: in a header, $files"; status=1 ;; esac ;;
    *) echo "$library:" $files; status=1 ;;
    esac
done
exit $status
