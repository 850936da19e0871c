"""The four languages of pages that anybody reads without an account: asked for in the address, else the browser's."""

from __future__ import annotations

from flask import g, request

from tracker.models.answers import PAGE_LANGUAGES, AnswerLanguage
from tracker.web.core import query

_NEIGHBOURS = {"no": AnswerLanguage.NB}


def page_language() -> AnswerLanguage:
    """Return the language that the address asks for, else the browser's own of the four, else bokmål."""
    if "page_language" not in g:
        asked = query.member(AnswerLanguage, "lang")
        g.page_language = asked if asked in PAGE_LANGUAGES else _browsers_own()
    found: AnswerLanguage = g.page_language
    return found


def asked_language() -> str | None:
    """Return the language that the address asks for, to ask for it again in the next; None where it asks for none."""
    return page_language().value if query.words("lang") else None


def _browsers_own() -> AnswerLanguage:
    """Return the first language of the browser's that is one of the four, whatever country it is of."""
    for tag in request.accept_languages.values():
        first = tag.split("-")[0].lower()
        found = _NEIGHBOURS.get(first) or query.read_member(AnswerLanguage, first)
        if found in PAGE_LANGUAGES:
            return found
    return AnswerLanguage.NB
