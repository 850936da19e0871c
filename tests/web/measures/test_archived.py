"""Archived measures: where one is used is told before, who and why after, and each can be taken into use again."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.people import MADE, another
from tests.web.charted import TEAM, monday, record
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db
from tracker.models.improvement import (
    AdverseEventCategory,
    Driver,
    Goal,
    GoalMeasure,
    Intervention,
    InterventionMeasure,
    PdsaCycle,
)
from tracker.models.measurements import Phase
from tracker.models.measures import Measure
from tracker.models.tally import CodePurpose, TeamCode

LIST = f"{TEAM}/archived"
HOME = "/teams/kirurgisk-3"


def archive(visitor, measure, why=""):
    visitor.submit(f"{TEAM}/{measure.id}/archive", {"why": why})


def goal(cast, outcome, **more):
    row = Goal(
        team_id=cast.team.id, title="Halvere fall", slug="halvere-fall", category=AdverseEventCategory.FALLS,
        outcome_id=outcome.id, created_at=MADE, **more,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row


def uses(page):
    return [" ".join(item.get_text(" ").split()) for item in page.select(".uses li")]


def buttons(page):
    """The words of the primary button and of the others, of the form that asks."""
    found = page.select("section .btn")
    return [each.get_text() for each in sorted(found, key=lambda each: "btn-primary" not in each["class"])]


def test_one_that_is_not_used_is_archived_by_the_primary_button(as_, cast):
    nora, path = as_("nora"), f"{TEAM}/{cast.minutes.id}/archive"
    page = nora.get(path)
    assert page.h1 == "Arkiver «Visittid per pasient»?"
    assert uses(page) == []
    assert buttons(page) == ["Arkiver", "Avbryt"]
    assert cast.minutes.archived_at is None
    assert nora.submit(path).location == f"{TEAM}/{cast.minutes.id}-visittid"
    assert cast.minutes.archived_at is not None


def test_one_that_is_used_says_where_and_proposes_to_keep_it(as_, cast):
    team, nora, falls = cast.team.id, cast.people["nora"].id, cast.falls
    own = goal(cast, falls)
    other = goal(cast, cast.minutes)
    other.title = "Kortere ventetid"
    db.session.add(GoalMeasure(team_id=team, goal_id=other.id, measure_id=falls.id))
    db.session.add(Driver(team_id=team, goal_id=own.id, measure_id=falls.id, title="Trygge rom"))
    step = Intervention(team_id=team, flag=1, title="Sklisikre sokker", created_by_id=nora, created_at=MADE)
    db.session.add(step)
    db.session.flush()
    db.session.add(InterventionMeasure(team_id=team, intervention_id=step.id, measure_id=falls.id))
    made = {"created_by_id": nora, "created_at": MADE, "started_on": date(2026, 3, 2)}
    db.session.add(
        PdsaCycle(
            team_id=team,
            flag=2,
            title="Sokker i to uker",
            plan="Vi prøver",
            prediction="Færre fall",
            measure_id=falls.id,
            **made,
        )
    )
    decided = {"decided_by_id": nora, "decided_at": MADE}
    db.session.add(
        Phase(
            team_id=team, measure_id=falls.id, starts_on=date(2026, 6, 1), name="Etter sokkene", reason="-", **decided
        )
    )
    db.session.commit()
    page = as_("nora").get(f"{TEAM}/{falls.id}/archive")
    assert page.one("#use").get_text() == "Den er i bruk 6 steder"
    assert [text.partition("»")[0] for text in uses(page)[:-1]] == [
        "Målet «Halvere fall", "Målet «Kortere ventetid", "Driveren «Trygge rom", "Tiltaket «Sklisikre sokker",
        "Testen «Sokker i to uker", "Fasen «Etter sokkene",
    ]  # fmt: skip
    assert page.one(".uses-apart").get_text(" ").startswith("Nettverket"), "the network is not one of the six"
    assert uses(page)[-1] == "Nettverket Brukermedvirkning 2026 viser den i oversikten. Der går den ut."
    assert "bruker den som resultat. Målet får ingen nye tall når den arkiveres." in uses(page)[0]
    assert buttons(page) == ["Behold indikatoren", "Arkiver likevel"]


def test_the_question_at_the_bedside_is_told_where_a_code_asks_it(as_, cast):
    cast.chair.tally_question = "Satte legen seg?"
    db.session.commit()
    nora, path = as_("nora"), f"{TEAM}/{cast.chair.id}/archive"
    assert uses(nora.get(path)) == []
    made = {"created_at": MADE, "created_by_id": cast.people["nora"].id}
    db.session.add(TeamCode(team_id=cast.team.id, purpose=CodePurpose.TELL, code="23456789cdfg", **made))
    db.session.commit()
    page = nora.get(path)
    assert uses(page)[0] == "Koden ved senga har spørsmålet «Satte legen seg?». Det går ut av tellesiden."
    assert page.one("#use").get_text() == "Den er i bruk ett sted"


def test_a_closed_goal_holds_nothing_back(as_, cast):
    goal(cast, cast.falls, closed_at=MADE)
    db.session.commit()
    assert uses(as_("nora").get(f"{TEAM}/{cast.falls.id}/archive")) == []


def test_the_list_says_who_when_why_and_where_it_stood(as_, cast):
    for week in (30, 31, 32):
        record(cast.chair, cast.people["nora"], monday(week), 6, 10)
    db.session.commit()
    nora = as_("nora")
    archive(nora, cast.chair, "Alle setter seg nå.")
    page = nora.get(LIST)
    assert page.h1 == "Arkiverte indikatorer"
    (card,) = page.select(".archived li")
    said = " ".join(card.get_text(" ").split())
    assert "Satte legen seg ned under visitten?" in said
    assert "av Nora Lund · 3 målinger" in said
    assert "Alle setter seg nå." in said
    assert "Siste: 60 %, uke 32" in said
    assert card.select("svg")


def test_why_stands_in_the_log_and_is_screened(as_, cast):
    nora, path = as_("nora"), f"{TEAM}/{cast.chair.id}/archive"
    nora.submit(path, {"why": "Gjaldt 13097248022"}, status=422)
    assert cast.chair.archived_at is None
    archive(nora, cast.chair, "Skjemaet er borte.")
    line = db.session.scalars(select(AuditLine).where(AuditLine.deed == Deed.REMOVED)).one()
    assert line.after == {"why": "Skjemaet er borte."}
    assert "Skjemaet er borte." in nora.get(f"{HOME}/audit").words


def test_one_put_away_before_reasons_were_kept_is_listed_without(as_, cast):
    cast.minutes.archived_at = MADE
    db.session.commit()
    (card,) = as_("siv").get(LIST).select(".archived li")
    assert "Arkivert 5. januar 2026" in card.get_text()
    assert "Ingen målinger" in card.get_text()


def test_it_is_taken_into_use_again_from_the_list(as_, cast):
    nora = as_("nora")
    archive(nora, cast.chair)
    (form,) = nora.get(LIST).select(".archived form")
    nora.post(form["action"])
    assert cast.chair.archived_at is None
    assert "Ingenting er arkivert." in nora.get(LIST).words


@pytest.mark.parametrize("path", [HOME, f"{HOME}/record", f"{TEAM}/new"])
def test_the_list_is_reached_from_where_measures_are_used(as_, cast, path):
    nora = as_("nora")
    assert LIST not in nora.get(path).links()
    archive(nora, cast.chair)
    archive(nora, cast.minutes)
    page = nora.get(path)
    assert page.one(f'a[href="{LIST}"]').get_text() == "Arkivert (2)"
    archive(nora, cast.falls)
    assert page_says(nora.get(path)) == "Arkivert (3)", "also where none is left in use"


def page_says(page):
    return page.one(f'a[href="{LIST}"]').get_text()


def test_those_who_only_read_see_the_list_and_no_button(as_, cast):
    archive(as_("nora"), cast.chair)
    for who in ("ali", "siv", "kari", "ingrid"):
        page = as_(who).get(LIST)
        assert page.select(".archived li")
        assert not page.select("main form")
    as_("per").get(LIST, status=404)


def test_questions_do_not_grow_with_the_measures(as_, cast, queries):
    nora = as_("nora")
    archive(nora, cast.chair)
    with queries() as few:
        nora.get(LIST)
    for number in range(6):
        row = another(cast.chair, number)
        row.archived_at = MADE
        db.session.add(row)
    db.session.commit()
    with queries() as many:
        assert len(nora.get(LIST).select(".archived li")) == 7
    assert len(many) == len(few) <= 22


def test_what_was_archived_is_no_longer_counted_as_used(as_, cast):
    archive(as_("nora"), cast.chair)
    assert db.session.get(Measure, cast.chair.id).archived_at is not None
    assert cast.chair.name not in as_("nora").get(HOME).words
