"""How a measure's counts spread over weekdays and hours, in words and bars, for the pages that show a measure."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.access.team import TeamAccess
from tracker.analysis.small_numbers import LEAST
from tracker.models.measures import Measure
from tracker.services.tally.sums import SplitPart, split_of
from tracker.text.locale import Locale, capital


@dataclass(frozen=True, slots=True)
class TallyLine:
    """One weekday or hour: how many, and the share in words; `percent` is the bar, None where too few were counted."""

    name: str
    counted: str
    share: str
    percent: int | None


@dataclass(frozen=True, slots=True)
class TallyCard:
    """The two tables, and a sentence of what is in them."""

    about: str
    weekdays: tuple[TallyLine, ...]
    hours: tuple[TallyLine, ...]


def tally_card(access: TeamAccess, measure: Measure, locale: Locale) -> TallyCard | None:
    """Make the card of a measure, in one query; None where too little was counted at the bedside to be spread."""
    split = split_of(access, measure)
    if split is None:
        return None
    about = locale.gettext(
        "%(n)s tellinger ved senga, %(days)s. Andelen vises fra %(least)s tellinger.",
        n=locale.number(split.sum.total),
        days=locale.days(split.first, split.last),
        least=LEAST,
    )
    return TallyCard(
        about,
        tuple(_line(part, capital(locale.weekday(part.number)), locale) for part in split.weekdays),
        tuple(_line(part, f"{part.number:02}–{(part.number + 1) % 24:02}", locale) for part in split.hours),
    )


def _line(part: SplitPart, name: str, locale: Locale) -> TallyLine:
    counted = locale.gettext("%(n)s av %(total)s", n=part.sum.yes, total=part.sum.total) if part.sum.total else "–"
    if part.share is None:
        return TallyLine(name, counted, locale.gettext("for få") if part.sum.total else "–", None)
    percent = part.share * 100
    return TallyLine(name, counted, locale.percent(percent), round(percent))
