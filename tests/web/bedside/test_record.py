"""The grid: eight periods of all measures, saved as one, with nobody's number lost."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from tracker.analysis import Period, PeriodKind
from tracker.models.audit import AuditLine, Subject
from tracker.models.base import db
from tracker.models.measurements import Measurement, MissingReason, Source
from tracker.models.measures import Measure, ValueKind
from tracker.services.entries import Entry
from tracker.services.measuring import record

PATH = "/teams/kirurgisk-3/record"
WEDNESDAY = datetime(2026, 11, 11, 8, 30, tzinfo=UTC)
WEEK = Period.numbered(PeriodKind.WEEK, 2026, 45)
MONTH = Period.numbered(PeriodKind.MONTH, 2026, 10)


@pytest.fixture(autouse=True)
def week_46():
    with time_machine.travel(WEDNESDAY, tick=False):
        yield


def name(measure, part, period=WEEK):
    return f"m{measure.id}-{period.start.isoformat()}-{part}"


def parts(measure, numerator, denominator, period=WEEK):
    return {name(measure, "numerator", period): numerator, name(measure, "denominator", period): denominator}


def stored():
    query = select(Measurement).order_by(Measurement.measure_id, Measurement.period_start)
    return [(row.measure_id, row.period_start, Entry.of(row)) for row in db.session.scalars(query)]


def lines():
    return db.session.scalar(select(func.count()).where(AuditLine.subject == Subject.MEASUREMENT))


def put(inside, who, measure, entry, *, now=WEDNESDAY, period=WEEK):
    query = select(Measurement.version).where(
        Measurement.measure_id == measure.id, Measurement.period_start == period.start
    )
    seen = db.session.scalar(query) or 0
    record(inside(who, now=now), measure, period=period, entry=entry, seen_version=seen)
    db.session.commit()


def value(page, field):
    return page.one(f"[name='{field}']").get("value", "")


def flashes(page):
    return " ".join(page.one("#status").get_text(" ").split())


def test_the_latest_eight_weeks_and_months_are_shown_oldest_first(as_):
    page = as_("ali").get(PATH)
    weeks, months = page.select("table.grid")
    assert [th.get_text() for th in weeks.select("tbody th")] == [f"Uke {n}" for n in range(39, 47)]
    assert [th.get_text() for th in months.select("tbody th")][-1] == "November 2026"
    assert [" ".join(th.get_text().split()) for th in weeks.select("thead [colspan]")] == [
        "Satte legen seg ned under visitten? visitter",
        "Visittid per pasient min",
    ]


def test_numbers_with_comma_and_point_are_stored_and_the_weeks_named(as_, cast):
    data = (
        parts(cast.chair, "7", "9")
        | {name(cast.minutes, "value"): " 6,5 ", name(cast.minutes, "value", WEEK.next): "7.25"}
        | parts(cast.falls, "3", "1 204", MONTH)
    )
    nora = as_("nora")
    done = nora.submit(PATH, data)
    assert stored() == [
        (cast.chair.id, WEEK.start, Entry(numerator=7, denominator=9)),
        (cast.minutes.id, WEEK.start, Entry(value=6.5)),
        (cast.minutes.id, WEEK.next.start, Entry(value=7.25)),
        (cast.falls.id, MONTH.start, Entry(numerator=3, denominator=1204)),
    ]
    assert done.location == "/teams/kirurgisk-3"
    assert "Oktober 2026, uke 45 og uke 46 er lagret." in flashes(nora.follow(done))


def test_what_is_stored_is_shown_as_it_is_typed(as_, cast, inside):
    put(inside, "ali", cast.chair, Entry(numerator=7, denominator=9))
    put(inside, "ali", cast.falls, Entry(numerator=3, denominator=1204.5), period=MONTH)
    put(inside, "ali", cast.minutes, Entry(not_measured=True, reason=MissingReason.HOLIDAY))
    page = as_("ali").get(PATH)
    assert value(page, name(cast.chair, "numerator")) == "7"
    assert value(page, name(cast.falls, "denominator", MONTH)) == "1204,5"
    assert page.one(f"[name='{name(cast.minutes, 'missing')}'] option[selected]").get_text() == "Ferie"
    shares = [" ".join(output.get_text().split()) for output in page.select("output") if output.get_text()]
    assert shares == ["78 %", "2,5"]


def test_saving_what_is_shown_changes_nothing(as_, cast, inside):
    put(inside, "ali", cast.chair, Entry(numerator=7, denominator=9))
    put(inside, "ali", cast.minutes, Entry(value=100 / 3))
    before = stored(), lines()
    nora = as_("nora")
    assert "Ingenting var endret." in flashes(nora.follow(nora.submit(PATH)))
    assert (stored(), lines()) == before


@pytest.mark.parametrize(("choice", "reason"), [("-", None), ("closed", MissingReason.CLOSED)])
def test_not_measured_is_a_choice_with_a_reason_that_may_be_left_open(as_, cast, choice, reason):
    ali = as_("ali")
    ali.submit(PATH, {name(cast.chair, "missing"): choice})
    assert stored() == [(cast.chair.id, WEEK.start, Entry(not_measured=True, reason=reason))]
    page = ali.get(PATH)
    assert page.one(f"[name='{name(cast.chair, 'missing')}'] option[selected]")["value"] == choice
    assert [output.get_text() for output in page.select("output") if output.get_text()] == []


def test_a_cell_can_be_emptied(as_, cast, inside):
    put(inside, "ali", cast.chair, Entry(numerator=7, denominator=9))
    ali = as_("ali")
    done = ali.submit(PATH, parts(cast.chair, "", ""))
    assert stored() == []
    assert "Uke 45 er lagret." in flashes(ali.follow(done))


@pytest.mark.parametrize(
    ("numerator", "denominator", "sentence"),
    [
        ("12,,5", "9", "Skriv et tall, for eksempel 12 eller 12,5."),
        ("syv", "9", "Skriv et tall"),
        ("1" * 400, "9", "Skriv et tall"),
        ("1e3", "9", "Skriv et tall"),
        ("<script>", "9", "Skriv et tall"),
        ("2,5", "7", "Skriv et helt tall, for eksempel 12."),
        ("01010012356", "9", "Teller kan ikke være større enn nevner."),
        ("9", "7", "Teller kan ikke være større enn nevner. Du skrev 9 av 7."),
        ("-1", "7", "Tallet kan ikke være under null."),
        ("0", "0", "Nevner må være over null."),
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
    data = parts(cast.chair, "9", "7") | {name(cast.minutes, "missing"): "forgotten", name(cast.minutes, "value"): "3"}
    page = as_("ali").submit(PATH, data, status=422)
    links = [link["href"] for link in page.select(".summary a")]
    assert links == ["#" + name(cast.chair, "numerator"), "#" + name(cast.minutes, "missing")]
    assert all(page.select(f"[id='{link[1:]}']") for link in links)
    assert "Skriv enten et tall eller velg «Ikke målt»." in page.errors()


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


@pytest.mark.parametrize("seen", ["", "x", "1|2|3|4", "9|x|||", "1|nan|||", "1||||sick", "|" * 4])
def test_a_forged_memory_of_the_cell_only_asks(as_, cast, inside, seen):
    put(inside, "nora", cast.chair, Entry(numerator=7, denominator=9))
    data = parts(cast.chair, "8", "9") | {name(cast.chair, "seen"): seen}
    page = as_("ali").submit(PATH, data, status=422)
    assert "Nora Lund endret uke 45 mens du skrev." in page.errors()
    assert stored()[0][2].numerator == 7


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


def conflict(as_, cast, inside):
    """Ali opens the form; Nora changes week 45; Ali sends. Gives Ali and the page that asks him."""
    put(inside, "nora", cast.chair, Entry(numerator=7, denominator=9))
    ali = as_("ali")
    form = ali.get(PATH).fields()
    put(inside, "nora", cast.chair, Entry(numerator=8, denominator=9))
    typed = parts(cast.chair, "6", "9") | {name(cast.minutes, "value"): "5"}
    return ali, ali.post(PATH, form | typed, status=422)


def test_two_who_write_at_once_are_shown_both_numbers(as_, cast, inside):
    _ali, page = conflict(as_, cast, inside)
    assert "Nora Lund endret uke 45 mens du skrev. Se begge tallene og velg." in page.errors()
    assert "Bruk mitt: 6 av 9" in page.words
    assert "Behold det som er lagret: 8 av 9" in page.words
    assert value(page, name(cast.chair, "numerator")) == "6"
    assert [entry for _, _, entry in stored()] == [Entry(numerator=8, denominator=9)]


def test_one_may_insist_on_ones_own_number(as_, cast, inside):
    ali, page = conflict(as_, cast, inside)
    ali.post(PATH, page.fields() | {name(cast.chair, "choice"): "mine"})
    assert [entry for _, _, entry in stored()] == [Entry(numerator=6, denominator=9), Entry(value=5)]


def test_one_may_leave_the_others_number(as_, cast, inside):
    ali, page = conflict(as_, cast, inside)
    ali.post(PATH, page.fields() | {name(cast.chair, "choice"): "theirs"})
    assert [entry for _, _, entry in stored()] == [Entry(numerator=8, denominator=9), Entry(value=5)]


def test_one_has_to_choose(as_, cast, inside):
    ali, page = conflict(as_, cast, inside)
    again = ali.post(PATH, page.fields(), status=422)
    assert "Velg hvilket tall som skal gjelde." in again.errors()
    target = again.one(".summary a")["href"]
    assert again.select(f"[id='{target[1:]}']")
    ali.post(PATH, again.fields() | {name(cast.chair, "choice"): "mine"})
    assert stored()[0][2] == Entry(numerator=6, denominator=9)


def test_to_write_the_others_number_is_to_agree(as_, cast, inside):
    ali, page = conflict(as_, cast, inside)
    ali.post(PATH, page.fields() | parts(cast.chair, "8", "9"))
    assert [entry for _, _, entry in stored()] == [Entry(numerator=8, denominator=9), Entry(value=5)]


def test_a_third_change_meanwhile_is_asked_about_again(as_, cast, inside):
    ali, page = conflict(as_, cast, inside)
    put(inside, "nora", cast.chair, Entry(numerator=9, denominator=9))
    again = ali.post(PATH, page.fields() | {name(cast.chair, "choice"): "mine"}, status=422)
    assert "Behold det som er lagret: 9 av 9" in again.words
    assert stored()[0][2] == Entry(numerator=9, denominator=9)


def test_a_cell_the_person_left_alone_is_nobodys_conflict(as_, cast, inside):
    put(inside, "nora", cast.chair, Entry(numerator=7, denominator=9))
    ali = as_("ali")
    form = ali.get(PATH).fields()
    put(inside, "nora", cast.chair, Entry(numerator=8, denominator=9))
    ali.post(PATH, form | {name(cast.minutes, "value"): "5"})
    assert [entry for _, _, entry in stored()] == [Entry(numerator=8, denominator=9), Entry(value=5)]


def test_a_form_shown_again_has_the_newest_of_what_the_person_left_alone(as_, cast, inside):
    put(inside, "nora", cast.chair, Entry(numerator=7, denominator=9))
    ali = as_("ali")
    form = ali.get(PATH).fields()
    put(inside, "nora", cast.chair, Entry(numerator=8, denominator=9))
    page = ali.post(PATH, form | {name(cast.minutes, "value"): "x"}, status=422)
    assert value(page, name(cast.chair, "numerator")) == "8"
    ali.post(PATH, page.fields() | {name(cast.minutes, "value"): "5"})
    assert stored()[0][2].numerator == 8


def test_an_entry_over_an_emptied_cell_says_so(as_, cast, inside):
    put(inside, "nora", cast.chair, Entry(numerator=7, denominator=9))
    ali = as_("ali")
    form = ali.get(PATH).fields()
    put(inside, "nora", cast.chair, Entry())
    page = ali.post(PATH, form | parts(cast.chair, "6", "9"), status=422)
    assert "Nora Lund endret uke 45" in page.errors()
    assert "Behold det som er lagret: tomt" in page.words


@pytest.mark.parametrize(
    ("theirs", "words"),
    [
        (Entry(not_measured=True, reason=MissingReason.HOLIDAY), "ikke målt (ferie)"),
        (Entry(not_measured=True), "ikke målt"),
        (Entry(value=6.5), "6,5"),
    ],
)
def test_whatever_the_other_wrote_is_said(as_, cast, inside, theirs, words):
    ali = as_("ali")
    form = ali.get(PATH).fields()
    put(inside, "nora", cast.minutes, theirs)
    page = ali.post(PATH, form | {name(cast.minutes, "value"): "5"}, status=422)
    kept = page.one(f"[id='{name(cast.minutes, 'choice')}-1'] + label").get_text()
    assert kept == f"Behold det som er lagret: {words}"


def test_a_form_sent_twice_is_stored_once(as_, cast):
    ali = as_("ali")
    form = ali.get(PATH).fields() | parts(cast.chair, "7", "9")
    ali.post(PATH, form)
    again = ali.post(PATH, form)
    assert "Uke 45 er lagret." in flashes(ali.follow(again))
    assert lines() == 1


def test_a_form_left_open_over_a_sunday_night_goes_to_its_own_weeks(as_, cast):
    first = Period.numbered(PeriodKind.WEEK, 2026, 39)
    with time_machine.travel(datetime(2026, 11, 15, 21, 0, tzinfo=UTC), tick=False) as clock:
        ali = as_("ali")
        page = ali.get(PATH)
        clock.shift(timedelta(hours=8))
        ali.post(page.one("main form")["action"], page.fields() | parts(cast.chair, "7", "9", first))
    assert stored()[0][1] == first.start


def test_older_and_newer_periods_are_a_link_away(as_, cast):
    ali = as_("ali")
    older = ali.get(ali.get(PATH).one("a:-soup-contains('Eldre perioder')")["href"])
    weeks = [th.get_text() for th in older.select("table.grid")[0].select("tbody th")]
    assert weeks == [f"Uke {n}" for n in range(31, 39)]
    newer = ali.get(older.one("a:-soup-contains('Nyere perioder')")["href"])
    assert newer.select("table.grid")[0].select("tbody th")[-1].get_text() == "Uke 46"
    assert not newer.select("a:-soup-contains('Nyere perioder')")


def test_last_years_weeks_carry_their_year(as_):
    page = as_("ali").get(f"{PATH}?until=2026-01-07")
    assert [th.get_text() for th in page.select("table.grid")[0].select("tbody th")][-3:] == [
        "Uke 52 2025",
        "Uke 1",
        "Uke 2",
    ]


def test_the_page_opens_at_the_period_it_is_asked_for(as_, cast, inside):
    put(inside, "ali", cast.chair, Entry(numerator=7, denominator=9))
    page = as_("ali").get(f"{PATH}?period=2026-11-02")
    assert page.one("[autofocus]")["name"] == name(cast.minutes, "value")
    long_ago = as_("ali").get(f"{PATH}?period=2026-03-02")
    assert [th.get_text() for th in long_ago.select("table.grid")[0].select("tbody th")][-1] == "Uke 10"
    assert not as_("ali").get(PATH).select("[autofocus]")


@pytest.mark.parametrize(
    "query", ["until=x", "until=9999-99-99", "period=0001-01-01", "until=2999-01-01", "period=uke", "period=2099-01-01"]
)
def test_a_day_that_is_none_is_passed_over(as_, query):
    page = as_("ali").get(f"{PATH}?{query}")
    assert page.select("table.grid")[0].select("tbody th")[-1].get_text() == "Uke 46"


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
    assert as_("nora").get(PATH).one("main .empty a")["href"] == "/teams/kirurgisk-3/indicators/new"
    assert not as_("ali").get(PATH).select("main .empty a")


def test_each_box_has_a_name_of_its_own(as_):
    page = as_("ali").get(PATH)
    names = [label.get_text() for label in page.select("table.grid label")]
    assert len(names) == len(set(names)) == 8 * (3 + 2) + 8 * 3
    assert "Satte legen seg ned under visitten?, Teller, Uke 45" in names


def test_a_negative_value_stands_where_the_measure_has_them(as_, cast):
    as_("ali").submit(PATH, {name(cast.minutes, "value"): "-1,5"})
    assert stored()[0][2] == Entry(value=-1.5)


def test_a_count_is_never_negative(as_, cast):
    cast.minutes.value_kind = ValueKind.COUNT
    db.session.commit()
    page = as_("ali").submit(PATH, {name(cast.minutes, "value"): "-1"}, status=422)
    assert "Tallet kan ikke være under null." in page.errors()


def test_a_stranger_finds_nothing_and_a_reader_may_not(as_):
    for method in ("get", "post"):
        getattr(as_("per"), method)(PATH, status=404)
        for reader in ("siv", "kari", "ingrid"):
            getattr(as_(reader), method)(PATH, status=403)
    as_(None).get(PATH, status=302)
    as_(None).post(PATH, status=401)


def test_questions_do_not_grow_with_the_numbers(as_, cast, inside, queries):
    ali = as_("ali")
    ali.get(PATH)
    with queries() as few:
        ali.get(PATH)
    for week in range(39, 46):
        put(
            inside,
            "ali",
            cast.chair,
            Entry(numerator=7, denominator=9),
            period=Period.numbered(PeriodKind.WEEK, 2026, week),
        )
    with queries() as many:
        ali.get(PATH)
    assert len(many) == len(few)


def test_the_form_speaks_english(as_):
    page = as_("ali").get(f"{PATH}?lang=en")
    assert page.h1 == "Record"
    assert "Week 45" in page.words


def test_dates_are_of_the_period_that_runs_in_oslo(as_):
    """Half past midnight on a Monday in Oslo is still Sunday in UTC."""
    with time_machine.travel(datetime(2026, 11, 15, 23, 30, tzinfo=UTC), tick=False):
        page = as_("ali").get(PATH)
    assert page.select("table.grid")[0].select("tbody th")[-1].get_text() == "Uke 47"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", page.one("main form")["action"].rpartition("until=")[2])
    assert date(2026, 11, 16).isocalendar().week == 47


@pytest.mark.parametrize(("language", "said"), [("nb", "Bruk mitt: 6,5"), ("en", "Use mine: 6.5")])
def test_both_numbers_are_said_in_the_readers_language(as_, cast, inside, language, said):
    put(inside, "nora", cast.minutes, Entry(value=7.5))
    ali = as_("ali")
    ali.post("/language", {"language": language, "next": PATH})
    form = ali.get(PATH).fields()
    put(inside, "nora", cast.minutes, Entry(value=8.5))
    page = ali.post(PATH, form | {name(cast.minutes, "value"): "6,5"}, status=422)
    assert said in page.words
