"""What the page that tells back says, in four languages: the frame alone. What was done is the team's own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldTexts:
    """Every text of the page and its poster, in one language. `{…}` is filled in."""

    title: str
    lead: str
    lead_count: str
    own: str
    poster: str
    you_said: str
    we_did: str
    how_it_goes: str
    not_measured: str
    small: str
    working: str
    could_not: str
    taken_in: str
    one: str
    many: str
    few: str
    since: str
    week: str
    foot: str
    withdraw: str
    changed: str
    scan: str
    printed: str
    print: str
    back: str
    no_theme: str
    months: tuple[str, ...]
    day_form: str
    themes: Mapping[str, str]

    def day(self, day: date) -> str:
        """Return a date as it is written in running text."""
        return self.day_form.format(day=day.day, month=self.months[day.month - 1], year=day.year)

    def month(self, day: date) -> str:
        """Return the month that a day is in, with its year."""
        return f"{self.months[day.month - 1]} {day.year}"

    def answers(self, number: int | None) -> str:
        """Return how many answers there are; None where there are too few to say."""
        if number is None:
            return self.few
        return (self.one if number == 1 else self.many).format(number=number)


_NB = ToldTexts(
    title="Vi spurte – dere svarte – vi gjorde",
    lead="Vi spør: {question} Her er det vi gjorde.",
    lead_count="Vi spør: {question} {number} har delt svaret sitt siden {since}. Her er det vi gjorde.",
    own="Svar, du også",
    poster="Plakat til veggen",
    you_said="Dere svarte",
    we_did="Vi gjorde",
    how_it_goes="Slik går det",
    not_measured="Vi måler ikke dette. Si fra hvis det ikke stemmer.",
    small="Tallene er små. Da viser vi bare hvor det går.",
    working="Dette jobber vi med",
    could_not="Dette fikk vi ikke til",
    taken_in="Dette tar vi med oss",
    one="{number} svar",
    many="{number} svar",
    few="under {threshold} svar",
    since="Siden {day}",
    week="uke {number}",
    foot="Alle svar er lest før de står her. Tall under {threshold} viser vi ikke.",
    withdraw="Har du svart, kan du slette svaret med koden din på",
    changed="Sist endret {day}.",
    scan="Skann koden med telefonen, og se hva vi har gjort.",
    printed="Skrevet ut {day}. Svar kan være trukket siden da.",
    print="Skriv ut",
    back="Tilbake",
    no_theme="Svar fra dere",
    months=(
        "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
        "desember",
    ),
    day_form="{day}. {month} {year}",
    themes={
        "heard": "Bli hørt", "information": "Informasjon", "sleep": "Søvn og ro", "safety": "Trygghet",
        "family": "Familie", "home": "Hjem", "pain": "Smerte", "food": "Mat", "everyday": "Hverdag", "other": "Annet",
    },
)  # fmt: skip
_NN = ToldTexts(
    title="Vi spurde – de svara – vi gjorde",
    lead="Vi spør: {question} Her er det vi gjorde.",
    lead_count="Vi spør: {question} {number} har delt svaret sitt sidan {since}. Her er det vi gjorde.",
    own="Svar, du òg",
    poster="Plakat til veggen",
    you_said="De svara",
    we_did="Vi gjorde",
    how_it_goes="Slik går det",
    not_measured="Vi måler ikkje dette. Sei frå om det ikkje stemmer.",
    small="Tala er små. Då viser vi berre kvar det går.",
    working="Dette arbeider vi med",
    could_not="Dette fekk vi ikkje til",
    taken_in="Dette tek vi med oss",
    one="{number} svar",
    many="{number} svar",
    few="under {threshold} svar",
    since="Sidan {day}",
    week="veke {number}",
    foot="Alle svar er lesne før dei står her. Tal under {threshold} viser vi ikkje.",
    withdraw="Har du svara, kan du slette svaret med koden din på",
    changed="Sist endra {day}.",
    scan="Skann koden med telefonen, og sjå kva vi har gjort.",
    printed="Skrive ut {day}. Svar kan vere trekte sidan då.",
    print="Skriv ut",
    back="Tilbake",
    no_theme="Svar frå dykk",
    months=(
        "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
        "desember",
    ),
    day_form="{day}. {month} {year}",
    themes={
        "heard": "Bli høyrd", "information": "Informasjon", "sleep": "Søvn og ro", "safety": "Tryggleik",
        "family": "Familie", "home": "Heim", "pain": "Smerte", "food": "Mat", "everyday": "Kvardag", "other": "Anna",
    },
)  # fmt: skip
_EN = ToldTexts(
    title="We asked – you answered – we did",
    lead="We ask: {question} This is what we did.",
    lead_count="We ask: {question} {number} have shared their answer since {since}. This is what we did.",
    own="Answer, you too",
    poster="Poster for the wall",
    you_said="You answered",
    we_did="We did",
    how_it_goes="How it goes",
    not_measured="We do not measure this. Tell us if it is not so.",
    small="The numbers are small. So we show only which way it goes.",
    working="What we are working on",
    could_not="What we could not do",
    taken_in="What we take with us",
    one="{number} answer",
    many="{number} answers",
    few="under {threshold} answers",
    since="Since {day}",
    week="week {number}",
    foot="Every answer is read before it stands here. We do not show numbers under {threshold}.",
    withdraw="If you have answered, you can delete your answer with your code at",
    changed="Last changed {day}.",
    scan="Scan the code with your phone to see what we have done.",
    printed="Printed {day}. Answers may have been withdrawn since then.",
    print="Print",
    back="Back",
    no_theme="Answers from you",
    months=(
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ),
    day_form="{day} {month} {year}",
    themes={
        "heard": "Being heard", "information": "Information", "sleep": "Sleep and quiet", "safety": "Safety",
        "family": "Family", "home": "Home", "pain": "Pain", "food": "Food", "everyday": "Everyday life",
        "other": "Other",
    },
)  # fmt: skip
_DA = ToldTexts(
    title="Vi spurgte – I svarede – vi gjorde",
    lead="Vi spørger: {question} Her er det, vi gjorde.",
    lead_count="Vi spørger: {question} {number} har delt deres svar siden {since}. Her er det, vi gjorde.",
    own="Svar, du også",
    poster="Plakat til væggen",
    you_said="I svarede",
    we_did="Vi gjorde",
    how_it_goes="Sådan går det",
    not_measured="Vi måler ikke dette. Sig til, hvis det ikke passer.",
    small="Tallene er små. Så viser vi kun, hvor det går hen.",
    working="Det arbejder vi med",
    could_not="Det lykkedes ikke",
    taken_in="Det tager vi med os",
    one="{number} svar",
    many="{number} svar",
    few="under {threshold} svar",
    since="Siden {day}",
    week="uge {number}",
    foot="Alle svar er læst, før de står her. Tal under {threshold} viser vi ikke.",
    withdraw="Har du svaret, kan du slette svaret med din kode på",
    changed="Sidst ændret {day}.",
    scan="Scan koden med telefonen, og se hvad vi har gjort.",
    printed="Udskrevet {day}. Svar kan være trukket tilbage siden.",
    print="Udskriv",
    back="Tilbage",
    no_theme="Svar fra jer",
    months=(
        "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
        "december",
    ),
    day_form="{day}. {month} {year}",
    themes={
        "heard": "At blive hørt", "information": "Information", "sleep": "Søvn og ro", "safety": "Tryghed",
        "family": "Familie", "home": "Hjem", "pain": "Smerte", "food": "Mad", "everyday": "Hverdag", "other": "Andet",
    },
)  # fmt: skip

TOLD_TEXTS: Mapping[str, ToldTexts] = MappingProxyType({"nb": _NB, "nn": _NN, "en": _EN, "da": _DA})
