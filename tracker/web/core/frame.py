"""What every page's frame shows: the brand, the person, the menu, the bell, the languages."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from flask import Flask, g, request, url_for
from flask_wtf.csrf import generate_csrf
from jinja2 import StrictUndefined

from tracker.access.people import local_day
from tracker.models.accounts import Theme
from tracker.services.teams.navigation import Navigation, navigation_of
from tracker.text.period_address import period_query
from tracker.views.notifications.inbox import Inbox
from tracker.views.notifications.inbox import inbox as read_inbox
from tracker.views.places import PLACES, stands_in
from tracker.views.voice_tabs import voice_tabs_of
from tracker.web.core import query
from tracker.web.core.guard import actor, now, person
from tracker.web.core.language import OWN_NAMES, label, language, locale
from tracker.web.core.links import links
from tracker.web.core.settings import settings

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One word of the main menu."""

    text: str
    href: str
    current: bool


def install(app: Flask) -> None:
    """Give templates their frame; an undefined name is an error."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(label=label, csrf_token=generate_csrf, period_query=period_query, local_day=local_day)
    app.jinja_env.globals.update(voice_tabs_of=voice_tabs_of)
    app.context_processor(_frame)


def by_name(shown: DataclassInstance) -> dict[str, Any]:
    """Return the parts of what a view gives, by name, as a template takes them."""
    return {field.name: getattr(shown, field.name) for field in fields(shown)}


def places() -> Navigation:
    """Return all that the signed-in person can open, for the menu and for pages that send her on; read once a request.

    Only for a person who is signed in.
    """
    if "places" not in g:
        g.places = navigation_of(actor().user)
    found: Navigation = g.places
    return found


def inbox() -> Inbox:
    """Return what the signed-in person is told of, for the bell and for the page of it; read once a request."""
    if "inbox" not in g:
        g.inbox = read_inbox(actor(), locale(), links())
    found: Inbox = g.inbox
    return found


def _frame() -> dict[str, Any]:
    user = person()
    chosen = language()
    theme = user.theme if user else Theme.SYSTEM
    return {
        "brand": settings().brand,
        "demo": settings().demo,
        "person": user,
        "language": chosen.value,
        "cookieless": g.get("cookieless", False),
        "address_in": query.address_in,
        "languages": [(each.value, name, each is chosen) for each, name in OWN_NAMES.items()],
        "theme": None if theme is Theme.SYSTEM else theme.value,
        "menu": _menu(),
        "bell": inbox,
        "write": locale(),
        "now": now(),
    }


def _menu() -> list[MenuItem]:
    """Return the places this person has something in: one query, however much there is."""
    if person() is None:
        return []
    found = places()
    shown = [place for place in PLACES if place.is_shown(found)]
    here = stands_in(shown, subject=request.blueprint or "", access=g.get("access"))
    return [MenuItem(locale().gettext(place.text), url_for(place.endpoint), place is here) for place in shown]
