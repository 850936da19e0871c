"""The list of the days that a network holds, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.models.campaigns import Campaign, CampaignResult
from tracker.services.campaigns.freezing import results
from tracker.text.locale import Locale
from tracker.views.labels import label


@dataclass(frozen=True, slots=True)
class DayRow:
    """One year. A number that nobody counted is a word, never nought."""

    year: int
    day: str
    stage: str
    asked: str
    answered: str
    units: str


def days_list(days: Sequence[Campaign], today: date, locale: Locale) -> Sequence[DayRow]:
    """Tell of each day where it is, and what was counted, in one query."""
    kept = {campaign.id: result for campaign, result in results()}
    return [_row(day, kept.get(day.id), today, locale) for day in days]


def _row(campaign: Campaign, kept: CampaignResult | None, today: date, locale: Locale) -> DayRow:
    day = f"{locale.weekday(campaign.held_on.isoweekday())} {locale.day(campaign.held_on, year=False)}"

    def said(number: int | None) -> str:
        if kept is None:
            return "–"
        return locale.gettext("ikke talt") if number is None else locale.number(number)

    units = said(kept.units if kept else None)
    if kept is not None and kept.units is None and kept.municipalities:
        units = locale.ngettext("%(num)s kommune", "%(num)s kommuner", kept.municipalities)
    return DayRow(
        campaign.year,
        day,
        label(campaign.stage(today), locale),
        said(kept.asked if kept else None),
        said(kept.answered if kept else None),
        units,
    )
