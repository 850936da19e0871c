"""E-mail addresses, as they are stored, compared and written in a mail."""

from __future__ import annotations

from tracker.text.visible import plain_address


def fold_email(email: str) -> str:
    """Return an address as it is stored and compared."""
    return plain_address(email).casefold()


def has_plain_name(email: str) -> bool:
    """Return whether what stands before the @ is written in plain letters: mail servers refuse `øyvind@…`."""
    return email.rpartition("@")[0].isascii()


def in_a_header(email: str) -> str:
    """Return an address as a mail names it: a domain with other letters in the form that name servers know.

    Raises:
        ValueError: it cannot be written in a mail.
    """
    name, sign, domain = email.rpartition("@")
    if not (name and sign and name.isascii() and name.isprintable() and " " not in name):
        raise ValueError("not an address that a mail can name")
    return f"{name}@{domain.encode('idna').decode('ascii')}"
