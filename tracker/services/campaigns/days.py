"""The day of each year: found by anybody, held and changed by the host of the network or programme it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.exc import IntegrityError

from tracker.access.network import NetworkAccess
from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.programme import ProgrammeAccess
from tracker.analysis.periods import months_from
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.campaigns import Campaign, CampaignLetter, CampaignLetterKind, CampaignStage, CampaignUnit
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.campaigns.audit_words import CAMPAIGN
from tracker.services.refusal import Refused, refuse_first
from tracker.services.versions import count_version

COUNTED_FOR = timedelta(days=8)
"""How long after the day counts on paper may be entered, where nobody says otherwise."""
ASKED_AFTER = 3
"""Months from the day until units are asked what it became."""


class CampaignFault(StrEnum):
    """Why a day cannot be held like this."""

    YEAR_TAKEN = "year_taken"
    """That year has a day: there is one in the installation."""
    ORDER = "order"
    """Sign-up opens, then it is the day, then its numbers are closed; what it became is asked after it."""
    OTHER_YEAR = "other_year"
    """The date of a day that is there stays in its year: its address is printed."""
    CLOSES_NOW = "closes_now"
    """The numbers would be closed at once, and nobody could open them again."""
    FROZEN = "frozen"
    """The numbers are closed: the day and what was counted stay as they are."""
    HAS_UNITS = "has_units"
    """Somebody has signed a unit up: the day cannot be taken away from them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignDates:
    """What a host decides of a day; the columns of its row."""

    held_on: date
    opens_on: date
    freezes_on: date
    asks_on: date
    invited: int | None = None
    invited_municipalities: int | None = None
    invited_hospitals: int | None = None

    @classmethod
    def usual(cls, held_on: date, *, opens_on: date) -> CampaignDates:
        """Return the dates that follow from the day where nobody says otherwise."""
        asks_on = months_from(held_on, ASKED_AFTER)
        return cls(held_on=held_on, opens_on=opens_on, freezes_on=held_on + COUNTED_FOR, asks_on=asks_on)


def day_of_year(year: int) -> Campaign:
    """Return the day of a year, to anybody.

    Raises:
        NotFoundError: that year has none.
    """
    found = db.session.scalar(select(Campaign).where(Campaign.year == year))
    if found is None:
        raise NotFoundError(year)
    return found


def nearest_day(today: date) -> Campaign | None:
    """Return the day that `/dagen` shows: the last one that units may or could sign up for, else the first to come."""
    begun = select(Campaign).where(Campaign.opens_on <= today).order_by(Campaign.held_on.desc())
    to_come = select(Campaign).where(Campaign.opens_on > today).order_by(Campaign.held_on)
    return db.session.scalar(begun.limit(1)) or db.session.scalar(to_come.limit(1))


def all_days() -> Sequence[Campaign]:
    """List the days of all years, the last first."""
    return db.session.scalars(select(Campaign).order_by(Campaign.year.desc())).all()


def days_of_network(access: NetworkAccess) -> Sequence[Campaign]:
    """List the days that this network holds, itself or through its programme, the last first."""
    access.require(Permission.MANAGE_NETWORK)
    return db.session.scalars(select(Campaign).where(_held_by(access)).order_by(Campaign.year.desc())).all()


def day_of_network(access: NetworkAccess, year: int) -> Campaign:
    """Return the network's day of a year, to its host.

    Raises:
        NotFoundError: that year has none, or others hold it.
    """
    access.require(Permission.MANAGE_NETWORK)
    found = db.session.scalar(select(Campaign).where(_held_by(access), Campaign.year == year))
    if found is None:
        raise NotFoundError(year)
    return found


def day_of_programme(access: ProgrammeAccess) -> Campaign | None:
    """Return the day that a programme holds for all its networks: the next one, else the last; None without one."""
    access.require(Permission.READ_PROGRAMME)
    held = select(Campaign).where(Campaign.programme_id == access.programme.id)
    days = db.session.scalars(held.order_by(Campaign.held_on.desc())).all()
    to_come = [day for day in days if day.held_on >= access.today]
    return next(iter(to_come[-1:] or days), None)


def hold_day(access: NetworkAccess, dates: CampaignDates, *, for_programme: bool = False) -> Campaign:
    """Set the day of a year, for the network or for all networks of its programme.

    Raises:
        Refused: that year has one, or its dates are in no order. A form sent twice makes one.
    """
    access.require(Permission.MANAGE_NETWORK)
    _refuse_order(dates)
    network = access.network
    whole = for_programme and network.programme_id is not None
    row = Campaign(
        network_id=None if whole else network.id,
        programme_id=network.programme_id if whole else None,
        year=dates.held_on.year,
        made_by_id=access.user.id,
        created_at=access.now,
        **asdict(dates),
    )
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        raise Refused(CampaignFault.YEAR_TAKEN, "held_on") from None
    note(access, Deed.CREATED, CAMPAIGN, row.id, label=str(row.year), after=snapshot(row, *asdict(dates)))
    return row


def change_day(access: NetworkAccess, campaign: Campaign, dates: CampaignDates) -> None:
    """Change the dates of a day, and how many were invited. Of one that is closed, when it is asked for alone.

    Raises:
        Refused: the dates are in no order, leave the year, would open what is closed, or would close it at once.
    """
    access.require(Permission.MANAGE_NETWORK)
    _refuse_order(dates)
    closed = campaign.stage(access.today) is CampaignStage.FROZEN
    moved = any(getattr(campaign, name) != getattr(dates, name) for name in ("held_on", "opens_on", "freezes_on"))
    refuse_first(
        {
            (CampaignFault.OTHER_YEAR, "held_on"): dates.held_on.year != campaign.year,
            (CampaignFault.FROZEN, "held_on"): closed and moved,
            (CampaignFault.CLOSES_NOW, "freezes_on"): not closed and dates.freezes_on <= access.today,
        }
    )
    before = snapshot(campaign, *asdict(dates))
    for column, value in asdict(dates).items():
        setattr(campaign, column, value)
    was, became = changes(before, snapshot(campaign, *asdict(dates)))
    if "held_on" in became:  # whoever was written to on the eve of another day is written to on the eve of this one
        units = select(CampaignUnit.id).where(CampaignUnit.campaign_id == campaign.id)
        eve = CampaignLetter.kind == CampaignLetterKind.DAY_BEFORE
        db.session.execute(delete(CampaignLetter).where(eve, CampaignLetter.unit_id.in_(units)))
    if became:
        count_version(access, campaign)
        note(access, Deed.CHANGED, CAMPAIGN, campaign.id, label=str(campaign.year), before=was, after=became)


def may_remove(campaign: Campaign) -> bool:
    """Return whether a day can be taken away: nobody has signed up for it, and nothing of it is kept."""
    signed_up = select(CampaignUnit.id).where(CampaignUnit.campaign_id == campaign.id)
    return campaign.frozen_at is None and db.session.scalars(signed_up.limit(1)).first() is None


def remove_day(access: NetworkAccess, campaign: Campaign) -> None:
    """Take away a day that was set by mistake.

    Raises:
        Refused: a unit has signed up, or its numbers are kept.
    """
    access.require(Permission.MANAGE_NETWORK)
    # Locked first: who signs up at this moment either is seen here, or meets no day.
    db.session.scalar(select(Campaign.id).where(Campaign.id == campaign.id).with_for_update())
    refuse_first({(CampaignFault.HAS_UNITS, None): not may_remove(campaign)})
    before = snapshot(campaign, "held_on", "opens_on", "freezes_on", "asks_on")
    note(access, Deed.REMOVED, CAMPAIGN, campaign.id, label=str(campaign.year), before=before)
    db.session.delete(campaign)
    db.session.flush()


def _held_by(access: NetworkAccess) -> ColumnElement[bool]:
    own = Campaign.network_id == access.network.id
    return or_(own, Campaign.programme_id == access.network.programme_id) if access.network.programme_id else own


def _refuse_order(dates: CampaignDates) -> None:
    refuse_first(
        {
            (CampaignFault.ORDER, "opens_on"): dates.opens_on > dates.held_on,
            (CampaignFault.ORDER, "freezes_on"): dates.freezes_on <= dates.held_on,
            (CampaignFault.ORDER, "asks_on"): dates.asks_on <= dates.held_on,
        }
    )
