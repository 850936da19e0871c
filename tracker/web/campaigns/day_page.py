"""What the public pages of the day share: their language, their frame and their headers. No cookie is read or set."""

from __future__ import annotations

from urllib.parse import quote

from flask import Response, g, make_response, render_template, request, url_for

from tracker.models.answers import PAGE_LANGUAGES
from tracker.text.campaigns.frame_texts import FRAME_TEXTS, DayFrameTexts
from tracker.web.components.page_language import asked_language, page_language


def frame_texts() -> DayFrameTexts:
    """Return the words of the frame in this page's language."""
    return FRAME_TEXTS[page_language().value]


def write_page(template: str, **values: object) -> str:
    """Write a public page of the day: its languages are links to the same address.

    The template extends `campaigns/frame.html`; `problem` says that a form has errors.
    """
    language, here = page_language(), f"{request.script_root}{quote(request.path)}"
    languages = [
        (each.value, FRAME_TEXTS[each.value].name, f"{here}?lang={each.value}")
        for each in PAGE_LANGUAGES
        if each is not language
    ]
    shown = {
        "problem": "",
        "f": frame_texts(),
        "lang": language.value,
        "languages": languages,
        "day_address": day_address(),
    }
    return render_template(template, **{**shown, **values})


def day_address() -> str:
    """Return the address of the nearest day's page, in the language that this address asks for."""
    return url_for("campaigns.day", lang=asked_language())


def show(template: str, *, is_secret: bool = False, **values: object) -> Response:
    """Answer with a public page; one behind a code is kept by nobody and told to no other site."""
    g.cookieless = True  # a choice of language stays in the address
    answer = make_response(write_page(template, **values))
    answer.headers["Content-Language"] = page_language().value
    answer.vary.add("Accept-Language")
    answer.headers["Cache-Control"] = "no-store" if is_secret else "no-cache"
    if is_secret:
        answer.headers["Referrer-Policy"] = "no-referrer"
        answer.headers["X-Robots-Tag"] = "noindex"
    return answer
