"""One letter to many people: made into bytes once, and filled in for each with no more than what is hers.

To make a mail costs ten milliseconds, which hundreds of them in one deed make seconds. What differs
from one person to the next is whom it is to, its id, and the token of the link that stops it: tokens are all as long,
of letters that stand for themselves in a mail, so that everything round them stays where it was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from email.policy import SMTP
from secrets import token_hex

from tracker.models.mail import MailKind
from tracker.services.mail.choices import TOKEN_LETTERS, stop_address
from tracker.services.mail.letter import Letter, LetterLink
from tracker.services.mail.message import address_of, message_bytes, new_message_id
from tracker.services.mail.sender import Sender
from tracker.text.locale import Locale

_NOBODY = "nobody@to.invalid"
_SOFT_BREAK = b"=\r\n"
_IN_HEAD, _IN_BODY = 1, 2
"""How often the token stands in the headers, and in text and HTML."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """What all mails of one deed have in common; `via` is the name and address of who writes through us."""

    kind: MailKind
    sender: Sender
    via: tuple[str, str] | None
    locale: Locale
    now: datetime


def written(letter: Letter, posting: Posting, *, to: tuple[str, str], message_id: str, stopping: str) -> bytes:
    """Return the mail to a person; the link that stops its kind is its last word, where the kind can be stopped."""
    if stopping:
        way_out = LetterLink(posting.locale.gettext("Stopp e-post av denne typen"), stopping)
        letter = replace(letter, foot=[*letter.foot, way_out])
    return message_bytes(
        letter,
        kind=posting.kind,
        to=to,
        message_id=message_id,
        sender=posting.sender,
        stop_address=stopping,
        via=posting.via,
        locale=posting.locale,
        now=posting.now,
    )


class Pattern:
    """A letter that is ready but for whom it is to."""

    def __init__(self, letter: Letter, posting: Posting) -> None:
        """Make the mail once, to nobody."""
        self.letter, self.posting = letter, posting
        self._token, self._id = token_hex(TOKEN_LETTERS // 2), new_message_id(posting.sender)
        stopping = stop_address(posting.sender, 0, posting.kind)
        if stopping:
            stopping = stopping[:-TOKEN_LETTERS] + self._token
        whole = written(letter, posting, to=("", _NOBODY), message_id=self._id, stopping=stopping)
        self._head, _between, body = whole.partition(b"\r\n\r\n")
        spread = re.compile(b"(?:=\r\n)?".join(re.escape(bytes([sign])) for sign in self._token.encode()))
        self._body = spread.split(body)
        self._breaks = [_broken_at(found) for found in spread.findall(body)]
        expected = (_IN_HEAD, _IN_BODY) if stopping else (0, 0)
        self._fits = (self._head.count(self._token.encode()), len(self._breaks)) == expected

    def filled(self, to: tuple[str, str], message_id: str, stopping: str) -> bytes:
        """Return the same mail, filled in; made from its beginning where a header had no room for the token."""
        if not self._fits:
            return written(self.letter, self.posting, to=to, message_id=message_id, stopping=stopping)
        token = stopping[-TOKEN_LETTERS:].encode()
        head = self._head.replace(self._id.encode(), message_id.encode()).replace(self._token.encode(), token)
        head = head.replace(f"\r\nTo: {_NOBODY}".encode(), b"\r\n" + _to_line(to), 1)
        parts = [self._body[0]]
        for breaks, rest in zip(self._breaks, self._body[1:], strict=True):
            parts += (_broken(token, breaks), rest)
        return head + b"\r\n\r\n" + b"".join(parts)


def _to_line(to: tuple[str, str]) -> bytes:
    name, value = SMTP.header_store_parse("To", address_of(*to))
    return SMTP.fold_binary(name, value).removesuffix(b"\r\n")


def _broken_at(found: bytes) -> list[int]:
    """Return before which letters of the token a line ends."""
    ends, seen = [], 0
    for part in found.split(_SOFT_BREAK)[:-1]:
        seen += len(part)
        ends.append(seen)
    return ends


def _broken(token: bytes, ends: list[int]) -> bytes:
    starts = [0, *ends]
    return _SOFT_BREAK.join(token[start:stop] for start, stop in zip(starts, [*ends, len(token)], strict=True))
