"""Mail that waits in the outbox, and what is put into it each week."""

from __future__ import annotations

import signal
import sys
from datetime import UTC, datetime
from functools import partial

import click

from config import Config
from tracker.app import create_app, mail_sender, mail_server
from tracker.models.base import db
from tracker.services.accounts import forgotten
from tracker.services.mail.worker import Worker
from tracker.services.notifications import weekly
from tracker.services.signals.keeping import watched_teams
from tracker.views.notifications import digest
from tracker.views.signals.watching import watch_signals
from tracker.web.core.links import links_from

_TEAMS_AT_ONCE = 25


@click.group()
def mail() -> None:
    """Mail that waits in the outbox."""


@mail.command("send")
@click.option("--once", is_flag=True, help="Send what is due, and end: 1 where no mail could go. For a timer.")
@click.option("--pause", default=5.0, show_default=True, help="Seconds between two looks at the outbox.")
def send_mail(*, once: bool, pause: float) -> None:
    """Send what waits, until Ctrl+C or SIGTERM: the mail that is on its way is finished first. Several may run."""
    config = Config.from_environment()
    server, sender = mail_server(config), mail_sender(config)
    if server is None or sender is None:
        sys.exit("Mail is off: TRACKER_MAIL_SERVER is not set.")
    app = create_app(config)
    address_of = links_from(app, config.base_url).set_password
    with app.app_context():
        worker = Worker(
            server,
            sender,
            clock=partial(datetime.now, UTC),
            prepare=lambda now: forgotten.answer_one(sender=sender, address_of=address_of, now=now),
        )
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, lambda *_said: worker.ended.set())
        if once:
            sys.exit(0 if worker.send_due() else 1)
        worker.send_on(pause)


@mail.command("digest")
def weekly_digest() -> None:
    """Put this week's mail into the outbox for each who has something to be told. For a timer, Monday 07.00.

    First it looks at all charts for new signals. Run again, or twice at once, it puts in what lacks: nobody gets two in
    a week.
    """
    config = Config.from_environment()
    sender = mail_sender(config)
    if sender is None:
        sys.exit("Mail is off: TRACKER_MAIL_SERVER is not set.")
    app = create_app(config)
    links, now, put = links_from(app, config.base_url), datetime.now(UTC), 0
    with app.app_context():
        _look_for_signals(now)
        people = weekly.who_may_have_one(now)
        db.session.rollback()
        for user_id in people:
            if digest.put_digest(user_id, sender=sender, links=links, now=now):
                db.session.commit()
                put += 1
            db.session.rollback()
        click.echo(f"Put into the outbox: {put}.")


def _look_for_signals(now: datetime) -> None:
    """Look at the teams' charts, some teams at a time, so that no transaction is long."""
    teams = watched_teams()
    db.session.rollback()
    for place in range(0, len(teams), _TEAMS_AT_ONCE):
        watch_signals(teams[place : place + _TEAMS_AT_ONCE], now=now)
        db.session.commit()
        db.session.expunge_all()
