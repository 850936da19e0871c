"""Labels at the right end of a drawing: centre line, goal and last value, pushed apart so that each can be read."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.charts.draw.canvas import Canvas, plain

LABEL_STEP = 16.0
"""The least distance between two labels at the right end, px."""


@dataclass(slots=True)
class Label:
    """A label at the right end: where it wants to stand (px), what it says and its class."""

    y: float
    text: str
    kind: str


def end_labels(paper: Canvas, labels: list[Label]) -> str:
    """Labels at the right end, pushed apart."""
    return "".join(
        f'<text class="{label.kind}" x="{paper.right + 10:.1f}" y="{label.y + 4.5:.1f}">{plain(label.text)}</text>'
        for label in spread(labels, paper.top, paper.base)
    )


def spread(labels: list[Label], top: float, bottom: float, step: float = LABEL_STEP) -> list[Label]:
    """Labels in order of height, ``step`` px apart at least; never below ``bottom``, below ``top`` if there is room."""
    ordered = sorted(labels, key=lambda label: label.y)
    limit = top
    for label in ordered:
        label.y = max(label.y, limit)
        limit = label.y + step
    limit = bottom
    for label in reversed(ordered):
        label.y = min(label.y, limit)
        limit = label.y - step
    return ordered
