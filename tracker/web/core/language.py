"""Which language a page is read in: asked for, chosen by the person, kept in a cookie, or the browser's own."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any, TypeVar

from babel.support import NullTranslations
from flask import Flask, Response, g, request
from flask_babel import Babel, Domain, lazy_gettext

from tracker.models.accounts import Language
from tracker.text.locale import Locale
from tracker.views import labels
from tracker.views.labels import LABELS
from tracker.web.core import query
from tracker.web.core.guard import person

Member = TypeVar("Member", bound=Enum)

COOKIE = "language"
OWN_NAMES = {Language.NB: "Norsk bokmål", Language.EN: "English"}
"""Each language in its own words: not translated."""
_NEIGHBOURS = ("no", "nn", "da", "sv")
"""Who reads these reads bokmål."""
_A_YEAR = 365 * 24 * 3600


def install(app: Flask) -> None:
    """Let Flask-Babel choose by our rule, and read from the texts of `Locale`; `?lang=` is remembered."""
    babel = Babel(
        app,
        default_locale=Language.NB.value,
        default_timezone="Europe/Oslo",
        locale_selector=lambda: language().value,
    )
    babel.domain_instance = _Texts()
    # Jinja's i18n extension, which Babel has just added, brings this method along.
    app.jinja_env.install_gettext_callables(_text, _texts, newstyle=True)  # type: ignore[attr-defined]
    app.after_request(_remember)


class _Texts(Domain):  # type: ignore[misc]  # Flask-Babel has no types
    """The texts of the request's `Locale`: what pages, forms and charts say is found in one catalogue."""

    def get_translations(self) -> NullTranslations:
        return locale().translations


def _text(text: str) -> str:
    return str(locale().translations.gettext(text))


def _texts(one: str, many: str, number: int) -> str:
    return str(locale().translations.ngettext(one, many, number))


def language() -> Language:
    """Return the language of this request."""
    if "language" not in g:
        g.language = _choose()
    found: Language = g.language
    return found


def speak(wanted: Language) -> None:
    """Say the rest of this request in a language, unless the address asks for another: for a page that is nobody's."""
    if chosen_here() is None:
        g.language = wanted
        g.pop("locale", None)


def locale() -> Locale:
    """Return the words of this request's language, and its ways with numbers and time."""
    if "locale" not in g:
        g.locale = Locale.of(language().value)
    found: Locale = g.locale
    return found


def _choose() -> Language:
    if asked := chosen_here():
        return asked
    if user := person():
        return user.language
    if kept := query.kept(Language, COOKIE):
        return kept
    best = request.accept_languages.best_match([*_NEIGHBOURS, *(each.value for each in Language)])
    return query.read_member(Language, best or "") or Language.NB


def chosen() -> Language | None:
    """Give the language this browser has asked for or was told to keep, whoever sits at it; None where it never was."""
    return chosen_here() or query.kept(Language, COOKIE)


def chosen_here() -> Language | None:
    """Return the language that this address asks for; None where it asks for none."""
    return query.member(Language, "lang")


def _remember(response: Response) -> Response:
    """Keep the choice in a cookie, but for pages behind a code, which set none: there the address keeps it."""
    asked = chosen_here()
    if asked and not g.get("cookieless", False):
        remember(response, asked)
    return response


def remember(response: Response, kept: Language) -> None:
    """Keep a choice of language in this browser."""
    response.set_cookie(COOKIE, kept.value, max_age=_A_YEAR, samesite="Lax", httponly=True, secure=request.is_secure)


def label(member: Enum) -> str:
    """Return the words for a member."""
    return labels.label(member, locale())


def choices(kind: type[Member]) -> Mapping[Member, Any]:
    """Return the words for all members of an enum, in their order on screen; each is found when a page is written."""
    return {member: lazy_gettext(text) for member, text in LABELS[kind].items()}
