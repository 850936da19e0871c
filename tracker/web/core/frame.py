"""What every page's frame shows: the brand, the person, the menu, the languages."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from flask import Flask, g, request, url_for
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf
from jinja2 import StrictUndefined

from tracker.access.network import NetworkAccess
from tracker.access.office import OfficeAccess
from tracker.access.people import local_day
from tracker.access.programme import ProgrammeAccess
from tracker.access.team import TeamAccess
from tracker.models.accounts import Theme
from tracker.services.teams import navigation
from tracker.text.period_address import period_query
from tracker.web.core.guard import now, person
from tracker.web.core.language import OWN_NAMES, label, language, locale
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
    app.context_processor(_frame)


def by_name(shown: DataclassInstance) -> dict[str, Any]:
    """Return the parts of what a view gives, by name, as a template takes them."""
    return {field.name: getattr(shown, field.name) for field in fields(shown)}


def _frame() -> dict[str, Any]:
    user = person()
    chosen = language()
    theme = user.theme if user else Theme.SYSTEM
    return {
        "brand": settings().brand,
        "demo": settings().demo,
        "person": user,
        "language": chosen.value,
        "languages": [(each.value, name, each is chosen) for each, name in OWN_NAMES.items()],
        "theme": None if theme is Theme.SYSTEM else theme.value,
        "menu": _menu(),
        "write": locale(),
        "now": now(),
    }


def _menu() -> list[MenuItem]:
    """Return what this person can open: one query, however much there is."""
    user = person()
    if user is None:
        return []
    places = navigation.navigation_of(user)
    g.places = places
    here = g.get("access")
    items = []
    if places.teams:
        items.append(MenuItem(_("Mitt team"), url_for("home.teams"), isinstance(here, TeamAccess)))
    if places.networks or places.shared or places.joined or places.programmes:
        is_here = isinstance(here, NetworkAccess | ProgrammeAccess)
        items.append(MenuItem(_("Nettverket"), url_for("home.networks"), is_here))
    if places.office:
        items.append(MenuItem(_("Administrasjon"), url_for("accounts.users"), isinstance(here, OfficeAccess)))
    help_page = "help.run_diagram"
    items.append(MenuItem(_("Slik leser du et run-diagram"), url_for(help_page), request.endpoint == help_page))
    return items
