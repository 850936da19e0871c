"""What a network has agreed on who sees what: which teams have signed, and a team's leader who signs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tracker.access.network import NetworkAccess
from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.networks import Network, NetworkTeam
from tracker.models.teams import Team
from tracker.services.audit.log import note
from tracker.services.leadership import teams_led
from tracker.services.networks.at_work import AT_WORK
from tracker.services.networks.audit_words import AGREEMENT


class Signing(StrEnum):
    """What came of a signature."""

    SIGNED = "signed"
    CHANGED = "changed"
    """The agreement was changed after the page was opened: what she has not read she does not sign."""


@dataclass(frozen=True, slots=True)
class SigningTeam:
    """A team of the network: whether it has signed what is agreed now, and whether the reader leads it."""

    team: Team
    has_signed: bool
    is_led_by_reader: bool


def wording(network: Network) -> str:
    """Return what tells one version of the agreement from another; a form carries it along."""
    return network.agreement_changed_at.isoformat() if network.agreement_changed_at else "first"


def signing_teams(access: NetworkAccess) -> Sequence[SigningTeam]:
    """List the teams of a network by name, in one query; those that hold published numbers sign nothing."""
    access.require(Permission.READ_ABOUT)
    query = (
        select(NetworkTeam, Team, NetworkTeam.team_id.in_(teams_led(access.user.id)))
        .join(Team, Team.id == NetworkTeam.team_id)
        .where(NetworkTeam.network_id == access.network.id, *AT_WORK)
        .options(joinedload(NetworkTeam.network, innerjoin=True))
    )
    rows = db.session.execute(query.order_by(Team.name)).all()
    return [SigningTeam(team, part.has_signed, is_led) for part, team, is_led in rows]


def sign(access: TeamAccess, network_id: int, *, read: str) -> tuple[Network, Signing]:
    """Sign, as the team's leader, what its network has agreed; `read` is the `wording` she had before her.

    Raises:
        NotFoundError: the team takes no part in such a network.
    """
    access.require(Permission.MANAGE_TEAM)
    query = select(NetworkTeam).where(
        NetworkTeam.network_id == network_id, NetworkTeam.team_id == access.team.id, NetworkTeam.left_on.is_(None)
    )
    part = db.session.scalar(query.with_for_update())
    if part is None:
        raise NotFoundError("network")
    if read != wording(part.network):
        return part.network, Signing.CHANGED
    if not part.has_signed:
        part.agreed_at, part.agreed_by_id = access.now, access.user.id
        note(access, Deed.ACCEPTED, AGREEMENT, part.id, label=part.network.name, after={"network": part.network.name})
    return part.network, Signing.SIGNED
