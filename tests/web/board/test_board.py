"""The ward's screen: the team's own numbers for whoever has the code; it names nobody, and nothing can be changed."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from tests.people import NAMES, another
from tracker.access.team_code import show_code
from tracker.analysis import Period, PeriodKind
from tracker.models.base import db
from tracker.models.improvement import PdsaCycle
from tracker.models.measurements import Annotation
from tracker.models.tally import CodePurpose, TallyHour
from tracker.services.measurements.entries import Entry
from tracker.services.measurements.record import record
from tracker.services.tally import codes
from tracker.views.board import ROWS

WEDNESDAY = datetime(2026, 11, 11, 8, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def week_46():
    with time_machine.travel(WEDNESDAY, tick=False):
        yield


@pytest.fixture
def code(inside):
    made = codes.make_code(inside("nora"), CodePurpose.BOARD)
    db.session.commit()
    return show_code(made.code)


@pytest.fixture
def chair(inside, cast):
    """Fifteen weeks, and two of nine in the last: a number under the threshold that is the team's own."""
    week = Period.numbered(PeriodKind.WEEK, 2026, 45)
    for numerator in (2, 5, 6, 5, 7, 6, 5, 6, 7, 5, 6, 5, 7, 6, 5):
        record(inside("ali"), cast.chair, period=week, entry=Entry(numerator=numerator, denominator=9), seen_version=0)
        week = week.previous
    db.session.commit()
    return cast.chair


def slides(page):
    return [" ".join(slide.get_text(" ").split()) for slide in page.select(".b-slide")]


def test_nothing_yet_is_said(as_, code):
    page = as_(None).get(f"/tavle/{code}")
    assert slides(page) == ["Ingenting å vise ennå Her kommer diagrammene når de første tallene er registrert."]


def test_each_measure_with_numbers_is_a_slide_with_its_verdict_and_chart(as_, code, chair):
    page = as_(None).get(f"/tavle/{code}")
    assert len(slides(page)) == 1
    assert chair.name in slides(page)[0]
    assert page.one(".b-verdict").get_text().startswith("Ingen signaler.")
    assert page.one("svg.rc desc")
    assert "22\N{NO-BREAK SPACE}%" in page.one("svg.rc").get_text()


def test_the_weeks_counts_and_the_way_to_count_are_shown(as_, code, cast, inside):
    cast.chair.tally_question = "Satte legen seg ned?"
    monday = datetime(2026, 11, 9, 7, tzinfo=UTC)
    sunday = monday - timedelta(days=1)
    db.session.add_all(
        [
            TallyHour(measure_id=cast.chair.id, hour=monday, yes=3, total=4),
            TallyHour(measure_id=cast.chair.id, hour=WEDNESDAY.replace(minute=0), yes=1, total=2),
            TallyHour(measure_id=cast.chair.id, hour=sunday, yes=9, total=9),
        ]
    )
    tell = codes.make_code(inside("nora"), CodePurpose.TELL)
    db.session.commit()
    page = as_(None).get(f"/tavle/{code}")
    assert slides(page) == ["Talt denne uka Satte legen seg ned? 4 av 6"]
    assert page.one(".b-qr")["aria-label"].endswith(f"/tell/{show_code(tell.code)}")


@pytest.mark.parametrize(("days", "title"), [(5, "Neste test"), (-5, "Vi tester nå")])
def test_the_next_test_is_shown_or_the_one_that_goes_on(as_, code, cast, days, title):
    db.session.add(
        PdsaCycle(
            team_id=cast.team.id,
            flag=1,
            title="Stol ved døra",
            plan="x",
            prediction="Flere sitter",
            started_on=(WEDNESDAY + timedelta(days=days)).date(),
            created_by_id=cast.people["nora"].id,
            created_at=WEDNESDAY,
        )
    )
    db.session.commit()
    shown = slides(as_(None).get(f"/tavle/{code}"))[0]
    assert shown.startswith(f"{title} Stol ved døra Fra ")
    assert shown.endswith("Vi venter å se: Flere sitter")


def test_nobody_is_named_and_nobodys_words_are_shown(as_, code, chair, cast):
    db.session.add(
        Annotation(
            team_id=cast.team.id,
            measure_id=chair.id,
            flag=9,
            on_date=WEDNESDAY.date() - timedelta(days=20),
            title="Kari mener noe",
            written_by_id=cast.people["kari"].id,
            written_at=WEDNESDAY,
        )
    )
    db.session.commit()
    text = as_(None).get(f"/tavle/{code}").text
    assert [name for name in NAMES.values() if name in text or name.split()[0] in text] == []


def test_nothing_can_be_pressed_but_pause(as_, code, chair):
    page = as_(None).get(f"/tavle/{code}")
    assert page.select("form, a, input") == []
    assert [button.get_text() for button in page.select("button")] == ["Pause"]
    as_(None).post(f"/tavle/{code}", status=405)


@pytest.mark.parametrize(("hour", "theme"), [(4, "dark"), (5, "light"), (20, "light"), (21, "dark")])
def test_it_is_dark_at_night(as_, code, hour, theme):
    with time_machine.travel(WEDNESDAY.replace(hour=hour), tick=False):  # UTC: an hour behind the ward
        assert as_(None).get(f"/tavle/{code}").one("html")["data-theme"] == theme


def test_it_says_when_it_was_made(as_, code):
    assert as_(None).get(f"/tavle/{code}").one(".b-at").get_text() == "Oppdatert kl. 09.30"


def test_a_code_typed_in_capitals_leads_to_the_address(as_, code):
    assert as_(None).get(f"/tavle/{code.upper().replace('-', '')}", 302).location == f"/tavle/{code}"


def test_another_code_opens_nothing_and_this_one_nothing_else(as_, code, inside):
    tell = show_code(codes.make_code(inside("nora"), CodePurpose.TELL).code)
    db.session.commit()
    # Not `get`: a code that is not known is counted, so this one writes.
    assert as_(None)._request("GET", f"/tavle/{tell}").status == 404
    assert as_(None)._request("GET", f"/tell/{code}").status == 404


def test_a_revoked_code_says_so(as_, code, inside):
    codes.revoke_code(inside("nora"), CodePurpose.BOARD)
    db.session.commit()
    assert "gjelder ikke lenger" in as_(None).get(f"/tavle/{code}", 410).words


def test_the_code_stays_out_of_other_sites_and_of_search(as_, code):
    headers = as_(None).get(f"/tavle/{code}").headers
    assert (headers["Referrer-Policy"], headers["X-Robots-Tag"]) == ("no-referrer", "noindex")


def test_the_questions_asked_do_not_grow_with_the_measures(as_, code, chair, queries):
    with queries() as seen:
        as_(None).get(f"/tavle/{code}")
    assert len([each for each in seen if each.startswith("SELECT")]) <= 14


def test_the_leader_makes_and_replaces_the_code(as_):
    nora = as_("nora")
    nora.post("/teams/kirurgisk-3/codes/board/new")
    page = nora.get("/teams/kirurgisk-3/codes")
    address = page.one("a[href*='/tavle/']")["href"].removeprefix("http://localhost")
    nora.get(address)
    assert "skjermen må åpnes på nytt" in nora.get("/teams/kirurgisk-3/codes/board/replace").words
    nora.get("/teams/kirurgisk-3/codes/board/sheet", 404)
    assert db.session.scalars(select(PdsaCycle)).all() == []


def test_many_questions_are_parted_so_that_none_falls_off_the_screen(as_, code, cast):
    for number in range(ROWS + 1):
        measure = another(cast.chair, number)
        measure.tally_question = f"Spørsmål {number}?"
        db.session.add(measure)
        db.session.flush()
        db.session.add(TallyHour(measure_id=measure.id, hour=WEDNESDAY.replace(minute=0), yes=1, total=2))
    db.session.commit()
    shown = slides(as_(None).get(f"/tavle/{code}"))
    assert [text.count("Spørsmål") for text in shown] == [ROWS, 1]
    assert [text.split(" Spørsmål")[0] for text in shown] == ["Talt denne uka (1 av 2)", "Talt denne uka (2 av 2)"]
