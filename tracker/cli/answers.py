"""What patients and next of kin have answered: forgotten, deleted by rule, and leaders told of what stands still."""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime

import click
from sqlalchemy import select

from config import Config
from tracker.app import create_app, mail_sender
from tracker.models.answers.scrubbing import cut_log
from tracker.models.base import db
from tracker.models.networks import Network
from tracker.services.answers import withdrawing
from tracker.services.answers.chain.stopped import StoppedNotifier, teams_with_answers, tell_of_stopped
from tracker.services.answers.retention.notice import Notifier, tell_of_run
from tracker.services.answers.retention.run import forget_by_the_day, note_failure, run_by_itself
from tracker.services.answers.withdrawn_list import WithdrawnList
from tracker.views.answers.chain.letter import stopped_writer
from tracker.views.retention.letter import run_writer
from tracker.web.core.links import links_from
from tracker.web.core.log import described

_log = logging.getLogger("tracker.answers")


@click.group()
def answers() -> None:
    """What patients and next of kin have answered."""


@answers.command("forget")
def forget_answers() -> None:
    """Remove the answers that were withdrawn and are here again, as after a backup was put back. Before it opens."""
    config = Config.from_environment()
    with create_app(config).app_context():
        click.echo(f"Forgotten: {forget_again(config)}.")


def forget_again(config: Config) -> int:
    """Apply the list that is kept apart from the database."""
    forgotten = withdrawing.forget_withdrawn(WithdrawnList(config.withdrawn_path), now=datetime.now(UTC))
    db.session.commit()
    return forgotten


@answers.command("retention")
def delete_old_answers() -> None:
    """Delete answers that are due by their networks' rules, and tell leaders two weeks before. For a timer, each night.

    Each network by itself: of one that fails all is taken back and its host is shown that it failed, and the others go
    on. Run again, it finds nothing left to do. Ends with 1 where one failed.
    What was withdrawn and is here again, as after a copy was put back, goes too.
    """
    config = Config.from_environment()
    app, sender = create_app(config), mail_sender(config)
    notifier = Notifier(sender, run_writer(links_from(app, config.base_url))) if sender else None
    now, deleted, failed = datetime.now(UTC), 0, 0
    with app.app_context():
        for network_id in db.session.scalars(select(Network.id).order_by(Network.id)).all():
            db.session.rollback()
            try:
                removed = _run_of_network(network_id, notifier, backup_days=config.backup_days, now=now)
                db.session.commit()
                deleted += removed
            except Exception as failure:  # noqa: BLE001 - whatever it was: it is kept and told, and the others go on
                db.session.rollback()
                _log.error("deletion of answers failed in network %d: %s", network_id, described(failure))
                note_failure(db.session.get_one(Network, network_id), now=now)
                db.session.commit()
                failed += 1
        forget_again(config)
        deleted += forget_by_the_day(now=now)
        db.session.commit()
        cut_log()  # of SQLite, where somebody read while words were withdrawn
        click.echo(f"Deleted: {deleted}. Networks that failed: {failed}.")
        sys.exit(1 if failed else 0)


def _run_of_network(network_id: int, notifier: Notifier | None, *, backup_days: int, now: datetime) -> int:
    """Tell of a network's run or do it, where its day has come; return how many answers went."""
    network = db.session.get_one(Network, network_id)
    if notifier is not None:
        tell_of_run(network, notifier, now=now)
    run = run_by_itself(network, now=now, backup_days=backup_days)
    return run.removed if run is not None else 0


@answers.command("remind")
def remind_of_stopped_answers() -> None:
    """Tell leaders once of answers that have stood still longer than their team's limit. For a timer, each night."""
    config = Config.from_environment()
    app, sender = create_app(config), mail_sender(config)
    if sender is None:
        sys.exit("Mail is off: TRACKER_MAIL_SERVER is not set.")
    notifier = StoppedNotifier(sender, stopped_writer(links_from(app, config.base_url)))
    now, told = datetime.now(UTC), 0
    with app.app_context():
        for team_id in teams_with_answers():
            told += tell_of_stopped(team_id, notifier, now=now)
            db.session.commit()
    click.echo(f"Mails: {told}.")
