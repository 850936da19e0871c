"""Evaluating a gathering: five questions by a secret link, and the host's page with what the answers come to.

The page behind the link reads no cookie and sets none; the code in the address is all the authority there is.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import uuid4

from flask import Response, flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.access.team_code import show_code
from tracker.models.gatherings import SCALES
from tracker.services.gatherings import evaluation as evaluation_service
from tracker.services.gatherings.evaluation import EvaluationFault, Opened
from tracker.services.gatherings.gatherings import gathering as find_gathering
from tracker.services.refusal import Refused
from tracker.text.lines import one_break
from tracker.text.screening import Outcome, screen
from tracker.views.gatherings.evaluation import evaluation_page, questions
from tracker.web.components.qr import draw_qr
from tracker.web.core import query
from tracker.web.core.frame import by_name
from tracker.web.core.guard import network_access, now
from tracker.web.core.language import chosen_here, locale
from tracker.web.core.links import whole_address
from tracker.web.core.routes import BY_MAIL_TOKEN
from tracker.web.forms import messages
from tracker.web.gatherings.routes import routes

_ONE = "/networks/<network>/gatherings/<int:gathering_id>/evaluation"
_HIGHEST = 5
_MOST = 500


@routes.page("/evaluering/<token>", access=BY_MAIL_TOKEN)
def evaluate(token: str) -> ResponseReturnValue:
    """Ask the five questions; thank whoever has answered."""
    here = _opened(token)
    thanks = query.is_set("sent")
    return _form(here, token, scales={}, takeaway="", form_id=str(uuid4()), thanks=thanks)


@routes.page("/evaluering/<token>/answer", access=BY_MAIL_TOKEN, methods=("POST",))
def evaluation_answer(token: str) -> ResponseReturnValue:
    """Take an answer in, or show the form again with all that was written."""
    here = _opened(token)
    form_id = query.hidden_uuid("form")
    scales = {name: query.read_whole(query.hidden(name), most=_HIGHEST) for name in SCALES}
    takeaway = one_break(query.hidden("takeaway")).strip()
    error = _fault_of(takeaway)
    if not error and form_id is not None:
        try:
            evaluation_service.answer(here, form_id, scales, takeaway)
        except Refused as refused:
            error = _("Svar på minst ett spørsmål.") if refused.fault is EvaluationFault.EMPTY else ""
        else:
            return redirect(url_for("gatherings.evaluate", token=token, sent=1, lang=_asked()), 303)
    kept = str(form_id or uuid4())
    return _form(here, token, scales=scales, takeaway=takeaway, form_id=kept, error=error), 422


@routes.page(_ONE, access=Permission.MANAGE_NETWORK)
def evaluation(gathering_id: int) -> ResponseReturnValue:
    """Show the link with its code to scan, and what the answers come to."""
    access = network_access()
    page = evaluation_page(access, find_gathering(access, gathering_id), locale())
    address = whole_address("gatherings.evaluate", token=show_code(page.link.code)) if page.link else ""
    return render_template(
        "gatherings/evaluation.html",
        network=access.network,
        address=address,
        qr=draw_qr(address) if address else "",
        **by_name(page),
    )


@routes.page(f"{_ONE}/link", access=Permission.MANAGE_NETWORK, methods=("POST",))
def evaluation_link(gathering_id: int) -> ResponseReturnValue:
    """Make the secret link."""
    access = network_access()
    row = find_gathering(access, gathering_id)
    evaluation_service.make_link(access, row)
    flash(_("Lenken er klar. Den åpner den første dagen og er åpen i 14 dager etter den siste."), "done")
    return redirect(url_for("gatherings.evaluation", network=access.network.slug, gathering_id=row.id))


def _opened(token: str) -> Opened:
    return evaluation_service.opened(token, now=now())


def _asked() -> str | None:
    """Return the language that the address asks for: no cookie keeps it."""
    asked = chosen_here()
    return asked.value if asked else None


def _fault_of(takeaway: str) -> str:
    """Return what is wrong with the words; nobody can be asked to confirm, so a telephone number is refused as well."""
    if len(takeaway) > _MOST:
        return f"{messages.TOO_LONG}" % {"typed": len(takeaway), "room": _MOST}
    found = screen(takeaway)
    if found.outcome is Outcome.REFUSED:
        return str(messages.IDENTITY_NUMBER)
    if found.outcome is Outcome.FINE:
        return ""
    return str(_("Ta bort telefonnummer og e-postadresser. Ingen skal kunne kjennes igjen."))


def _form(
    here: Opened,
    token: str,
    *,
    scales: Mapping[str, int | None],
    takeaway: str,
    form_id: str,
    error: str = "",
    thanks: bool = False,
) -> Response:
    answer = make_response(
        render_template(
            "gatherings/evaluate.html",
            row=here.gathering,
            here=here,
            token=token,
            lang=_asked(),
            questions=questions(locale()),
            scales=scales,
            takeaway=takeaway,
            form_id=form_id,
            error=error,
            thanks=thanks,
        )
    )
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
