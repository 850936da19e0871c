"""«Hva er viktig for deg?»-dagen: its numbers are written down once its time is over."""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime

import click

from tracker.app import create_app
from tracker.models.base import db
from tracker.services.campaigns.freezing import freeze, to_freeze
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
