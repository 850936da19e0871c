"""Commands: migrate, serve, open the first account, load the demo, import a file, send mail, as the web would."""

from __future__ import annotations

import click

from tracker.cli import accounts, answers, campaigns, database, imports, mail, serving


@click.group()
def main() -> None:
    """Run Øyehøyde from the command line."""


for _command in (
    database.upgrade,
    database.demo,
    serving.serve,
    accounts.create_administrator,
    accounts.confirm_account,
    imports.import_,
    imports.forget_uploads,
    mail.mail,
    answers.answers,
    campaigns.campaigns,
):
    main.add_command(_command)
