"""How a host keeps the list of a day's units: gives one another address, takes one out, undoes it."""

from __future__ import annotations

from sqlalchemy.exc import IntegrityError

from tracker.access.network import NetworkAccess
from tracker.access.permissions import Permission
from tracker.access.team_code import draw_code
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.campaigns import CampaignUnit
from tracker.services.audit.log import note
from tracker.services.campaigns.audit_words import CAMPAIGN_CONTACT, CAMPAIGN_UNIT
from tracker.services.campaigns.signing_up import SignUpFault
from tracker.services.refusal import Refused
from tracker.services.versions import count_version
from tracker.text.email import fold_email


def change_address(access: NetworkAccess, unit: CampaignUnit, address: str) -> bool:
    """Give a unit another address; False where it has that one already.

    Where nobody has confirmed it, its page gets a new code: the first one was mailed to somebody else. A confirmed unit
    keeps its own, which colleagues have.
    """
    access.require(Permission.MANAGE_NETWORK)
    before, after = unit.contact, fold_email(address)
    if before == after:
        return False
    count_version(access, unit)
    unit.contact = after
    if unit.confirmed_at is None:
        unit.code = draw_code()
    db.session.flush()
    note(
        access, Deed.CHANGED, CAMPAIGN_CONTACT, unit.id,
        label=unit.full_name, before={"contact": before}, after={"contact": after},
    )  # fmt: skip
    return True


def take_out(access: NetworkAccess, unit: CampaignUnit) -> None:
    """Take a unit out of the day: it is shown nowhere, and its page is closed.

    What is frozen stays as it was, save the unit's own words of what it became: those go.
    """
    access.require(Permission.MANAGE_NETWORK)
    if unit.withdrawn_at is not None:
        return
    count_version(access, unit)
    unit.withdrawn_at = access.now
    note(access, Deed.REMOVED, CAMPAIGN_UNIT, unit.id, team_id=_team_told(unit), label=unit.full_name)


def bring_back(access: NetworkAccess, unit: CampaignUnit) -> None:
    """Let a unit that was taken out take part again, with what it had counted.

    Raises:
        Refused: another of the same name takes part by now.
    """
    access.require(Permission.MANAGE_NETWORK)
    if unit.withdrawn_at is None:
        return
    try:
        with db.session.begin_nested():
            count_version(access, unit)
            unit.withdrawn_at = None
            db.session.flush()
    except IntegrityError:
        raise Refused(SignUpFault.TAKEN) from None
    note(access, Deed.RESTORED, CAMPAIGN_UNIT, unit.id, team_id=_team_told(unit), label=unit.full_name)


def _team_told(unit: CampaignUnit) -> int | None:
    """Return the team whose leader reads the line: one that has said that it is the unit."""
    return unit.team_id if unit.team_agreed_at is not None else None
