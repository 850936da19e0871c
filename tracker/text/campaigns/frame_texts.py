"""What stands around every public page of the day, and how it writes days, numbers and services: in four languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from tracker.text.numbers import in_digits


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFrameTexts:
    """Every text of the frame, in one language. `{…}` is filled in."""

    name: str
    title: str
    """What the day is called."""
    skip: str
    for_all: str
    day_link: str
    sign_in: str
    languages: str
    accessibility: str
    privacy: str
    demo: str
    error_prefix: str
    today: str
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    whole_form: str
    short_form: str
    clock: str
    services: Mapping[str, str]
    """What kind of service a unit is, by `ServiceKind`."""

    def day_in_a_sentence(self, day: date) -> str:
        """Return a date with its weekday and year, as it stands in the middle of a sentence."""
        weekday, month = self.weekdays[day.weekday()], self.months[day.month - 1]
        return self.whole_form.format(weekday=weekday, day=day.day, month=month, year=day.year)

    def whole_day(self, day: date) -> str:
        """Return a date with its weekday and year, as a heading has it."""
        said = self.day_in_a_sentence(day)
        return said[0].upper() + said[1:]

    def short_day(self, day: date) -> str:
        """Return a date without its year."""
        return self.short_form.format(day=day.day, month=self.months[day.month - 1])

    def number(self, number: int) -> str:
        """Return a whole number with a space between its thousands, as everywhere in the house."""
        return in_digits(number, 0, "")


_DAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
    "desember",
)  # fmt: skip

FRAME_TEXTS: Mapping[str, DayFrameTexts] = MappingProxyType(
    {
        "nb": DayFrameTexts(
            name="Bokmål",
            title="«Hva er viktig for deg?»-dagen",
            skip="Hopp til hovedinnhold",
            for_all="Sider for alle",
            day_link="Dagen",
            sign_in="Logg inn",
            languages="Språk",
            accessibility="Tilgjengelighetserklæring",
            privacy="Personvern",
            demo="Dette er en demo. Enheter, personer og tall er oppdiktet.",
            error_prefix="Feil:",
            today="i dag",
            weekdays=_DAYS,
            months=_MONTHS,
            whole_form="{weekday} {day}. {month} {year}",
            short_form="{day}. {month}",
            clock="kl. {hour:02}.{minute:02}",
            services={
                "hospital_ward": "Sykehus",
                "outpatient": "Poliklinikk",
                "emergency": "Akuttmottak eller legevakt",
                "mental_health": "Psykisk helsevern og rus",
                "nursing_home": "Sykehjem",
                "home_care": "Hjemmetjeneste",
                "other": "Annen tjeneste",
            },
        ),
        "nn": DayFrameTexts(
            name="Nynorsk",
            title="«Kva er viktig for deg?»-dagen",
            skip="Hopp til hovudinnhald",
            for_all="Sider for alle",
            day_link="Dagen",
            sign_in="Logg inn",
            languages="Språk",
            accessibility="Tilgjengelegheitserklæring",
            privacy="Personvern",
            demo="Dette er ein demo. Einingar, personar og tal er oppdikta.",
            error_prefix="Feil:",
            today="i dag",
            weekdays=("måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "søndag"),
            months=_MONTHS,
            whole_form="{weekday} {day}. {month} {year}",
            short_form="{day}. {month}",
            clock="kl. {hour:02}.{minute:02}",
            services={
                "hospital_ward": "Sjukehus",
                "outpatient": "Poliklinikk",
                "emergency": "Akuttmottak eller legevakt",
                "mental_health": "Psykisk helsevern og rus",
                "nursing_home": "Sjukeheim",
                "home_care": "Heimeteneste",
                "other": "Anna teneste",
            },
        ),
        "en": DayFrameTexts(
            name="English",
            title="The “What matters to you?” day",
            skip="Skip to main content",
            for_all="Pages for everyone",
            day_link="The day",
            sign_in="Sign in",
            languages="Languages",
            accessibility="Accessibility statement",
            privacy="Privacy",
            demo="This is a demo. Units, people and numbers are invented.",
            error_prefix="Error:",
            today="today",
            weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
            months=(
                "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                "November", "December",
            ),
            whole_form="{weekday} {day} {month} {year}",
            short_form="{day} {month}",
            clock="at {hour:02}:{minute:02}",
            services={
                "hospital_ward": "Hospital",
                "outpatient": "Outpatient clinic",
                "emergency": "Emergency department",
                "mental_health": "Mental health and substance use",
                "nursing_home": "Nursing home",
                "home_care": "Home care",
                "other": "Another service",
            },
        ),
        "da": DayFrameTexts(
            name="Dansk",
            title="»Hvad er vigtigt for dig?«-dagen",
            skip="Gå til hovedindhold",
            for_all="Sider for alle",
            day_link="Dagen",
            sign_in="Log ind",
            languages="Sprog",
            accessibility="Tilgængelighedserklæring",
            privacy="Privatliv",
            demo="Dette er en demo. Enheder, personer og tal er opdigtede.",
            error_prefix="Fejl:",
            today="i dag",
            weekdays=_DAYS,
            months=(
                "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober",
                "november", "december",
            ),
            whole_form="{weekday} den {day}. {month} {year}",
            short_form="{day}. {month}",
            clock="kl. {hour:02}.{minute:02}",
            services={
                "hospital_ward": "Sygehus",
                "outpatient": "Ambulatorium",
                "emergency": "Akutmodtagelse eller lægevagt",
                "mental_health": "Psykiatri og rusmidler",
                "nursing_home": "Plejehjem",
                "home_care": "Hjemmepleje",
                "other": "Anden enhed",
            },
        ),
    }
)  # fmt: skip
