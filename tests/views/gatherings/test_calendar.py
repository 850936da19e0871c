"""Calendars as bytes: read back by two libraries that have nothing in common, and looked at as lines."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from tests.conftest import NOW
from tests.gathered import WEDNESDAY, facts, on, plan
from tracker.models.gatherings import Gathering, GatheringDay, GatheringKind
from tracker.services.gatherings import gatherings
from tracker.services.gatherings.gatherings import Hours
from tracker.text.locale import Locale
from tracker.views.gatherings.calendar import CalendarEntry, calendar

NB = Locale.of("nb")
ADDRESS = "https://example.no/networks/brukermedvirkning/gatherings/1"


@pytest.fixture
def host(hosting):
    return hosting("ingrid")


def write(*rows, name="Samlinger", locale=NB):
    return calendar([CalendarEntry(row, ADDRESS) for row in rows], locale, name=name)


def events(text):
    return Calendar.from_ical(text).walk("VEVENT")


def plainly(text):
    """Read a calendar without the library: unfold the lines, part names from values, gather what stands in events."""
    lines = text.decode().replace("\r\n ", "").split("\r\n")
    found, current = [], None
    for line in lines:
        if line == "BEGIN:VEVENT":
            current = {}
        elif line == "END:VEVENT":
            found.append(current)
            current = None
        elif current is not None:
            name, _sign, value = line.partition(":")
            current[name] = value.replace("\\,", ",").replace("\\;", ";").replace("\\n", "\n").replace("\\\\", "\\")
    return found


def test_two_renderings_are_the_same_bytes(host):
    row = plan(host)
    assert write(row) == write(row)
    assert write(row).endswith(b"END:VCALENDAR\r\n")


def test_both_readers_read_the_same(host):
    row = plan(host, facts(title="Mål, «tiltak»; og \\ mer", place="Hotell, rom 2"))
    ours, theirs = plainly(write(row)), events(write(row))
    assert [each["UID"] for each in ours] == [str(each["UID"]) for each in theirs]
    assert [each["SUMMARY"] for each in ours] == [str(each["SUMMARY"]) for each in theirs]
    assert ours[0]["SUMMARY"] == "Samling: Mål, «tiltak»; og \\ mer (dag 1 av 2)"
    assert ours[0]["LOCATION"] == "Hotell, rom 2"


def test_two_libraries_read_the_same_before_and_after_a_move_and_when_it_is_cancelled(host):
    row = plan(host, on(12, 9, title="Mål, «tiltak»; og mer", place="Hotell, rom 2"))
    for number, change in enumerate((lambda: None, lambda: move(host, row), lambda: cancel(host, row))):
        change()
        text = write(row)
        (event,) = events(text)
        (other,) = IcsCalendarStream.calendar_from_ics(text.decode()).events
        assert other.uid == str(event["UID"]) == f"{row.uid}-1"
        assert other.summary == str(event["SUMMARY"])
        assert other.location == str(event["LOCATION"]) == "Hotell, rom 2"
        assert other.dtstart == event["DTSTART"].dt
        assert other.dtend == event["DTEND"].dt
        assert other.sequence == event["SEQUENCE"] == number
        assert other.status.value == event["STATUS"]
        assert other.dtstamp == event["DTSTAMP"].dt
        assert other.last_modified == event["LAST-MODIFIED"].dt


def move(host, row):
    gatherings.change_gathering(host, row, on(12, 16, title="Mål, «tiltak»; og mer", place="Hotell, rom 2"))


def cancel(host, row):
    gatherings.cancel_gathering(host, row)


def test_two_days_are_two_events_with_one_root_and_hours_of_their_own(host):
    row = plan(host)
    first, second = events(write(row))
    assert [str(each["UID"]) for each in (first, second)] == [f"{row.uid}-1", f"{row.uid}-2"]
    assert first["DTEND"].dt == datetime(2026, 12, 9, 16, 30, tzinfo=ZoneInfo("Europe/Oslo"))
    assert second["DTSTART"].dt == datetime(2026, 12, 10, 9, 0, tzinfo=ZoneInfo("Europe/Oslo"))


def test_stamps_come_from_the_last_change_and_not_from_the_clock(host):
    row = plan(host)
    for name in ("DTSTAMP", "LAST-MODIFIED"):
        assert events(write(row))[0][name].dt == NOW.replace(microsecond=0)
    assert events(write(row))[0]["SEQUENCE"] == 0
    gatherings.change_gathering(host, row, facts(WEDNESDAY))
    assert events(write(row))[0]["SEQUENCE"] == 1


def test_a_move_changes_all_but_what_the_calendar_knows_it_by(host):
    row = plan(host, on(12, 9))
    before = events(write(row))[0]
    gatherings.change_gathering(host, row, on(12, 16, title="Et annet navn", kind=GatheringKind.PHONE))
    after = events(write(row))[0]
    assert before["UID"] == after["UID"]
    assert after["DTSTART"].dt.date() == date(2026, 12, 16)


def test_a_cancelled_one_says_so_in_its_status_and_its_title(host):
    row = plan(host, on(12, 9))
    gatherings.cancel_gathering(host, row)
    (event,) = events(write(row))
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
    assert event["SUMMARY"] == "Avlyst: Samling: Fra test til vane"


def test_a_day_that_was_taken_away_is_called_off_alone(host):
    row = plan(host)
    gatherings.change_gathering(host, row, facts(WEDNESDAY))
    first, second = events(write(row))
    assert (first["STATUS"], second["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert (first["SUMMARY"], second["SUMMARY"]) == (
        "Samling: Fra test til vane",
        "Avlyst: Samling: Fra test til vane",
    )


@pytest.mark.parametrize(
    ("days", "offsets"),
    [((date(2026, 10, 24), date(2026, 10, 25)), (2, 1)), ((date(2026, 3, 28), date(2026, 3, 29)), (1, 2))],
)
def test_hours_stay_on_the_wall_over_both_changes_of_the_clock(host, days, offsets):
    row = plan(host, facts(*(Hours(day, time(9), time(15)) for day in days)))
    for event, offset in zip(events(write(row)), offsets, strict=True):
        assert f"{event['DTSTART'].dt:%H.%M}" == "09.00"
        assert event["DTSTART"].dt.utcoffset().total_seconds() == offset * 3600
    assert [each["DTSTART;TZID=Europe/Oslo"][-7:] for each in plainly(write(row))] == ["T090000", "T090000"]


def test_every_zone_named_is_told_and_only_for_the_years_there_are(host):
    text = write(plan(host), plan(host, on(4, 14, year=2027)))
    (zone,) = Calendar.from_ical(text).walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/Oslo"
    assert text.count(b"TZID=Europe/Oslo") == 6
    told = zone.to_ical().decode()
    assert "20270328T030000" in told  # when summer begins in the last year there is
    assert not any(f"{year}0" in told for year in (1970, 2025, 2028, 2038))
    assert b"TZID=UTC" not in text


def test_long_words_are_folded_between_letters_and_within_75_bytes(host):
    row = plan(host, facts(title="ø" * 60, place="ø" * 60))
    text = write(row)
    assert max(len(line) for line in text.split(b"\r\n")) <= 75
    assert all(line.decode() for line in text.split(b"\r\n") if line)  # no letter is cut in two
    assert events(text)[0]["LOCATION"] == plainly(text)[0]["LOCATION"] == "ø" * 60
    assert "ø" * 60 in plainly(text)[0]["SUMMARY"]


def test_it_asks_to_be_fetched_each_hour_and_a_file_does_not(host):
    row = plan(host)
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\nX-PUBLISHED-TTL:PT1H\r\n" in write(row)
    alone = calendar([CalendarEntry(row, ADDRESS)], NB, only=lambda day: day.position == 2)
    assert b"REFRESH" not in alone
    assert len(events(alone)) == 1
    assert b"METHOD:PUBLISH" in alone


def test_it_tells_time_place_title_and_page_and_nobodys_name(host):
    text = write(plan(host, facts(travel="Flybuss fra Vernes")))
    assert {name.partition(";")[0] for each in plainly(text) for name in each} == {
        "SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID", "SEQUENCE", "CREATED", "LAST-MODIFIED", "LOCATION", "STATUS",
        "TRANSP", "URL",
    }  # fmt: skip
    for said in (b"Ingrid", b"Nora", b"Flybuss", b"ATTENDEE", b"ORGANIZER", b"X-MICROSOFT"):
        assert said not in text


def test_another_gathering_changes_nothing_of_this_one(host):
    row = plan(host)
    before = events(write(row))[0].to_ical()
    plan(host, on(11, 20, title="Før denne"))
    assert events(write(row))[0].to_ical() == before


def test_a_moment_that_floats_is_refused():
    day = GatheringDay(position=1, starts_at=datetime(2026, 12, 9, 9), ends_at=datetime(2026, 12, 9, 10))  # noqa: DTZ001 - that is the point
    stamp = datetime(2026, 11, 1, tzinfo=UTC)
    row = Gathering(
        kind=GatheringKind.PHONE,
        title="T",
        place="",
        uid="u",
        sequence=0,
        changed_at=stamp,
        created_at=stamp,
        days=[day],
    )
    with pytest.raises(ValueError, match="zone"):
        write(row)


def test_an_english_reader_gets_english_words(host):
    row = plan(host, on(12, 9))
    gatherings.cancel_gathering(host, row)
    assert events(write(row, locale=Locale.of("en")))[0]["SUMMARY"] == "Cancelled: Learning session: Fra test til vane"


def test_an_empty_feed_is_a_calendar_all_the_same():
    assert events(write()) == []
    assert b"VTIMEZONE" not in write()
