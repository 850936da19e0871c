"""`tracker mail send`: what waits goes, who asked for a new password gets a link, and without a server it says so."""

import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from tests.catcher import catching
from tests.conftest import build
from tests.people import furnish, today
from tests.services.mail.letters import SENDER, put
from tracker.analysis import Period
from tracker.models.accounts import User
from tracker.models.base import db
from tracker.models.mail import Mail, MailKind, MailState, PasswordRequest
from tracker.models.measurements import Measurement
from tracker.models.measures import Measure
from tracker.services.accounts import links

ROOT = Path(__file__).parents[2]


def run(folder, *words, **settings):
    env = os.environ | {
        "TRACKER_SECRET_KEY": SENDER.secret.decode(),
        "TRACKER_DATABASE_URL": f"sqlite:///{folder / 'tracker.sqlite3'}",
        "TRACKER_INSTANCE": str(folder),
        "TRACKER_INSECURE_COOKIES": "1",
        "TRACKER_BASE_URL": SENDER.site,
        **settings,
    }
    command = [sys.executable, "-m", "tracker.cli", "mail", *(words or ("send", "--once"))]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=180)


def test_what_waits_goes_and_who_asked_gets_a_link(tmp_path, at_head):
    app = build(at_head("sqlite"), tmp_path)
    with app.app_context(), catching() as catcher:
        furnish()
        put(db.session.scalars(select(User).where(User.email == "per@example.no")).one(), now=datetime.now(UTC))
        db.session.add_all(
            PasswordRequest(email=email, asked_at=datetime.now(UTC)) for email in ("per@example.no", "ingen@example.no")
        )
        db.session.commit()
        db.session.remove()
        mail = {"SERVER": "127.0.0.1", "PORT": str(catcher.port), "TLS": "none", "SENDER": SENDER.address}
        done = run(tmp_path, **{f"TRACKER_MAIL_{name}": value for name, value in mail.items()})
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        rows = db.session.execute(select(Mail.kind, Mail.state).order_by(Mail.id)).all()
        assert rows == [(MailKind.REMINDER, MailState.SENT), (MailKind.PASSWORD, MailState.SENT)]
        assert db.session.scalars(select(PasswordRequest)).all() == []
        assert catcher.to == ["per@example.no"] * 2
        text = catcher.mails[1].get_body(("plain",)).get_content()
        token = re.search(rf"{re.escape(SENDER.site)}/accounts/(\S+)", text)[1]
        assert links.find_link(token, now=datetime.now(UTC)).user.name == "Per Vik"
        db.session.remove()
        db.engine.dispose()


def test_without_a_mail_server_it_says_so(tmp_path):
    done = run(tmp_path)
    assert (done.returncode, done.stderr) == (1, "Mail is off: TRACKER_MAIL_SERVER is not set.\n")


def test_the_weekly_mail_is_put_in_once(tmp_path, at_head):
    app = build(at_head("sqlite"), tmp_path)
    with app.app_context():
        furnish()
        per, measure = (
            db.session.scalars(query).one()
            for query in (
                select(User).where(User.email == "per@example.no"),
                select(Measure).where(Measure.slug == "legevaktas-andel"),
            )
        )
        before = Period.containing(measure.period_kind, today()).previous.previous
        said = {"numerator": 5, "denominator": 9} if measure.value_kind.has_denominator else {"value": 5}
        db.session.add(
            Measurement(
                team_id=measure.team_id, measure_id=measure.id, period_start=before.start, recorded_by_id=per.id,
                recorded_at=datetime.now(UTC), **said,
            )
        )  # fmt: skip
        db.session.commit()
        db.session.remove()
        mail = {"TRACKER_MAIL_SERVER": "127.0.0.1", "TRACKER_MAIL_TLS": "none", "TRACKER_MAIL_SENDER": SENDER.address}
        told = [run(tmp_path, "digest", **mail) for _ in range(2)]
        assert [done.stderr for done in told] == ["", ""]
        assert [done.stdout for done in told] == ["Put into the outbox: 1.\n", "Put into the outbox: 0.\n"]
        assert db.session.execute(select(Mail.kind, Mail.to_address)).all() == [(MailKind.DIGEST, "per@example.no")]
        db.session.remove()
        db.engine.dispose()
