"""The report of an evaluation as a file."""

from __future__ import annotations

import logging

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.documents.evaluation import evaluation_paper
from tracker.documents.typesetting import MIMETYPE, PaperError
from tracker.models.user_evaluations import UserEvaluation
from tracker.views.user_evaluations.page import evaluation_page
from tracker.views.user_evaluations.report import evaluation_report as gathered
from tracker.web.components.download import download
from tracker.web.core.guard import team_access
from tracker.web.core.language import locale
from tracker.web.core.links import links
from tracker.web.core.log import described
from tracker.web.core.settings import settings
from tracker.web.user_evaluations.routes import ONE, routes

_LOG = logging.getLogger(__name__)


@routes.page(f"{ONE}/report.pdf", access=Permission.READ_EVALUATIONS)
def evaluation_report(evaluation_id: int) -> ResponseReturnValue:
    """Give the report, preliminary until the dialogue meeting is held."""
    access = team_access()
    row = access.one(UserEvaluation, evaluation_id)
    page = evaluation_page(access, row, locale(), links())
    try:
        content = evaluation_paper(gathered(access, page, locale(), product=settings().brand, is_demo=settings().demo))
    except PaperError as error:
        _LOG.error("the report of evaluation %s could not be set: %s", row.id, described(error))
        flash(_("PDF-en lot seg ikke lage. Skriv ut denne siden i stedet."), "error")
        return redirect(links().user_evaluation(access.team.slug, row.id))
    return download(content, f"{access.team.slug}-bruker-spor-bruker-{row.year}.pdf", MIMETYPE)
