"""Which kinds of mail a person wants, and the address that stops one kind without signing in."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from tracker.models.accounts import User
from tracker.models.base import db
from tracker.models.mail import CHOSEN_KINDS, Mail, MailChoice, MailKind, MailState
from tracker.services.mail.sender import Sender

STOP_PATH = "/u/"
"""Where the pages stand that stop mail: short, since the header that names them must fit on one line of 78."""
TOKEN_LETTERS = 22
_ID_BYTES = 4
_SEAL_BYTES = 11


class UnknownTokenError(LookupError):
    """No such token was made here."""


@dataclass(frozen=True, slots=True)
class StopToken:
    """Whom a token stands for, and which kind of mail."""

    user: User
    kind: MailKind


def wants(user_id: int, kind: MailKind) -> bool:
    """Return whether a person wants this kind of mail: yes, until she says no."""
    said = select(MailChoice.wants).where(MailChoice.user_id == user_id, MailChoice.kind == kind)
    return kind not in CHOSEN_KINDS or db.session.scalar(said) is not False


def turned_off_by(kind: MailKind) -> frozenset[int]:
    """Return by id who has turned this kind of mail off, in one query."""
    if kind not in CHOSEN_KINDS:
        return frozenset()
    said_no = select(MailChoice.user_id).where(MailChoice.kind == kind, MailChoice.wants.is_(False))
    return frozenset(db.session.scalars(said_no))


def wanted_mail(user_id: int) -> frozenset[MailKind]:
    """Return which of the kinds that can be turned off a person wants, in one query."""
    said_no = select(MailChoice.kind).where(MailChoice.user_id == user_id, MailChoice.wants.is_(False))
    return frozenset(CHOSEN_KINDS) - set(db.session.scalars(said_no))


def choose(user_id: int, kind: MailKind, *, wanted: bool, now: datetime) -> None:
    """Keep whether a person wants a kind of mail. Where she does not, none that waits is sent either.

    Raises:
        ValueError: this kind cannot be turned off.
    """
    if kind not in CHOSEN_KINDS:
        raise ValueError(kind)
    row = db.session.get(MailChoice, (user_id, kind))
    if row is None:
        try:
            with db.session.begin_nested():
                db.session.add(MailChoice(user_id=user_id, kind=kind, wants=wanted, chosen_at=now))
        except IntegrityError:  # the same was pressed twice at once
            row = db.session.get(MailChoice, (user_id, kind))
    if row is not None and row.wants != wanted:
        row.wants, row.chosen_at = wanted, now
    if not wanted:
        waiting = update(Mail).where(Mail.user_id == user_id, Mail.kind == kind, Mail.state == MailState.WAITING)
        db.session.execute(waiting.values(state=MailState.STOPPED, raw=None))


def stop_address(sender: Sender, user_id: int, kind: MailKind) -> str:
    """Return the address that stops a kind of mail to a person; nothing for a kind that is not chosen."""
    if kind not in CHOSEN_KINDS:
        return ""
    return f"{sender.site}{STOP_PATH}{_token(sender.secret, user_id, kind)}"


def read_token(token: str, *, secret: bytes) -> StopToken:
    """Return whom a token stands for, and which kind of mail.

    Raises:
        UnknownTokenError: it was not made here, or its person is gone.
    """
    try:
        body = urlsafe_b64decode(f"{token}==") if len(token) == TOKEN_LETTERS and token.isascii() else b""
    except ValueError:
        body = b""
    user_id, place = int.from_bytes(body[:_ID_BYTES]), body[_ID_BYTES] if len(body) > _ID_BYTES else len(CHOSEN_KINDS)
    if place >= len(CHOSEN_KINDS) or not hmac.compare_digest(_token(secret, user_id, CHOSEN_KINDS[place]), token):
        raise UnknownTokenError
    user = db.session.get(User, user_id)
    if user is None:
        raise UnknownTokenError
    return StopToken(user, CHOSEN_KINDS[place])


def _token(secret: bytes, user_id: int, kind: MailKind) -> str:
    """Return person and kind with a seal, in letters that an address may hold. Nothing needs to be stored."""
    said = user_id.to_bytes(_ID_BYTES) + CHOSEN_KINDS.index(kind).to_bytes(1)
    seal = hmac.new(secret, b"stop-mail:" + said, hashlib.sha256).digest()[:_SEAL_BYTES]
    return urlsafe_b64encode(said + seal).decode().rstrip("=")
