"""Commands: migrate, serve, open the first account, load the demo, import a file, send mail, as the web would."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import click
from flask_migrate import upgrade as migrate_up
from sqlalchemy import select

from config import Config
from tracker import demo as demonstration
from tracker.access.people import Actor
from tracker.app import create_app, mail_sender, mail_server
from tracker.demo import large
from tracker.models.accounts import User
from tracker.models.answers.scrubbing import cut_log
from tracker.models.base import db
from tracker.models.networks import Network
from tracker.services.accounts import forgotten, held, new_account, passwords
from tracker.services.answers import withdrawing
from tracker.services.answers.chain.stopped import StoppedNotifier, teams_with_answers, tell_of_stopped
from tracker.services.answers.retention.notice import Notifier, tell_of_run
from tracker.services.answers.retention.run import forget_by_the_day, note_failure, run_by_itself
from tracker.services.answers.withdrawn_list import WithdrawnList
from tracker.services.imports import choices, upload_store, whole_file, write
from tracker.services.imports import report as report_service
from tracker.services.imports.check import CheckOptions
from tracker.services.imports.file import faults, table
from tracker.services.mail.worker import Worker
from tracker.services.notifications import weekly
from tracker.services.refusal import Refused
from tracker.services.signals.keeping import watched_teams
from tracker.text import email as email_service
from tracker.text.parse import DigitMark
from tracker.views.answers.chain.letter import stopped_writer
from tracker.views.notifications import digest
from tracker.views.retention.letter import run_writer
from tracker.views.signals.watching import watch_signals
from tracker.web.core.links import links_from

_TEAMS_AT_ONCE = 25


@click.group()
def main() -> None:
    """Run Øyehøyde from the command line."""


@main.command()
def upgrade() -> None:
    """Bring the database to the newest version, and forget what was withdrawn since a copy of it was made."""
    config = Config.from_environment()
    with create_app(config).app_context():
        migrate_up()
        _forget_withdrawn(config)


@main.command()
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


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=5000, show_default=True)
def serve(host: str, port: int) -> None:
    """Serve on this machine, until Ctrl+C. README says how it is done in production."""
    Config.from_environment()  # a missing setting is told here, in one line, and not by each worker
    click.echo(f"Serving on http://{host}:{port} - stop with Ctrl+C")
    if sys.platform == "win32":
        server = ["waitress", f"--listen={host}:{port}", "--threads=8", "--call", "tracker.app:create_app"]
    else:
        server = ["gunicorn", f"--bind={host}:{port}", "--threads=8", "--no-control-socket"]
        server.append("tracker.app:create_app()")
    sys.exit(subprocess.call([sys.executable, "-m", *server]))  # noqa: S603 - our own words


@main.command("create-administrator")
@click.option("--name", prompt=True)
@click.option("--email", prompt=True)
@click.password_option()
def create_administrator(name: str, email: str, password: str) -> None:
    """Open the first account. The administrator opens the others on screen."""
    match passwords.fault_of(password, ("Øyehøyde", name, email)):
        case None:
            pass
        case passwords.PasswordFault.GUESSABLE:
            sys.exit("This password is among the first that are tried. Choose four words that do not belong together.")
        case _:
            least, most = passwords.PASSWORD_LEAST, passwords.PASSWORD_MOST
            sys.exit(f"The password must have at least {least} characters, and no more than {most}.")
    with create_app().app_context():
        try:
            new_account.create_user(
                name=name, email=email, password=password, by=None, now=datetime.now(UTC), is_administrator=True
            )
        except Refused:
            sys.exit(f"{email} has an account already.")
        db.session.commit()
        click.echo(f"{name} can sign in.")


@main.command("confirm-account")
@click.argument("email")
@click.option("--by", required=True, help="E-mail address of the person who has asked her, and stands for it.")
def confirm_account(email: str, by: str) -> None:
    """Open an account that a link of the office has closed, where no colleague and no second administrator can."""
    with create_app().app_context():
        user, stands = (_account(address) for address in (email, by))
        if user.id == stands.id:
            sys.exit("Nobody confirms herself.")
        if user.held_since is None:
            sys.exit(f"{email} is not closed.")
        held.confirm_from_outside(Actor(stands, datetime.now(UTC)), user)
        db.session.commit()
        click.echo(f"{user.name} has everything open again.")


def _account(address: str) -> User:
    """Return the open account of an address, or end with a sentence."""
    user = db.session.scalar(select(User).where(User.email == email_service.fold_email(address), User.is_active))
    if user is None:
        sys.exit(f"There is no account {address}.")
    return user


@main.group("import")
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
        user = _account(by)
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


@main.group()
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


@main.group()
def answers() -> None:
    """What patients and next of kin have answered."""


@answers.command("forget")
def forget_answers() -> None:
    """Remove the answers that were withdrawn and are here again, as after a backup was put back. Before it opens."""
    config = Config.from_environment()
    with create_app(config).app_context():
        click.echo(f"Forgotten: {_forget_withdrawn(config)}.")


def _forget_withdrawn(config: Config) -> int:
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
                deleted += _run_of_network(network_id, notifier, backup_days=config.backup_days, now=now)
            except Exception:  # noqa: BLE001 - whatever it was: it is kept as a failure, and the other networks go on
                db.session.rollback()
                note_failure(db.session.get_one(Network, network_id), now=now)
                failed += 1
            db.session.commit()
        _forget_withdrawn(config)
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
        click.echo("No mail is set up.")
        return
    notifier = StoppedNotifier(sender, stopped_writer(links_from(app, config.base_url)))
    now, told = datetime.now(UTC), 0
    with app.app_context():
        for team_id in teams_with_answers():
            told += tell_of_stopped(team_id, notifier, now=now)
            db.session.commit()
    click.echo(f"Mails: {told}.")


@main.command("forget-uploads")
def forget_uploads() -> None:
    """Delete files that somebody began to take in on screen, and left for a day. For a timer, once an hour."""
    with create_app().app_context():
        forgotten = upload_store.forget_old(datetime.now(UTC))
        db.session.commit()
        click.echo(f"Forgotten: {forgotten}.")


if __name__ == "__main__":
    main()
