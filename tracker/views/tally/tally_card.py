"""How a measure's counts spread over weekdays and hours, in words and bars, for the pages that show a measure."""

from __future__ import annotations

from dataclasses import dataclass

from babel.dates import get_day_names
from flask_babel import get_locale
from flask_babel import gettext as _

from tracker.access.team import TeamAccess
from tracker.models.measures import Measure
from tracker.services.tally.sums import PART_LEAST, SplitPart, split_of
from tracker.text.locale import capital
from tracker.web.core.frame import chart_language


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


def tally_card(access: TeamAccess, measure: Measure) -> TallyCard | None:
    """Make the card of a measure, in one query; None where too little was counted at the bedside to be spread."""
    split = split_of(access, measure)
    if split is None:
        return None
    write = chart_language()
    about = _(
        "%(n)s tellinger ved senga, %(days)s. Andelen vises fra %(least)s tellinger.",
        n=write.number(split.sum.total),
        days=write.days(split.first, split.last),
        least=PART_LEAST,
    )
    names = get_day_names("wide", locale=get_locale())
    return TallyCard(
        str(about),
        tuple(_line(part, capital(names[part.number - 1])) for part in split.weekdays),
        tuple(_line(part, f"{part.number:02}–{(part.number + 1) % 24:02}") for part in split.hours),
    )


def _line(part: SplitPart, name: str) -> TallyLine:
    write = chart_language()
    counted = _("%(n)s av %(total)s", n=part.sum.yes, total=part.sum.total) if part.sum.total else "–"
    if part.share is None:
        return TallyLine(name, str(counted), str(_("få")) if part.sum.total else "–", None)
    percent = part.share * 100
    return TallyLine(name, str(counted), write.figure(percent, _Share()), round(percent))


@dataclass(frozen=True, slots=True)
class _Share:
    decimals: int = 0
    is_share: bool = True
    unit: str = ""
