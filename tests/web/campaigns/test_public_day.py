"""The public page of a year's day: before it, on it, and frozen, when nothing that happens later changes a number."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from sqlalchemy import delete, update

from tests.people import MADE
from tests.services.campaigns.days import ASKED, BEFORE, CLOSED, HELD_ON, ON_THE_DAY, at, day_of, joined, new_unit
from tests.web.answers.waiting import send
from tracker.models.answers import Answer, AnsweredBy, AnswerState
from tracker.models.base import db
from tracker.models.campaigns import (
    Campaign,
    CampaignCount,
    CampaignOutcome,
    CampaignResult,
    CampaignUnit,
    CountedKind,
)
from tracker.models.networks import Network
from tracker.models.organisations import Organisation
from tracker.models.teams import ServiceKind, Team
from tracker.services.answers.withdrawing import withdraw_by_code
from tracker.services.campaigns import counting, days, following_up, freezing, keeping
from tracker.text.campaigns.day_languages import DAY_TEXTS
from tracker.text.campaigns.frame_texts import FRAME_TEXTS
from tracker.web.core.outermost.handing_out import handed_out
from tracker.web.core.settings import settings

PAGE, NUMBERS = "/dagen/2026", "/dagen/2026/tall.json"
NAMES = (
    ("Storfjell kommune", "Hjemmetjenesten sone øst", ServiceKind.HOME_CARE),
    ("Eidsmo kommune", "Hjemmetjenesten", ServiceKind.HOME_CARE),
    ("Havsund kommune", "Palliativt team", ServiceKind.HOME_CARE),
    ("Åsdal sykehus", "Barneposten", ServiceKind.HOSPITAL_WARD),
    ("Nordvågen kommune", "Solbakken sykehjem", ServiceKind.NURSING_HOME),
)


@pytest.fixture
def day(app, cast):
    handed_out(app).forget()
    return day_of(cast)


@pytest.fixture
def units(day):
    found = [
        joined(day, new_unit(name, house, service=kind, contact=f"{place}@example.no"))
        for place, (house, name, kind) in enumerate(NAMES)
    ]
    db.session.commit()
    return found


@pytest.fixture
def phone(as_):
    return as_(None)


def when(moment):
    return time_machine.travel(moment, tick=False)


def counts(units, *, asked, answered):
    for unit in units:
        for kind, number in ((CountedKind.ASKED, asked), (CountedKind.ANSWERED, answered)):
            counting.count(at(unit, ON_THE_DAY), kind, uuid4(), number=number)
    db.session.commit()


def said(unit, text, *, day=HELD_ON, **more):
    """An answer that was read and shared at the moment the test stands at."""
    row = send(unit.team, text, day=day, **({"state": AnswerState.APPROVED} | more))
    db.session.commit()
    return row


def frozen(day):
    assert freezing.freeze(day, now=CLOSED)
    db.session.commit()


def large(page):
    return [each.get_text() for each in page.select(".v-hero-n b")]


def test_where_no_day_is_planned_the_page_says_so(phone):
    assert "Ingen dag er planlagt ennå" in phone.get("/dagen").words


def test_the_short_address_leads_to_the_nearest_day_in_the_language_asked_for(phone, day):
    db.session.commit()
    answer = phone.raw("GET", "/dagen?lang=da")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/dagen/2026?lang=da")
    phone.get("/dagen/2031", status=404)
    phone.get("/dagen/2031/tall.json", status=404)


def test_before_it_the_page_counts_days_and_lists_who_has_joined_by_name(phone, units):
    with when(BEFORE):
        page = phone.get(PAGE)
    assert large(page) == ["15", "5"]
    assert page.one(".v-btn-on")["href"] == f"{PAGE}/bli-med"
    houses = [each.get_text() for each in page.select(".v-units h3")]
    assert houses == ["Eidsmo kommune", "Havsund kommune", "Nordvågen kommune", "Storfjell kommune", "Åsdal sykehus"]
    assert "5 enheter i 4 kommuner og 1 sykehus, i alfabetisk rekkefølge" in page.words
    assert page.select("[data-number], .v-b") == []


def test_before_sign_up_opens_nobody_is_asked_to_join(phone, day):
    db.session.commit()
    with when(BEFORE - timedelta(days=60)):
        page = phone.get(PAGE)
    assert page.select(".v-btn-on, .v-how3") == []
    assert "Påmeldingen åpner 1. april." in page.words


def test_all_are_listed_when_somebody_asks(phone, day):
    for number in range(14):
        joined(day, new_unit(f"Post {number}", f"By {number:02} sykehus", contact=f"{number}@example.no"))
    db.session.commit()
    with when(BEFORE):
        page = phone.get(PAGE)
        assert len(page.select(".v-units li")) == 12
        every = phone.get(page.one(".v-more a")["href"].partition("#")[0])
    assert len(every.select(".v-units li")) == 14
    assert every.select(".v-more") == []


def test_on_the_day_it_shows_both_numbers_and_what_may_be_read(phone, units):
    with when(ON_THE_DAY):
        counts(units, asked=300, answered=200)
        said(units[0], "Kaffe sammen")
        said(units[1], "Far får være seg selv", who=AnsweredBy.KIN)
        said(units[4], "Hage")
        said(units[0], "Hemmelig ulest", state=AnswerState.WAITING)
        said(units[0], "Hemmelig udelt", shared=False)
        said(units[0], "Hemmelig i går", day=HELD_ON - timedelta(days=1))
        page = phone.get(PAGE)
    assert large(page) == ["1 500".replace(" ", "\u00a0"), "1 000".replace(" ", "\u00a0")]
    assert "Hemmelig" not in page.text
    assert page.headers["X-Robots-Tag"] == "noindex"
    shown = {each.blockquote.get_text(): each.figcaption and each.figcaption.get_text() for each in page.select(".v-b")}
    assert shown == {
        "Kaffe sammen": "Hjemmetjeneste",
        "Far får være seg selv": "Hjemmetjeneste, pårørende",
        "Hage": None,  # the only nursing home: its kind would say which unit it was
    }
    assert page.one("[data-refresh]")["href"] == PAGE
    assert page.select(".v-how3") == []


def test_the_answers_of_a_team_that_has_not_agreed_are_not_the_days(phone, day, cast):
    unit = joined(day, new_unit("Kirurgisk sengepost 3", "Fjordheim sykehus"))
    with when(ON_THE_DAY):
        said(unit, "Ro om natta")
        assert "Ro om natta" not in phone.get(PAGE).text


def test_no_cookie_is_set_and_the_page_is_asked_for_anew(phone, units):
    with when(ON_THE_DAY):
        for path in ("/dagen", PAGE, f"{PAGE}?lang=en", NUMBERS):
            answer = phone.raw("GET", path)
            assert "Set-Cookie" not in answer.headers
        page = phone.raw("GET", PAGE)
        assert page.headers["Cache-Control"] == "no-cache"
        again = phone.raw("GET", PAGE, headers={"If-None-Match": page.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_the_counter_is_made_once_in_some_seconds_and_says_when_nothing_is_new(app, phone, units, queries):
    with when(ON_THE_DAY):
        counts(units, asked=30, answered=20)
        first = phone.raw("GET", NUMBERS)
        said_at = int(ON_THE_DAY.timestamp())
        assert first.json == {"live": True, "asked": 150, "answered": 100, "rounded": False, "at": said_at}
        counts(units, asked=1, answered=1)
        with queries() as seen:
            kept = phone.raw("GET", NUMBERS, headers={"If-None-Match": first.headers["ETag"]})
        assert (kept.status_code, kept.data, seen) == (304, b"", [])
        handed_out(app).forget()
        assert phone.raw("GET", NUMBERS).json["asked"] == 155


def test_a_counter_of_few_or_of_few_units_does_not_tell_who_has_just_answered(app, phone, units):
    def told():
        handed_out(app).forget()
        with when(ON_THE_DAY):
            return phone.raw("GET", NUMBERS).json, large(phone.get(PAGE))

    counts(units[:1], asked=3, answered=1)
    assert told()[1] == ["under 5", "under 5"]
    counts(units[:1], asked=10, answered=6)
    found, shown = told()
    assert (found["asked"], found["answered"], found["rounded"], shown) == (10, 5, True, ["10", "5"])


def test_when_nothing_is_counted_any_more_the_counter_ends(app, phone, units):
    frozen(units[0].campaign)
    with when(CLOSED):
        assert phone.raw("GET", NUMBERS).json["live"] is False
        assert phone.get(PAGE).select("[data-behaviour=day-counter]") == []


def test_until_its_numbers_are_written_down_a_year_that_is_over_shows_what_was_counted(phone, units):
    counts(units, asked=30, answered=20)
    with when(CLOSED):
        page = phone.get(PAGE)
    assert large(page) == ["150", "100"]
    assert page.select("[data-behaviour=day-counter], .v-btn-on") == []


@pytest.fixture
def closed(day, units, hosting):
    """A frozen year with an answer, a unit's own words, and years before it."""
    for year, asked, held in ((2014, None, date(2014, 6, 4)), (2016, 3530, date(2016, 6, 6))):
        row = day_of_host(day, held)
        more = {} if asked is None else {"reported": 131, "acted": 74}
        db.session.add(CampaignResult(campaign_id=row.id, units=29, asked=asked, answered=1940, frozen_at=MADE, **more))
        assert row.year == year
    with when(ON_THE_DAY):
        counts(units, asked=300, answered=200)
        said(units[0], "Kaffe sammen")
        said(units[1], "Hage om sommeren")
    frozen(day)
    say = {"seen": None, "submission": "s1"}
    following_up.follow_up(at(units[0], ASKED), CampaignOutcome.DONE, "Kaffebord hver dag kl. 14.", **say)
    db.session.commit()
    return day


def day_of_host(day, held):
    """The same host's day of another year, closed long ago."""
    dates = days.CampaignDates.usual(held, opens_on=held - timedelta(days=30))
    row = Campaign(
        network_id=day.network_id, year=held.year, held_on=held, opens_on=dates.opens_on, freezes_on=dates.freezes_on,
        asks_on=dates.asks_on, made_by_id=day.made_by_id, created_at=MADE, frozen_at=MADE,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row


LATER = datetime(2026, 10, 1, 8, 0, tzinfo=UTC)


def test_a_frozen_year_shows_what_the_answers_became_and_year_against_year(phone, closed):
    with when(LATER):
        page = phone.get(PAGE)
    assert "1 av 5 enheter har svart. 1 har gjort noe, 0 prøver noe nå, og 0 er ikke i gang." in page.words
    assert page.one(".v-split")["aria-label"] == "1 har gjort noe, 4 ikke svart"
    assert page.one(".v-stories li").get_text(" ", strip=True).endswith("Kaffebord hver dag kl. 14.")
    rows = [
        [cell.get_text().replace("\u00a0", " ") for cell in row.select("th, td")] for row in page.select("tbody tr")
    ]
    assert rows == [
        ["2026", "torsdag 4. juni", "5", "1 500", "1 000", "1 av 1 som svarte"],
        ["2016", "mandag 6. juni", "29", "3 530", "1 940", "74 av 131 som svarte"],
        ["2014", "onsdag 4. juni", "29", "ikke talt", "1 940", "ikke spurt"],
    ]
    assert "Datoen har vært både 4. og 6. juni." in page.words
    assert "Tallene ble frosset 12. juni 2026" in page.words
    assert [each.get_text() for each in page.select(".v-pub a")] == ["2016", "2014", "Logg inn"]
    assert "ikke talt" in phone.get("/dagen/2014").words


def test_a_year_whose_units_were_asked_and_have_not_answered_does_not_say_that_nobody_asked_them(phone, day, units):
    db.session.add(CampaignResult(campaign_id=day_of_host(day, date(2016, 6, 6)).id, units=29, frozen_at=MADE))
    frozen(day)
    shown = []
    for moment in (CLOSED, LATER):
        with when(moment):
            shown.append([row.select("td")[-1].get_text() for row in phone.get(PAGE).select("tbody tr")])
    assert shown == [["ikke spurt", "ikke spurt"], ["ikke svart", "ikke spurt"]]


def test_a_year_that_nobody_counted_says_how_far_it_reached_and_asks_nobody(phone, day):
    row = day_of_host(day, date(2014, 6, 4))
    db.session.add(CampaignResult(campaign_id=row.id, municipalities=29, frozen_at=MADE))
    db.session.commit()
    page = phone.get("/dagen/2014")
    assert large(page) == ["29"]
    assert page.one(".v-hero-n").get_text().split() == ["29", "kommuner"]
    assert "Ingen talte denne dagen." in page.words
    assert "Vi har ikke navnene på enhetene som var med." in page.words
    assert [each.get_text() for each in page.select("h2")] == ["Disse var med"]
    frozen(day)
    rows = phone.get(PAGE).select("tbody tr")
    assert [cell.get_text() for cell in rows[-1].select("th, td")][2:] == [
        "29\u00a0kommuner",
        "ikke talt",
        "ikke talt",
        "ikke spurt",
    ]


def test_nothing_that_happens_later_changes_a_frozen_page(phone, closed, units, hosting):
    with when(LATER):
        before = phone.raw("GET", PAGE).data
        db.session.execute(update(CampaignCount).values(number=7, undone_at=CLOSED))
        unit = {"unit_id": units[1].id, "kind": CountedKind.ASKED, "hour": CLOSED}
        db.session.add(CampaignCount(id=uuid4(), number=400, **unit))
        db.session.execute(update(Team).values(name="Et annet navn", service=ServiceKind.OTHER))
        db.session.execute(update(Organisation).values(name="En annen kommune"))
        db.session.execute(update(Network).values(small_number=50))
        db.session.execute(update(CampaignUnit).values(name="Nytt", organisation="Annen", service=ServiceKind.OTHER))
        db.session.execute(update(CampaignUnit).where(CampaignUnit.id == units[2].id).values(withdrawn_at=CLOSED))
        db.session.execute(delete(CampaignUnit).where(CampaignUnit.id.in_([units[1].id, units[3].id])))
        dates = days.CampaignDates.usual(HELD_ON, opens_on=date(2026, 4, 1))
        changed = days.CampaignDates(
            held_on=dates.held_on, opens_on=dates.opens_on, freezes_on=dates.freezes_on, asks_on=date(2026, 12, 1)
        )
        days.change_day(hosting("ingrid"), closed, changed)
        db.session.commit()
        assert phone.raw("GET", PAGE).data == before


def test_a_frozen_year_of_two_units_tells_neither_what_few_the_other_had(phone, units, day):
    counts(units[:1], asked=50, answered=20)
    counts(units[1:2], asked=40, answered=3)
    db.session.add(CampaignResult(campaign_id=day_of_host(day, date(2016, 6, 6)).id, frozen_at=MADE))
    frozen(day)
    with when(LATER):
        page = phone.get(PAGE)
    assert large(page) == numbers_of("2026", page) == ["90", "20"]


def numbers_of(year, page):
    """What the table of years says was asked and answered in one of them."""
    (row,) = (row for row in page.select("tbody tr") if row.th.get_text() == year)
    return [cell.get_text() for cell in row.select("td")][2:4]


def test_withdrawn_words_leave_a_frozen_year_at_once_and_the_number_stays(phone, closed, units):
    keys, withdrawn = settings().answer_keys, settings().withdrawn
    mine = Answer.team_id == units[0].team_id
    db.session.execute(update(Answer).where(mine).values(code_hash=keys.hash_of("281094775231")))
    db.session.commit()
    with when(LATER):
        before = phone.raw("GET", PAGE)
        assert withdraw_by_code("281094775231", keys=keys, withdrawn=withdrawn, now=LATER)
        db.session.commit()
        answer = phone.raw("GET", PAGE, headers={"If-None-Match": before.headers["ETag"]})
        page = phone.get(PAGE)
    assert answer.status_code == 200
    assert "Kaffe sammen" in before.text
    assert "Kaffe sammen" not in page.text
    assert "Hage om sommeren" in page.text
    assert large(page) == ["1 500".replace(" ", "\u00a0"), "1 000".replace(" ", "\u00a0")]


def test_the_words_of_a_unit_that_is_taken_out_go_and_its_name_and_numbers_stay(phone, closed, units, hosting):
    with when(LATER):
        assert phone.get(PAGE).one(".v-story-t span")["lang"] == "nb"
        keeping.take_out(hosting("ingrid"), db.session.get(CampaignUnit, units[0].id))
        db.session.commit()
        page = phone.get(PAGE)
    assert "Kaffebord hver dag" not in page.text
    assert "1 av 5 enheter har svart." in page.words
    assert NAMES[0][1] in page.one(".v-units").get_text()


def test_the_units_own_words_keep_a_page_out_of_search_without_an_answer_too(phone, closed):
    db.session.execute(delete(Answer))
    db.session.commit()
    with when(LATER):
        page = phone.get(PAGE)
    assert (page.select(".v-b"), page.headers.get("X-Robots-Tag")) == ([], "noindex")


def test_a_later_year_changes_no_earlier_page(phone, closed):
    with when(LATER):
        rows = phone.get("/dagen/2016").select("tbody tr th")
    assert [row.get_text() for row in rows] == ["2016", "2014"]


def test_the_next_years_date_needs_no_code(phone, hosting):
    held = date(2031, 6, 6)
    days.hold_day(hosting("ingrid"), days.CampaignDates.usual(held, opens_on=date(2031, 4, 1)))
    db.session.commit()
    with when(datetime(2031, 5, 7, 8, tzinfo=UTC)):
        assert phone.get("/dagen/2031").words.count("Fredag 6. juni 2031") == 1


@pytest.mark.parametrize("language", sorted(DAY_TEXTS))
def test_every_stage_can_be_read_in_four_languages(phone, closed, hosting, language):
    held = date(2027, 6, 4)
    days.hold_day(hosting("ingrid"), days.CampaignDates.usual(held, opens_on=date(2027, 4, 1)))
    db.session.commit()
    moments = [date(2027, 3, 1), date(2027, 5, 1), held, date(2027, 6, 6), date(2027, 6, 20)]
    pages_ = [("/dagen/2026", LATER), ("/dagen/2014", LATER)]
    pages_ += [("/dagen/2027", datetime(each.year, each.month, each.day, 9, tzinfo=UTC)) for each in moments]
    for path, moment in pages_:
        with when(moment):
            page = phone.get(f"{path}?lang={language}")
        assert (page.soup.html["lang"], page.h1) == (language, FRAME_TEXTS[language].title)
        assert "{" not in page.one("main").get_text()


def test_the_page_asks_as_much_however_many_take_part(phone, units, queries):
    def asked(path):
        with when(ON_THE_DAY), queries() as found:
            phone.get(path)
        return len(found)

    day = units[0].campaign
    with when(ON_THE_DAY):
        said(units[0], "Ro")
    few = asked(PAGE)
    for number in range(6):
        with when(ON_THE_DAY):
            said(joined(day, new_unit(f"Post {number}", contact=f"{number}@x.example")), f"Svar {number}")
    assert asked(PAGE) == few
    frozen(day)
    assert asked(PAGE) <= few + 3
