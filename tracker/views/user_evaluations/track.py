"""The nine stages of an evaluation in a row: what is done, what is now, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.models.user_evaluations import EvaluationStage, StageDates, UserEvaluation
from tracker.services.user_evaluations.evaluations import dates_of
from tracker.text.locale import Locale
from tracker.views.labels import label
from tracker.views.user_evaluations.words import stage_day


@dataclass(frozen=True, slots=True)
class TrackStep:
    """One stage: `state` is "done", "now" or "todo"."""

    number: int
    stage: EvaluationStage
    name: str
    state: str
    day: str


def stage_now(row: UserEvaluation) -> StageDates | None:
    """Return the first stage that is not done; None where all are."""
    return next((dates for dates in _in_order(row) if dates.done_on is None), None)


def track_of(row: UserEvaluation, today: date, locale: Locale) -> Sequence[TrackStep]:
    """Return all stages in their order."""
    now = stage_now(row)
    return [
        TrackStep(
            number,
            dates.stage,
            label(dates.stage, locale),
            "done" if dates.done_on is not None else "now" if dates is now else "todo",
            _day(dates, today, locale),
        )
        for number, dates in enumerate(_in_order(row), start=1)
    ]


def days_left(due: date, today: date, locale: Locale) -> str:
    """Return how long there is to a deadline, or how long ago it was."""
    days = (due - today).days
    if days > 0:
        return locale.ngettext("%(num)s dag igjen", "%(num)s dager igjen", days)
    if days == 0:
        return locale.gettext("frist i dag")
    return locale.ngettext("%(num)s dag over fristen", "%(num)s dager over fristen", -days)


def _in_order(row: UserEvaluation) -> Sequence[StageDates]:
    return [dates_of(row, stage) for stage in EvaluationStage]


def _day(dates: StageDates, today: date, locale: Locale) -> str:
    said = stage_day(dates, today, locale)
    if not said:
        return locale.gettext("ingen dato")
    if dates.done_on is None and dates.stage is not EvaluationStage.FOLLOW_UP:
        return locale.gettext("frist %(day)s", day=said)
    return said
