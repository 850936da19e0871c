"""Rare events: a day each, on the page of a measure that counts what lies between them."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.web.charted import TEAM
from tracker.analysis import ChartKind, Direction, PeriodKind
from tracker.models.base import db
from tracker.models.measurements import RareEvent
from tracker.models.measures import ValueKind

pytestmark = pytest.mark.usefixtures("wednesday_morning")


@pytest.fixture
def between(cast):
    measure = cast.minutes
    measure.value_kind, measure.period_kind, measure.unit = ValueKind.DAYS_BETWEEN, PeriodKind.DAY, "dager"
    measure.direction, measure.decimals = Direction.HIGHER, 0
    db.session.commit()
    return measure


def events():
    db.session.rollback()
    return db.session.scalars(select(RareEvent).order_by(RareEvent.happened_on)).all()


def add(visitor, measure, *days):
    for day in days:
        visitor.submit(f"{TEAM}/{measure.id}/events/new", {"happened_on": day})


def test_events_become_the_days_between_them(as_, between):
    ali = as_("ali")
    add(ali, between, "1.9.2026", "11.9.2026", "1.10.2026")
    shown = ali.get(f"{TEAM}/{between.id}-visittid")
    assert "2 punkter er målt. Vurderingen kommer når dere har 12." in shown.words
    assert "1. oktober 2026" in shown.words
    assert "41 dager siden siste hendelse" in shown.words
    file = ali.get(f"{TEAM}/{between.id}.csv").text.splitlines()
    assert [line.split(";")[5] for line in file[1:]] == ["20", "10"]
    assert "Registrer" not in shown.one(".head").get_text()


def test_two_events_on_one_day_have_no_t_chart_and_the_page_says_why(as_, between):
    between.chart_kind = ChartKind.T
    db.session.commit()
    ali, why = as_("ali"), "to hendelser har samme dag"
    add(ali, between, "1.9.2026", "11.9.2026")
    shown = ali.get(f"{TEAM}/{between.id}-visittid")
    assert "Diagram: T-diagram" in shown.words
    assert why not in shown.words
    add(ali, between, "11.9.2026")
    shown = ali.get(f"{TEAM}/{between.id}-visittid")
    assert "Diagram: Run-diagram. Dere har valgt et T-diagram, men " + why in shown.words


def test_the_first_event_is_no_point_yet(as_, between):
    ali = as_("ali")
    add(ali, between, "1.9.2026")
    shown = ali.get(f"{TEAM}/{between.id}-visittid")
    assert "Det første kommer når to er registrert." in shown.words
    assert "1. september 2026" in shown.words


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("", "Fyll ut dette feltet."),
        ("31.2.2026", "Skriv datoen"),
        ("12.11.2026", "Datoen kan ikke være fram i tid."),
    ],
)
def test_wrong_input_keeps_what_was_typed_and_stores_nothing(as_, between, day, said):
    page = as_("ali").submit(f"{TEAM}/{between.id}/events/new", {"happened_on": day}, status=422)
    assert said in page.errors()
    assert page.fields()["happened_on"] == day
    assert events() == []


def test_opportunities_are_asked_for_where_they_count(as_, between):
    between.value_kind = ValueKind.OPPORTUNITIES_BETWEEN
    db.session.commit()
    ali, path = as_("ali"), f"{TEAM}/{between.id}/events/new"
    assert "Fyll ut dette feltet." in ali.submit(path, {"happened_on": "1.9.2026"}, status=422).errors()
    ali.submit(path, {"happened_on": "1.9.2026", "opportunities": "40"})
    assert [row.opportunities for row in events()] == [40]


def test_a_mistaken_event_is_removed_after_a_question(as_, between):
    ali = as_("ali")
    add(ali, between, "1.9.2026")
    path = f"{TEAM}/{between.id}/events/{events()[0].id}/remove"
    assert ali.get(path).h1 == "Fjern hendelsen?"
    assert len(events()) == 1
    ali.submit(path)
    assert events() == []


def test_a_measure_by_period_has_no_such_pages(as_, cast, between):
    ali = as_("ali")
    ali.get(f"{TEAM}/{cast.chair.id}/events/new", 404)
    add(ali, between, "1.9.2026")
    ali.get(f"{TEAM}/{cast.chair.id}/events/{events()[0].id}/remove", 404)


def test_a_point_between_events_cannot_be_left_out(as_, between):
    add(as_("ali"), between, "1.9.2026", "11.9.2026")
    as_("nora").get(f"{TEAM}/{between.id}/points/{date(2026, 9, 11)}/exclude", 404)


@pytest.mark.parametrize(("who", "status"), [("siv", 403), ("kari", 403), ("ingrid", 403), ("per", 404)])
def test_others_do_not_record(as_, between, who, status):
    add(as_("ali"), between, "1.9.2026")
    visitor = as_(who)
    for path in (f"{TEAM}/{between.id}/events/new", f"{TEAM}/{between.id}/events/{events()[0].id}/remove"):
        visitor.get(path, status)
        visitor.post(path, {"happened_on": "2.9.2026"}, status=status)
    assert len(events()) == 1
