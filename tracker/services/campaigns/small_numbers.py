"""What may be said of a day's numbers to everybody: small ones not at all, and those of few units only about.

A counter that goes up by one tells whoever watches that somebody has just answered. Where many units count, nobody
knows where; where few do, the numbers go up by the threshold at a time. The same where those who were asked and did not
answer are few, since they could be worked out from the two numbers, and where all units but one have few together: that
one could take its own away.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from tracker.analysis.small_numbers import LEAST
from tracker.models.base import db
from tracker.models.campaigns import Campaign, CampaignCount, CampaignUnit
from tracker.models.networks import Network
from tracker.services.campaigns.counting import DayNumbers, live_numbers
from tracker.services.campaigns.units import takes_part

NOT_COUNTED = DayNumbers()


@dataclass(frozen=True, slots=True)
class PublicNumbers:
    """How many were asked, how many answered, as everybody may know it. None where it is too few to say."""

    asked: int | None
    answered: int | None
    threshold: int
    """Numbers under this are not said; rounded ones go in steps of it."""
    is_rounded: bool = False


def public_numbers(
    numbers: DayNumbers, *, threshold: int, units: int | None = None, largest: DayNumbers = NOT_COUNTED
) -> PublicNumbers:
    """Return what may be said of two numbers.

    `units` is how many have counted while the numbers still go up; None where they stand still. `largest` is the most
    that one unit has of each: it knows its own, and what is left is that of the others.
    """
    said = [None if number is None or number < threshold else number for number in (numbers.asked, numbers.answered)]
    asked, answered = said
    few = units is not None and units < threshold
    rest = None if numbers.asked is None or numbers.answered is None else numbers.asked - numbers.answered
    most = ((numbers.asked, largest.asked), (numbers.answered, largest.answered))
    tells = any(whole is not None and own is not None and 0 < whole - own < threshold for whole, own in most)
    if few or tells or (rest is not None and 0 <= rest < threshold):
        asked, answered = (None if number is None else number // threshold * threshold for number in said)
    is_rounded = (asked, answered) != tuple(said)
    return PublicNumbers(asked, answered, threshold, is_rounded=is_rounded or few)


def public_live_numbers(campaign: Campaign) -> PublicNumbers:
    """Return what may be said of the numbers of a day while it is counted."""
    counting = (
        select(func.count(CampaignCount.unit_id.distinct()))
        .join(CampaignUnit, CampaignUnit.id == CampaignCount.unit_id)
        .where(*takes_part(campaign.id), CampaignCount.undone_at.is_(None))
    )
    units = db.session.scalar(counting) or 0
    return public_numbers(live_numbers(campaign), threshold=threshold_of(campaign), units=units)


def threshold_of(campaign: Campaign) -> int:
    """Return under which number nothing is said: the strictest of the networks that hold the day, never under five."""
    held_by = Network.id == campaign.network_id
    if campaign.network_id is None:
        held_by = Network.programme_id == campaign.programme_id
    agreed = db.session.scalar(select(func.max(Network.small_number)).where(held_by))
    return max(LEAST, agreed or 0)
