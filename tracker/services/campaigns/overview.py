"""What the host of a day sees: who takes part, who has not confirmed, counted or reported, and what waits to be read.

Numbers of answers stand here, never a word of one: the host is inside the agreement, and reads no answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased

from tracker.access.network import NetworkAccess
from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.models.base import db
from tracker.models.campaigns import Campaign, CampaignFollowUp, CampaignResult, CampaignStage, CampaignUnit
from tracker.services.answers.reviewing import unread_between
from tracker.services.campaigns.counting import DayNumbers, live_numbers, numbers_by_unit
from tracker.services.campaigns.following_up import follow_ups_of
from tracker.services.campaigns.freezing import result_of
from tracker.services.campaigns.units import CampaignReach, reach_of, takes_part
from tracker.text.sorting import sorting_key


class UnitGroup(StrEnum):
    """Which units are listed."""

    ALL = "all"
    UNCONFIRMED = "unconfirmed"
    NOT_COUNTED = "not-counted"
    UNREAD = "unread"
    NOT_REPORTED = "not-reported"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class DayMaterials:
    """What the units wrote of their materials, added up; None where none of them did."""

    buttons_ordered: int | None
    buttons_given: int | None
    posters_hung: int | None
    cards_printed: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HostsDay:
    """A day as its host sees it; what is read does not grow in queries with the units."""

    campaign: Campaign
    stage: CampaignStage
    is_asked: bool
    """Whether units are asked what it became by now: before that nobody can have told."""
    units: Sequence[CampaignUnit]
    """All that signed up, taken out or not, as people here sort them."""
    kept: CampaignResult | None
    """The numbers as they were frozen."""
    numbers: DayNumbers
    by_unit: Mapping[int, DayNumbers]
    unread: Mapping[int, int]
    """How many answers of the day wait to be read, by unit; none of a team that has not said that it is the unit."""
    unread_in_all: int
    """Of two units with one team the answers are counted once."""
    said: Mapping[int, CampaignFollowUp]
    reach: CampaignReach
    first_time: int | None
    """How many units were in none of the years before; None where no year before has units here."""
    materials: DayMaterials
    previous: Campaign | None
    """The last day before this one."""

    def of(self, group: UnitGroup) -> Sequence[CampaignUnit]:
        """List the units of a group, by name: never by their numbers."""
        return [unit for unit in self.units if self._is_in(unit, group)]

    def _is_in(self, unit: CampaignUnit, group: UnitGroup) -> bool:
        if unit.withdrawn_at is not None:
            return group is UnitGroup.OUT
        if unit.confirmed_at is None:
            return group is UnitGroup.UNCONFIRMED
        return {
            UnitGroup.ALL: True,
            UnitGroup.NOT_COUNTED: unit.id not in self.by_unit,
            UnitGroup.UNREAD: unit.id in self.unread,
            UnitGroup.NOT_REPORTED: unit.id not in self.said,
        }.get(group, False)


def hosts_day(access: NetworkAccess, campaign: Campaign) -> HostsDay:
    """Gather what the host of a day sees."""
    access.require(Permission.MANAGE_NETWORK)
    mine = select(CampaignUnit).where(CampaignUnit.campaign_id == campaign.id)
    units = sorted(db.session.scalars(mine), key=_by_name)
    kept = result_of(campaign)
    teams = {unit.team_id for unit in units if unit.team_id is not None and unit.team_agreed_at is not None}
    by_team = unread_between(teams, campaign.held_on, campaign.freezes_on) if teams else {}
    agreed = [each for each in units if each.withdrawn_at is None and each.team_agreed_at is not None]
    unread = {each.id: by_team[each.team_id] for each in agreed if each.team_id is not None and each.team_id in by_team}
    return HostsDay(
        campaign=campaign,
        stage=campaign.stage(access.today),
        is_asked=campaign.asks(access.today),
        units=units,
        kept=kept,
        numbers=DayNumbers(kept.asked, kept.answered) if kept else live_numbers(campaign),
        by_unit=numbers_by_unit(campaign),
        unread=unread,
        unread_in_all=sum({each.team_id: unread[each.id] for each in agreed if each.id in unread}.values()),
        said=follow_ups_of(campaign),
        reach=reach_of(campaign),
        first_time=_first_time(campaign),
        materials=_materials(campaign),
        previous=db.session.scalar(
            select(Campaign).where(Campaign.year < campaign.year).order_by(Campaign.year.desc()).limit(1)
        ),
    )


def unit_of_day(access: NetworkAccess, campaign: Campaign, unit_id: int) -> CampaignUnit:
    """Load one of a day's units to its host, taken out or not.

    Raises:
        NotFoundError: that day has none such.
    """
    access.require(Permission.MANAGE_NETWORK)
    unit = db.session.scalar(
        select(CampaignUnit).where(CampaignUnit.campaign_id == campaign.id, CampaignUnit.id == unit_id)
    )
    if unit is None:
        raise NotFoundError(CampaignUnit.__tablename__)
    return unit


def _by_name(unit: CampaignUnit) -> tuple[str, str, int]:
    return sorting_key(unit.name), sorting_key(unit.organisation), unit.id


def _first_time(campaign: Campaign) -> int | None:
    before, when = aliased(CampaignUnit), aliased(Campaign)
    earlier = exists().where(
        when.id == before.campaign_id,
        when.year < campaign.year,
        before.confirmed_at.is_not(None),
        before.withdrawn_at.is_(None),
    )
    same = earlier.where(
        before.organisation_key == CampaignUnit.organisation_key, before.name_key == CampaignUnit.name_key
    )
    new = select(func.count(CampaignUnit.id)).where(*takes_part(campaign.id), ~same).scalar_subquery()
    known, count = db.session.execute(select(earlier, new)).one()
    return count if known else None


def _materials(campaign: Campaign) -> DayMaterials:
    columns = (
        CampaignUnit.buttons_ordered,
        CampaignUnit.buttons_given,
        CampaignUnit.posters_hung,
        CampaignUnit.cards_printed,
    )
    sums = select(*(func.sum(column) for column in columns)).where(*takes_part(campaign.id))
    found = db.session.execute(sums).one()
    return DayMaterials(found[0], found[1], found[2], found[3])
