"""What users told users in all teams of a network: its page, and the same as a file."""

from __future__ import annotations

import logging

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.documents.network_evaluation import network_evaluation_paper
from tracker.documents.typesetting import MIMETYPE, PaperError
from tracker.views.user_evaluations.network_page import EvaluationNeed, EvaluationQuestion
from tracker.views.user_evaluations.network_page import network_evaluations as gathered
from tracker.views.user_evaluations.network_report import network_evaluation_report
from tracker.web.components.download import download
from tracker.web.core import query
from tracker.web.core.frame import by_name
from tracker.web.core.guard import network_access
from tracker.web.core.language import locale
from tracker.web.core.links import links
from tracker.web.core.log import described
from tracker.web.core.settings import settings
from tracker.web.user_evaluations.routes import routes

_LOG = logging.getLogger(__name__)
_LAST_YEAR = 9998
_HERE = "/networks/<network>/evaluations"


@routes.page(_HERE, access=Permission.READ_RECURRING)
def network_evaluations() -> ResponseReturnValue:
    """Show what users say again and again, and where each team the reader follows is."""
    access = network_access()
    asked = EvaluationQuestion(
        query.whole("year", most=_LAST_YEAR), query.member(EvaluationNeed, "need"), query.is_set("all")
    )
    page = gathered(access, asked, locale(), links())
    return render_template(
        "user_evaluations/network.html",
        network=access.network,
        access=access,
        hosts=access.may(Permission.MANAGE_NETWORK),
        follows=access.may(Permission.READ_NETWORK),
        **by_name(page),
    )


@routes.page(f"{_HERE}/report.pdf", access=Permission.READ_RECURRING)
def network_evaluations_report() -> ResponseReturnValue:
    """Give the same as a report that can be passed on: no team by name, and no small number."""
    access = network_access()
    asked = EvaluationQuestion(query.whole("year", most=_LAST_YEAR))
    page = gathered(access, asked, locale(), links(), to_pass_on=True)
    report = network_evaluation_report(access, page, locale(), product=settings().brand, is_demo=settings().demo)
    try:
        content = network_evaluation_paper(report)
    except PaperError as error:
        _LOG.error("the report of network %s could not be set: %s", access.network.id, described(error))
        flash(_("PDF-en lot seg ikke lage. Skriv ut denne siden i stedet."), "error")
        return redirect(links().network_evaluations(access.network.slug, year=asked.year))
    return download(content, f"{access.network.slug}-bruker-spor-bruker-{page.year}.pdf", MIMETYPE)
