from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tracker.access.people import ForbiddenError, NotFoundError
from tracker.models.accounts import User
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db
from tracker.models.measurements import RareEvent
from tracker.models.measures import ValueKind
from tracker.services.measurements import events
from tracker.services.measurements.events import EventFault, add_event, events_of, remove_event
from tracker.services.refusal import Refused

DAY = date(2026, 11, 2)


@pytest.fixture
def measure(cast):
    cast.chair.value_kind = ValueKind.DAYS_BETWEEN
    return cast.chair


@pytest.fixture
def counted(cast):
    cast.chair.value_kind = ValueKind.OPPORTUNITIES_BETWEEN
    return cast.chair


def add(access, measure, day=DAY, **options):
    return add_event(access, measure, **{"happened_on": day, "submission": str(uuid4()), **options})


def lines(deed):
    query = select(AuditLine).where(AuditLine.subject == "rare_event", AuditLine.deed == deed)
    return db.session.scalars(query).all()


def test_an_event_is_a_day_with_who_entered_it(inside, measure):
    row = add(inside("ali"), measure)
    assert (row.happened_on, row.opportunities, row.recorded_by_id) == (DAY, None, inside("ali").user.id)
    [line] = lines(Deed.CREATED)
    assert line.after == {"measure_id": measure.id, "happened_on": "2026-11-02"}


def test_two_events_may_happen_on_one_day_and_stand_in_order(inside, measure):
    late = add(inside("ali"), measure, date(2026, 11, 9))
    first, second = add(inside("ali"), measure), add(inside("ali"), measure)
    assert list(events_of(inside("siv"), measure)) == [first, second, late]


def test_one_form_makes_one_event(inside, measure):
    once = add(inside("ali"), measure, submission="a")
    assert add(inside("ali"), measure, submission="a") is once
    assert len(lines(Deed.CREATED)) == 1


def test_one_form_sent_twice_at_once_makes_one_event(inside, measure, monkeypatch):
    once = add(inside("ali"), measure, submission="a")
    look, looks = events._sent_before, []

    def early(access, submission):
        looks.append(submission)
        return look(access, submission) if len(looks) > 1 else None

    monkeypatch.setattr(events, "_sent_before", early)
    assert add(inside("ali"), measure, submission="a") is once
    assert len(db.session.scalars(select(RareEvent)).all()) == 1


def test_a_mistake_of_ours_is_not_taken_for_a_form_sent_twice(inside, measure):
    nobody = replace(inside("ali"), user=User(id=999, name="Nobody"))
    with pytest.raises(IntegrityError):
        add(nobody, measure)


def test_opportunities_are_counted_where_the_measure_counts_them(inside, counted):
    assert add(inside("ali"), counted, opportunities=240).opportunities == 240
    with pytest.raises(Refused) as refused:
        add(inside("ali"), counted)
    assert refused.value.fault is EventFault.NEEDS_OPPORTUNITIES
    with pytest.raises(Refused) as refused:
        add(inside("ali"), counted, opportunities=-1)
    assert refused.value.fault is EventFault.NEGATIVE


def test_a_measure_of_days_keeps_no_opportunities(inside, measure):
    assert add(inside("ali"), measure, opportunities=240).opportunities is None


def test_an_event_has_happened(inside, measure):
    with pytest.raises(Refused) as refused:
        add(inside("ali"), measure, date(2026, 11, 12))
    assert refused.value.fault is EventFault.FUTURE


def test_a_measure_by_period_has_no_events(inside, cast):
    with pytest.raises(Refused) as refused:
        add(inside("ali"), cast.minutes)
    assert refused.value.fault is EventFault.NOT_BY_EVENTS


def test_a_mistake_is_taken_away_with_a_trace(inside, measure):
    row = add(inside("ali"), measure)
    remove_event(inside("nora"), measure, row)
    assert list(events_of(inside("nora"), measure)) == []
    assert lines(Deed.REMOVED)[0].before["happened_on"] == "2026-11-02"


def test_events_are_recorded_by_those_who_record(inside, measure, cast):
    row = add(inside("ali"), measure)
    for deed in (lambda access: add(access, measure), lambda access: remove_event(access, measure, row)):
        with pytest.raises(ForbiddenError):
            deed(inside("siv"))


def test_another_teams_or_measures_event_is_not_there(inside, measure, cast):
    row = add(inside("ali"), measure)
    with pytest.raises(NotFoundError):
        add(inside("ali"), cast.stranger_measure)
    with pytest.raises(NotFoundError):
        remove_event(inside("ali"), cast.minutes, row)
