"""The list of a team's evaluations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.access.team import TeamAccess
from tracker.models.user_evaluations import EvaluationStage, UserEvaluation
from tracker.services.user_evaluations.evaluations import evaluations_of
from tracker.text.locale import Locale
from tracker.views.labels import label
from tracker.views.user_evaluations.track import days_left, stage_now


@dataclass(frozen=True, slots=True)
class ListedEvaluation:
    """One evaluation in the list: who leads it, and how far it has come."""

    row: UserEvaluation
    about: str
    now: str


def evaluation_list(access: TeamAccess, locale: Locale) -> Sequence[ListedEvaluation]:
    """Return the team's evaluations, the newest first, in two queries."""
    return [
        ListedEvaluation(
            row, locale.gettext("Evaluator: %(evaluator)s", evaluator=row.evaluator), _now(access, row, locale)
        )
        for row in evaluations_of(access)
    ]


def _now(access: TeamAccess, row: UserEvaluation, locale: Locale) -> str:
    now = stage_now(row)
    if now is None:
        return locale.gettext("Alle stegene er ferdige")
    number, number_of_stages = list(EvaluationStage).index(now.stage) + 1, len(EvaluationStage)
    said = locale.gettext(
        "%(stage)s, steg %(number)s av %(all)s", stage=label(now.stage, locale), number=number, all=number_of_stages
    )
    if now.due is None:
        return said
    return f"{said} · {days_left(now.due, access.today, locale)}"
