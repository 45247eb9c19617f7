#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# embed.sh NAME FOLDER: C source of the table embedded_NAME, which holds every file of the folder.
set -eu
echo '#include "scanner/base/embed.h"'
n=0
for f in "$2"/*; do
    [ -f "$f" ] || continue
    s="embed_$1_$n"
    printf '__asm__(".section .rodata\\n%s:\\n.incbin \\"%s\\"\\n%s_end:\\n.byte 0\\n.previous");\n' "$s" "$f" "$s"
    printf 'extern const char %s[] __attribute__((visibility("hidden")));\n' "$s"
    n=$((n + 1))
done
echo "const struct embedded embedded_$1[] = {"
n=0
for f in "$2"/*; do
    [ -f "$f" ] || continue
    printf '    {"%s", embed_%s_%s, %s},\n' "${f##*/}" "$1" "$n" "$(wc -c < "$f")"
    n=$((n + 1))
done
echo '    {NULL, NULL, 0}};'
