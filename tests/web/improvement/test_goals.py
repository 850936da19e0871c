"""The list of goals, and the forms that set, change and close one."""

from datetime import date

import pytest
from sqlalchemy import select

from tracker.models.base import db
from tracker.models.improvement import AdverseEventCategory, Claim, Goal, GoalMeasure
from tracker.models.measures import MeasureKind
from tracker.services.improvement.goals import Aim, set_goal

LIST = "/teams/kirurgisk-3/goals"
NEW = f"{LIST}/new"
DEADLINE = date(2099, 12, 31)


@pytest.fixture
def one(cast, inside):
    aim = Aim(title="Halvere fall", category=AdverseEventCategory.FALLS, baseline=4.7, target=2.3, deadline=DEADLINE)
    row = set_goal(inside("nora"), aim, outcome=cast.falls, submission="one")
    db.session.commit()
    return row.id


def filled(cast, **typed):
    return {
        "title": "Færre fall på natt",
        "category": "falls",
        "outcome": str(cast.falls.id),
        "baseline": "4,7",
        "target": "2.3",
        "deadline": "31.12.2099",
    } | typed


def rows():
    db.session.rollback()
    return db.session.scalars(select(Goal).order_by(Goal.id)).all()


def test_a_member_sets_a_goal_with_comma_or_point_and_goes_on_to_choose_what_to_follow(as_, cast):
    ali = as_("ali")
    page = ali.follow(ali.submit(NEW, filled(cast, why="To brakk hoften.")))
    assert page.h1 == "Indikatorer for målet"
    (row,) = rows()
    assert (row.slug, row.targets[-1].baseline, row.targets[-1].target) == ("faerre-fall-pa-natt", 4.7, 2.3)


def test_the_outcome_is_chosen_and_never_proposed(as_, cast):
    ali = as_("ali")
    page = ali.get(NEW)
    assert page.fields()["outcome"] == ""
    assert page.select("#outcome option")[0].get_text() == "Velg indikator"
    page = ali.submit(NEW, filled(cast, outcome=""), status=422)
    assert "Velg tallet målet gjelder." in page.one("#outcome-error").get_text()
    assert rows() == []


def test_a_goal_that_is_set_keeps_its_outcome_and_offers_no_other(as_, cast, one):
    page = as_("ali").get(f"{LIST}/{one}/edit")
    assert [option["value"] for option in page.select("#outcome option")] == [str(cast.falls.id)]


def test_what_it_is_about_is_chosen_and_never_proposed(as_, cast):
    ali = as_("ali")
    assert ali.get(NEW).fields()["category"] == ""
    page = ali.submit(NEW, filled(cast, category=""), status=422)
    assert page.one("#category")["aria-invalid"] == "true"
    ali.submit(NEW, filled(cast, category="sepsis"))
    (row,) = rows()
    assert row.category is AdverseEventCategory.SEPSIS
    assert ali.get(f"{LIST}/{row.id}/edit").fields()["category"] == "sepsis"


def test_sent_twice_it_is_set_once(as_, cast):
    ali = as_("ali")
    fields = ali.get(NEW).fields() | filled(cast)
    assert ali.post(NEW, fields).location == ali.post(NEW, fields).location
    assert len(rows()) == 1


def test_a_share_is_typed_in_percent_and_shown_in_percent_again(as_, cast):
    db.session.get(type(cast.chair), cast.chair.id).kind = MeasureKind.OUTCOME
    db.session.commit()
    ali = as_("ali")
    ali.submit(NEW, filled(cast, outcome=str(cast.chair.id), baseline="40", target="80"))
    row = rows()[0]
    assert (row.targets[-1].baseline, row.targets[-1].target) == (0.4, 0.8)
    fields = ali.get(f"{LIST}/{row.id}/edit").fields()
    assert (fields["baseline"], fields["target"]) == ("40", "80")
    assert "Fra 40 % til 80 % innen 31. desember 2099" in ali.get(LIST).words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"title": ""}, "Fyll ut dette feltet."),
        ({"baseline": "12,,5"}, "Skriv et tall, for eksempel 12 eller 12,5."),
        ({"target": ""}, "Fyll ut dette feltet."),
        ({"target": "4,7"}, "Målet er det samme som utgangspunktet. Skriv tallet dere vil nå."),
        ({"target": "6"}, "Målet ligger på feil side av utgangspunktet"),
        ({"target": "-1"}, "Tallet kan ikke være under 0."),
        ({"deadline": "31.11.2099"}, "Skriv datoen som dag.måned.år"),
        ({"deadline": "1.1.2020"}, "Fristen kan ikke være før i dag."),
        ({"outcome": "999"}, "Velg ett av alternativene."),
        ({"category": ""}, "Velg ett av alternativene."),
        ({"category": "uhell"}, "Velg ett av alternativene."),
        ({"why": "Gjelder 13097248022"}, "fødselsnummer"),
    ],
)
def test_wrong_input_says_why_keeps_what_was_typed_and_stores_nothing(as_, cast, typed, words):
    page = as_("ali").submit(NEW, filled(cast, **typed), status=422)
    assert words in page.errors()
    kept = filled(cast, **typed)
    assert all(page.fields()[name] == kept[name] for name in ("title", "baseline", "target", "deadline"))
    assert rows() == []


def test_a_team_without_an_outcome_is_sent_to_the_library_or_to_its_leader(as_, cast):
    db.session.get(type(cast.falls), cast.falls.id).archived_at = cast.falls.created_at
    db.session.commit()
    assert "/teams/kirurgisk-3/measures/new" in as_("nora").get(NEW).links()
    assert "Teamlederen må velge" in as_("ali").get(NEW).words
    as_("ali").post(NEW, filled(cast), status=422)
    assert rows() == []


def test_new_numbers_keep_the_old_ones_and_the_goal_page_tells_them(as_, one):
    nora = as_("nora")
    page = nora.follow(nora.submit(f"{LIST}/{one}/edit", {"target": "2", "title": "Færre fall"}))
    assert "Fra 4,7 til 2,0" in page.words
    assert "Fra 4,7 til 2,3" in page.one("main details").get_text(" ")
    assert page.path.endswith("-halvere-fall")


def test_a_wrong_change_changes_nothing(as_, one):
    page = as_("nora").submit(f"{LIST}/{one}/edit", {"title": "Ny", "target": "9"}, status=422)
    assert page.fields()["title"] == "Ny"
    assert rows()[0].title == "Halvere fall"


def test_a_goal_is_closed_and_opened_again(as_, one):
    nora = as_("nora")
    page = nora.follow(nora.submit(f"{LIST}/{one}/edit", form="form[action$='/close']"))
    assert "Avsluttede mål" in page.words
    nora.submit(f"{LIST}/{one}-halvere-fall", form="form[action$='/reopen']")
    assert rows()[0].closed_at is None


def test_measures_are_followed_with_a_claim_and_balancing_ones_without(as_, cast, one):
    ali = as_("ali")
    path = f"{LIST}/{one}/measures"
    page = ali.get(path)
    assert not page.select(f"[name=claim-{cast.minutes.id}]")
    assert not page.select(f"[name=on-{cast.falls.id}]")
    chosen = {f"on-{cast.chair.id}": "y", f"claim-{cast.chair.id}": "research", f"on-{cast.minutes.id}": "y"}
    page = ali.follow(ali.submit(path, chosen))
    db.session.rollback()
    links = db.session.scalars(select(GoalMeasure).order_by(GoalMeasure.position)).all()
    assert [(link.measure_id, link.claim) for link in links] == [
        (cast.chair.id, Claim.RESEARCH),
        (cast.minutes.id, Claim.HYPOTHESIS),
    ]
    fields = ali.get(path).fields()
    assert fields[f"claim-{cast.chair.id}"] == "research"
    assert f"on-{cast.minutes.id}" in fields


def test_a_forged_claim_is_refused(as_, cast, one):
    path = f"{LIST}/{one}/measures"
    page = as_("ali").submit(path, {f"on-{cast.chair.id}": "y", f"claim-{cast.chair.id}": "bevist"}, status=422)
    assert "Velg ett av alternativene." in page.errors()
    assert db.session.scalars(select(GoalMeasure)).all() == []


PATHS = (LIST, NEW, f"{LIST}/1-halvere-fall", f"{LIST}/1/edit", f"{LIST}/1/measures")


@pytest.mark.parametrize("path", PATHS)
def test_a_stranger_finds_nothing(as_, one, path):
    as_("per").get(path, 404)


@pytest.mark.parametrize("who", ["siv", "kari", "ingrid"])
def test_whoever_only_reads_sees_goals_and_no_form(as_, cast, one, who):
    reader = as_(who)
    for path in (LIST, f"{LIST}/{one}-halvere-fall"):
        links = reader.get(path).links()
        assert not any(link.endswith(("/new", "/edit", "/measures", "/drivers")) for link in links)
    for path in (NEW, f"{LIST}/{one}/edit", f"{LIST}/{one}/measures"):
        reader.get(path, 403)
        reader.post(path, filled(cast), status=403)
    for deed in ("close", "reopen"):
        reader.post(f"{LIST}/{one}/{deed}", status=403)


@pytest.mark.parametrize("path", [f"{LIST}/999-x", f"{LIST}/999/edit", f"{LIST}/999/measures"])
def test_what_is_not_there_is_not_found(as_, path):
    as_("nora").get(path, 404)


def test_the_empty_list_holds_the_way_to_the_first_goal(as_):
    assert NEW in as_("ali").get(LIST).links()
    assert "Ingen mål ennå" in as_("siv").get(LIST).words
