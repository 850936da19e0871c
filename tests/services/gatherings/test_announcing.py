"""A gathering is told of by mail once a deed and person: with the old time and the new, and nothing of what is over."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.catcher import catching
from tests.conftest import NOW
from tests.gathered import AFTER, THURSDAY, WEDNESDAY, facts, on
from tests.services.mail.letters import SENDER, server_at
from tracker.access.network import enter_network
from tracker.access.permissions import Permission
from tracker.models.accounts import Role
from tracker.models.base import db
from tracker.models.gatherings import GatheringKind, SignUp
from tracker.models.mail import Mail, MailKind
from tracker.models.networks import NetworkTeam
from tracker.models.teams import Membership
from tracker.services.gatherings import gatherings
from tracker.services.gatherings.announcing import Announcer
from tracker.services.mail.choices import choose
from tracker.services.mail.worker import Worker
from tracker.services.refusal import Refused
from tracker.views.gatherings.event_letter import gathering_writer
from tracker.web.core.links import links_from


@pytest.fixture
def host(hosting):
    return hosting("ingrid")


@pytest.fixture
def post(app, cast):
    for person in cast.people.values():
        person.persona = None
    db.session.commit()
    return Announcer(SENDER, gathering_writer(cast.network, links_from(app, SENDER.site)))


@pytest.fixture
def planned(host, post):
    """One that was planned before anybody was told by mail."""
    row = gatherings.plan_gathering(host, facts(), submission="planned")
    db.session.commit()
    return row


@pytest.fixture
def coming(cast, planned):
    """Ali comes to it, who leads nothing."""
    sign_up(cast, planned, "ali")
    return planned


def sign_up(cast, row, name, team=None):
    user, team = cast.people[name], team or cast.team
    db.session.add(SignUp(gathering_id=row.id, team_id=team.id, user_id=user.id, signed_at=NOW))
    db.session.commit()


def told():
    return sorted(db.session.scalars(select(Mail.to_name)).all())


def caught():
    db.session.commit()
    with catching() as catcher:
        Worker(server_at(catcher.port), SENDER, clock=lambda: NOW).send_due()
        return catcher.mails


def text_of(mail):
    return " ".join(mail.get_body(("plain",)).get_content().split())


def test_planned_it_is_told_to_those_who_lead_teams_with_its_page_and_its_files(host, post):
    row = gatherings.plan_gathering(host, facts(), submission="new", announcer=post)
    (mail,) = caught()
    words = text_of(mail)
    here = f"{SENDER.site}/networks/brukermedvirkning/gatherings"
    assert (str(mail["To"]), mail["Subject"]) == ("Nora Lund <nora@example.no>", "Samling: Fra test til vane")
    assert str(mail["Reply-To"]) == "Ingrid Moe <ingrid@example.no>"
    assert "Onsdag 9. desember 2026 kl. 10.00–16.30 Torsdag 10. desember 2026 kl. 09.00–14.00 Værnes" in words
    for href in (f"{here}/{row.id}", f"{here}/{row.id}/1.ics", f"{here}/{row.id}/2.ics", f"{here}#feed"):
        assert href in words
    assert {part.get_content_type() for part in mail.walk()} == {
        "multipart/alternative",
        "text/plain",
        "text/html",
    }  # no invitation whose buttons lead nowhere


def test_the_form_sent_twice_tells_once(host, post):
    for _time in range(2):
        gatherings.plan_gathering(host, facts(), submission="new", announcer=post)
    assert told() == ["Nora Lund"]


def test_cut_off_before_it_is_stored_nobody_is_told(host, post):
    gatherings.plan_gathering(host, facts(), submission="new", announcer=post)
    db.session.rollback()
    assert told() == []
    assert gatherings.gatherings_of(host) == []


def test_moved_those_who_come_are_told_too_with_the_old_time_and_the_new(host, post, coming):
    gatherings.change_gathering(host, coming, on(12, 16, title=coming.title, place="Oslo"), announcer=post)
    ali, nora = sorted(caught(), key=lambda mail: str(mail["To"]))
    assert str(ali["To"]).startswith("Ali")
    words = text_of(nora)
    assert nora["Subject"] == "Flyttet: Fra test til vane"
    assert "Slik er det nå Onsdag 16. desember 2026 kl. 12.00–13.00 Oslo" in words
    assert "Slik var det Onsdag 9. desember 2026 kl. 10.00–16.30 Torsdag 10. desember" in words
    assert f"/gatherings/{coming.id}/1.ics" in words
    assert f"/gatherings/{coming.id}/2.ics" not in words


def test_another_place_is_told_as_that(host, post, coming):
    gatherings.change_gathering(host, coming, facts(place="Oslo"), announcer=post)
    assert {mail["Subject"] for mail in caught()} == {"Nytt sted: Fra test til vane"}


@pytest.mark.parametrize(
    "wanted", [facts(title="Ny tittel"), facts(kind=GatheringKind.WEBINAR), facts(seats=2), facts()]
)
def test_what_is_neither_time_nor_place_is_not_mailed(host, post, coming, wanted):
    gatherings.change_gathering(host, coming, wanted, announcer=post)
    assert told() == []


def test_each_move_is_told_and_the_same_form_twice_is_one_move(host, post, planned):
    gatherings.change_gathering(host, planned, facts(WEDNESDAY), announcer=post)
    gatherings.change_gathering(host, planned, facts(THURSDAY), announcer=post)
    gatherings.change_gathering(host, planned, facts(THURSDAY), announcer=post)
    assert told() == ["Nora Lund", "Nora Lund"]


def test_cancelled_twice_it_is_told_once_and_offers_no_file(host, post, coming):
    for _time in range(2):
        gatherings.cancel_gathering(host, coming, announcer=post)
    ali, nora = sorted(caught(), key=lambda mail: str(mail["To"]))
    assert (ali["Subject"], nora["Subject"]) == ("Avlyst: Fra test til vane",) * 2
    assert "Onsdag 9. og torsdag 10. desember 2026. Den er avlyst." in text_of(nora)
    assert ".ics" not in text_of(nora)
    with pytest.raises(Refused):
        gatherings.change_gathering(host, coming, facts(WEDNESDAY), announcer=post)
    assert told() == ["Ali Hassan", "Nora Lund"]


def test_what_is_over_is_written_down_without_a_word(host, post, cast):
    row = gatherings.plan_gathering(host, on(10, 1), submission="past", announcer=post)
    gatherings.change_gathering(host, row, on(10, 2), announcer=post)
    gatherings.cancel_gathering(host, row, announcer=post)
    late = gatherings.plan_gathering(host, facts(), submission="late")
    after = enter_network(host.user, "brukermedvirkning", Permission.READ_NETWORK, now=AFTER)
    gatherings.cancel_gathering(after, late, announcer=post)
    assert told() == []


def test_who_leads_two_teams_and_comes_herself_has_one(host, post, coming, cast):
    nora = cast.people["nora"]
    joined = date(2026, 1, 5)
    db.session.add(NetworkTeam(network_id=cast.network.id, team_id=cast.other_team.id, joined_on=joined))
    db.session.add(Membership(team_id=cast.other_team.id, user_id=nora.id, role=Role.LEADER, joined_on=joined))
    sign_up(cast, coming, "nora")
    gatherings.cancel_gathering(host, coming, announcer=post)
    assert told() == ["Ali Hassan", "Nora Lund", "Per Vik"]


def test_who_has_left_or_is_of_another_network_is_not_told(host, post, coming, cast):
    sign_up(cast, coming, "per", cast.other_team)  # whose team is not in this network
    mine = select(Membership).where(Membership.user_id == cast.people["ali"].id)
    db.session.scalars(mine).one().left_on = date(2026, 11, 1)
    db.session.commit()
    gatherings.cancel_gathering(host, coming, announcer=post)
    assert told() == ["Nora Lund"]


def test_who_wants_none_a_closed_account_and_the_doer_have_none(host, post, coming, cast):
    choose(cast.people["nora"].id, MailKind.GATHERING, wanted=False, now=NOW)
    cast.people["ali"].is_active = False
    joined = date(2026, 1, 5)
    db.session.add(Membership(team_id=cast.team.id, user_id=host.user.id, role=Role.LEADER, joined_on=joined))
    db.session.commit()
    gatherings.cancel_gathering(host, coming, announcer=post)
    assert told() == []


def test_where_mail_is_off_nothing_waits_for_it(host, coming):
    gatherings.cancel_gathering(host, coming)
    assert told() == []
