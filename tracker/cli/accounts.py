"""Accounts that nobody can open on screen: the first one, and one that is closed with nobody there to confirm it."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

import click
from sqlalchemy import select

from tracker.access.people import Actor
from tracker.app import create_app
from tracker.models.accounts import User
from tracker.models.base import db
from tracker.services.accounts import held, new_account, passwords
from tracker.services.refusal import Refused
from tracker.text import email as email_service


@click.command("create-administrator")
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


@click.command("confirm-account")
@click.argument("email")
@click.option("--by", required=True, help="E-mail address of the person who has asked her, and stands for it.")
def confirm_account(email: str, by: str) -> None:
    """Open an account that a link of the office has closed, where no colleague and no second administrator can."""
    with create_app().app_context():
        user, stands = (account_of(address) for address in (email, by))
        if user.id == stands.id:
            sys.exit("Nobody confirms herself.")
        if user.held_since is None:
            sys.exit(f"{email} is not closed.")
        held.confirm_from_outside(Actor(stands, datetime.now(UTC)), user)
        db.session.commit()
        click.echo(f"{user.name} has everything open again.")


def account_of(address: str) -> User:
    """Return the open account of an address, or end with a sentence."""
    user = db.session.scalar(select(User).where(User.email == email_service.fold_email(address), User.is_active))
    if user is None:
        sys.exit(f"There is no account {address}.")
    return user
