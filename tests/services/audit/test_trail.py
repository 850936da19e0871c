"""The trail as it is read, on both databases: what belongs together is one line, wherever it is chosen from."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.conftest import NOW
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db
from tracker.models.imports import ImportRun
from tracker.models.tally import TallyHour
from tracker.services.audit.log import note
from tracker.services.audit.registry import KINDS, AuditTopic
from tracker.services.audit.trail import AuditChoice, BedsideHour, ImportLines, trail, trail_people
from tracker.services.improvement.audit_words import INTERVENTION
from tracker.services.measures.audit_words import MEASURE


def told(page):
    kinds = {
        AuditLine: lambda item: item.label,
        ImportLines: lambda item: len(item.lines),
        BedsideHour: lambda item: item.total,
    }
    return [kinds[type(item)](item) for item in page.items]


@pytest.fixture
def mixed(inside, cast):
    """Newest first: a line, an hour at the bedside, an import of two lines, and a line."""
    nora = inside("nora", now=NOW)
    run = ImportRun(team_id=cast.team.id, stored_by_id=nora.user.id, stored_at=NOW - timedelta(days=2), until=NOW)
    db.session.add_all([run, TallyHour(measure_id=cast.chair.id, hour=NOW - timedelta(days=1), yes=1, total=4)])
    db.session.flush()
    note(inside("ali", now=NOW - timedelta(days=3)), Deed.CREATED, INTERVENTION, 1, label="Ærlig stol")
    for label in ("Å sitte", "Fall"):
        early = inside("nora", now=NOW - timedelta(days=2))
        note(early, Deed.CHANGED, MEASURE, cast.chair.id, label=label, import_run_id=run.id)
    note(nora, Deed.CHANGED, MEASURE, cast.chair.id, label="100 %")
    db.session.flush()
    return nora


def test_what_belongs_together_is_one_line_newest_first(mixed):
    page = trail(mixed, AuditChoice())
    assert told(page) == ["100 %", 4, 2, "Ærlig stol"]
    assert (page.found, page.pages, page.oldest) == (4, 1, NOW - timedelta(days=3))


def test_a_trail_has_pages_and_the_last_is_the_last(mixed):
    assert [told(trail(mixed, AuditChoice(), page=number, size=3)) for number in (1, 2, 9)] == [
        ["100 %", 4, 2], ["Ærlig stol"], ["Ærlig stol"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("choice", "found"),
    [
        ({"word": "ÆRLIG"}, ["Ærlig stol"]),
        ({"word": "å SITTE"}, [2]),
        ({"word": "legen"}, [4]),
        ({"word": "0 %"}, ["100 %"]),
        ({"word": "_"}, []),
        ({"topic": AuditTopic.MEASUREMENTS}, [4, 2]),
        ({"topic": AuditTopic.MEASURES}, ["100 %"]),
        ({"bedside": True}, [4]),
        ({"bedside": True, "topic": AuditTopic.GOALS}, []),
    ],
)
def test_a_choice_is_met_by_any_line_of_an_import(mixed, choice, found):
    assert told(trail(mixed, AuditChoice(**choice))) == found


def test_people_are_chosen_by_their_latest_name(mixed, inside, cast):
    ali = cast.people["ali"]
    assert told(trail(mixed, AuditChoice(user_id=ali.id))) == ["Ærlig stol"]
    ali.name = "Ali H. Moen"
    note(inside("ali"), Deed.CHANGED, MEASURE, 1)
    db.session.flush()
    people = trail_people(mixed)
    assert (list(people.names.values()), people.bedside) == (["Ali H. Moen", "Nora Lund"], True)


def test_a_day_begins_and_ends_where_people_live(inside):
    for hour in (22, 23):
        note(
            inside("nora", now=datetime(2026, 11, 16, hour, 30, tzinfo=UTC)), Deed.CHANGED, MEASURE, 1, label=str(hour)
        )
    db.session.flush()
    nora = inside("nora")
    assert told(trail(nora, AuditChoice(last=date(2026, 11, 16)))) == ["22"]
    assert told(trail(nora, AuditChoice(first=date(2026, 11, 17)))) == ["23"]


def test_a_long_trail_takes_as_many_queries_as_a_short_one(mixed, cast, queries):
    with queries() as few:
        trail(mixed, AuditChoice())
    for at in range(40):
        note(mixed, Deed.CHANGED, MEASURE, at)
        db.session.add(TallyHour(measure_id=cast.falls.id, hour=NOW - timedelta(hours=at), yes=0, total=1))
    db.session.flush()
    with queries() as many:
        trail(mixed, AuditChoice())
    assert len(many) == len(few)


def test_every_topic_has_kinds():
    assert {kind.topic for kind in KINDS.values()} == set(AuditTopic)


def test_every_sentence_names_who():
    for kind in KINDS.values():
        for said in kind.sentences.values():
            assert "%(who)s" in said
