"""Withdrawing an answer by its code. The code is in the body of a POST alone, so that no log and no history has it."""

from __future__ import annotations

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from tracker.services.answers.flood import count_miss
from tracker.services.answers.withdrawing import withdraw_by_code
from tracker.services.answers.words import withdrawable_answer
from tracker.text.answers.withdrawal_code import read_withdrawal_code
from tracker.web.answers.patient_page import show, texts
from tracker.web.answers.routes import routes
from tracker.web.components.page_language import page_language
from tracker.web.core import query
from tracker.web.core.guard import begin_writing, now
from tracker.web.core.routes import BY_OWN_CODE
from tracker.web.core.settings import settings
from tracker.web.core.transactions import keep_changes, refuse_changes

_MOST = 64


@routes.page("/angre", access=BY_OWN_CODE, methods=("GET", "POST"))
def withdraw() -> ResponseReturnValue:
    """Ask for the code; show the answer it belongs to; remove it when that is confirmed."""
    if request.method != "POST":
        return withdraw_page()
    typed = query.hidden("code")[:_MOST]
    code = read_withdrawal_code(typed)
    if code is None:
        refuse_changes()
        return withdraw_page(typed=typed, error=texts().w_slip if typed.strip() else texts().w_lead), 422
    if query.hidden("step") == "delete":
        begin_writing()
        if withdraw_by_code(code, keys=settings().answer_keys, withdrawn=settings().withdrawn, now=now()):
            return withdraw_page(step="done")
        return _missed(typed)
    found = withdrawable_answer(settings().answer_keys.hash_of(code))
    if found is None:
        return _missed(typed)
    refuse_changes()
    return withdraw_page(step="found", code=code, found=found)


def _missed(typed: str) -> ResponseReturnValue:
    """Say that no answer has this code; the miss is counted."""
    begin_writing()
    waits = count_miss(request.remote_addr or "", brake=settings().code_brake, now=now())
    keep_changes()
    if waits:
        return withdraw_page(typed=typed, error=texts().w_wait), 429
    return withdraw_page(typed=typed, error=texts().w_wrong), 422


def withdraw_page(step: str = "ask", **values: object) -> Response:
    """Write the page at one of its steps: the code is asked for, the answer is shown, it is gone."""
    language = page_language().value
    lang = language if query.words("lang") else None
    return show(
        "answers/withdraw.html",
        step=step,
        address=url_for("answers.withdraw", lang=lang),
        addresses={each: url_for("answers.withdraw", lang=each) for each in ("nb", "nn", "en", "da")},
        **({"typed": "", "error": "", "code": "", "found": None, "backup_days": settings().backup_days} | values),
    )
