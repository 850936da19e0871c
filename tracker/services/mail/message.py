"""A letter as the bytes that are sent: headers, text and HTML. Nothing that somebody typed can become a header."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from secrets import token_hex

from tracker.models.mail import MailKind
from tracker.services.mail.letter import Letter
from tracker.services.mail.rendering import as_html, as_text
from tracker.services.mail.sender import Sender
from tracker.text.email import in_a_header
from tracker.text.locale import Locale


def new_message_id(sender: Sender) -> str:
    """Return an id that no other mail has, without a word about this machine or the time."""
    return f"<{token_hex(16)}@{in_a_header(sender.address).rpartition('@')[2]}>"


def message_bytes(
    letter: Letter,
    *,
    kind: MailKind,
    to: tuple[str, str],
    message_id: str,
    sender: Sender,
    stop_address: str,
    via: tuple[str, str] | None,
    locale: Locale,
    now: datetime,
) -> bytes:
    """Return the mail as it is sent, lines ending as SMTP wants them.

    `to` and `via` are a name and an address. `via` is the person who writes through us: the mail comes from our own
    address with "Name via …", since one from hers would be taken for forged, and answers go to her.
    """
    message = EmailMessage(policy=SMTP)
    message["From"] = address_of(_name_of(sender, via, locale), sender.address)
    message["To"] = address_of(*to)
    if via is not None:
        message["Reply-To"] = address_of(*via)
    elif sender.reply_to:
        message["Reply-To"] = address_of("", sender.reply_to)
    message["Subject"] = _line(letter.subject)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = message_id
    if kind is not MailKind.PASSWORD:  # which a person asked for a moment ago, and waits for
        message["Auto-Submitted"] = "auto-generated"
        message["X-Auto-Response-Suppress"] = "All"
    if stop_address:
        message["List-Unsubscribe"] = f"<{stop_address}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(as_text(letter), cte="quoted-printable")
    html = as_html(letter, brand=sender.name, language=letter.language or locale.code)
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    return message.as_bytes()


def _name_of(sender: Sender, via: tuple[str, str] | None, locale: Locale) -> str:
    if via is None:
        return sender.name
    return locale.gettext("%(person)s via %(brand)s", person=via[0], brand=sender.name)


def address_of(name: str, address: str) -> Address:
    """Return a name and an address as a header has them.

    Raises:
        ValueError: the address cannot stand in one.
    """
    return Address(_line(name), addr_spec=in_a_header(address))


def _line(text: str) -> str:
    """Return a text as one line: what would begin a new header becomes a blank, and `=?` no longer begins a code."""
    seen = "".join(" " if unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} else sign for sign in text)
    return " ".join(seen.split()).replace("=?", "= ?")
