"""A new password for who has forgotten hers, by mail.

Whoever asks is told the same, in the same time, whether the address is known or not: the request only writes a row. Who
it is about is found by the sender of mail, which nobody waits for.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from tracker.access.people import OSLO, Actor
from tracker.models.accounts import AccountLink, SignInAttempt, User
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.mail import MailKind, PasswordRequest
from tracker.services.accounts.audit_words import USER
from tracker.services.accounts.throttling import Brake, hold_back
from tracker.services.accounts.tokens import hash_token
from tracker.services.audit.log import note
from tracker.services.mail import outbox
from tracker.services.mail.letter import Letter, LetterLink, LetterPart
from tracker.services.mail.sender import Sender
from tracker.text.email import fold_email
from tracker.text.locale import Locale

HOLDS = timedelta(hours=1)
"""How long a link holds from when it was asked for: long enough to read mail, too short to lie about."""
REQUESTS = 3
"""How often a new password may be asked for, for one address, in the brake's window."""


def ask_for_password(*, email: str, address: str, brake: Brake, per_address: int, now: datetime) -> None:
    """Remember that a new password was asked for. The brake is asked before anything is known of the address.

    Raises:
        TooManyAttemptsError: it was asked for too often, for this address or from this one of the network.
    """
    keys = (brake.key_of("forgotten", fold_email(email)), brake.key_of("forgotten from", address))
    hold_back(keys, brake=replace(brake, attempts=REQUESTS), per_address=per_address, now=now)
    db.session.execute(delete(SignInAttempt).where(SignInAttempt.at <= now - brake.window))
    db.session.add_all(SignInAttempt(key_hash=key, at=now) for key in keys)
    db.session.add(PasswordRequest(email=fold_email(email), asked_at=now))
    db.session.flush()


def answer_one(*, sender: Sender, address_of: Callable[[str], str], now: datetime) -> bool:
    """Answer the oldest request with a mail, where its address has an open account; return False where there is none.

    The request goes away in the transaction that puts the mail into the outbox. `address_of` makes the whole address
    of a link from its token.
    """
    oldest = select(PasswordRequest.id).order_by(PasswordRequest.id).limit(1).with_for_update(skip_locked=True)
    found = db.session.scalar(oldest)
    if found is None:
        return False
    gone = delete(PasswordRequest).where(PasswordRequest.id == found)
    request = db.session.execute(gone.returning(PasswordRequest.email, PasswordRequest.asked_at)).first()
    if request is not None and now < request.asked_at + HOLDS:
        query = select(User).where(User.email == request.email, User.is_active, User.persona.is_(None))
        user = db.session.scalar(query)
        if user is not None:
            _write(user, sender=sender, address_of=address_of, until=request.asked_at + HOLDS, now=now)
    return True


def _write(user: User, *, sender: Sender, address_of: Callable[[str], str], until: datetime, now: datetime) -> None:
    """Make a link beside those there are: whoever asks in another's name must not end a link that she was given."""
    token, locale = secrets.token_urlsafe(24), Locale.of(user.language.value)
    db.session.add(AccountLink(user=user, token_hash=hash_token(token), created_at=now, expires_at=until))
    letter = _letter(user, locale, brand=sender.name, href=address_of(token), until=until)
    outbox.put(letter, kind=MailKind.PASSWORD, to=user, sender=sender, locale=locale, now=now, give_up_at=until)
    note(Actor(user, now), Deed.CHANGED, USER, user.id, label=user.name, after={"password": "asked"})


def _letter(user: User, locale: Locale, *, brand: str, href: str, until: datetime) -> Letter:
    return Letter(
        subject=locale.gettext("Nytt passord til %(brand)s", brand=brand),
        heading=locale.gettext("Velg nytt passord"),
        about=user.email,
        parts=[
            LetterPart(
                text=[
                    locale.gettext("Noen har bedt om et nytt passord til kontoen din. Var det deg, velger du det her:")
                ],
                link=LetterLink(locale.gettext("Velg nytt passord"), href, is_button=True),
            ),
            LetterPart(
                text=[
                    locale.gettext(
                        "Lenken virker én gang, til kl. %(clock)s. Når du har valgt passord, logges du ut alle andre "
                        "steder.",
                        clock=locale.clock(until.astimezone(OSLO)),
                    ),
                    locale.gettext("Var det ikke deg, trenger du ikke gjøre noe. Passordet ditt er som før."),
                ]
            ),
        ],
    )
