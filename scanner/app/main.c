/* SPDX-License-Identifier: GPL-3.0-or-later */
/* datarond: main. */
#include <stdio.h>

int main(void)
{
    puts("datarond " VERSION);
    return 0;
}
