/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scanner/formats/rtf_input.h"

#include <string.h>

int rtf_next(struct rtf_input *input)
{
    if (input->at == input->len) {
        gssize got = source_pread(input->source, input->buffer, RTF_BUFFER, input->offset, input->error ? NULL : &input->error);
        input->at = 0;
        input->len = got > 0 ? (gsize)got : 0;
        input->offset += input->len;
        if (input->len == 0)
            return -1;
    }
    return input->buffer[input->at++];
}

void rtf_back(struct rtf_input *input, int sign)
{
    if (sign >= 0)
        input->at--;
}

struct text rtf_run(struct rtf_input *input)
{
    gsize from = input->at - 1;
    while (input->at < input->len && input->buffer[input->at] < 0x80 && input->buffer[input->at] &&
           !strchr("\\{}\r\n", input->buffer[input->at]))
        input->at++;
    return (struct text){(const char *)input->buffer + from, input->at - from};
}
