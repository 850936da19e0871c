"""The office's links to an account as lines: when, by whom, and what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tracker.models.accounts import AccountLink
from tracker.text.locale import Locale
from tracker.views.moments import whole_moment


@dataclass(frozen=True, slots=True)
class LinkLine:
    """One link."""

    when: str
    who: str
    state: str
    is_open: bool
    """True while it can still set the password."""


def link_lines(links: Sequence[AccountLink], locale: Locale, *, now: datetime) -> list[LinkLine]:
    """Return the links as they are shown."""
    lines = []
    for link in links:
        is_open = link.used_at is None and link.expires_at > now
        who = link.made_by.name if link.made_by else locale.gettext("Administrasjonen")
        lines.append(
            LinkLine(whole_moment(link.created_at, locale), who, _state(link, locale, is_open=is_open), is_open)
        )
    return lines


def _state(link: AccountLink, locale: Locale, *, is_open: bool) -> str:
    if is_open:
        return locale.gettext("Ikke brukt. Den virker ennå.")
    if link.used_at is None or link.used_at >= link.expires_at:
        return locale.gettext("Ikke brukt. Den virker ikke lenger.")
    return locale.gettext("Brukt %(when)s.", when=whole_moment(link.used_at, locale))
