"""What the periods of a chart are called in sentences: weeks, months, quarters, in the forms that sentences need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tracker.analysis import Period, PeriodKind
from tracker.charts.plot import Flag, FlagKind
from tracker.text.locale import Locale


@dataclass(frozen=True, slots=True)
class Nouns:
    """The forms of one kind of period: ``ukene``, ``uka etter``, ``samme uke``."""

    the_many: str
    after: str
    same: str


@lru_cache(maxsize=128)
def nouns(kind: PeriodKind | None, language: Locale) -> Nouns:  # noqa: PLR0911 one a kind
    """The forms of a kind of period in a language."""
    match kind:
        case None:
            return Nouns(
                language.gettext("punktene"),
                language.gettext("punktet etter"),
                language.gettext("samme punkt"),
            )
        case PeriodKind.DAY:
            return Nouns(
                language.gettext("dagene"),
                language.gettext("dagen etter"),
                language.gettext("samme dag"),
            )
        case PeriodKind.WEEK:
            return Nouns(
                language.gettext("ukene"),
                language.gettext("uka etter"),
                language.gettext("samme uke"),
            )
        case PeriodKind.FORTNIGHT:
            return Nouns(
                language.gettext("toukersperiodene"),
                language.gettext("toukersperioden etter"),
                language.gettext("samme toukersperiode"),
            )
        case PeriodKind.MONTH:
            return Nouns(
                language.gettext("månedene"),
                language.gettext("måneden etter"),
                language.gettext("samme måned"),
            )
        case PeriodKind.TERTIAL:
            return Nouns(
                language.gettext("tertialene"),
                language.gettext("tertialet etter"),
                language.gettext("samme tertial"),
            )
        case PeriodKind.QUARTER:
            return Nouns(
                language.gettext("kvartalene"),
                language.gettext("kvartalet etter"),
                language.gettext("samme kvartal"),
            )
        case PeriodKind.YEAR:
            return Nouns(
                language.gettext("årene"),
                language.gettext("året etter"),
                language.gettext("samme år"),
            )


def counted(kind: PeriodKind | None, count: int, language: Locale) -> str:  # noqa: PLR0911 one a kind
    """A number of periods: ``1 uke``, ``11 uker``."""
    match kind:
        case None:
            return language.ngettext("%(num)s punkt", "%(num)s punkter", count)
        case PeriodKind.DAY:
            return language.ngettext("%(num)s dag", "%(num)s dager", count)
        case PeriodKind.WEEK:
            return language.ngettext("%(num)s uke", "%(num)s uker", count)
        case PeriodKind.FORTNIGHT:
            return language.ngettext("%(num)s toukersperiode", "%(num)s toukersperioder", count)
        case PeriodKind.MONTH:
            return language.ngettext("%(num)s måned", "%(num)s måneder", count)
        case PeriodKind.TERTIAL:
            return language.ngettext("%(num)s tertial", "%(num)s tertialer", count)
        case PeriodKind.QUARTER:
            return language.ngettext("%(num)s kvartal", "%(num)s kvartaler", count)
        case PeriodKind.YEAR:
            return language.ngettext("%(num)s år", "%(num)s år", count)


def flag_name(flag: Flag, language: Locale) -> str:
    """A flag in a sentence: ``tiltak 3 («Stolen følger visittvogna»)``."""
    title = _within_quotes(flag.title)
    match flag.kind:
        case FlagKind.INTERVENTION:
            return language.gettext("tiltak %(number)s («%(title)s»)", number=flag.number, title=title)
        case FlagKind.TEST:
            return language.gettext("test %(number)s («%(title)s»)", number=flag.number, title=title)
        case FlagKind.EVENT:
            return language.gettext("hendelse %(number)s («%(title)s»)", number=flag.number, title=title)
        case FlagKind.COMMENT:
            return language.gettext("kommentar %(number)s («%(title)s»)", number=flag.number, title=title)


_INNER_QUOTES = str.maketrans("«»“”", "‘’‘’")


def _within_quotes(title: str) -> str:
    """A title that is put in quotation marks, its own marks turned into the inner ones."""
    return title.translate(_INNER_QUOTES)


def listed(periods: Sequence[Period], language: Locale, most: int = 6) -> str:
    """Names of periods in a row, ``uke 18, uke 25``; after ``most`` of them the rest is a number."""
    text = ", ".join(language.period(period) for period in periods[:most])
    if len(periods) > most:
        return language.gettext("%(periods)s og %(more)s til", periods=text, more=len(periods) - most)
    return text


def stretch(first: Period, last: Period, language: Locale) -> str:
    """From one period to another: ``uke 2 til uke 45 2026``, with years where they differ."""
    apart = first.year != last.year
    return language.gettext(
        "%(first)s til %(last)s",
        first=language.period(first, year=apart),
        last=language.period(last, year=True),
    )
