"""What everybody may read of a year's day: who takes part, by name, and what it became.

Of a year that is frozen all is read from the rows that were kept of it; answers, and what units said months later,
stand beside them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, exists, func, select

from tracker.models.answers import AnswerLanguage
from tracker.models.base import db
from tracker.models.campaigns import (
    Campaign,
    CampaignFollowUp,
    CampaignOutcome,
    CampaignResult,
    CampaignResultUnit,
    CampaignUnit,
)
from tracker.models.teams import ServiceKind
from tracker.services.campaigns.counting import DayNumbers
from tracker.services.campaigns.freezing import kept_units
from tracker.services.campaigns.small_numbers import NOT_COUNTED, PublicNumbers, public_numbers
from tracker.services.campaigns.units import CampaignReach, units_of

KIND_OF_MANY = 3
"""A kind of service that fewer units have is not written under an answer: it would say which unit it was."""


@dataclass(frozen=True, slots=True)
class DayUnit:
    """A unit that takes part, by name."""

    organisation: str
    name: str
    service: ServiceKind
    team_id: int | None
    """The team whose answers of the day are its own; None where no team has said so."""


@dataclass(frozen=True, slots=True)
class SaidByUnit:
    """What a unit said it did with the answers."""

    organisation: str
    name: str
    outcome: CampaignOutcome
    text: str
    language: AnswerLanguage
    """What its contact reads the page in."""


@dataclass(frozen=True, slots=True)
class DayOutcomes:
    """What the units of a frozen year did with the answers."""

    units: int | None
    by_outcome: Mapping[CampaignOutcome, int]
    said: Sequence[SaidByUnit]
    """Those with words of their own, in the alphabet of the units."""
    last_said: datetime | None
    reported: int | None = None
    """How many answered where it was asked elsewhere; None where it was asked here."""
    acted: int | None = None


@dataclass(frozen=True, slots=True)
class DayYear:
    """A frozen year among the others. What nobody counted is None in `counted`, what is too small to say in `shown`."""

    year: int
    held_on: date
    units: int | None
    municipalities: int | None
    counted: DayNumbers
    shown: PublicNumbers
    reported: int | None
    """How many units said what it became; None where nobody was asked, or is yet."""
    acted: int | None


def day_units(campaign: Campaign) -> Sequence[DayUnit]:
    """List the units of a day by organisation and name: of a frozen year as they were called then."""
    if campaign.frozen_at is not None:
        return [DayUnit(row.organisation, row.name, row.service, row.team_id) for row in kept_units(campaign)]
    return [
        DayUnit(row.organisation, row.name, row.service, row.team_id if row.team_agreed_at is not None else None)
        for row in units_of(campaign)
    ]


def kept_reach(result: CampaignResult) -> CampaignReach:
    """Return how far a frozen year reached; nothing where nobody knows."""
    return CampaignReach(result.units or 0, result.municipalities or 0, result.hospitals or 0)


def kinds_by_team(units: Sequence[DayUnit]) -> Mapping[int, ServiceKind]:
    """Return the kind of service of each team whose answers may bear it: enough others have the same."""
    number = Counter(unit.service for unit in units)
    return {
        unit.team_id: unit.service
        for unit in units
        if unit.team_id is not None and number[unit.service] >= KIND_OF_MANY
    }


def outcomes_of_year(campaign: Campaign, result: CampaignResult) -> DayOutcomes:
    """Read what the units of a frozen year have said, in one query.

    One that was taken out since is still counted, since the year is frozen; its words go, as withdrawn answers do.
    """
    query = (
        select(
            CampaignResultUnit.organisation,
            CampaignResultUnit.name,
            CampaignFollowUp.outcome,
            CampaignFollowUp.text,
            CampaignFollowUp.at,
            CampaignUnit.language,
            CampaignUnit.withdrawn_at,
        )
        .join(CampaignFollowUp, CampaignFollowUp.unit_id == CampaignResultUnit.unit_id)
        .join(CampaignUnit, CampaignUnit.id == CampaignFollowUp.unit_id)
        .where(CampaignResultUnit.campaign_id == campaign.id, CampaignFollowUp.id.in_(_last()))
        .order_by(CampaignResultUnit.place)
    )
    rows = db.session.execute(query).all()
    number = Counter(row.outcome for row in rows)
    return DayOutcomes(
        units=result.units,
        by_outcome={outcome: number[outcome] for outcome in CampaignOutcome},
        said=[
            SaidByUnit(row.organisation, row.name, row.outcome, row.text, row.language)
            for row in rows
            if row.text and row.withdrawn_at is None
        ],
        last_said=max((row.at for row in rows), default=None),
        reported=result.reported,
        acted=result.acted,
    )


def years_until(campaign: Campaign, *, today: date) -> Sequence[DayYear]:
    """List the frozen years up to this one, itself first, in three queries: a later year changes no earlier page.

    What may be said of a year's numbers goes by the threshold of then, whatever is agreed on since.
    """
    has_units = exists().where(CampaignResultUnit.campaign_id == Campaign.id)
    query = (
        select(Campaign, CampaignResult, has_units)
        .join(CampaignResult, CampaignResult.campaign_id == Campaign.id)
        .where(Campaign.year <= campaign.year)
        .order_by(Campaign.year.desc())
    )
    rows = db.session.execute(query).all()
    said = _said_by_year([row.id for row, _, _ in rows])
    asked = {row.id for row, _, is_here in rows if is_here and row.asks(today)}
    largest = _largest_units([row.id for row, _, _ in rows])
    return [
        _year(
            row,
            result,
            said.get(row.id, {} if row.id in asked else None),
            largest.get(row.id, NOT_COUNTED),
        )
        for row, result, _ in rows
    ]


def _year(
    campaign: Campaign, result: CampaignResult, told: Mapping[CampaignOutcome, int] | None, largest: DayNumbers
) -> DayYear:
    counted, said = DayNumbers(result.asked, result.answered), told or {}
    reported = result.reported
    if reported is None and told is not None:
        reported = sum(told.values())
    acted = result.acted if result.reported is not None else said.get(CampaignOutcome.DONE, 0)
    return DayYear(
        campaign.year,
        campaign.held_on,
        result.units,
        result.municipalities,
        counted,
        public_numbers(counted, threshold=result.threshold, largest=largest),
        reported,
        acted,
    )


def _largest_units(campaign_ids: Sequence[int]) -> Mapping[int, DayNumbers]:
    """Return the most that one unit asked, and had answered, in each of these frozen years."""
    most = (func.max(CampaignResultUnit.asked), func.max(CampaignResultUnit.answered))
    query = select(CampaignResultUnit.campaign_id, *most).where(CampaignResultUnit.campaign_id.in_(campaign_ids))
    rows = db.session.execute(query.group_by(CampaignResultUnit.campaign_id))
    return {campaign_id: DayNumbers(asked, answered) for campaign_id, asked, answered in rows}


def _said_by_year(campaign_ids: Sequence[int]) -> Mapping[int, dict[CampaignOutcome, int]]:
    query = (
        select(CampaignResultUnit.campaign_id, CampaignFollowUp.outcome, func.count())
        .join(CampaignFollowUp, CampaignFollowUp.unit_id == CampaignResultUnit.unit_id)
        .where(CampaignResultUnit.campaign_id.in_(campaign_ids), CampaignFollowUp.id.in_(_last()))
        .group_by(CampaignResultUnit.campaign_id, CampaignFollowUp.outcome)
    )
    found: dict[int, dict[CampaignOutcome, int]] = {}
    for campaign_id, outcome, number in db.session.execute(query):
        found.setdefault(campaign_id, {})[outcome] = number
    return found


def _last() -> Select[int]:
    return select(func.max(CampaignFollowUp.id)).group_by(CampaignFollowUp.unit_id)
