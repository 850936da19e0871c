"""Under a chart of many teams together, on its own time axis: how many of them each point is made of."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from tracker.analysis import Reading
from tracker.charts.draw.canvas import Size, plain
from tracker.charts.draw.svg import laid
from tracker.charts.plot import Plot
from tracker.text.locale import Locale

_HEIGHT, _TOP, _BASE = 74, 12, 56
_PART = 0.62
"""How much of the room of a period its bar takes."""


def contributing(
    reading: Reading, plot: Plot, language: Locale, counts: Sequence[int], *, total: int, chart_id: str, size: Size
) -> Markup:
    """Draw one bar a period, from none of the teams to all of them; ``size`` is that of the chart above."""
    paper = laid(reading, plot, language, chart_id=chart_id, size=size)
    seen = list(counts[paper.first :])
    said = language.gettext(
        "Team som bidro til hvert punkt: fra %(least)s til %(most)s av %(total)s.",
        least=min(seen),
        most=max(seen),
        total=total,
    )
    left, right = paper.left, paper.right
    drawn = [
        f'<svg class="rc rc-teams" viewBox="0 0 {paper.size.width:g} {_HEIGHT}" role="img" aria-label="{plain(said)}">',
        f'<path class="rc-grid" d="M{left:.1f} {_TOP}H{right:.1f}"/>',
        f'<path class="rc-axis" d="M{left:.1f} {_BASE}H{right:.1f}"/>',
        f'<text x="{left - 8:.1f}" y="{_TOP + 4}" text-anchor="end">{total}</text>',
        f'<text x="{left - 8:.1f}" y="{_BASE + 4}" text-anchor="end">0</text>',
    ]
    width = (right - left) / len(paper.x) * _PART
    for count, x in zip(seen, paper.x, strict=True):
        tall = (_BASE - _TOP) * count / total
        drawn.append(
            f'<rect class="rc-team" x="{x - width / 2:.1f}" y="{_BASE - tall:.1f}" '
            f'width="{width:.1f}" height="{tall:.1f}" rx="1.5"/>'
        )
    last = language.gettext("%(count)s av %(total)s", count=seen[-1], total=total)
    word = language.gettext("team bidro")
    drawn.append(
        f'<text class="rc-label" x="{right + 8:.1f}" y="{_BASE - 18}">{plain(last)}</text>'
        f'<text x="{right + 8:.1f}" y="{_BASE - 2}">{plain(word)}</text></svg>'
    )
    return Markup("".join(drawn))  # noqa: S704 every text has been escaped above
