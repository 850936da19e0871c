"""What an evaluation found, as its page, its report and its list of points show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.access.team import TeamAccess
from tracker.models.user_evaluations import (
    DialoguePoint,
    EvaluationStage,
    Finding,
    FindingState,
    PointVerdict,
    UserEvaluation,
)
from tracker.services.user_evaluations.evaluations import dates_of
from tracker.services.user_evaluations.points import is_waiting
from tracker.text.locale import Locale
from tracker.views.labels import label
from tracker.views.links import Links
from tracker.views.user_evaluations.words import Became, CountWords, became_of, theme_words


@dataclass(frozen=True, slots=True, kw_only=True)
class PointLine:
    """One point: what was agreed, who sees to it, what it became, and what was found when it was looked at."""

    row: DialoguePoint
    text: str
    is_new: bool
    who: str
    """Empty where nobody has been named."""
    became: Became | None
    follow: str
    """When it comes back."""
    verdict: str
    is_waiting: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingLine:
    """One finding with its points. `said_by` is withheld under the threshold, and empty where it is not known."""

    row: Finding
    theme: str
    said_by: str
    sentence: str
    is_preliminary: bool
    state: str
    points: Sequence[PointLine]


def finding_lines(
    access: TeamAccess, evaluation: UserEvaluation, rows: Sequence[Finding], counts: CountWords, links: Links
) -> Sequence[FindingLine]:
    """Return the findings with their points, from what is read already; `counts` says how many said each."""
    locale = counts.locale
    due = dates_of(evaluation, EvaluationStage.FOLLOW_UP).due
    return [
        FindingLine(
            row=row,
            theme=theme_words(row, locale),
            said_by=counts.said_by(row.persons),
            sentence=row.sentence,
            is_preliminary=row.state is FindingState.PRELIMINARY,
            state=label(row.state, locale),
            points=[_point_line(access, point, due, locale, links) for point in row.points],
        )
        for row in rows
    ]


def _point_line(access: TeamAccess, row: DialoguePoint, due: date | None, locale: Locale, links: Links) -> PointLine:
    follow = ""
    if due is not None and row.is_new:
        follow = locale.gettext("Følges opp %(day)s", day=locale.day_seen_from(due, access.today))
    return PointLine(
        row=row,
        text=row.text,
        is_new=row.is_new,
        who=row.responsible.user.name if row.responsible else "",
        became=became_of(access, row, locale, links),
        follow=follow,
        verdict=_verdict(row, access.today, locale),
        is_waiting=is_waiting(row, due, access.today),
    )


def _verdict(row: DialoguePoint, today: date, locale: Locale) -> str:
    """Return what was found when a point was last looked at, with the day and, where it is not done, why."""
    if row.verdict is None or row.verdict_on is None:
        return ""
    word, day = label(row.verdict, locale), locale.day_seen_from(row.verdict_on, today)
    if row.verdict is PointVerdict.NOT_DONE:
        return locale.gettext("%(verdict)s, sett på %(day)s. %(why)s", verdict=word, day=day, why=row.verdict_why)
    return locale.gettext("%(verdict)s, sett på %(day)s", verdict=word, day=day)
