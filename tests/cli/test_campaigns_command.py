"""`tracker campaigns freeze`: each year by itself; one that fails has written nothing, and is done the next time."""

from datetime import UTC, date, datetime

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from tests.services.campaigns.days import day_of
from tracker.cli import campaigns, main
from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.models.campaigns import Campaign, CampaignResult
from tracker.services.campaigns import freezing


@pytest.fixture
def run(app, cast, monkeypatch):
    """The command on a database with a day that is over and one that is to come."""
    this_year = datetime.now(UTC).year
    for year in (this_year - 1, this_year + 1):
        day_of(cast, date(year, 6, 4))
    db.session.commit()
    monkeypatch.setattr(campaigns, "create_app", lambda: app)

    def invoke():
        done = CliRunner().invoke(main, ["campaigns", "freeze"])
        db.session.rollback()
        return done.exit_code, done.output

    return invoke


def frozen():
    rows = db.session.scalar(select(func.count()).select_from(CampaignResult))
    lines = db.session.scalar(select(func.count()).where(AuditLine.subject == "campaign"))
    closed = db.session.scalar(select(func.count()).where(Campaign.frozen_at.is_not(None)))
    db.session.rollback()
    return rows, lines, closed


def test_what_is_over_is_frozen_once(run):
    assert run() == (0, "Frozen: 1. Years that failed: 0.\n")
    assert run() == (0, "Frozen: 0. Years that failed: 0.\n")
    assert frozen() == (1, 1, 1)


def test_a_year_that_fails_midway_has_written_nothing_and_is_done_the_next_time(run, monkeypatch):
    def fail(*_said, **_more):
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(freezing, "note", fail)
        code, said = run()
    assert (code, said.splitlines()[-1]) == (1, "Frozen: 0. Years that failed: 1.")
    assert frozen() == (0, 0, 0)
    assert run() == (0, "Frozen: 1. Years that failed: 0.\n")
