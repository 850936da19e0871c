"""A unit's list: what it has, and how many. Two who save at once change what each of them changed."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import update

from tracker.access.campaign_code import CampaignCodeAccess
from tracker.models.base import db
from tracker.models.campaigns import CampaignUnit

READY = ("has_buttons", "has_posters", "has_cards", "has_meeting", "has_representative", "has_time")
"""The six things, in their order, as their columns are called."""
NUMBERS = ("buttons_ordered", "buttons_given", "posters_hung", "cards_printed")
MOST = 100_000

ListValue = bool | int | None


def list_of(unit: CampaignUnit) -> dict[str, ListValue]:
    """Return the unit's list by column."""
    return {name: getattr(unit, name) for name in (*READY, *NUMBERS)}


def save_list(access: CampaignCodeAccess, wanted: Mapping[str, ListValue], *, seen: Mapping[str, ListValue]) -> None:
    """Store what differs from what was seen: what somebody else changed meanwhile, and this form did not, stays."""
    changed = {name: value for name, value in wanted.items() if value != seen.get(name)}
    mine = CampaignUnit.id == access.unit.id
    db.session.execute(update(CampaignUnit).where(mine).values(seen_at=access.now, **changed))
