"""Search finds by name, on any keyboard, what the person may open, and never anything else."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from tests.people import MADE
from tracker.models.accounts import AccountConfirmation, Hostship, Leadership
from tracker.models.base import db
from tracker.models.improvement import AdverseEventCategory, Goal, GoalTarget, Intervention, InterventionState
from tracker.models.measures import Measure
from tracker.models.networks import NetworkTeam
from tracker.models.teams import Membership, ServiceKind, Team
from tracker.views.search import A_GROUP


@pytest.fixture
def things(cast):
    """A goal and an intervention beside the team's measures, all with the same word in their names."""
    nora, team = cast.people["nora"], cast.team
    made = {"created_by_id": nora.id, "created_at": MADE}
    cast.chair.name = "Ørsmå visitter på stol"
    goal = Goal(
        team_id=team.id, title="Visitten er en samtale", slug="visitten", category=AdverseEventCategory.FALLS,
        outcome_id=cast.falls.id, created_at=MADE,
    )  # fmt: skip
    chair = Intervention(
        team_id=team.id, flag=1, title="Visittstolen", state=InterventionState.IDEA, **made,
    )  # fmt: skip
    db.session.add_all([goal, chair])
    db.session.flush()
    db.session.add(
        GoalTarget(
            team_id=team.id, goal_id=goal.id, baseline=4.7, target=2.3, deadline=date(2026, 12, 31),
            valid_from=date(2026, 1, 5), set_by_id=nora.id, set_at=MADE,
        )
    )  # fmt: skip
    db.session.commit()


def found(visitor, words):
    """What is found: heading to (name, address)."""
    page = visitor.get(f"/search?q={words}")
    groups = page.select(".found")
    return {group.h2.get_text(): [(link.get_text(), link["href"]) for link in group.select("li a")] for group in groups}


def names(visitor, words):
    return {heading: [name for name, _href in lines] for heading, lines in found(visitor, words).items()}


@pytest.mark.parametrize("who", ["nora", "ali", "siv", "kari", "ingrid"])
def test_whoever_may_open_the_team_finds_what_is_in_it_and_can_open_it(as_, things, who):
    visitor = as_(who)
    said = found(visitor, "visit")
    assert {heading: [name for name, _href in lines] for heading, lines in said.items()} == {
        "Indikatorer": ["Visittid per pasient", "Ørsmå visitter på stol"],
        "Mål": ["Visitten er en samtale"],
        "Tiltak": ["Visittstolen"],
    }
    for lines in said.values():
        for _name, href in lines:
            visitor.get(href)
    assert names(visitor, "kirurgisk")["Team"] == ["Kirurgisk sengepost 3"]


@pytest.mark.parametrize("who", ["per", "odd"])
def test_a_stranger_and_the_office_find_nothing_of_a_team(as_, things, who):
    visitor = as_(who)
    assert found(visitor, "visit") == {}
    assert "Team" not in found(visitor, "kirurgisk")
    assert "Ingen treff" in visitor.get("/search?q=visit").words


def test_a_team_that_has_left_a_network_is_no_longer_found_by_its_host(as_, cast, things):
    db.session.query(NetworkTeam).update({"left_on": date(2026, 2, 1)})
    db.session.commit()
    assert found(as_("ingrid"), "visit") == {}


def test_a_member_who_has_left_finds_nothing(as_, cast, things):
    member = db.session.scalars(select(Membership).where(Membership.user_id == cast.people["ali"].id)).one()
    member.left_on = date(2026, 2, 1)
    db.session.commit()
    assert found(as_("ali"), "visit") == {}


def test_a_held_account_finds_nothing_closed(as_, cast, things):
    ali, ingrid = (cast.people[who] for who in ("ali", "ingrid"))
    db.session.add(Hostship(user_id=ali.id, network_id=cast.network.id))
    ali.held_since = ingrid.held_since = MADE
    db.session.commit()
    assert found(as_("ali"), "visit") == found(as_("ingrid"), "visit") == {}
    db.session.add(AccountConfirmation(user_id=ali.id, team_id=cast.other_team.id, at=datetime.now(UTC)))
    db.session.commit()
    assert found(as_("ali"), "visit") == {}
    db.session.add(AccountConfirmation(user_id=ali.id, team_id=cast.team.id, at=datetime.now(UTC)))
    db.session.add(AccountConfirmation(user_id=ingrid.id, team_id=None, at=datetime.now(UTC)))
    db.session.commit()
    assert "Tiltak" in found(as_("ali"), "visit")
    assert "Tiltak" in found(as_("ingrid"), "visit")


@pytest.mark.parametrize("words", ["ørsmå", "ORSMA", "orsma stol", "Ørsma%20%20VISITTER"])
def test_any_keyboard_finds_it(as_, things, words):
    assert names(as_("nora"), words)["Indikatorer"] == ["Ørsmå visitter på stol"]


def test_archived_measures_are_left_out(as_, cast, things):
    db.session.get(Measure, cast.chair.id).archived_at = MADE
    db.session.commit()
    assert names(as_("nora"), "visit")["Indikatorer"] == ["Visittid per pasient"]


@pytest.mark.parametrize("words", ["", "v", "%20", "%E2%80%8B"])
def test_less_than_two_letters_find_nothing_and_it_says_so(as_, things, words):
    page = as_("nora").get(f"/search?q={words}")
    assert "Skriv minst to bokstaver" in page.words
    assert not page.select(".found")


def test_the_first_of_many_are_shown_and_the_others_counted_in_the_same_queries(as_, cast, things, queries):
    visitor = as_("ingrid")
    with queries() as few:
        visitor.get("/search?q=post")
    for place in range(20):
        team = Team(name=f"Post {place:02}", slug=f"post-{place}", service=ServiceKind.HOSPITAL_WARD, created_at=MADE)
        db.session.add(team)
        db.session.flush()
        db.session.add(NetworkTeam(network_id=cast.network.id, team_id=team.id, joined_on=date(2026, 1, 5)))
    db.session.commit()
    with queries() as many:
        page = visitor.get("/search?q=post")
    assert len(many) == len(few)
    assert len(page.select(".found li")) == A_GROUP
    assert page.one(".found .hint").get_text().startswith("og 13 til")
    assert page.select(".found li a")[0].get_text() == "Post 00"  # what begins with the words stands first


def test_words_are_shown_as_text(as_, things):
    page = as_("nora").get("/search?q=%3Cb%3Evisit")
    assert "«<b>visit»" in page.h1


def test_a_leader_in_the_organisation_finds_its_teams(as_, cast, things):
    db.session.add(Leadership(user_id=cast.people["per"].id, organisation_id=cast.team.organisations[0].id))
    db.session.commit()
    assert names(as_("per"), "visittstol") == {"Tiltak": ["Visittstolen"]}


def test_another_team_of_the_network_finds_them_when_teams_see_each_other(as_, cast, things):
    theirs = db.session.scalars(select(Team).where(Team.slug == "legevakta")).one()
    db.session.add(NetworkTeam(network_id=cast.network.id, team_id=theirs.id, joined_on=date(2026, 1, 5)))
    db.session.commit()
    assert names(as_("per"), "visittstol") == {}
    cast.network.teams_see_each_other = True
    db.session.commit()
    assert names(as_("per"), "visittstol") == {"Tiltak": ["Visittstolen"]}
    cast.people["per"].held_since = datetime.now(UTC)
    db.session.commit()
    assert names(as_("per"), "visittstol") == {}
