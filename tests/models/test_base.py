"""What every database keeps: moments in UTC, foreign keys, screened words, and savepoints that can be taken back."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, StatementError

from tests.people import MADE
from tracker.models.accounts import Hostship
from tracker.models.base import FreeText, db
from tracker.models.programmes import Programme
from tracker.text.screening import IdentityNumberError


def test_a_moment_comes_back_aware_and_in_utc(app):
    oslo = timezone(timedelta(hours=2))
    db.session.add(Programme(name="Brukermedvirkning", slug="b", created_at=datetime(2026, 6, 1, 12, 0, tzinfo=oslo)))
    db.session.flush()
    db.session.expire_all()
    kept = db.session.scalars(select(Programme)).one().created_at
    assert kept == datetime(2026, 6, 1, 10, 0, tzinfo=UTC)
    assert kept.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(app):
    db.session.add(Programme(name="Brukermedvirkning", slug="b", created_at=datetime(2026, 6, 1)))  # noqa: DTZ001 - what is refused
    with pytest.raises(StatementError, match="time zone"):
        db.session.flush()


def test_words_with_an_identity_number_never_reach_the_database(app):
    db.session.add(Programme(name="Pasient 13097248022", slug="p", created_at=MADE))
    with pytest.raises((IdentityNumberError, StatementError)) as caught:
        db.session.flush()
    assert "13097248022" not in str(caught.value)


def test_a_foreign_key_holds(app, cast):
    db.session.add(Hostship(user_id=cast.people["ingrid"].id, network_id=987654))
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_a_released_savepoint_goes_when_the_transaction_is_rolled_back(app):
    with db.session.begin_nested():
        db.session.add(Programme(name="Borte", slug="borte", created_at=MADE))
    db.session.rollback()
    assert db.session.scalars(select(Programme)).all() == []


def test_each_test_starts_on_the_same_ground(app, cast):
    assert db.session.execute(text("SELECT count(*) FROM programme")).scalar() == 0
    assert set(cast.people) == {"nora", "ali", "siv", "per", "ingrid", "kari", "odd"}


def test_the_column_is_the_last_net():
    with pytest.raises(IdentityNumberError):
        FreeText(200).process_bind_param("010190-1234", None)
    assert FreeText(200).process_bind_param("12 av 25", None) == "12 av 25"
    assert FreeText(200).process_bind_param(None, None) is None
