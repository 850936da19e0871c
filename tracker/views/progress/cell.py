"""A team's progress in the table of a network: two signs on a scale, and the numbers under it. Nothing sorts by it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from markupsafe import Markup

from tracker.access.network import NetworkAccess
from tracker.charts.draw.progress.scale import progress_scale
from tracker.models.progress import ProgressSide
from tracker.services.progress.latest import LatestScores, follows_progress, latest_scores
from tracker.services.progress.sides import month_of
from tracker.text.locale import Locale


@dataclass(frozen=True, slots=True)
class ProgressCell:
    """One cell: the drawing, the numbers as they are seen, and the same in words."""

    drawing: Markup
    text: str
    spoken: str


def progress_cells(access: NetworkAccess, team_ids: Collection[int], locale: Locale) -> dict[int, ProgressCell] | None:
    """Give the cells of these teams by id, in one query; None for who follows no team's progress."""
    if not follows_progress(access):
        return None
    this = month_of(access.today)
    found = latest_scores(access, team_ids)
    return {team_id: _cell(scores, locale, is_past=scores.month < this) for team_id, scores in found.items()}


def _cell(scores: LatestScores, locale: Locale, *, is_past: bool) -> ProgressCell:
    steps = {side: scores.steps[side].number if side in scores.steps else None for side in ProgressSide}
    team, host = (_said(steps[side], locale, is_hidden=side in scores.hidden) for side in ProgressSide)
    month = f" {locale.short_month(scores.month.month)}" if is_past else ""
    words = {"team": team or locale.gettext("ikke satt"), "host": host or locale.gettext("ikke satt")}
    spoken = locale.gettext("teamet %(team)s, vertskapet %(host)s", **words)
    return ProgressCell(
        progress_scale(steps[ProgressSide.TEAM], steps[ProgressSide.HOST]),
        f"{team or '–'} / {host or '–'}{month}",
        f"{locale.month(scores.month.month)}: {spoken}",
    )


def _said(step: float | None, locale: Locale, *, is_hidden: bool) -> str:
    if is_hidden:
        return locale.gettext("skjult")
    return "" if step is None else locale.number(step, 1)
