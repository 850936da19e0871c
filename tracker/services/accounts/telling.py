"""Telling a person, and her teams, that the office has made a link to her account or that one was used.

All that tells of it is called from here: a notice on every page until she has read it, a line in the trail of the
office and of each of her teams, which their leaders read, and a letter to her own address where there is mail.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from tracker.access.people import OSLO, Actor
from tracker.models.accounts import AccountLink, User
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.mail import MailKind
from tracker.models.teams import Membership
from tracker.services.accounts.audit_words import ACCOUNT_LINK, USER
from tracker.services.audit.log import note
from tracker.services.mail import outbox
from tracker.services.mail.letter import Letter, LetterLink, LetterPart
from tracker.services.mail.sender import Sender
from tracker.text.locale import Locale


@dataclass(frozen=True, slots=True)
class AccountPost:
    """How a letter about an account leaves us: who it comes from, and where its holder sees the office's links."""

    sender: Sender
    links_address: str


def is_in_use(user: User) -> bool:
    """Return whether there is anything behind an account that a link of the office would hold."""
    return bool(user.password_hash or user.former_password_hash or user.held_since)


def tell_of_link(by: Actor, link: AccountLink, post: AccountPost | None = None) -> None:
    """Tell that the office has made a link: by letter too, where the account has had a password before."""
    link.user.office_link_at = by.now
    note(by, Deed.CHANGED, USER, link.user_id, label=link.user.name, after={"password": "link"})
    _tell_teams(by, Deed.CREATED, link)
    if post is not None and is_in_use(link.user):
        _write(link.user, _of_link(by, link, post, Locale.of(link.user.language.value)), post, now=by.now)


def tell_of_use(by: Actor, link: AccountLink, post: AccountPost | None = None) -> None:
    """Tell that a link has set the password: by letter too, where the account is held by it."""
    note(by, Deed.CHANGED, USER, link.user_id, label=link.user.name, after={"password": "changed"})
    if link.by_office:
        link.user.office_link_at = by.now
        _tell_teams(by, Deed.ACCEPTED, link)
        if post is not None and link.user.held_since is not None:
            _write(link.user, _of_use(link.user, Locale.of(link.user.language.value), now=by.now), post, now=by.now)


def teams_of(user: User) -> list[int]:
    """List the teams a person is in, by id."""
    query = select(Membership.team_id).where(Membership.user_id == user.id, Membership.left_on.is_(None))
    return list(db.session.scalars(query.order_by(Membership.team_id)))


def _tell_teams(by: Actor, deed: Deed, link: AccountLink) -> None:
    for team_id in teams_of(link.user):
        note(by, deed, ACCOUNT_LINK, link.id, team_id=team_id, label=link.user.name)


def _write(user: User, letter: Letter, post: AccountPost, *, now: datetime) -> None:
    locale = Locale.of(user.language.value)
    outbox.put(letter, kind=MailKind.ACCOUNT, to=user, sender=post.sender, locale=locale, now=now)


def _of_link(by: Actor, link: AccountLink, post: AccountPost, locale: Locale) -> Letter:
    """Tell of a link without the link: whoever reads the mail gets no more than she had."""
    said = locale.gettext("Administrasjonen har laget en lenke til kontoen din")
    return Letter(
        subject=said,
        heading=said,
        about=link.user.email,
        parts=[
            LetterPart(
                text=[
                    locale.gettext(
                        "%(name)s laget %(when)s en lenke som setter nytt passord på kontoen din. Den virker til "
                        "%(until)s.",
                        name=by.user.name,
                        when=_when(by.now, locale),
                        until=_when(link.expires_at, locale),
                    ),
                    locale.gettext(
                        "Har du bedt om den, trenger du ikke gjøre noe nå. Når den er brukt, viser du at det er deg, "
                        "og teamene dine åpnes igjen."
                    ),
                    locale.gettext(
                        "Har du ikke bedt om den, så si fra til teamlederen din, eller til en annen i administrasjonen "
                        "enn den som laget den. Kan du logge inn, stopper du den selv."
                    ),
                ],
                link=LetterLink(locale.gettext("Se lenkene til kontoen"), post.links_address, is_button=True),
            )
        ],
        why=[_always(locale)],
    )


def _of_use(user: User, locale: Locale, *, now: datetime) -> Letter:
    said = locale.gettext("Passordet ditt er byttet med en lenke fra administrasjonen")
    return Letter(
        subject=said,
        heading=said,
        about=user.email,
        parts=[
            LetterPart(
                text=[
                    locale.gettext(
                        "Det skjedde %(when)s. Teamene dine er lukket for kontoen til en kollega har sagt at det er "
                        "deg.",
                        when=_when(now, locale),
                    ),
                    locale.gettext(
                        "Var det ikke deg, så si det til teamlederen din med en gang. Kollegene dine kan svare nei, "
                        "og da er den andre ute."
                    ),
                ]
            )
        ],
        why=[_always(locale)],
    )


def _always(locale: Locale) -> str:
    return locale.gettext("Du får alltid denne når andre kan sette passordet ditt. Den kan ikke slås av.")


def _when(at: datetime, locale: Locale) -> str:
    local = at.astimezone(OSLO)
    clock = locale.gettext("kl. %(time)s", time=locale.clock(local))
    return f"{locale.day(local.date(), year=False)} {clock}"
