"""A measure's numbers as a file that a Norwegian spreadsheet opens: semicolons, a byte order mark, commas in bokmål."""

from __future__ import annotations

from tracker.analysis import Mark, Period
from tracker.charts import table
from tracker.charts.shown import Shown, shown
from tracker.charts.words.axis import axis_is_cut, axis_text
from tracker.charts.words.edge import why_sides
from tracker.charts.words.explain import rule_set_name
from tracker.models.measurements import MissingReason
from tracker.services.measurements.flags import TeamFlag
from tracker.text.csv import csv_text
from tracker.text.locale import Locale
from tracker.views.labels import label
from tracker.views.measures.measure import MeasureView
from tracker.views.measures.thread_places import span_name, told_in


def csv_of(sight: MeasureView) -> str:
    """Write one row a period, newest first, from the same reading as the page; the first row has the verdict."""
    drawn = sight.drawn
    view = shown(drawn.reading, drawn.plot)
    rows = table.rows(drawn.reading, drawn.plot, drawn.locale)
    said = _said(sight)
    return csv_text(
        [_heads(view, drawn.locale), *(_texts(row, view, sight, said.get(row.position, "")) for row in rows)]
    )


def _heads(view: Shown, locale: Locale) -> list[str]:
    """Name the columns as the chart's own table does where both have them, so that one word never means two lines."""
    by_chart = table.heads(view.plot, locale, view.reading)
    return [
        by_chart[0],
        locale.gettext("Første dag"),
        locale.gettext("Siste dag"),
        locale.gettext("Teller"),
        locale.gettext("Nevner"),
        locale.gettext("Verdi"),
        locale.gettext("Enhet"),
        locale.gettext("Median") if view.centre_is_median else locale.gettext("Midtlinje"),
        by_chart[4],
        locale.gettext("Fase"),
        locale.gettext("Mål"),
        locale.gettext("Merknad"),
        locale.gettext("Om punktet"),
        locale.gettext("Flagg"),
        locale.gettext("Samtale"),
        locale.gettext("Vurdering"),
        locale.gettext("Regler og akse"),
    ]


def _texts(row: table.TableRow, view: Shown, sight: MeasureView, said: str) -> list[str]:
    drawn, plot, at = sight.drawn, view.plot, row.position
    phase = next(number for number, each in enumerate(drawn.reading.phases) if each.start <= at < each.stop)
    centre = view.centre[at] if view.known[phase] else float("nan")
    number = drawn.locale.bare_number
    unit = "%" if plot.is_share else plot.unit
    return [
        row.name,
        row.period.start.isoformat(),
        row.period.stop.isoformat(),
        number(plot.numerators[at] if plot.numerators else None),
        number(plot.denominators[at] if plot.denominators else None),
        number(view.values[at] if row.mark != Mark.MISSING else None),
        unit,
        number(centre),
        row.side,
        view.phase_name(phase),
        "–".join(number(aim) for aim in (plot.goal_range or (plot.target,))),
        _note(row, sight),
        row.note,
        ", ".join(f"{flag.number} {flag.title}" for flag in sight.own if row.period == _period(row, flag)),
        said,
        drawn.verdict_label if at == len(view.values) - 1 else "",
        _how(view, drawn.locale) if at == len(view.values) - 1 else "",
    ]


def _said(sight: MeasureView) -> dict[int, str]:
    """Return by position what is said there: a number on each period, its text once, with the newest of them.

    Who waits for whom is not told: a file is kept while the thread goes on. What is about all of it is with the last.
    """
    last = len(sight.drawn.plot.periods) - 1
    places: dict[int, list[int]] = {}
    for at, numbers in told_in(sight.drawn, sight.threads).items():
        for number in numbers:
            places.setdefault(number, []).append(at)
    found: dict[int, list[str]] = {}
    for thread in sight.threads:
        positions = places.get(thread.flag, [last])
        for at in positions[:-1]:
            found.setdefault(at, []).append(str(thread.flag))
        said = " / ".join(f"{each.by.name}: {each.text}" for each in thread.messages if each.removed_at is None)
        about = f"{thread.flag} ({span_name(sight.drawn, thread)})"
        found.setdefault(positions[-1], []).append(f"{about} {said}".strip())
    return {at: ", ".join(texts) for at, texts in found.items()}


def _how(view: Shown, locale: Locale) -> str:
    """Say which rules gave the verdict, what they look for where most values are alike, and where the axis begins."""
    rules = view.reading.rules
    said = [locale.gettext("%(name)s, versjon %(version)s", name=rule_set_name(rules, locale), version=rules.version)]
    if view.edge and view.current is not None:
        said.append(why_sides(view.current, view, locale).removesuffix("."))
    if axis_is_cut(view):
        said.append(axis_text(view.plot, locale))
    return ". ".join(said)


def _note(row: table.TableRow, sight: MeasureView) -> str:
    """What somebody wrote of the period; one that was not measured says so, and why: the file can be read in again."""
    history, locale = sight.drawn.history, sight.drawn.locale
    said = history.notes.get(row.position)
    text = said.text if said else ""
    if row.position not in history.not_measured:
        return text
    missing = locale.gettext("ikke målt")
    if said and said.missing_reason not in {None, MissingReason.OTHER}:
        missing = f"{missing}: {label(said.missing_reason, locale).lower()}" if said.missing_reason else missing
    return f"{missing}. {text}" if text else missing


def _period(row: table.TableRow, flag: TeamFlag) -> Period:
    return Period.containing(row.period.kind, flag.on)
