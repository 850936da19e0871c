"""Measurements from files: taken in as a whole, and what was begun on screen and left there, forgotten."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

import click

from tracker.access.people import Actor
from tracker.app import create_app
from tracker.cli.accounts import account_of
from tracker.models.base import db
from tracker.services.imports import choices, upload_store, whole_file, write
from tracker.services.imports import report as report_service
from tracker.services.imports.check import CheckOptions
from tracker.services.imports.file import faults, table
from tracker.text.parse import DigitMark


@click.group("import")
def import_() -> None:
    """Take data from files."""


@import_.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--by", required=True, help="E-mail address of the person who stands for the numbers.")
@click.option("--skip-errors", is_flag=True, help="Store the right rows though others are wrong.")
@click.option("--confirmed", is_flag=True, help="Telephone numbers and e-mail addresses in notes are meant to stand.")
@click.option("--dry-run", is_flag=True, help="Tell what would be stored, and store nothing.")
@click.option("--sheet", default="", help="Which sheet of a workbook, where it has several.")
@click.option("--year", type=click.IntRange(1990, 2100), help="The year of periods that say none.")
@click.option(
    "--several", type=click.Choice(["add", "last"]), help="Add up several rows of a period, or take the last."
)
@click.option("--thousands", type=click.Choice([".", ",", "none"]), help="Which sign parts thousands, where unclear.")
@click.option("--dash", type=click.Choice(["zero", "not-measured"]), help="What a dash beside a number means.")
def measurements(*, file: Path, by: str, sheet: str, skip_errors: bool, dry_run: bool, **said: Any) -> None:
    """Import measurements from a CSV file or an Excel workbook; docs/import.md describes it."""
    limits = table.Limits()
    if file.stat().st_size > limits.most_bytes:
        sys.exit(faults.IN_ENGLISH[faults.FileFault.TOO_LARGE])
    with create_app().app_context():
        user = account_of(by)
        progress = _Progress()
        try:
            report = whole_file.import_measurements(
                file.read_bytes(),
                by=Actor(user, datetime.now(UTC)),
                skip_errors=skip_errors,
                dry_run=dry_run,
                limits=limits,
                sheet=sheet,
                how=CheckOptions(name=file.name, confirmed=said["confirmed"], choices=_choices(said)),
                watch=progress.watch,
            )
        except faults.FileError as error:
            sys.exit(report_service.told(error))
        except write.MeanwhileError:
            sys.exit("Somebody recorded some of these periods at the same time. Nothing is stored; run it again.")
        finally:
            progress.end()
        db.session.commit()
        for line in report_service.report_lines(report.checked, report.plan, stored=report.stored):
            click.echo(line)
        sys.exit(0 if report.stored or dry_run else 1)


def _choices(said: dict[str, Any]) -> choices.Choices:
    """Put the options that say how a file is read together."""
    marks = {}
    if said["thousands"]:
        marks = {sign: DigitMark.THOUSANDS if said["thousands"] == sign else DigitMark.DECIMAL for sign in ".,"}
    meanings = {"zero": choices.SignMeaning.ZERO, "not-measured": choices.SignMeaning.NOT_MEASURED}
    return choices.Choices(
        year=said["year"],
        several=choices.SeveralRows(said["several"] or choices.SeveralRows.REFUSE),
        marks=marks,
        signs={"-": meanings[said["dash"]]} if said["dash"] else {},
    )


class _Progress:
    """A bar for each stage of an import, on the error stream: the report is all that the output holds."""

    LABELS: ClassVar = {whole_file.ImportStage.CHECK: "Checking", whole_file.ImportStage.STORE: "Storing"}

    def __init__(self) -> None:
        self.stage: whole_file.ImportStage | None = None
        self.done = 0
        self.bar: Any = None  # click names the class of its bars for itself alone

    def watch(self, stage: whole_file.ImportStage, done: int, of: int) -> None:
        """Show that so many rows of so many are done."""
        if stage is not self.stage:
            self.end()
            self.stage, self.done = stage, 0
            self.bar = click.progressbar(length=of, label=self.LABELS[stage], file=sys.stderr)
            self.bar.__enter__()
        if self.bar is not None and done > self.done:
            self.bar.update(done - self.done)
            self.done = done

    def end(self) -> None:
        """Leave the bar as it is, and go on below it."""
        if self.bar is not None:
            self.bar.__exit__(None, None, None)
            self.bar = None


@click.command("forget-uploads")
def forget_uploads() -> None:
    """Delete files that somebody began to take in on screen, and left for a day. For a timer, once an hour."""
    with create_app().app_context():
        forgotten = upload_store.forget_old(datetime.now(UTC))
        db.session.commit()
        click.echo(f"Forgotten: {forgotten}.")
