"""What a network has agreed: signed by each team's leader, and anew where it changes."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.conftest import NOW
from tracker.access.people import ForbiddenError, NotFoundError
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db
from tracker.models.networks import NetworkTeam
from tracker.models.programmes import Programme
from tracker.services.networks import agreement, networks
from tracker.services.networks.agreement import Signing
from tracker.services.networks.networks import NetworkFacts


def facts(network, **more):
    known = {name: getattr(network, name) for name in NetworkFacts.__dataclass_fields__}
    return replace(NetworkFacts(**known), **more)


def part(cast):
    return db.session.scalars(select(NetworkTeam).where(NetworkTeam.team_id == cast.team.id)).one()


def signed(hosting):
    return [each.team.slug for each in agreement.signing_teams(hosting("ingrid")) if each.has_signed]


def test_a_leader_signs_for_her_team_once(cast, inside, hosting):
    for _again in range(2):
        network, came = agreement.sign(inside("nora"), cast.network.id, read="first")
        assert (network, came) == (cast.network, Signing.SIGNED)
    assert signed(hosting) == ["kirurgisk-3"]
    (line,) = db.session.scalars(select(AuditLine).where(AuditLine.subject == "agreement"))
    assert (line.deed, line.team_id, line.user_name) == (Deed.ACCEPTED, cast.team.id, "Nora Lund")
    assert part(cast).agreed_by_id == cast.people["nora"].id


@pytest.mark.parametrize("who", ["ali", "siv", "ingrid"])
def test_nobody_else_signs(cast, inside, who):
    with pytest.raises(ForbiddenError):
        agreement.sign(inside(who), cast.network.id, read="first")


def test_a_team_signs_nothing_of_a_network_it_is_not_in(cast, inside):
    with pytest.raises(NotFoundError):
        agreement.sign(inside("per", "legevakta"), cast.network.id, read="first")


@pytest.mark.parametrize(
    "change",
    [
        {"teams_see_each_other": True},
        {"small_number": 10},
        {"advisors_decide_phases": True},
        {"agreement": "Vi deler det vi lærer"},
    ],
)
def test_a_changed_agreement_is_signed_anew(cast, inside, hosting, change):
    agreement.sign(inside("nora"), cast.network.id, read="first")
    networks.change_network(hosting("ingrid"), cast.network, facts(cast.network, **change))
    part(cast).agreed_at = NOW.replace(hour=1)
    db.session.flush()
    assert signed(hosting) == []
    _network, came = agreement.sign(inside("nora"), cast.network.id, read="first")
    assert came is Signing.CHANGED
    assert signed(hosting) == []
    agreement.sign(inside("nora"), cast.network.id, read=agreement.wording(cast.network))
    assert signed(hosting) == ["kirurgisk-3"]


def test_other_changes_leave_the_signatures(cast, inside, hosting):
    agreement.sign(inside("nora"), cast.network.id, read="first")
    networks.change_network(hosting("ingrid"), cast.network, facts(cast.network, aim="Færre fall"))
    assert signed(hosting) == ["kirurgisk-3"]
    assert cast.network.agreement_changed_at is None


def test_a_host_does_not_move_her_network_into_a_programme(cast, hosting):
    programme = Programme(name="Gode forløp", slug="gode-forlop", created_at=NOW)
    db.session.add(programme)
    db.session.flush()
    networks.change_network(hosting("ingrid"), cast.network, facts(cast.network, programme_id=programme.id, aim="Nå"))
    assert (cast.network.programme_id, cast.network.aim) == (None, "Nå")
