"""What the periods of a chart are called in sentences: weeks, months, quarters, in the forms that sentences need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tracker.analysis import Period, PeriodKind
from tracker.charts.plot import Flag, FlagKind, Plot
from tracker.charts.shown import Shown
from tracker.text.conventions import NBSP
from tracker.text.locale import Locale


@dataclass(frozen=True, slots=True)
class Nouns:
    """The forms of one kind of period: ``uka``, ``ukene``, ``uka etter``, ``samme uke``."""

    the_one: str
    the_many: str
    after: str
    same: str


@lru_cache(maxsize=128)
def nouns(kind: PeriodKind | None, language: Locale) -> Nouns:  # noqa: PLR0911 one a kind
    """Return the forms of a kind of period in a language."""
    match kind:
        case None:
            return Nouns(
                language.gettext("punktet"),
                language.gettext("punktene"),
                language.gettext("punktet etter"),
                language.gettext("samme punkt"),
            )
        case PeriodKind.DAY:
            return Nouns(
                language.gettext("dagen"),
                language.gettext("dagene"),
                language.gettext("dagen etter"),
                language.gettext("samme dag"),
            )
        case PeriodKind.WEEK:
            return Nouns(
                language.gettext("uka"),
                language.gettext("ukene"),
                language.gettext("uka etter"),
                language.gettext("samme uke"),
            )
        case PeriodKind.FORTNIGHT:
            return Nouns(
                language.gettext("toukersperioden"),
                language.gettext("toukersperiodene"),
                language.gettext("toukersperioden etter"),
                language.gettext("samme toukersperiode"),
            )
        case PeriodKind.MONTH:
            return Nouns(
                language.gettext("måneden"),
                language.gettext("månedene"),
                language.gettext("måneden etter"),
                language.gettext("samme måned"),
            )
        case PeriodKind.TERTIAL:
            return Nouns(
                language.gettext("tertialet"),
                language.gettext("tertialene"),
                language.gettext("tertialet etter"),
                language.gettext("samme tertial"),
            )
        case PeriodKind.QUARTER:
            return Nouns(
                language.gettext("kvartalet"),
                language.gettext("kvartalene"),
                language.gettext("kvartalet etter"),
                language.gettext("samme kvartal"),
            )
        case PeriodKind.YEAR:
            return Nouns(
                language.gettext("året"),
                language.gettext("årene"),
                language.gettext("året etter"),
                language.gettext("samme år"),
            )


def counted(kind: PeriodKind | None, count: int, language: Locale) -> str:  # noqa: PLR0911 one a kind
    """Return a number of periods: ``1 uke``, ``11 uker``."""
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
    """Return a flag in a sentence: ``tiltak 3 («Stolen følger visittvogna»)``."""
    title = _within_quotes(flag.title)
    match flag.kind:
        case FlagKind.INTERVENTION:
            return language.gettext("tiltak %(number)s («%(title)s»)", number=flag.number, title=title)
        case FlagKind.TEST:
            return language.gettext("test %(number)s («%(title)s»)", number=flag.number, title=title)
        case FlagKind.EVENT:
            return language.gettext("hendelse %(number)s («%(title)s»)", number=flag.number, title=title)
        case FlagKind.COMMENT | FlagKind.WAITING:
            return language.gettext("kommentar %(number)s («%(title)s»)", number=flag.number, title=title)


_INNER_QUOTES = str.maketrans("«»“”", "‘’‘’")


def _within_quotes(title: str) -> str:
    """Return a title that is put in quotation marks, its own marks turned into the inner ones."""
    return title.translate(_INNER_QUOTES)


def named(period: Period, plot: Plot, language: Locale) -> str:
    """The name of a period, with its year where it is of another one than the newest: ``uke 45``, ``uke 45 2025``."""
    return language.period(period, year=plot.tells_year(period))


def when(period: Period, plot: Plot, language: Locale) -> str:
    """Return a period as a time in a sentence: ``i uke 35``, ``i uke 45 2025``, ``den 4. juni 2026``."""
    return language.when(period, year=plot.tells_year(period))


def centre_name(shown: Shown, language: Locale) -> str:
    """Return the centre line in a sentence: ``medianen``, or ``midtlinja`` when it is a mean or was decided."""
    return language.gettext("medianen") if shown.centre_is_median else language.gettext("midtlinja")


def level_of(shown: Shown, language: Locale) -> str:
    """Return the centre line of the current phase with its unit: ``58 %``, ``4,7 per 1000 liggedøgn``."""
    assert shown.current is not None
    return with_unit(language.level(shown.current.centre, shown.plot), shown.plot)


def with_unit(text: str, plot: Plot) -> str:
    """Return a number with the unit of the plot behind it; a share has its sign already."""
    return text if plot.is_share or not plot.unit else f"{text}{NBSP}{plot.unit}"


def listed(periods: Sequence[Period], plot: Plot, language: Locale, most: int = 6) -> str:
    """Names of periods in a row, ``uke 18, uke 25``; after ``most`` of them the rest is a number."""
    text = ", ".join(named(period, plot, language) for period in periods[:most])
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
