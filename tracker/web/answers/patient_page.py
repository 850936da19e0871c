"""What the pages for patients share: their language, their frame, and the headers that keep them to who reads them."""

from __future__ import annotations

from flask import Response, make_response, render_template

from tracker.models.answers import PAGE_LANGUAGES
from tracker.models.tally import CodePurpose
from tracker.text.answers.languages import PATIENT_TEXTS
from tracker.text.answers.patient_texts import PatientTexts
from tracker.web.components.page_language import page_language
from tracker.web.core.guard import says_expired

_BARE = {"ward": "", "house": "", "help_line": "", "tablet": False, "addresses": {}, "problem": ""}
"""A frame without a team."""


def texts() -> PatientTexts:
    """Return the words of this page's language."""
    return PATIENT_TEXTS[page_language().value]


def write_page(template: str, **values: object) -> str:
    """Write a page for patients in their language and frame."""
    language = page_language()
    return render_template(
        template,
        t=texts(),
        lang=language.value,
        languages=[(each.value, PATIENT_TEXTS[each.value].name, each is language) for each in PAGE_LANGUAGES],
        **{**_BARE, **values},
    )


def show(template: str, **values: object) -> Response:
    """Answer with a page for patients: kept by nobody, told to no other site, found by no search."""
    language = page_language()
    answer = make_response(write_page(template, **values))
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.headers["Content-Language"] = language.value
    answer.vary.add("Accept-Language")
    return answer


says_expired(CodePurpose.ANSWER, lambda: write_page("answers/code_expired.html"))
