"""The database of an installation: brought up to date, and filled with the demo."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

import click
from flask_migrate import upgrade as migrate_up

from config import Config
from tracker import demo as demonstration
from tracker.app import create_app
from tracker.cli.answers import forget_again
from tracker.demo import large
from tracker.models.base import db


@click.command()
def upgrade() -> None:
    """Bring the database to the newest version, and forget what was withdrawn since a copy of it was made."""
    config = Config.from_environment()
    with create_app(config).app_context():
        migrate_up()
        forget_again(config)


@click.command()
@click.option("--if-empty", is_flag=True, help="Do nothing where there is data already.")
@click.option(
    "--teams", type=click.IntRange(1, large.MOST_TEAMS), help="With a network of so many invented teams beside it."
)
def demo(*, if_empty: bool, teams: int | None) -> None:
    """Load the demo: invented teams, and published reference numbers. Replaces all data; works in demo mode only."""
    config = Config.from_environment()
    if not config.demo:
        sys.exit("The demo replaces all data: it is loaded with TRACKER_DEMO=1 only.")
    with create_app(config).app_context():
        if if_empty and not demonstration.is_empty():
            return
        demonstration.clear()
        now = datetime.now(UTC)
        demonstration.load(now=now)
        if teams is not None:
            with click.progressbar(length=teams, label=f"Making {teams} teams", file=sys.stderr) as bar:
                large.load_large(teams, now=now, tick=bar.update)
        db.session.commit()
        click.echo("The demo is loaded.")
