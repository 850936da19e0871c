"""A team's report on paper: the report as the page shows it, its drawings dressed in their own colours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker.charts.draw.picture.ink import SVG, StyleRule, dressed, ink
from tracker.documents.paper import paper
from tracker.documents.report import ReportGoal, TeamReport
from tracker.text.fonts import FAMILY, writable


def report_paper(report: TeamReport, *, sheets: tuple[str, ...]) -> bytes:
    """Set a report as PDF; `sheets` are the style sheets that the page's charts wear, as texts.

    Raises:
        PaperError: it could not be set.
    """
    rules = ink(sheets)
    large = [
        replace(each, picture=_dressed(each.picture, rules), spark=_dressed(each.spark, rules))
        for each in report.measures
    ]
    return paper(replace(report, measures=large, goal=_goal(report.goal, rules)))


def _goal(goal: ReportGoal | None, rules: Sequence[StyleRule]) -> ReportGoal | None:
    return None if goal is None else replace(goal, spark=_dressed(goal.spark, rules))


def _dressed(drawing: str, rules: Sequence[StyleRule]) -> str:
    if not drawing:
        return ""
    named = str(drawing).replace("<svg ", f'<svg xmlns="{SVG}" font-family="{FAMILY}" ', 1)
    return dressed(writable(named), rules)
