"""The page that asks what matters: one question, own words, no account, no cookie, no script needed.

Nothing of a text that is refused is kept: it goes back in the answer to the POST, and nowhere else. The thank-you is
the answer to the POST too, so that no address leads to the code.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from tracker.access.team_code import CodeAccess, show_code
from tracker.models.answers import HIDDEN_WORD, LONGEST, AnsweredBy, AnswerWay
from tracker.services.accounts.throttling import TooManyAttemptsError
from tracker.services.answers.flood import count_send
from tracker.services.answers.form_token import FormToken, new_token, read_token
from tracker.services.answers.question import AskedQuestion, asked_by, last_told
from tracker.services.answers.taking_in import NewAnswer, TakenIn, take_in
from tracker.services.campaigns.counting import count_answer
from tracker.text.answers.withdrawal_code import show_withdrawal_code
from tracker.text.lines import one_break
from tracker.text.screening import Contact, Outcome, screen, without_contacts, without_identity_numbers
from tracker.text.visible import without_invisible
from tracker.web.answers.patient_page import show, texts
from tracker.web.answers.routes import routes
from tracker.web.answers.withdraw import withdraw_page
from tracker.web.components.page_language import page_language
from tracker.web.components.qr import draw_qr
from tracker.web.core import query
from tracker.web.core.guard import begin_writing, code_access
from tracker.web.core.links import whole_address
from tracker.web.core.routes import BY_ANSWER_CODE
from tracker.web.core.settings import settings
from tracker.web.core.transactions import refuse_changes

TABLET = "nettbrett"
"""What the address of the form on a stand says: `?form=nettbrett`."""
_NOT_TEXT = {ord(HIDDEN_WORD): None} | {code: None for code in range(32) if chr(code) not in "\n\t"}


class Problem(StrEnum):
    """Why an answer is not sent yet."""

    EMPTY = "empty"
    LONG = "long"
    IDENTITY_NUMBER = "id"
    MAYBE = "maybe"
    CONTACT = "phone"
    OLD = "old"
    MANY = "many"


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form."""

    text: str = ""
    who: AnsweredBy = AnsweredBy.UNKNOWN
    shared: bool = False


@routes.page("/viktig/<code>", access=BY_ANSWER_CODE, methods=("GET", "POST"))
def answer() -> ResponseReturnValue:
    """Ask; take an answer in and give its code."""
    access = code_access()
    asked = asked_by(access)
    if not asked.is_open:
        return show("answers/closed.html", **_frame(access, asked), typed=clean(query.hidden("answer")))
    if request.method == "POST":
        return _send(access, asked)
    if unquote(request.path) != unquote(url_for("answers.answer", code=show_code(access.code.code))):
        return redirect(_address(access))  # typed in capitals or without dashes
    return _form(access, asked, Typed())


def _send(access: CodeAccess, asked: AskedQuestion) -> ResponseReturnValue:
    typed = Typed(
        clean(query.hidden("answer")),
        query.read_member(AnsweredBy, query.hidden("who")) or AnsweredBy.UNKNOWN,
        query.hidden("share") == "yes",
    )
    token = read_token(query.hidden("token"), access.code.code, secret=settings().secret)
    typed, problem = _judged(typed, token, access)
    if problem is not None:
        return _again(access, asked, typed, problem)
    begin_writing()
    try:
        taken = _take_in(access, typed, token)
    except TooManyAttemptsError:
        return _again(access, asked, typed, Problem.MANY)
    if taken is None:
        return withdraw_page(step="done")
    return _thanks(
        access, asked, taken, shows_code=taken.is_new or (token is not None and token.shows_code(access.now))
    )


def clean(text: str) -> str:
    """Return the text as it is meant: one sign a line break, and without signs that are none."""
    return without_invisible(one_break(text).translate(_NOT_TEXT)).strip()


def _judged(typed: Typed, token: FormToken | None, access: CodeAccess) -> tuple[Typed, Problem | None]:
    """Return what is to be sent, and what is in the way of it."""
    if not typed.text:
        return typed, Problem.EMPTY
    if len(typed.text) > LONGEST:  # before it is screened: a text of a megabyte costs nothing but its way
        return typed, Problem.LONG
    how = query.hidden("how")
    if how == "without":
        dropped = texts().dropped
        cut = without_contacts(without_identity_numbers(typed.text, dropped), dropped)
        typed = Typed(cut, typed.who, typed.shared)
    problem = Problem.LONG if len(typed.text) > LONGEST else _found(typed.text, confirmed=how == "with")
    if problem is None and (token is None or not token.is_good(access.now)):
        problem = Problem.OLD
    return typed, problem


def _found(text: str, *, confirmed: bool) -> Problem | None:
    """Return what screening finds; what it only asks about may be confirmed."""
    found = screen(text)
    if found.outcome is Outcome.REFUSED:
        return Problem.IDENTITY_NUMBER
    if found.outcome is Outcome.FINE or confirmed:
        return None
    return Problem.MAYBE if Contact.MAYBE_IDENTITY_NUMBER in found.asked else Problem.CONTACT


def _take_in(access: CodeAccess, typed: Typed, token: FormToken | None) -> TakenIn | None:
    address = request.remote_addr or ""
    is_doubtful = count_send(access.team.id, address, brake=settings().code_brake, now=access.now)
    new = NewAnswer(
        text=typed.text,
        form_id=token.form_id if token else "",
        way=AnswerWay.TABLET if _is_tablet() else AnswerWay.QR,
        language=page_language(),
        who=typed.who,
        shared=typed.shared,
        is_doubtful=is_doubtful,
    )
    taken = take_in(access, new, keys=settings().answer_keys)
    if taken is not None and taken.is_new:
        # On «Hva er viktig for deg?»-dagen the number goes to the unit in the same transaction; nothing leads back.
        count_answer(access.team.id, now=access.now)
    return taken


def _again(access: CodeAccess, asked: AskedQuestion, typed: Typed, problem: Problem) -> ResponseReturnValue:
    """Show the form with all that was typed; nothing of it is kept."""
    refuse_changes()
    page = _form(access, asked, typed, problem)
    page.status_code = 429 if problem is Problem.MANY else 422
    return page


def _form(access: CodeAccess, asked: AskedQuestion, typed: Typed, problem: Problem | None = None) -> Response:
    says = texts()
    told = {
        Problem.EMPTY: says.e_empty,
        Problem.LONG: says.e_long.format(typed=len(typed.text), room=LONGEST),
        Problem.IDENTITY_NUMBER: says.e_id,
        Problem.MAYBE: says.e_maybe,
        Problem.CONTACT: says.e_phone,
        Problem.OLD: says.e_old,
        Problem.MANY: says.e_many,
    }
    return show(
        "answers/answer.html",
        typed=typed,
        problem=problem.value if problem else "",
        told=told[problem] if problem else "",
        token=new_token(access.code.code, secret=settings().secret, now=access.now),
        **_frame(access, asked),
    )


def _thanks(access: CodeAccess, asked: AskedQuestion, taken: TakenIn, *, shows_code: bool) -> Response:
    withdraw = whole_address("answers.withdraw")
    tablet = _is_tablet()
    return show(
        "answers/thanks.html",
        shown=show_withdrawal_code(taken.code) if shows_code else "",
        where=withdraw.split("://", 1)[-1],
        qr=draw_qr(f"{withdraw}#{taken.code}") if tablet and shows_code else "",
        day=access.today,
        last_told=last_told(access),
        told=url_for("answers.told", slug=access.team.slug, lang=query.words("lang") or None) if asked.is_told else "",
        **_frame(access, asked),
    )


def _frame(access: CodeAccess, asked: AskedQuestion) -> dict[str, object]:
    """Return what stands around every page behind the code."""
    says, own = texts(), asked.words(page_language())
    return {
        "ward": own.asker or access.team.name,
        "house": asked.house,
        "question": own.question or says.question,
        "help_line": own.help_line or says.help_default,
        "address": _address(access),
        "addresses": {each: _address(access, each) for each in ("nb", "nn", "en", "da")},
        "tablet": _is_tablet(),
    }


def _address(access: CodeAccess, lang: str = "") -> str:
    form = TABLET if _is_tablet() else None
    asked = lang or query.words("lang") or None
    return url_for("answers.answer", code=show_code(access.code.code), lang=asked, form=form)


def _is_tablet() -> bool:
    return query.words("form") == TABLET
