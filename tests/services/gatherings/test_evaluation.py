from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, inspect, select

from tests.gathered import plan
from tracker.access.network import enter_network
from tracker.access.people import ForbiddenError, NotFoundError
from tracker.access.permissions import Permission
from tracker.models.base import db
from tracker.models.gatherings import EvaluationAnswer
from tracker.services.gatherings.evaluation import (
    EvaluationFault,
    answer,
    evaluation_of,
    make_link,
    opened,
    sums_of,
    takeaways_of,
)
from tracker.services.refusal import Refused

DAY = datetime(2026, 12, 9, 11, 0, tzinfo=UTC)
ALL = {"useful": 5, "others": 4, "helped": 3, "tomorrow": None}


@pytest.fixture
def host(cast):
    return enter_network(cast.people["ingrid"], "brukermedvirkning", Permission.MANAGE_NETWORK, now=DAY)


@pytest.fixture
def row(host):
    made = plan(host)
    make_link(host, made)
    return made


def here(host, row, at=DAY):
    return opened(evaluation_of(host, row).code, now=at)


def test_a_link_is_made_once(host, row):
    assert make_link(host, row) is evaluation_of(host, row)


@pytest.mark.parametrize(("days", "is_open"), [(-1, False), (0, True), (1, True), (15, True), (16, False)])
def test_it_opens_on_the_day_and_closes_fourteen_days_after_the_last(host, row, days, is_open):
    found = here(host, row, DAY + timedelta(days=days))
    assert found.is_open is is_open
    if not is_open:
        with pytest.raises(Refused) as refused:
            answer(found, uuid4(), ALL, "")
        assert refused.value.fault is EvaluationFault.NOT_OPEN


def test_a_form_sent_twice_counts_once_and_an_empty_one_not_at_all(host, row):
    form_id = uuid4()
    for _again in range(2):
        answer(here(host, row), form_id, ALL, "Stolen")
    with pytest.raises(Refused):
        answer(here(host, row), uuid4(), dict.fromkeys(ALL), "")
    assert db.session.scalar(select(func.count()).select_from(EvaluationAnswer)) == 1


def test_nothing_of_who_or_when_is_kept():
    kept = {column.name for column in inspect(EvaluationAnswer).columns}
    assert kept == {"id", "evaluation_id", "form_id", "useful", "others", "helped", "tomorrow", "takeaway"}


def test_under_five_answers_nothing_is_shown(host, row):
    for text in ("b", "a", "", "c"):
        answer(here(host, row), uuid4(), ALL, text)
    assert not sums_of(host)[row.id].may_be_shown
    assert takeaways_of(host, row) == ()
    answer(here(host, row), uuid4(), ALL | {"useful": 2}, "")
    sums = sums_of(host)[row.id]
    assert sums.may_be_shown
    assert sums.shares == {"useful": (4, 5), "others": (5, 5), "helped": (0, 5), "tomorrow": (0, 0)}
    assert takeaways_of(host, row) == ["a", "b", "c"]


def test_a_link_that_never_was_opens_nothing_and_only_a_host_reads_the_answers(cast, row):
    with pytest.raises(NotFoundError):
        opened("2222-3333-4444", now=DAY)
    advisor = enter_network(cast.people["kari"], "brukermedvirkning", Permission.READ_NETWORK, now=DAY)
    for deed in (make_link, evaluation_of, takeaways_of):
        with pytest.raises(ForbiddenError):
            deed(advisor, row)
    with pytest.raises(ForbiddenError):
        sums_of(advisor)
