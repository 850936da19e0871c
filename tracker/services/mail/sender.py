"""Who our mail comes from, and the server that takes it: what the installation says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class Tls(StrEnum):
    """How the way to the mail server is hidden from others. NONE is for a server on this machine."""

    STARTTLS = "starttls"
    IMPLICIT = "implicit"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who our mail comes from, and where its links begin."""

    name: str
    """What the product is called in a mail."""
    address: str
    site: str
    """The site's own address, with no slash at its end."""
    secret: bytes = field(repr=False)
    """The installation's own: what the addresses to stop mail with are signed with."""
    reply_to: str = ""
    """Where answers go that are for nobody in particular; without it, to the sender's address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """The server that takes our mail, and how we speak to it."""

    host: str
    port: int
    tls: Tls
    user: str = ""
    password: str = field(default="", repr=False)
    ca_file: Path | None = None
    """Whom to trust besides the system's own list: a hospital's server may be signed by the hospital."""
    timeout: float = 20
    """Seconds that one word of the server may take."""
