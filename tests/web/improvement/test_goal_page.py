"""The goal page: where a team stands, and all it follows and does on one time axis."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from sqlalchemy import select

from tests.page import words
from tracker.models.base import db
from tracker.models.improvement import AdverseEventCategory, Claim, Intervention, InterventionState, PdsaCycle
from tracker.models.measurements import Measurement
from tracker.models.measures import Measure
from tracker.services.improvement.drivers import add_driver
from tracker.services.improvement.goals import Aim, change_goal, follow, set_goal
from tracker.services.improvement.interventions import Intent, log_intervention
from tracker.services.improvement.pdsa import Cycle, start_test
from tracker.services.measurements.flags import team_flags
from tracker.services.measurements.history import histories
from tracker.text.locale import Locale
from tracker.views.measures.reading import draw

PAGE = "/teams/kirurgisk-3/goals/1-halvere-fall"
MOMENT = datetime(2026, 11, 11, 8, 30, tzinfo=UTC)
FALLS = (4.7, 4.2, 5.1, 4.6, 3.9, 5.0, 4.4, 5.3, 4.7, 4.1, 4.9, 4.5, 4.9, 4.8, 3.7, 4.0, 3.2, 3.4, 2.9, 3.3, 2.7, 2.6)


@pytest.fixture(autouse=True)
def at():
    with time_machine.travel(MOMENT, tick=False):
        yield


@pytest.fixture
def goal(cast, inside):
    aim = Aim(
        title="Halvere fall", category=AdverseEventCategory.FALLS, baseline=4.7, target=2.3, deadline=date(2026, 12, 31)
    )
    row = set_goal(inside("nora"), aim, outcome=cast.falls, submission="goal")
    db.session.commit()
    return row


def record(cast, values=FALLS):
    """Put one value a month into the outcome, the last in October 2026."""
    first = len(FALLS) - len(values)
    by = cast.people["ali"].id
    db.session.add_all(
        Measurement(
            team_id=cast.team.id,
            measure_id=cast.falls.id,
            period_start=date(2025 + place // 12, place % 12 + 1, 1),
            numerator=value,
            denominator=1000,
            recorded_by_id=by,
            recorded_at=MOMENT,
        )
        for place, value in enumerate(values, first)
    )
    db.session.commit()


@pytest.fixture
def whole(cast, inside, goal):
    """A goal with numbers, two measures beside it, drivers, three interventions and a test."""
    record(cast)
    access = inside("ali")
    follow(access, goal, {cast.minutes.id: Claim.HYPOTHESIS, cast.chair.id: Claim.LOCAL_EXPERIENCE})
    driver = add_driver(access, goal, title="Visitten er en samtale", measure_id=cast.chair.id, submission="d1")
    add_driver(access, goal, title="Fallrisiko er kjent", measure_id=None, submission="d2")

    def log(title, on, **said):
        said = {"measures": frozenset({cast.chair.id}), "started_on": on} | said
        log_intervention(access, Intent(title=title, **said), submission=title)

    log("Visittstol på veggen", date(2026, 3, 30), state=InterventionState.IMPLEMENTED, driver_id=driver.id)
    log("Tavle ved senga", None, state=InterventionState.IDEA, driver_id=driver.id)
    cycle = Cycle(
        title="Minne om stolen", plan="To", prediction="Begge", started_on=date(2026, 5, 11), measure_id=cast.chair.id
    )
    start_test(access, cycle, submission="t")
    log("Stolen følger visittvogna", date(2026, 8, 17), measures=frozenset({cast.chair.id, cast.falls.id}))
    db.session.commit()
    return goal


def test_title_and_target_stand_in_one_sentence_with_numbers_and_date(as_, whole):
    page = as_("siv").get(PAGE)
    assert page.h1 == "Halvere fall"
    assert words(page.one(".head .sub").get_text()) == "Fra 4,7 til 2,3 per 1000 liggedøgn innen 31. desember 2026"


def test_the_card_gives_verdict_caution_and_the_way_walked(as_, whole):
    card = as_("siv").get(PAGE).one(".why")
    said = words(card.get_text(" "))
    assert "De 8 siste månedene ligger alle under medianen" in said
    assert "At to ting skjer samtidig, viser ikke at det ene førte til det andre." in said
    assert "Start 4,7" in said
    assert "Nå 2,6" in said
    assert "88 % av veien, 7 uker igjen" in said
    assert card.select_one("rect.road-in")["width"] == "88%"


def test_the_verdict_is_the_one_the_measures_own_chart_gives(as_, whole, cast, inside):
    access = inside("siv")
    (drawn,) = draw(histories([access.one(Measure, cast.falls.id)], today=access.today), Locale.of("nb"))
    said = (drawn.verdict_label, drawn.centre)
    lane = as_("siv").get(PAGE).select(".lane")[0]
    assert said[0] in lane.get_text()


def test_lanes_stand_as_outcome_process_balancing_each_with_its_claim(as_, whole):
    page = as_("siv").get(PAGE)
    kinds = [kind.get_text() for kind in page.select(".lane .kind")]
    assert kinds == ["Resultat", "Prosess · kobling: lokal erfaring", "Balanserende"]
    assert [h.get_text() for h in page.select(".lane h3")] == [
        "Fall med skade",
        "Satte legen seg ned under visitten?",
        "Visittid per pasient",
        "Tiltak og tester",
    ]


def test_a_flag_has_the_same_number_in_the_log_on_the_chart_and_on_the_goal_page(as_, whole, cast, inside):
    access = inside("siv")
    numbers = {flag.title: flag.number for flag in team_flags(access)}
    assert numbers == {"Visittstol på veggen": 1, "Minne om stolen": 3, "Stolen følger visittvogna": 4}
    flags = team_flags(access)
    (drawn,) = draw(histories([access.one(Measure, cast.chair.id)], today=access.today), Locale.of("nb"), flags=flags)
    assert {flag.title: flag.number for flag in drawn.plot.flags} == numbers
    page = as_("siv").get(PAGE)
    gantt = {li.select_one("a").get_text(): int(li.select_one(".fl").get_text()) for li in page.select(".gantt li")}
    assert gantt == numbers
    heads = page.select(".lane-1 .wide .rc-flagtext, .lane-1 .wide .rc-flagtext-open")
    assert sorted(head.get_text() for head in heads) == ["1", "3", "4"]
    tree = {a.select("span")[-1].get_text(): a.select_one(".fl").get_text() for a in page.select(".tr-c")}
    assert tree == {"Visittstol på veggen": "1", "Tavle ved senga": ""}
    log = as_("siv").get("/teams/kirurgisk-3/interventions")
    listed = {
        li.select_one(".n-t").get_text(strip=True): li.select_one(".fl").get_text(strip=True)
        for li in log.select(".notes li")
    }
    assert listed["Visittstol på veggen"] == "1"
    assert listed["Stolen følger visittvogna"] == "4"


def test_flags_go_through_every_lane_and_end_at_their_bars(as_, whole):
    page = as_("siv").get(PAGE)
    wide = page.select(".lane .wide svg")
    lines = [[re.match(r"M([\d.]+)", path["d"])[1] for path in svg.select("path.rc-note")] for svg in wide]
    assert len(lines) == 3
    assert len(lines[0]) == 3
    assert lines[0] == lines[1] == lines[2]
    bars = [float(line["x1"].rstrip("%")) for line in page.select(".g-line")]
    assert bars == pytest.approx([float(x) / 888 * 100 for x in lines[0]], abs=0.02)


def test_a_driver_without_a_measure_says_so(as_, whole):
    notes = [note.get_text() for note in as_("siv").get(PAGE).select(".tr-i")]
    assert notes == ["Indikator: Satte legen seg ned under visitten?", "Indikator mangler"]


def test_every_id_is_used_once_and_nothing_is_styled_inline(as_, whole):
    page = as_("nora").get(PAGE)  # the visitor inspects it
    assert not page.select("[style]")


def test_a_new_goal_is_empty_everywhere_and_says_what_will_come(as_, goal):
    page = as_("ali").get(PAGE)
    assert "Ingen målinger ennå, 7 uker igjen" in page.words
    assert "Diagrammene kommer når det første tallet er registrert." in page.words
    assert "Ingen drivere ennå." in page.words
    assert "/teams/kirurgisk-3/record" in page.links()
    assert "/teams/kirurgisk-3/goals/1/drivers" in page.links()
    reader = as_("siv").get(PAGE)
    assert "/teams/kirurgisk-3/record" not in reader.links()


def test_numbers_alone_ask_for_measures_and_interventions(as_, cast, goal):
    record(cast, FALLS[:3])
    said = as_("siv").get(PAGE).words
    assert "3 måneder er målt. Vurderingen kommer når dere har 12." in said
    assert "Ingen tiltak ennå." in said
    assert "Bare resultatet er med." in said


@pytest.mark.parametrize(
    ("last", "note", "width"),
    [
        (2.3, "Siste måling har nådd målet, 7 uker igjen", "100%"),
        (1.0, "Siste måling har nådd målet, 7 uker igjen", "100%"),
        (5.5, "Lenger fra målet enn ved start, 7 uker igjen", "0%"),
    ],
)
def test_past_the_goal_and_the_wrong_way_are_said_in_words(as_, cast, goal, last, note, width):
    record(cast, [4.7, last])
    card = as_("siv").get(PAGE).one(".why")
    assert note in words(card.get_text(" "))
    assert card.select_one("rect.road-in")["width"] == width


@pytest.mark.parametrize(
    ("day", "left"),
    [
        (datetime(2026, 12, 21, 9, tzinfo=UTC), "10 dager igjen"),
        (datetime(2026, 12, 30, 9, tzinfo=UTC), "1 dag igjen"),
        (datetime(2026, 12, 31, 9, tzinfo=UTC), "fristen er i dag"),
        (datetime(2027, 1, 4, 9, tzinfo=UTC), "fristen gikk ut 31. desember 2026"),
    ],
)
def test_the_time_left_is_said_in_weeks_then_days_then_that_it_has_passed(as_, cast, goal, day, left):
    record(cast, [4.7])
    with time_machine.travel(day, tick=False):
        assert left in as_("siv").get(PAGE).words


def test_a_higher_goal_in_percent_is_drawn_in_percent(as_, cast, inside):
    aim = Aim(
        title="Legen sitter", category=AdverseEventCategory.OTHER, baseline=40, target=80, deadline=date(2026, 12, 31)
    )
    row = set_goal(inside("nora"), aim, outcome=cast.chair, submission="goal")
    by = cast.people["ali"].id
    week = {"team_id": cast.team.id, "measure_id": cast.chair.id, "recorded_by_id": by, "recorded_at": MOMENT}
    db.session.add(Measurement(period_start=date(2026, 11, 2), numerator=12, denominator=20, **week))
    db.session.commit()
    said = as_("siv").get(f"/teams/kirurgisk-3/goals/{row.id}-legen-sitter").words
    assert "Start 40 %" in said
    assert "Nå 60 %" in said
    assert "50 % av veien" in said


def test_an_earlier_address_leads_to_the_one_that_holds(as_, goal):
    page = as_("siv").get("/teams/kirurgisk-3/goals/1-gammelt-navn", 301)
    assert page.location == PAGE


def test_earlier_numbers_are_told(as_, goal, inside):
    later = inside("nora")
    change_goal(
        later,
        goal,
        Aim(
            title="Halvere fall",
            category=AdverseEventCategory.FALLS,
            baseline=4.7,
            target=2.0,
            deadline=date(2027, 6, 30),
        ),
    )
    db.session.commit()
    told = words(as_("siv").get(PAGE).one("main details").get_text(" "))
    assert "Fra 4,7 til 2,3 per 1000 liggedøgn innen 31. desember 2026" in told


def test_an_idea_that_is_tried_carries_the_flag_of_its_latest_test(as_, inside, cast, whole):
    access = inside("ali")
    board = db.session.scalars(select(Intervention).where(Intervention.title == "Tavle ved senga")).one()
    for day, ahead in ((date(2026, 9, 7), "før"), (date(2026, 10, 5), "nå"), (date(2026, 12, 7), "siden")):
        cycle = Cycle(title=f"Tavle {ahead}", plan="Én", prediction="Ja", started_on=day, intervention_id=board.id)
        start_test(access, cycle, submission=ahead)
    db.session.commit()
    page = as_("siv").get(PAGE)
    flag = next(link for link in page.select(".tr-c") if "Tavle ved senga" in link.get_text()).select_one(".fl")
    number = next(flag.number for flag in team_flags(access) if flag.title == "Tavle nå")
    assert (flag.get_text(), "fl-test" in flag["class"]) == (str(number), True)
    assert page.one(f'.gantt a[href$="/tests/{latest_id("Tavle nå")}"]')


def latest_id(title):
    return db.session.scalars(select(PdsaCycle.id).where(PdsaCycle.title == title)).one()


def test_the_page_takes_as_many_queries_for_much_as_for_little(as_, cast, inside, whole, queries):
    siv = as_("siv")
    with queries() as few:
        siv.get(PAGE)
    access = inside("ali")
    for number in range(10):
        said = Intent(title=f"Tiltak {number}", measures=frozenset({cast.chair.id}), started_on=date(2026, 6, 1))
        log_intervention(access, said, submission=f"more-{number}")
        add_driver(access, whole, title=f"Driver {number}", measure_id=cast.chair.id, submission=f"more-{number}")
    db.session.commit()
    with queries() as many:
        siv.get(PAGE)
    assert len(many) == len(few)


def test_it_is_read_in_english(as_, whole):
    page = as_("siv").get(f"{PAGE}?lang=en")
    assert page.soup.html["lang"] == "en"
    assert "88% of the way" in page.words
