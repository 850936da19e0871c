"""Telling back to the one who answered, from the page of her answer."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.services.answers.chain.reading import answers_in_chain
from tracker.services.answers.chain.telling import tell
from tracker.services.answers.conditions import is_answer
from tracker.services.answers.finding import answer_of
from tracker.web.answers.chain.forms import TellForm
from tracker.web.answers.chain.lists import answer_page
from tracker.web.answers.routes import routes
from tracker.web.core.guard import team_access


@routes.page("/teams/<team>/answers/<public_id>/tell", access=Permission.REVIEW, methods=("POST",))
def tell_answer(public_id: str) -> ResponseReturnValue:
    """Take in what was done; it covers all answers that hang on the same deed."""
    access = team_access()
    answer = answer_of(access, public_id)
    found = answers_in_chain(access, is_answer(answer.id))
    if not found:
        raise NotFoundError(public_id)
    form = TellForm()
    form.fit(found[0].standing.where)
    if form.accepted():
        with form.refusing():
            tell(
                access,
                found[0],
                kind=form.kind.data,
                text=form.text.data or "",
                submission=form.submission.data or "",
            )
            flash(_("Lagret. Det står under svaret på veggen."), "done")
            return redirect(url_for("answers.answer_chain", team=access.team.slug, public_id=public_id))
    return answer_page(access, public_id, form)
