"""Sentences as wards write them, made by the thousand: from a choice of words, and numbers drawn for their places."""

from datetime import date, timedelta

from tests.text import invented

SENTENCES = (
    "{count} fall i uke {week}, mot {count} i uke {week}.",
    "{count} av {many} pasienter hadde fått vurdering.",
    "Uke {week}/{year}: {count} av {many} ({share} %).",
    "{beds} liggedøgn i {month} {year}, {count} fall.",
    "{rate} per 1000 liggedøgn.",
    "Samling {day} kl. {clock}-{clock}.",
    "Samling {day} {plain_clock}-{plain_clock} på møterom {room}.",
    "Opplæring {short_day} {clock}, {many} deltok.",
    "Neste møte {whole_day}, deretter {whole_day}.",
    "Per {day}: {beds} liggedøgn.",
    "Per {whole_day} {beds} pasientdøgn, {count} hendelser",
    "Startet {iso}, avsluttet {iso}.",
    "Rom {room} og {room} mangler tøfler.",
    "Ny rutine fra uke {week}. Testet på rom {room}, {count} av {count} dager.",
    "{many}, {many}, {many}, {many}, {many}, {many}",
    "{many} {many} {many} {many} {many} {many} {many} {many}",
    "{count} {count} {count} {count} {count} {count} {count} {count} {count} {count} {count} {count}",
    "uke;teller;nevner\n{week};{count};{many}\n{week};{count};{many}\n{week};{count};{many}",
    "{month}\t{count}\t{beds}\n{month}\t{count}\t{beds}",
    "Bemanning {many}/{many} på dag, {count}/{count} på natt.",
    "BT {pressure}/{many}, puls {many}, temp {rate}.",
    "{count} x {dose} mg, {count} x {dose} mg ved behov",
    "Saksnr. {year}/{five}, org.nr. {three} {three} {three}.",
    "Median {rate}, øvre grense {rate}, nedre {rate}",
    "I {year} var det {five} opphold, i {year} {five}.",
    "Vi har {many} senger, {share} % belegg, {beds} døgn.",
    "Håndhygiene: {many} av {three} observasjoner",
    "{count} trykksår funnet {short_day}, {count} ved innkomst.",
    "Week {week}: {count} falls, {beds} bed days.",
    "Uge {week}: {count} fald på {beds} sengedage",
    "Avvik {six} meldt {day}.",
    "Kontroll {day}, {day} og {day}",
    "Fra {day} til {day}: {count} tilfeller.",
    "Prosjektet varer {whole_day}\u2013{whole_day}.",
    "Målet er {share} % innen {month} {year}",
    "Snitt {rate} (n = {beds}), {rate} uken før",
    "Kl {clock}, {clock} og {clock} ble det snudd.",
    "{three} kr per stk, {beds} kr i alt",
    "Pasienten falt på vei til badet kl. {clock}, ingen skade.",
    "Fulgte ikke opp {count} av {many}, feriebemanning i uke {week}-{week}",
    # as patients and next of kin answer
    "Jeg er {many} år og vil hjem til hunden min.",
    "Ble operert {day}, og igjen {whole_day}. Jeg vil vite hvorfor.",
    "At noen kommer når jeg ringer. Ventet {many} minutter kl. {clock}.",
    "Jeg ligger på rom {room}, seng {count}. Det er lyst hele natta.",
    "Mor er født i 19{many} og hører dårlig. Snakk tydelig.",
    "Tablettene kl. {plain_clock} og {plain_clock}, ikke før maten",
    "Vi har vært gift i {many} år. Barnebarna kommer {short_day} kl. {clock}.",
    "Fikk time {day} kl. {clock}, så {day} kl. {clock}, så ble den flyttet {count} ganger!",
    "Jeg vil orke trappa: {count} trinn opp, {many} ned.",
    "Ring 113 eller 116 117, sa de. Jeg var nr. {many} i køen.",
    "I was here in {month} {year}, bed {count}, and nobody asked.",
    "Eg venta i {count} timar på røntgen {short_day}. Det var {count} framfor meg.",
    "Blodtrykket er {pressure}/{many}, sier de. Hva betyr det for meg?",
)
MONTHS = ("januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november")


def sentence(random):
    """Make one sentence."""
    return random.choice(SENTENCES).format_map(_Drawn(random))


class _Drawn(dict):
    """Draws a number for each place of a sentence."""

    def __init__(self, random):
        self.random = random

    def __missing__(self, name):
        whole = self.random.randrange
        day = date(2024, 1, 1) + timedelta(whole(1500))
        return {
            "count": lambda: whole(16), "many": lambda: whole(8, 60), "share": lambda: whole(101),
            "week": lambda: whole(1, 54), "year": lambda: whole(2022, 2029), "beds": lambda: whole(180, 3000),
            "rate": lambda: f"{whole(40)},{whole(100)}", "room": lambda: whole(100, 420),
            "dose": lambda: whole(1, 1000),
            "pressure": lambda: whole(90, 180), "three": lambda: whole(100, 1000), "five": lambda: whole(10**4, 10**5),
            "six": lambda: whole(10**5, 10**6), "month": lambda: self.random.choice(MONTHS),
            "clock": lambda: f"{whole(24):02}.{whole(60):02}", "plain_clock": lambda: f"{whole(24):02}{whole(60):02}",
            "day": lambda: f"{day:%d.%m.%y}", "short_day": lambda: f"{day.day}.{day.month}.{day:%y}",
            "whole_day": lambda: f"{day:%d.%m.%Y}", "iso": lambda: f"{day:%Y-%m-%d}",
        }[name]()  # fmt: skip


NORWEGIAN_FORMS = (
    "{n}", "{n.six} {n.rest}", "{n.six}-{n.rest}", "{n.six}, {n.rest}", "{n.six}: {n.rest}",
    "{n.six} {n.three} {n.two}",
    "{n.dd}.{n.mm}.{n.yy} {n.rest}", "{n.dd}.{n.mm}.{n.yy}-{n.rest}", "{n.dd} {n.mm} {n.yy} {n.three} {n.two}",
    "{n.dd}.{n.mm}.{n.yyyy} {n.rest}", "{n.dd}{n.mm}{n.yyyy} {n.rest}", "{n.dd}{n.mm}{n.yyyy}{n.rest}",
    "{n.dd}/{n.mm}/{n.yyyy}-{n.rest}", "{n.dd}.{n.mm}.{n.yyyy} pnr {n.rest}", "{n.six} fødselsnr. {n.rest}",
    "{n.dd}.{n.mm}.{n.yy}, personnummer: {n.three} {n.two}", "{n.yyyy}-{n.mm}-{n.dd} {n.rest}",
    "{n.six}\u00a0{n.rest}", "{n.six}\u2009{n.rest}", "{n.six}\u200b{n.rest}",
    "{n.six}\u2013{n.rest}", "{n}@sykehus.no",
)  # fmt: skip
DANISH_FORMS = ("{n}", "{n.six}-{n.rest}", "{n.six} - {n.rest}", "{n.six}\u2013{n.rest}", "cpr {n.six} {n.rest}")
DUF_FORMS = ("{n}", "{n.year} {n.running} {n.control}", "{n.year}-{n.running}-{n.control}", "DUF{n}")
LONE_FORMS = ("{n.spaced}", "{n.dashed}", "{n.account}")
"""Forms that are read as a number where no other figures stand close by."""


def number(random):
    """Make a valid number of any kind, in any form."""
    kind = random.randrange(8)
    if kind == 0:
        cpr = invented.Number(f"{random.randint(1, 28):02}{random.randint(1, 12):02}38{random.randrange(10**4):04}")
        return random.choice(DANISH_FORMS).format(n=cpr)
    if kind == 1:
        duf = invented.Number(invented.duf_made(random.randint(1990, 2095), random.randrange(10**6)))
        return random.choice(DUF_FORMS).format(n=duf)
    day_shift, month_shift = random.choice(list(invented.SHIFTS.values()))
    figures = None
    while not figures:
        day, month = random.randint(1, 28) + day_shift, random.randint(1, 12) + month_shift
        figures = invented.made(f"{day:02}{month:02}38{random.randint(500, 999)}", random.randrange(4))
    return random.choice(NORWEGIAN_FORMS).format(n=invented.Number(figures))
