"""One measure as a report shows it: the same reading, sentences and numbers as its own page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker.access.team import TeamAccess
from tracker.charts import table
from tracker.charts.draw import svg
from tracker.charts.draw.canvas import Size
from tracker.charts.draw.sparkline import ROW, sparkline
from tracker.charts.shown import shown
from tracker.charts.words.explain import rule_set_name
from tracker.charts.words.summary import description
from tracker.documents.report import ReportGoal, ReportMeasure, ReportNumber, ReportRow
from tracker.models.improvement import Goal
from tracker.text.locale import Locale, small
from tracker.views.improvement.goal import aim_sentence
from tracker.views.labels import label
from tracker.views.links import Links
from tracker.views.measures.chart_card import number_tiles
from tracker.views.measures.reading import Drawn
from tracker.views.reports.figures import chart_data, sized


def report_measure(access: TeamAccess, drawn: Drawn, links: Links, *, is_large: bool = False) -> ReportMeasure:
    """Say what a report shows of a team's measure; the large chart is drawn where it is shown."""
    numbers = [ReportNumber(tile.key, tile.value, tile.note) for tile in number_tiles(access, drawn, links)]
    return told_measure(drawn, key=drawn.measure.id, numbers=numbers, is_large=is_large)


def told_measure(
    drawn: Drawn, *, key: int, numbers: Sequence[ReportNumber] = (), is_large: bool = False
) -> ReportMeasure:
    """Say what a report shows of a measure, whoever counted it; `key` tells its drawings from others on a page."""
    measure, locale, plot = drawn.measure, drawn.locale, drawn.plot
    large, slim = (_drawing(drawn, key, size) if is_large else "" for size in (svg.WIDE, svg.NARROW))
    return ReportMeasure(
        measure_id=key,
        name=measure.name,
        kind=label(measure.kind, locale),
        verdict=drawn.verdict.value,
        verdict_label=drawn.verdict_label,
        sentences=drawn.sentences,
        told=description(drawn.reading, plot, locale),
        numbers=numbers,
        last=drawn.brief(drawn.last),
        facts=drawn.facts,
        rules=rules_line(drawn),
        unit="" if plot.is_share else plot.unit,
        heads=_heads(drawn),
        rows=_rows(drawn),
        chart=chart_data(drawn),
        picture=large,
        slim=slim,
        spark=drawn.spark,
    )


def _drawing(drawn: Drawn, key: int, size: Size) -> str:
    """Draw a chart that leaves the page: nothing in it says who recorded what."""
    name = f"report-{key}{'-slim' if size.narrow else ''}"
    return svg.run_chart(drawn.reading, drawn.plot, drawn.locale, chart_id=name, size=replace(size, still=True))


def rules_line(drawn: Drawn) -> str:
    """Name the rules a chart is read by, with their version."""
    rules = drawn.reading.rules
    name = rule_set_name(rules, drawn.locale)
    return drawn.locale.gettext("%(name)s, versjon %(version)s", name=name, version=rules.version)


def report_goal(goal: Goal, drawn: Drawn | None, locale: Locale) -> ReportGoal:
    """Say what a goal is and where it stands; of a measure that is put away there is no more to say."""
    aim = aim_sentence(goal, locale)
    text = f"{goal.title}: {small(aim)}"
    if drawn is None or drawn.last is None:
        return ReportGoal(text, "", drawn.sentences[0] if drawn else locale.gettext("Ingen målinger ennå"), "", "")
    view = shown(drawn.reading, drawn.plot)
    assert view.latest is not None
    now = locale.gettext(
        "%(value)s %(when)s.",
        value=locale.figure(view.values[view.latest], drawn.plot),
        when=locale.when(drawn.plot.periods[view.latest], year=drawn.plot.tells_year(drawn.plot.periods[view.latest])),
    )
    spark = sparkline(drawn.reading, drawn.plot, locale, size=ROW)
    return ReportGoal(text, now, drawn.sentences[0], spark, description(drawn.reading, drawn.plot, locale))


def _heads(drawn: Drawn) -> Sequence[str]:
    heads = table.heads(drawn.plot, drawn.locale, drawn.reading)
    return heads if drawn.plot.denominators else (heads[0], *heads[3:])


def _rows(drawn: Drawn) -> list[ReportRow]:
    view = shown(drawn.reading, drawn.plot)
    plot = view.plot
    known = [view.known[at] for at, phase in enumerate(drawn.reading.phases) for _ in range(phase.start, phase.stop)]
    measured = set(drawn.measured)
    found = []
    for row in table.rows(drawn.reading, plot, drawn.locale):
        at = row.position
        parts = (row.numerator, row.denominator) if plot.denominators else ()
        found.append(
            ReportRow(
                (row.name, *parts, row.value, row.side, row.note),
                row.period.start,
                row.period.stop,
                plot.numerators[at] if plot.numerators else None,
                plot.denominators[at] if plot.denominators else None,
                sized(drawn, view.values[at]) if at in measured else None,
                sized(drawn, view.centre[at]) if known[at] else None,
            )
        )
    return found
