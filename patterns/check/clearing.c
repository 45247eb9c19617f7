/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bankgirot, "Bankernas kontonummeruppbyggnad" 2015-11-13, compared with the edition of 2024-02-22; newer banks from
 * swantzter/kontonummer (2024). 3300 and 3782 are Nordea's personkonton: the account is the holder's personnummer. */
#include "patterns/check/clearing.h"

static const struct clearing table[] = {
    {1000, 1099, CLEARING_UNKNOWN, "Riksbanken"},  {1100, 1199, CLEARING_1_1, "Nordea"},
    {1200, 1399, CLEARING_1_1, "Danske Bank"},     {1400, 2099, CLEARING_1_1, "Nordea"},
    {2300, 2399, CLEARING_1_2, "Ålandsbanken"},    {2400, 2499, CLEARING_1_1, "Danske Bank"},
    {3000, 3299, CLEARING_1_1, "Nordea"},          {3300, 3300, CLEARING_2_1, "Nordea personkonto"},
    {3301, 3399, CLEARING_1_1, "Nordea"},          {3400, 3409, CLEARING_1_1, "Länsförsäkringar Bank"},
    {3410, 3781, CLEARING_1_1, "Nordea"},          {3782, 3782, CLEARING_2_1, "Nordea personkonto"},
    {3783, 3999, CLEARING_1_1, "Nordea"},          {4000, 4999, CLEARING_1_2, "Nordea"},
    {5000, 5999, CLEARING_1_1, "SEB"},             {6000, 6999, CLEARING_2_2, "Handelsbanken"},
    {7000, 7999, CLEARING_1_1, "Swedbank"},        {8000, 8999, CLEARING_2_3, "Swedbank"},
    {9020, 9029, CLEARING_1_2, "Länsförsäkringar Bank"}, {9040, 9049, CLEARING_1_2, "Citibank"},
    {9060, 9069, CLEARING_1_1, "Länsförsäkringar Bank"}, {9070, 9079, CLEARING_1_1, "Multitude Bank"},
    {9090, 9099, CLEARING_1_2, "Royal Bank of Scotland"}, {9100, 9109, CLEARING_1_2, "Nordnet"},
    {9120, 9124, CLEARING_1_1, "SEB"},             {9130, 9149, CLEARING_1_1, "SEB"},
    {9150, 9169, CLEARING_1_2, "Skandiabanken"},   {9170, 9179, CLEARING_1_1, "Ikano Bank"},
    {9180, 9189, CLEARING_2_1, "Danske Bank"},     {9190, 9199, CLEARING_1_2, "DNB"},
    {9230, 9239, CLEARING_1_1, "Marginalen Bank"}, {9250, 9259, CLEARING_1_1, "SBAB"},
    {9260, 9269, CLEARING_1_2, "DNB"},             {9270, 9279, CLEARING_1_1, "ICA Banken"},
    {9280, 9289, CLEARING_1_1, "Resurs Bank"},     {9300, 9349, CLEARING_2_1, "Swedbank"},
    {9390, 9399, CLEARING_1_2, "Landshypotek"},    {9400, 9449, CLEARING_1_1, "Forex Bank"},
    {9460, 9469, CLEARING_1_1, "Santander Consumer Bank"}, {9470, 9479, CLEARING_1_2, "BNP Paribas"},
    {9500, 9549, CLEARING_2_3, "Nordea Plusgirot"}, {9550, 9569, CLEARING_1_2, "Avanza Bank"},
    {9570, 9579, CLEARING_2_1, "Sparbanken Syd"},  {9580, 9589, CLEARING_1_1, "Aion Bank"},
    {9590, 9599, CLEARING_1_2, "Erik Penser"},     {9630, 9639, CLEARING_1_1, "Lån & Spar Bank"},
    {9640, 9649, CLEARING_1_2, "NOBA Bank"},       {9650, 9659, CLEARING_1_2, "MedMera Bank"},
    {9660, 9669, CLEARING_1_2, "Svea Bank"},       {9670, 9679, CLEARING_1_2, "JAK Medlemsbank"},
    {9680, 9689, CLEARING_1_1, "BlueStep"},        {9690, 9699, CLEARING_UNKNOWN, "Folkia"},
    {9700, 9709, CLEARING_1_2, "Ekobanken"},       {9710, 9719, CLEARING_1_2, "Lunar"},
    {9720, 9729, CLEARING_UNKNOWN, "Netfonds"},    {9750, 9759, CLEARING_1_2, "Northmill"},
    {9770, 9779, CLEARING_UNKNOWN, "FTCS"},        {9780, 9789, CLEARING_1_2, "Klarna Bank"},
    {9880, 9889, CLEARING_1_2, "Riksgälden"},      {9890, 9899, CLEARING_2_1, "Riksgälden"},
    {9955, 9955, CLEARING_UNKNOWN, "Kommuninvest"}, {9960, 9969, CLEARING_2_3, "Nordea Plusgirot"},
};

const struct clearing *clearing_find(int number)
{
    for (gsize i = 0; i < G_N_ELEMENTS(table); i++)
        if (number >= table[i].from && number <= table[i].to)
            return &table[i];
    return NULL;
}
