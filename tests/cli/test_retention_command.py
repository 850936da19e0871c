"""`tracker answers retention`: each network by itself, and one that fails is kept as failed while the others go on."""

import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from tests.conftest import build
from tests.people import MADE, Cast, furnish, today
from tracker.models.answers import (
    Answer,
    AnsweredBy,
    AnswerLanguage,
    AnswerState,
    AnswerWay,
    RetentionRun,
    draw_public_id,
)
from tracker.models.base import db
from tracker.models.networks import Network, NetworkTeam
from tracker.services.answers.retention.rule import begun_rule
from tracker.services.answers.taking_in import monday_of

ROOT = Path(__file__).parents[2]


def run(folder):
    env = os.environ | {
        "TRACKER_SECRET_KEY": "for tests only, and long enough for that",
        "TRACKER_DATABASE_URL": f"sqlite:///{folder / 'tracker.sqlite3'}",
        "TRACKER_INSTANCE": str(folder),
        "TRACKER_INSECURE_COOKIES": "1",
    }
    command = [sys.executable, "-m", "tracker.cli", "answers", "retention"]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=180)


@pytest.fixture
def two_networks(tmp_path, at_head):
    """Two networks whose day has come, with an old answer each; the ids of the answers, by network."""
    app = build(at_head("sqlite"), tmp_path)
    with app.app_context():
        furnish()
        cast = Cast.load()
        other = Network(
            name="Trygg hjemme", slug="trygg-hjemme", host="Vert", starts_on=date(2026, 1, 5), created_at=MADE
        )
        db.session.add(other)
        db.session.flush()
        db.session.add(NetworkTeam(network_id=other.id, team_id=cast.other_team.id, joined_on=date(2026, 1, 5)))
        for network in (cast.network, other):
            begun_rule(network, today=today()).next_run_on = today()
        sent = today() - timedelta(days=500)
        rows = [
            Answer(
                team_id=team.id, public_id=draw_public_id(), text="Å få sove", language=AnswerLanguage.NB,
                who=AnsweredBy.PATIENT, shared=False, way=AnswerWay.QR, sent_on=sent, week=monday_of(sent),
                state=AnswerState.WAITING, is_doubtful=False, hidden_words=0,
            )
            for team in (cast.team, cast.other_team)
        ]  # fmt: skip
        db.session.add_all(rows)
        db.session.commit()
        ids = {cast.network.id: rows[0].id, other.id: rows[1].id}
        db.session.rollback()  # else this test holds the lock that the command waits for
        yield ids
        db.session.remove()
        db.engine.dispose()


def left():
    db.session.rollback()
    return set(db.session.scalars(select(Answer.id)))


def test_what_is_due_goes_and_a_second_night_finds_nothing(tmp_path, two_networks):
    first, second = run(tmp_path), run(tmp_path)
    assert (first.returncode, first.stdout, first.stderr) == (0, "Deleted: 2. Networks that failed: 0.\n", "")
    assert second.stdout == "Deleted: 0. Networks that failed: 0.\n"
    assert left() == set()


def test_what_was_withdrawn_and_is_here_again_goes_the_same_night(tmp_path, two_networks):
    kept = next(iter(two_networks.values()))
    row = db.session.get_one(Answer, kept)
    row.sent_on, public_id = today(), row.public_id
    db.session.commit()
    (tmp_path / "withdrawn-answers.txt").write_text(f"{public_id}\n")
    assert run(tmp_path).stdout == "Deleted: 1. Networks that failed: 0.\n"
    assert left() == set()


def test_a_network_that_fails_is_kept_as_failed_and_the_other_goes_on(tmp_path, two_networks):
    failing, kept = next(iter(two_networks.items()))
    stop = f"CREATE TRIGGER stop BEFORE DELETE ON answer WHEN OLD.id = {kept} BEGIN SELECT RAISE(ABORT, 'no'); END"
    db.session.execute(text(stop))
    db.session.commit()
    done = run(tmp_path)
    assert (done.returncode, done.stdout) == (1, "Deleted: 1. Networks that failed: 1.\n")
    assert f"deletion of answers failed in network {failing}: IntegrityError" in done.stderr
    assert "tracker/services/answers/" in done.stderr
    assert left() == {kept}
    runs = {row.network_id: row for row in db.session.scalars(select(RetentionRun))}
    assert {network for network, row in runs.items() if row.failed_at} == {failing}
    assert runs[failing].removed == 0
