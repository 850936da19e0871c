"""One word for one thing: no text uses a word that the product's list of terms leaves for another.

The words to avoid stand with the word to use. A text that needs such a word in another meaning is named in `MEANT`.
"""

import re
from functools import cache

import pytest

from tests.catalogues import CATALOGUES, gather, language, read

AVOIDED_NB = {
    r"kjørediagram|seriediagram": "run-diagram",
    r"måltall|målepunkt|\bKPI\b": "indikator",
    r"\bslags\b": "type",
    r"målsone": "målområde",
    r"\blogger (tiltak|test)|skriv(e|er)? opp|føre inn": "registrere",
    r"\bangring": "slettingen",
    r"(perioden|uka|uken) telles ennå|^telles ennå": "ikke over ennå",
    r"^tilstand$": "status",
    r"\bsyklus": "runde",
    r"pådriver": "driver",
    r"henger på (driver|mål)": "knyttet til",
    r"hvor sikker": "grunnlag",
    r"del av en rekke": "del av skift",
    r"regne(s|r)? ny": "regne ut",
    r"bevegelig spenn|\bnaboer": "sprang",
    r"\bprikk": "punkt",
    r"tatt ut av vurderingen": "holdt utenfor",
    r"\bdommen?\b": "vurdering",
    r"prøve(s)? mot tilfeldighet|\bstryk\b": "reglene kan ikke brukes",
    r"\bi loggen": "endringsloggen",
    r"legg(e|er|es)? bort|lagt bort": "arkivere",
    r"rediger": "endre",
    r"\bkontoret\b": "administrasjon",
    r"gi .*vertskapet for": "gi rollen som vertskap",
    r"seminar": "samling",
    r"til \w+ selv, på|til \w+ selv\.": "send lenken direkte til",
    r"personnummer|hjelpenummer": "fødselsnummer, H-nummer",
    r"fjortende|annenhver": "hver andre uke",
    r"\ber alt (i|med|på)\b": "allerede",
    r"til sammenligning|for sammenheng": "som bakgrunn",
    r"\bhun\b|\bhan\b": "personen, lederen",
    r"\blinjen\b|\blisten\b|\buken\b|\bsengen\b|\btavlen\b": "linja, lista, uka, senga, tavla",
    r"\b(seks|sju|tolv)\b": "tall med siffer",
    r"tomt er|^tomt:": "tomt felt: …",
    r"har ikke vært ennå|er ikke kommet ennå": "datoen kan ikke være fram i tid",
    r"de 1 siste": "den siste",
}
AVOIDED_EN = {
    r"\bindicators?\b|\bmetrics?\b": "measure",
    r"\ba share\b|\bthe share\b|\bshares of\b": "proportion",
    r"\bpercent\b": "per cent",
    r"\btargets?\b": "goal",
    r"\bhangs? on\b": "linked to",
    r"\bdots?\b": "point",
    r"taken? in again": "included again",
    r"\bverdicts?\b|\bjudge": "assessment",
    r"\b(in|the) log\b": "change log",
    r"put away|taken? into use": "archive, use again",
    r"\bthe office\b": "administration",
    r"\bteam lead\b": "team leader",
    r"without network|network (is|was) (gone|down)": "offline",
    r"(?<!ward-)\bround[- ]chair": "ward-round chair",
    r"assistance number": "H-number",
    r"\btertials?\b": "four-month period",
    r"\blast value": "latest value",
    r"\binvented\b": "made up",
    r"\b(she|her|he|him|herself|himself)\b": "they",
    r"\w'(s|t|re|ll)\b": "’ for '",
}
MEANT: dict[str, set[str]] = {}
"""Texts that use such a word in its own meaning, by the pattern."""


@cache
def texts():
    return {form for message in gather() if message.id for form in forms(message.id)}


@cache
def english():
    (path,) = [path for path in CATALOGUES if language(path) == "en"]
    return {form for message in read(path) if message.id for form in forms(message.string)}


def forms(text):
    return [text] if isinstance(text, str) else list(text)


def found(said, pattern):
    plain = {text: re.sub(r"%\(\w+\)\w", "", text) for text in said}
    hits = {text for text, words in plain.items() if re.search(pattern, words, re.IGNORECASE)}
    return sorted(hits - MEANT.get(pattern, set()))


@pytest.mark.parametrize(("pattern", "instead"), AVOIDED_NB.items())
def test_bokmaal_uses_one_word_for_a_thing(pattern, instead):
    assert found(texts(), pattern) == [], f"say: {instead}"


@pytest.mark.parametrize(("pattern", "instead"), AVOIDED_EN.items())
def test_english_uses_one_word_for_a_thing(pattern, instead):
    assert found(english(), pattern) == [], f"say: {instead}"


def test_a_word_to_avoid_is_found():
    assert found({"Rediger teksten", "Endre teksten"}, r"rediger") == ["Rediger teksten"]
