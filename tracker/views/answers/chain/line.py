"""A theme's answers, interventions and measures on one time axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from tracker.access.team import TeamAccess
from tracker.charts.draw.lane import NARROW, WIDE, TimeSpan, says
from tracker.charts.draw.margins import fitted
from tracker.charts.shown import shown
from tracker.charts.words import summary
from tracker.services.answers.chain.reading import AnswerInChain
from tracker.services.measurements.flags import FlagSubject, TeamFlag, team_flags
from tracker.services.measurements.history import histories
from tracker.services.networks.standards import standards_of
from tracker.text.locale import Locale
from tracker.views.answers.chain.words import answers_said
from tracker.views.improvement.goal_figure import Lane, lanes_of
from tracker.views.links import Links
from tracker.views.measures.reading import draw, flags_on_charts

MOST_MEASURES = 4


@dataclass(frozen=True, slots=True)
class ThemeLanes:
    """The lanes: the answers on top, then the measures that what was done touches."""

    says: Markup
    says_slim: Markup
    count: str
    lanes: tuple[Lane, ...]
    caution: str


def theme_lanes(
    access: TeamAccess, answers: Sequence[AnswerInChain], locale: Locale, links: Links
) -> ThemeLanes | None:
    """Return the lanes; None where nothing was done that touches a measure with numbers."""
    tied = {(deed.id, deed.state is None) for each in answers for deed in each.standing.deeds}
    flags = [flag for flag in team_flags(access) if _is_tied(flag, tied)]
    touched = {measure_id for flag in flags for measure_id in flag.measures or ()}
    measures = [measure for measure in access.measures() if measure.id in touched][:MOST_MEASURES]
    read = draw(
        histories(measures, today=access.today),
        locale,
        standards=standards_of(access),
    )
    on_charts = flags_on_charts(flags, links, access.team.slug)
    drawn = [replace(each, plot=replace(each.plot, flags=on_charts)) for each in read if each.last is not None]
    span = TimeSpan.around(each.plot for each in drawn)
    if span is None:
        return None
    days = [each.sent_on for each in answers]
    span = TimeSpan(min(span.start, min(days).replace(day=1)), max([span.stop, *days]))
    size = fitted([shown(each.reading, each.plot) for each in drawn], locale, WIDE)
    count = answers_said(len(answers), locale)
    said = locale.gettext(
        "%(count)s, fra %(first)s til %(last)s",
        count=count,
        first=locale.day(min(days)),
        last=locale.day(max(days)),
    )
    return ThemeLanes(
        says=says(days, said, span, size=size),
        says_slim=says(days, said, span.latest(), size=NARROW),
        count=locale.gettext("%(count)s, ett merke hver", count=count),
        lanes=lanes_of(access, drawn, [None] * len(drawn), span, size, links),
        caution=summary.caution(locale),
    )


def _is_tied(flag: TeamFlag, tied: set[tuple[int, bool]]) -> bool:
    if flag.subject is FlagSubject.ANNOTATION:
        return False
    return (flag.row_id, flag.subject is FlagSubject.TEST) in tied
