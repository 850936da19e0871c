"""«Hva er viktig for deg?»-dagen: its numbers are written down once its time is over, and its units are written to."""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime

import click

from config import Config
from tracker.app import create_app, mail_sender
from tracker.models.base import db
from tracker.services.campaigns.freezing import freeze, to_freeze
from tracker.services.campaigns.nightly import UnitNotifier, units_to_write_to, write_to_unit
from tracker.views.campaigns.letters import unit_letters
from tracker.web.core.links import links_from
from tracker.web.core.log import described

_log = logging.getLogger("tracker.campaigns")


@click.group()
def campaigns() -> None:
    """«Hva er viktig for deg?»-dagen of each year."""


@campaigns.command("freeze")
def freeze_days() -> None:
    """Write down the numbers of days whose time is over, each year by itself. For a timer, each night.

    Each year is one transaction: one that is cut off has written nothing, and is done the next time. Run again, it
    finds nothing left to do. Ends with 1 where one failed.
    """
    now, frozen, failed = datetime.now(UTC), 0, 0
    with create_app().app_context():
        for campaign in to_freeze(now):
            try:
                frozen += freeze(campaign, now=now)
                db.session.commit()
            except Exception as error:  # noqa: BLE001 - whatever it was: the other years go on
                db.session.rollback()
                _log.error("day not frozen %s", described(error))
                failed += 1
        click.echo(f"Frozen: {frozen}. Years that failed: {failed}.")
    sys.exit(1 if failed else 0)


@campaigns.command("remind")
def write_to_units() -> None:
    """Write to units: the day before, when it is asked what it became, and once more. For a timer, each morning.

    Each letter is sent once to each unit, in a transaction of its own: run again, or cut off, it writes to nobody
    twice. Ends with 1 where one failed.
    """
    config = Config.from_environment()
    app, sender = create_app(config), mail_sender(config)
    if sender is None:
        click.echo("No mail is set up.")
        return
    notifier = UnitNotifier(sender, unit_letters(links_from(app, config.base_url)))
    now, written, failed = datetime.now(UTC), 0, 0
    with app.app_context():
        for unit_id, kind in units_to_write_to(now):
            db.session.rollback()
            try:
                written += write_to_unit(unit_id, kind, notifier, now=now)
                db.session.commit()
            except Exception as error:  # noqa: BLE001 - whatever it was: the other units are written to
                db.session.rollback()
                _log.error("unit not written to %s", described(error))
                failed += 1
        click.echo(f"Mails: {written}. Units that failed: {failed}.")
    sys.exit(1 if failed else 0)
