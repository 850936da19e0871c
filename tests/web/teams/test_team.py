"""The team's page: one measure large, all of them small, the work beside; for those inside, in constant queries."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from sqlalchemy import select

from tests.people import MADE, another, today
from tracker.access.team_code import draw_code, show_code
from tracker.analysis import Period, PeriodKind
from tracker.models.base import db
from tracker.models.improvement import AdverseEventCategory, Goal, Intervention, InterventionMeasure, InterventionState
from tracker.models.measurements import Measurement
from tracker.models.measures import Measure
from tracker.models.tally import CodePurpose, TeamCode
from tracker.views.teams.team import NAMED

PATH = "/teams/kirurgisk-3"


def fill(measure: Measure, by: int, *, points: int = 20) -> None:
    """Put a share a week into the measure, the last week finished."""
    monday = today() - timedelta(days=today().weekday())
    for back in range(points, 0, -1):
        db.session.add(
            Measurement(
                team_id=measure.team_id,
                measure_id=measure.id,
                period_start=monday - timedelta(weeks=back),
                numerator=4 + back % 5,
                denominator=10,
                recorded_by_id=by,
                recorded_at=MADE,
            )
        )
    db.session.commit()


def test_the_page_says_the_verdict_before_the_chart(as_, cast):
    fill(cast.chair, cast.people["nora"].id)
    page = as_("nora").get(PATH)
    assert page.h1 == "Kirurgisk sengepost 3"
    card = page.one("section.chartcard")
    assert card.select_one(".verdict").get_text().strip()
    assert card.select_one("svg.rc").find_previous(class_="verdict") is not None


def test_every_measure_is_a_card(as_, cast):
    fill(cast.chair, cast.people["nora"].id)
    names = [heading.get_text() for heading in as_("nora").get(PATH).select(".mini h3")]
    assert names == [cast.chair.name, cast.minutes.name, cast.falls.name]


def test_a_card_swaps_the_large_chart(as_, cast):
    fill(cast.chair, cast.people["nora"].id)
    page = as_("nora").get(f"{PATH}?indicator={cast.minutes.id}")
    assert cast.minutes.name in page.one("section.chartcard h2").get_text()


def steps(page):
    return [heading.get_text() for heading in page.select("[aria-labelledby=first] h3")]


def test_before_the_first_number_there_are_steps_in_place_of_charts(as_, cast):
    page = as_("nora").get(PATH)
    assert steps(page) == ["Tell i dag", "Skriv inn det dere har", "Sett et mål"]
    assert not page.select(".chartcard")
    led = {link["href"] for link in page.select("[aria-labelledby=first] a")}
    assert {href.partition("?week=")[0] for href in led} == {f"{PATH}/codes", f"{PATH}/record", f"{PATH}/goals/new"}
    assert steps(as_("ali").get(PATH)) == ["Skriv inn det dere har", "Sett et mål"]
    reader = as_("siv").get(PATH)
    assert steps(reader) == []
    assert reader.select(".chartcard"), "who has no step to take sees what will come"


def set_a_goal(cast):
    aim = {"category": AdverseEventCategory.FALLS, "outcome_id": cast.falls.id, "created_at": MADE}
    db.session.add(Goal(team_id=cast.team.id, title="Halvere fall", slug="halvere-fall", **aim))
    db.session.commit()


def make_a_code(cast):
    by = cast.people["nora"].id
    given = {"team_id": cast.team.id, "code": draw_code(), "created_at": MADE, "created_by_id": by}
    db.session.add(TeamCode(purpose=CodePurpose.TELL, **given))
    db.session.commit()


def write_a_number(cast):
    fill(cast.chair, cast.people["nora"].id, points=1)


DONE = {"Tell i dag": make_a_code, "Skriv inn det dere har": write_a_number, "Sett et mål": set_a_goal}


@pytest.mark.parametrize("order", list(permutations(DONE)))
def test_each_step_goes_by_itself_when_it_is_done_in_any_order(as_, cast, order):
    nora, left = as_("nora"), list(DONE)
    for step in order:
        assert steps(nora.get(PATH)) == left
        DONE[step](cast)
        left.remove(step)
    page = nora.get(PATH)
    assert steps(page) == []
    assert page.select(".chartcard")


def test_from_the_first_number_the_chart_stands_above_the_steps_that_are_left(as_, cast):
    write_a_number(cast)
    page = as_("nora").get(PATH)
    assert steps(page) == ["Tell i dag", "Sett et mål"]
    assert page.one(".chartcard").sourceline < page.one("#first").sourceline


def test_a_team_with_enough_numbers_for_a_verdict_is_no_longer_told_how_to_begin(as_, cast):
    fill(cast.chair, cast.people["nora"].id, points=11)
    assert steps(as_("nora").get(PATH)) == ["Tell i dag", "Sett et mål"]
    db.session.query(Measurement).delete()
    fill(cast.chair, cast.people["nora"].id, points=12)
    assert steps(as_("nora").get(PATH)) == []


def test_another_teams_measure_cannot_be_shown_here(as_, cast):
    as_("nora").get(f"{PATH}?indicator={cast.stranger_measure.id}", status=404)


def test_a_team_without_measures_is_shown_the_way_to_the_library(as_, cast):
    for measure in (cast.chair, cast.minutes, cast.falls):
        measure.archived_at = datetime.now(UTC)
    db.session.commit()
    assert "/teams/kirurgisk-3/measures/new" in as_("nora").get(PATH).links()
    assert "/teams/kirurgisk-3/measures/new" not in as_("siv").get(PATH).links()


def test_an_intervention_stands_on_the_chart_and_in_the_list_with_one_number(as_, cast):
    fill(cast.chair, cast.people["nora"].id)
    row = Intervention(
        team_id=cast.team.id,
        flag=7,
        title="Stolen følger visittvogna",
        state=InterventionState.IMPLEMENTED,
        started_on=today() - timedelta(weeks=6),
        created_by_id=cast.people["nora"].id,
        created_at=MADE,
    )
    db.session.add(row)
    db.session.flush()
    db.session.add(InterventionMeasure(team_id=cast.team.id, intervention_id=row.id, measure_id=cast.chair.id))
    db.session.commit()
    page = as_("nora").get(PATH)
    assert [item.get_text() for item in page.select(".notes .fl")] == ["7"]
    assert "7" in [text.get_text() for text in page.select(".wide .rc-flagtext")]


@pytest.mark.parametrize(
    ("who", "status"), [("ali", 200), ("siv", 200), ("kari", 200), ("ingrid", 200), ("per", 404), ("odd", 404)]
)
def test_those_inside_may_read_it(as_, who, status):
    as_(who).get(PATH, status=status)


def test_a_reader_is_shown_no_way_to_write(as_, cast):
    fill(cast.chair, cast.people["nora"].id)
    links = as_("siv").get(PATH).links()
    assert not [link for link in links if link.endswith(("/record", "/new", "/settings", "/audit"))]


def test_queries_do_not_grow_with_points(as_, cast, queries):
    nora = as_("nora")
    fill(cast.chair, cast.people["nora"].id, points=2)
    with queries() as few:
        nora.get(PATH)
    db.session.query(Measurement).delete()
    fill(cast.chair, cast.people["nora"].id, points=150)
    with queries() as many:
        nora.get(PATH)
    assert len(many) == len(few) <= 28


def reminders(page):
    return [" ".join(notice.get_text(" ").split()) for notice in page.select("main .notice-warning")]


def test_a_week_that_was_forgotten_is_said_until_it_is_written_down(as_, cast):
    fill(cast.chair, cast.people["nora"].id)
    assert reminders(as_("ali").get(PATH)) == []
    last = db.session.scalars(select(Measurement).order_by(Measurement.period_start.desc()).limit(1)).one()
    start, number = last.period_start, last.period_start.isocalendar().week
    db.session.delete(last)
    db.session.commit()
    page = as_("ali").get(PATH)
    assert reminders(page) == [f"Uke {number} mangler tall: {cast.chair.name} Registrer uke {number}"]
    assert f"{PATH}/record?week={start.isocalendar().year}-W{number:02d}" in page.links()


def test_a_forgotten_week_is_said_also_when_the_next_one_is_being_counted(as_, cast):
    fill(cast.chair, cast.people["nora"].id)
    rows = db.session.scalars(select(Measurement).order_by(Measurement.period_start.desc())).all()
    rows[0].period_start += timedelta(weeks=1)
    db.session.commit()
    assert len(reminders(as_("ali").get(PATH))) == 1


def test_only_those_who_record_are_reminded(as_, cast):
    fill(cast.chair, cast.people["nora"].id)
    last = db.session.scalars(select(Measurement).order_by(Measurement.period_start.desc()).limit(1)).one()
    db.session.delete(last)
    db.session.commit()
    assert [len(reminders(as_(who).get(PATH))) for who in ("nora", "ali", "siv")] == [1, 1, 0]


def test_those_who_record_may_count_now_where_there_is_a_code_and_a_question(as_, cast):
    fill(cast.chair, cast.people["nora"].id)
    code = draw_code()
    nora = cast.people["nora"].id
    row = TeamCode(team_id=cast.chair.team_id, purpose=CodePurpose.TELL, code=code, created_at=MADE, created_by_id=nora)
    db.session.add(row)
    db.session.commit()
    assert ways_to_count(as_("ali")) == []
    cast.chair.tally_question = "Satte legen seg?"
    db.session.commit()
    assert ways_to_count(as_("ali")) == [f"/tell/{show_code(code)}"]
    assert ways_to_count(as_("siv")) == []
    row.revoked_at = MADE
    db.session.commit()
    assert ways_to_count(as_("nora")) == []


def ways_to_count(person):
    return [link for link in person.get(PATH).links() if link.startswith("/tell/")]


def test_many_that_are_missing_are_counted(as_, cast):
    week = Period.containing(PeriodKind.WEEK, today()).start - timedelta(weeks=3)
    for number in range(NAMED + 1):
        measure = another(cast.chair, number)
        db.session.add(measure)
        db.session.flush()
        put = {"team_id": cast.team.id, "measure_id": measure.id, "period_start": week, "recorded_at": MADE}
        db.session.add(Measurement(numerator=1, denominator=2, recorded_by_id=cast.people["nora"].id, **put))
    db.session.commit()
    (said,) = reminders(as_("ali").get(PATH))
    assert f"mangler tall for {NAMED + 1} indikatorer." in said
