"""What a team tells everybody back: the page, and the same as a poster. Nobody signs in, nothing is kept on the way.

The page is asked for anew each time (`no-cache`), so what is withdrawn or taken down is gone at once; and no search
engine may keep it, since we could not reach its copy.
"""

from __future__ import annotations

from flask import Response, g, url_for
from flask.typing import ResponseReturnValue

from tracker.access.people import local_day
from tracker.access.team_code import show_code
from tracker.models.answers import AnswerLanguage
from tracker.services.answers.question import asked_by_team
from tracker.services.answers.told.told_back import ToldTeam, told_by
from tracker.text.answers.told_texts import TOLD_TEXTS, ToldTexts
from tracker.text.locale import Locale
from tracker.views.told_back import told_page
from tracker.web.answers.patient_page import show, texts
from tracker.web.answers.routes import routes
from tracker.web.components.page_language import asked_language, page_language
from tracker.web.components.qr import draw_qr
from tracker.web.core.guard import now
from tracker.web.core.links import whole_address
from tracker.web.core.routes import ANYONE

ON_A_POSTER = 3


@routes.page("/fortalt/<slug>", access=ANYONE)
def told(slug: str) -> ResponseReturnValue:
    """Show what people answered, what the team did, and how it goes."""
    return _told_page(slug, "answers/told.html")


@routes.page("/fortalt/<slug>/plakat", access=ANYONE)
def told_poster(slug: str) -> ResponseReturnValue:
    """Show the newest of it as one A4 to print."""
    return _told_page(slug, "answers/told_poster.html")


def _told_page(slug: str, template: str) -> Response:
    g.cookieless = True  # a choice of language stays in the address
    shown = told_by(slug, now=now())
    language = page_language()
    says, patient = TOLD_TEXTS[language.value], texts()
    asked = asked_by_team(shown.team)
    own = asked.words(language)
    question = own.question or patient.question
    home = whole_address("answers.told", slug=slug)
    page = told_page(
        shown,
        question=question,
        says=says,
        patient=patient,
        locale=Locale.of("en" if language is AnswerLanguage.EN else "nb"),
        now=now(),
    )
    answer = show(
        template,
        says=says,
        page=page,
        question=question,
        ward=own.asker or shown.team.name,
        house=asked.house,
        qr=draw_qr(home),
        home=home.split("://", 1)[-1],
        own_answer=_own_answer(shown) if asked.is_open else "",
        withdraw=whole_address("answers.withdraw").split("://", 1)[-1],
        poster=url_for("answers.told_poster", slug=slug, lang=asked_language()),
        back=url_for("answers.told", slug=slug, lang=asked_language()),
        printed=_printed(says),
        newest=page.did[:ON_A_POSTER],
        addresses={each: url_for("answers.told", slug=slug, lang=each) for each in TOLD_TEXTS},
        team_language="en" if language is AnswerLanguage.EN else "nb",
    )
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _own_answer(shown: ToldTeam) -> str:
    return url_for("answers.answer", code=show_code(shown.code), lang=asked_language()) if shown.code else ""


def _printed(says: ToldTexts) -> str:
    return says.printed.format(day=says.day(local_day(now())))
