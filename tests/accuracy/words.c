/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/accuracy/words.h"

#include <stddef.h>

const char *const word_first[] = {
    "Anna", "Eva", "Maria", "Karin", "Kristina", "Lena", "Sara", "Kerstin", "Emma", "Ingrid", "Marie", "Malin", "Jenny", "Birgitta", "Annika",
    "Inger", "Ulla", "Susanne", "Linnea", "Elsa", "Alice", "Maja", "Wilma", "Ebba", "Freja", "Saga", "Astrid", "Fatima", "Amina", "Zahra", "Mariam",
    "Hanna", "Johanna", "Ida", "Frida", "Moa", "Klara", "Julia", "Elin", "Ellen", "Stina", "Tove", "Siv", "Gun", "Britt", "Monica", "Yvonne",
    "Lars", "Mikael", "Anders", "Johan", "Erik", "Per", "Karl", "Peter", "Jan", "Thomas", "Daniel", "Fredrik", "Hans", "Bengt", "Mats", "Andreas",
    "Stefan", "Bo", "Nils", "Magnus", "Mohamed", "Ali", "Ahmed", "Hassan", "Omar", "Ibrahim", "Yusuf", "Oscar", "William", "Lucas", "Noah", "Hugo",
    "Liam", "Elias", "Alexander", "Gustav", "Leif", "Ulf", "Sven", "Rolf", "Kjell", "Stig", "Björn", "Roger", "Jonas", "Henrik", "Martin", "Niklas",
    "Tomasz", "Piotr", "Agnieszka", "Dragana", "Zlatko", "Somchai", "Wanja", "Ragnhild", "Sixten", "Tindra", "Vilgot", "Anna-Lena", "Lars-Erik",
    "Karl-Johan", "Eva-Lotta", "Bilal", "Leyla", "Shirin", "Hodan", "Tesfaye", "Natalia", "Iryna", "Andrej", "Ove", "Åke", "Åsa", "Östen", NULL};

const char *const word_last[] = {
    "Andersson", "Johansson", "Karlsson", "Nilsson", "Eriksson", "Larsson", "Olsson", "Persson", "Svensson", "Gustafsson", "Pettersson", "Jonsson",
    "Jansson", "Hansson", "Bengtsson", "Jönsson", "Lindberg", "Jakobsson", "Magnusson", "Olofsson", "Lindström", "Lindqvist", "Lindgren", "Axelsson",
    "Berg", "Bergström", "Lundberg", "Lind", "Lundgren", "Lundqvist", "Mattsson", "Berglund", "Fredriksson", "Sandberg", "Henriksson", "Forsberg",
    "Sjöberg", "Wallin", "Ali", "Engström", "Mohamed", "Eklund", "Danielsson", "Lundin", "Håkansson", "Björk", "Bergman", "Gunnarsson", "Holm",
    "Wikström", "Samuelsson", "Isaksson", "Fransson", "Bergqvist", "Nyström", "Holmberg", "Arvidsson", "Löfgren", "Söderberg", "Nyberg", "Blomqvist",
    "Claesson", "Nordström", "Mårtensson", "Lundström", "Ahmed", "Viklund", "Björklund", "Eliasson", "Pålsson", "Hassan", "Berggren", "Sandström",
    "Lund", "Nordin", "Ström", "Åberg", "Hermansson", "Ekström", "Falk", "Holmgren", "Dahlberg", "Hellström", "Hedlund", "Sundberg", "Sjögren",
    "Ek", "Blom", "Abrahamsson", "Öberg", "Martinsson", "Andreasson", "Strömberg", "Månsson", "Åkesson", "Hansen", "Norberg", "Lindholm", "Dahl",
    "Jonasson", "Ibrahim", "Ahlberg", "Hedström", "Palmqvist", "Granvik", "Rosenlund", "Tornberg", "Skoglund", "Kvarnström", "Ekedahl",
    "Nowak", "Kovačević", "Haddad", "Nguyen", "Tesfamariam", "Yılmaz", "Bäck", "Rask", "Trygg", "Sjö", "Hammarskiöld", "Warsame", "Popescu", NULL};

const char *const word_streets[] = {
    "Storgatan", "Skolgatan", "Kyrkvägen", "Björkvägen", "Granvägen", "Ekallén", "Parkgatan", "Järnvägsgatan", "Nygatan", "Strandvägen", "Ringvägen",
    "Lingonstigen", "Kvarngränd", "Fiskargatan", "Solrosvägen", "Tallbacken", "Norra Esplanaden", "Västra Ringgatan", "Södra Kungsvägen",
    "Karl Johansgatan", "Bollmoravägen", "Hasselbacken", "Trumslagarstigen", "Gamla Landsvägen", "Linnés väg", "Stora Torget", "Hamnkajen",
    "Prästgårdsängen", "Sankt Olofsgatan", "Vallmovägen", "Rönnslingan", "Kaptensgatan", "Spinnrocksvägen", "Älgstigen", NULL};

const char *const word_towns[] = {
    "Tyresö", "Göteborg", "Malmö", "Uppsala", "Västerås", "Örebro", "Linköping", "Helsingborg", "Jönköping", "Norrköping", "Lund", "Umeå", "Gävle",
    "Borås", "Södertälje", "Eskilstuna", "Halmstad", "Växjö", "Karlstad", "Sundsvall", "Luleå", "Trollhättan", "Östersund", "Kalmar", "Falun",
    "Kristianstad", "Skövde", "Uddevalla", "Nyköping", "Motala", "Visby", "Sandviken", "Kiruna", "Ystad", "Mora", "Arvika", "STOCKHOLM", "KISTA",
    "Nacka", "Sala", "Hjo", "Upplands Väsby", NULL};

const char *const word_trakter[] = {
    "Bollmora", "Berga", "Norrby", "Erstavik", "Kumla", "Fors", "Raksta", "Krusboda", "Trinntorp", "Brevik", "Hammarby", "Näsby", "Åva", "Ällmora",
    "Stensättra", "Ekeby", "Solberga", "Torp", "Vreta", "Kvarnen", NULL};

const char *const word_firms[] = {
    "Lundströms Bygg AB", "Norrskog Entreprenad AB", "Kakelspecialisten i Mora HB", "Ek & Son Måleri", "Brf Björken 3", "Stiftelsen Solgården",
    "Nordic Office Supply AB", "Axelssons Åkeri AB", "Städkompaniet Öst AB", "Vattenfall Eldistribution AB", "Svenska Skolfoto AB",
    "Telgebuss AB", "Hjälpmedelsteknik Sverige AB", "Trygg Larm & Lås AB", "IF Kamraterna", "Gröna Växthuset KB", "Tyrestads Taxi ekonomisk förening",
    "Läromedelsförlaget Pennan AB", "Dataservice i Väst AB", "Sankt Görans Fastigheter AB", "Erik Dahlbergs Allé Förskola AB", NULL};

const char *const word_subjects[] = {
    "Handläggaren", "Nämnden", "Förvaltningen", "Enhetschefen", "Rektorn", "Kommunen", "Arbetsutskottet", "Verksamheten", "Leverantören", "Föreningen",
    "Arbetsgruppen", "Ordföranden", "Biblioteket", "Räddningstjänsten", "Miljöinspektören", "Styrgruppen", "Skolan", "Ekonomienheten", "Driftgruppen",
    "Köket", "Fastighetsavdelningen", "Arkivarien", "Revisorn", "Projektledaren", "Kontaktcenter", "Tekniska kontoret", "Vi", "Han", "Hon", "Familjen",
    "Grannarna", "Elevrådet", "Personalen", "En boende", "Entreprenören", "Styrelsen", NULL};
const char *const word_verbs[] = {
    "har kompletterat", "redovisar", "föreslår en översyn av", "beslutade om", "tog del av", "bereder", "återkommer om", "begärde", "följer upp",
    "fick besked om", "planerar för", "avslog", "beviljade", "gick igenom", "skickade ut", "upprättade", "sammanställer", "lämnade synpunkter på",
    "undrar över", "diskuterade", "ansöker om", "tillstyrker", "är nöjd med", "hittade fel i", "väntar på", "vill ändra", "har inte sett",
    "ringde angående", "besvarade frågan om", "skjuter upp", NULL};
const char *const word_objects[] = {
    "ärendet", "en plan för lokalerna", "nästa års budget", "ansökan om bygglov", "de nya rutinerna", "ramavtalet", "underlaget till sammanträdet",
    "organisationen", "avgifterna", "sommarens öppettider", "enkätens resultat", "detaljplanen för centrum", "upphandlingen av livsmedel", "skolskjutsen",
    "gatubelysningen på cykelvägen", "schemat", "medborgarförslaget", "bokslutet", "parkeringen vid stationen", "vägens underhåll", "placeringen",
    "samverkan med regionen", "vattenproverna", "utredningen", "gamla handlingar", "snöröjningen", "nycklarna till omklädningsrummet", "ventilationen",
    "matsedeln", "fikat på fredag", "uppsägningen av avtalet", "den försenade leveransen", "kopiatorn på plan 3", "den trasiga skrivaren",
    "lekplatsen", "semesterlistan", "hjälpmedlet", "hyran", "en ny spis", "larmet", NULL};
const char *const word_tails[] = {
    "enligt tidigare beslut", "i samråd med grannarna", "under våren", "före årets slut", "efter en lång diskussion", "med stöd av delegationen",
    "utan att höra parterna", "så snart underlaget är klart", "tillsammans med elevhälsan", "för att minska kostnaderna", "trots tidsbristen",
    "vid nästa möte", "i enlighet med lagen", "på grund av sjukdom", "inom ramen för projektet", "där det behövs", "och rapporterar till styrelsen",
    "innan skolan börjar", "i källaren på Parkskolan", "hela vecka 14", "klockan 13.20 i sal B12", "på måndag", "enligt protokollet",
    "som det stod i lokaltidningen", "vid två tillfällen", "när regnet slutat", "på grund av halkan", NULL};

const char *const word_schools[] = {
    "Parkskolan", "Strandskolan", "Fornuddens skola", "Nyboda skola", "Förskolan Gullvivan", "Kvarnbackens förskola", "Tyresö gymnasium", "Bergfotens skola",
    "Sofiebergsskolan", "Stimmets skola", NULL};
const char *const word_jobs[] = {
    "Undersköterska", "Lärare", "Barnskötare", "Socialsekreterare", "Kock", "Vaktmästare", "Administratör", "Ingenjör", "Bibliotekarie", "Sjuksköterska",
    "Enhetschef", "Badvärd", "IT-tekniker", "Förskollärare", "Fritidsledare", NULL};
const char *const word_goods[] = {
    "Skruv M8 förzinkad", "Kopieringspapper A4", "Handskar nitril L", "Lysrör T5 28W", "Toner svart", "Blöja tape M", "Projektorlampa", "Luftfilter F7",
    "Vinterdäck 205/55R16", "Kaffe mellanrost", "Skolbänk höj- och sänkbar", "Hörselskydd", "Dörrstängare", "Pump 230V", "Fröblandning park",
    "Madrass skum 90x200", NULL};
