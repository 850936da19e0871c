"""The form: a week or eight of all measures, saved as one."""

import pytest
from sqlalchemy import select

from tests.people import another
from tests.web.measurements.gridforms import (
    GRID,
    MONTH,
    PATH,
    WEDNESDAY,
    WEEK,
    flashes,
    lines,
    name,
    parts,
    put,
    stored,
    value,
)
from tracker.analysis import Period, PeriodKind
from tracker.models.base import db
from tracker.models.measurements import Measurement, MissingReason, Source
from tracker.models.measures import Measure, ValueKind
from tracker.services.measurements.entries import Entry

pytestmark = pytest.mark.usefixtures("week_46")


def test_numbers_with_comma_and_point_are_stored_and_the_weeks_named(as_, cast):
    data = (
        parts(cast.chair, "7", "9")
        | {name(cast.minutes, "value"): " 6,5 ", name(cast.minutes, "value", WEEK.next): "7.25"}
        | parts(cast.falls, "3", "1 204", MONTH)
    )
    nora = as_("nora")
    done = nora.submit(GRID, data)
    assert stored() == [
        (cast.chair.id, WEEK.start, Entry(numerator=7, denominator=9)),
        (cast.minutes.id, WEEK.start, Entry(value=6.5)),
        (cast.minutes.id, WEEK.next.start, Entry(value=7.25)),
        (cast.falls.id, MONTH.start, Entry(numerator=3, denominator=1204)),
    ]
    assert done.location == GRID
    assert "Oktober 2026, uke 45 og uke 46 er lagret." in flashes(nora.follow(done))


def test_what_is_stored_is_shown_as_it_is_typed(as_, cast, inside):
    put(inside, "ali", cast.chair, Entry(numerator=7, denominator=9))
    put(inside, "ali", cast.falls, Entry(numerator=3, denominator=1204.5), period=MONTH)
    put(inside, "ali", cast.minutes, Entry(not_measured=True, reason=MissingReason.HOLIDAY))
    page = as_("ali").get(PATH)
    assert value(page, name(cast.chair, "numerator")) == "7"
    assert value(page, name(cast.falls, "denominator", MONTH)) == "1204,5"
    assert page.one(f"[name='{name(cast.minutes, 'missing')}']").has_attr("checked")
    assert page.one(f"[name='{name(cast.minutes, 'why')}'] option[selected]").get_text() == "Ikke målt: ferie"
    shares = [" ".join(output.get_text().split()) for output in page.select("output") if output.get_text()]
    assert shares == ["78 %", "2,5"]


def test_saving_what_is_shown_changes_nothing(as_, cast, inside):
    put(inside, "ali", cast.chair, Entry(numerator=7, denominator=9))
    put(inside, "ali", cast.minutes, Entry(value=100 / 3))
    before = stored(), lines()
    nora = as_("nora")
    assert "Ingenting var endret." in flashes(nora.follow(nora.submit(PATH)))
    assert (stored(), lines()) == before


@pytest.mark.parametrize(("choice", "reason"), [("", None), ("closed", MissingReason.CLOSED)])
@pytest.mark.parametrize("path", [PATH, GRID])
def test_not_measured_is_a_tick_with_a_reason_that_may_be_left_open(as_, cast, choice, reason, path):
    ali = as_("ali")
    ali.submit(path, {name(cast.chair, "missing"): "-", name(cast.chair, "why"): choice})
    assert stored() == [(cast.chair.id, WEEK.start, Entry(not_measured=True, reason=reason))]
    page = ali.get(path)
    assert page.one(f"[name='{name(cast.chair, 'missing')}']").has_attr("checked")
    assert page.one(f"[name='{name(cast.chair, 'why')}'] option[selected]")["value"] == choice
    assert [output.get_text() for output in page.select("output") if output.get_text()] == []


def test_a_cell_can_be_emptied(as_, cast, inside):
    put(inside, "ali", cast.chair, Entry(numerator=7, denominator=9))
    ali = as_("ali")
    done = ali.submit(PATH, parts(cast.chair, "", ""))
    assert stored() == []
    assert "Uke 45 er lagret." in flashes(ali.follow(done))


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("-", None), ("ikke målt", None), ("Ferie", MissingReason.HOLIDAY), ("stengt post", MissingReason.CLOSED)],
)
def test_a_word_in_a_box_says_that_it_was_not_measured(as_, cast, typed, reason):
    as_("ali").submit(PATH, parts(cast.chair, typed, ""))
    assert stored() == [(cast.chair.id, WEEK.start, Entry(not_measured=True, reason=reason))]


def test_a_reason_without_the_tick_says_nothing(as_, cast):
    ali = as_("ali")
    ali.submit(PATH, {name(cast.chair, "why"): "holiday"})
    assert stored() == []


@pytest.mark.parametrize(
    ("numerator", "denominator", "held"),
    [
        ("25/30", "", Entry(numerator=25, denominator=30)),
        ("1.002", "1.204", Entry(numerator=1002, denominator=1204)),
        ("1,002", "1 204", Entry(numerator=1002, denominator=1204)),
    ],
)
def test_a_whole_number_is_read_as_it_is_meant(as_, cast, numerator, denominator, held):
    as_("ali").submit(PATH, parts(cast.chair, numerator, denominator))
    assert stored()[0][2] == held


def test_an_exposure_that_may_be_either_is_asked_about_or_decided_by_the_months_before(as_, cast, inside):
    ali, data = as_("ali"), parts(cast.falls, "3", "1.204", MONTH)
    page = ali.submit(PATH, data, status=422)
    assert "Er dette 1 204 eller 1,204?" in page.errors()
    assert value(page, name(cast.falls, "denominator", MONTH)) == "1.204"
    assert stored() == []
    put(inside, "ali", cast.falls, Entry(numerator=4, denominator=987), period=MONTH.previous)
    ali.submit(PATH, data)
    assert stored()[-1][2] == Entry(numerator=3, denominator=1204)


def test_a_rate_counts_whole_events(as_, cast):
    page = as_("ali").submit(PATH, parts(cast.falls, "2,5", "900", MONTH), status=422)
    assert "Skriv et helt tall, for eksempel 12." in page.errors()
    assert stored() == []


def test_percent_is_read_as_it_is_seen_where_a_value_stands_alone(as_, cast):
    as_("ali").submit(PATH, {name(cast.minutes, "value"): "83 %"})
    assert stored()[0][2] == Entry(value=83)


@pytest.mark.parametrize(
    ("numerator", "denominator", "sentence"),
    [
        ("12,,5", "9", "Skriv et tall, for eksempel 12 eller 12,5."),
        ("syv", "9", "Skriv et tall"),
        ("1" * 400, "9", "Skriv et tall"),
        ("1e3", "9", "Skriv et tall"),
        ("<script>", "9", "Skriv et tall"),
        ("2,5", "7", "Skriv et helt tall, for eksempel 12."),
        ("01010012356", "9", "Teksten ser ut til å inneholde et fødselsnummer eller et CPR-nummer."),
        ("9", "7", "Telleren kan ikke være større enn nevneren. Du skrev 9 av 7."),
        ("-1", "7", "Tallet kan ikke være under 0."),
        ("0", "0", "Nevneren må være over 0."),
        ("7", "", "Skriv både teller og nevner."),
        ("", "9", "Skriv både teller og nevner."),
    ],
)
def test_wrong_input_is_kept_with_its_reason_and_nothing_is_stored(as_, cast, numerator, denominator, sentence):
    data = parts(cast.chair, numerator, denominator) | {name(cast.minutes, "value"): "6,5"}
    page = as_("ali").submit(PATH, data, status=422)
    assert sentence in page.errors()
    assert sentence in page.one(".summary").get_text()
    assert "Uke 45, Satte legen seg ned under visitten?" in page.one(".summary").get_text()
    assert value(page, name(cast.chair, "numerator")) == numerator
    assert value(page, name(cast.chair, "denominator")) == denominator
    assert value(page, name(cast.minutes, "value")) == "6,5"
    assert stored() == []
    assert page.one("title").get_text().startswith("Feil: ")


def test_every_line_of_the_summary_leads_to_its_field(as_, cast):
    data = parts(cast.chair, "9", "7") | {name(cast.minutes, "missing"): "-", name(cast.minutes, "value"): "3"}
    page = as_("ali").submit(PATH, data, status=422)
    links = [link["href"] for link in page.select(".summary a")]
    assert links == ["#" + name(cast.chair, "numerator"), "#" + name(cast.minutes, "missing")]
    assert all(page.select(f"[id='{link[1:]}']") for link in links)
    assert "Skriv et tall, eller velg «Ikke målt»." in page.errors()


def test_a_forged_reason_is_refused(as_, cast):
    page = as_("ali").submit(PATH, {name(cast.chair, "missing"): "drunk"}, status=422)
    assert "Velg ett av alternativene." in page.errors()
    assert stored() == []


@pytest.mark.parametrize(
    "forged", ["m999-2026-11-02-value", "m{theirs}-2026-11-02-numerator", "m{chair}-2019-01-07-numerator", "m{chair}-x"]
)
def test_a_cell_that_is_not_of_this_form_stores_nothing(as_, cast, forged):
    field = forged.format(theirs=cast.stranger_measure.id, chair=cast.chair.id)
    page = as_("ali").submit(PATH, {field: "5"} | parts(cast.chair, "7", "9"), status=422)
    assert "finnes ikke" in page.one(".summary").get_text() or "ikke finnes" in page.one(".summary").get_text()
    assert value(page, name(cast.chair, "numerator")) == "7"
    assert stored() == []


def test_a_stale_form_keeps_what_was_typed(as_, cast):
    data = parts(cast.chair, "7", "9") | {"csrf_token": "old"}
    page = as_("ali").submit(PATH, data, status=422)
    assert "for lenge" in page.one(".summary").get_text()
    assert value(page, name(cast.chair, "numerator")) == "7"
    assert stored() == []


def test_forty_megabytes_are_refused_in_words(as_, cast):
    page = as_("ali").post(PATH, {name(cast.chair, "numerator"): "1" * 40_000_000}, status=413)
    assert page.h1
    assert stored() == []


def test_a_form_sent_twice_is_stored_once(as_, cast):
    ali = as_("ali")
    form = ali.get(PATH).fields() | parts(cast.chair, "7", "9")
    ali.post(PATH, form)
    again = ali.post(PATH, form)
    assert "Uke 45 er lagret." in flashes(ali.follow(again))
    assert lines() == 1


def test_numbers_from_the_bedside_are_marked(as_, cast, inside):
    put(inside, "ali", cast.chair, Entry(numerator=7, denominator=9))
    db.session.scalars(select(Measurement)).one().source = Source.TALLY
    db.session.commit()
    assert "fra telling" in as_("ali").get(PATH).words


def test_measures_of_events_are_entered_on_their_own_page(as_, cast):
    cast.chair.value_kind = ValueKind.DAYS_BETWEEN
    db.session.commit()
    page = as_("ali").get(PATH)
    assert page.one("#by-events + ul a").get_text() == "Satte legen seg ned under visitten?"
    assert not page.select(f"[name^='m{cast.chair.id}-']")


def test_a_team_without_measures_is_told_what_comes_here(as_):
    for measure in db.session.scalars(select(Measure)):
        measure.archived_at = WEDNESDAY
    db.session.commit()
    assert as_("nora").get(PATH).one("main .empty a")["href"] == "/teams/kirurgisk-3/measures/new"
    assert not as_("ali").get(PATH).select("main .empty a")


def test_each_box_has_a_name_of_its_own(as_):
    page = as_("ali").get(GRID)
    names = [label.get_text() for label in page.select("table.grid label")]
    assert len(names) == len(set(names)) == 8 * (3 + 2 + 2) + 8 * (2 + 2)
    assert "Satte legen seg ned under visitten?, teller, uke 45" in names
    page = as_("ali").get(PATH)
    names = [label.get_text() for label in page.select(".rec-r label")]
    assert len(names) == len(set(names)) == (3 + 2 + 2) + (2 + 2)
    assert "Satte legen seg ned under visitten?, teller, uke 45" in names


def test_a_negative_value_stands_where_the_measure_has_them(as_, cast):
    as_("ali").submit(PATH, {name(cast.minutes, "value"): "-1,5"})
    assert stored()[0][2] == Entry(value=-1.5)


def test_a_persons_number_is_no_measurement(as_, cast):
    page = as_("ali").submit(PATH, {name(cast.minutes, "value"): "13097248022"}, status=422)
    assert "fødselsnummer" in page.errors()
    assert stored() == []


def test_a_number_with_more_decimals_than_are_shown_is_not_marked_as_unsaved(as_, cast, inside):
    put(inside, "ali", cast.minutes, Entry(value=100 / 3))
    box = as_("ali").get(PATH).one(f"[name='{name(cast.minutes, 'value')}']")
    assert box["value"] == box["data-saved"] == "33,3333333333"


def test_a_count_is_never_negative(as_, cast):
    cast.minutes.value_kind = ValueKind.COUNT
    db.session.commit()
    page = as_("ali").submit(PATH, {name(cast.minutes, "value"): "-1"}, status=422)
    assert "Tallet kan ikke være under 0." in page.errors()


def test_a_stranger_finds_nothing_and_a_reader_may_not(as_):
    for method in ("get", "post"):
        getattr(as_("per"), method)(PATH, status=404)
        for reader in ("siv", "kari", "ingrid"):
            getattr(as_(reader), method)(PATH, status=403)
    as_(None).get(PATH, status=302)
    as_(None).post(PATH, status=401)


@pytest.mark.parametrize("path", [PATH, GRID])
def test_questions_do_not_grow_with_the_numbers(as_, cast, inside, queries, path):
    ali = as_("ali")
    ali.get(path)
    with queries() as few:
        ali.get(path)
    for week in range(39, 46):
        put(
            inside,
            "ali",
            cast.chair,
            Entry(numerator=7, denominator=9),
            period=Period.numbered(PeriodKind.WEEK, 2026, week),
        )
    db.session.add_all(another(cast.chair, number) for number in range(6))
    db.session.commit()
    with queries() as many:
        ali.get(path)
    assert len(many) == len(few)


def test_the_form_speaks_english(as_):
    page = as_("ali").get(f"{PATH}&lang=en")
    assert page.h1 == "Record week 45"
    assert "Week 45" in page.words
