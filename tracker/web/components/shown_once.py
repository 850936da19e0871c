"""A link that is shown on the next page and never again: only its hash is stored, so nobody can look it up later."""

from __future__ import annotations

from typing import TypedDict

from flask import request, session

_KEY = "once"


class Once(TypedDict):
    """A link for somebody, and the address of the one page that shows it."""

    page: str
    link: str
    who: str


def show_once(page: str, *, link: str, who: str) -> None:
    """Let the page at this address show a link the next time it is read."""
    session[_KEY] = Once(page=page, link=link, who=who)


def shown_once() -> Once | None:
    """Return the link this page was to show, and forget it. One meant for another page is forgotten too."""
    kept: Once | None = session.pop(_KEY, None)
    return kept if kept and kept["page"] == request.path else None
