"""A network's report as a workbook: a sheet to look over, then a sheet a measure with its teams, counts and charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tracker.documents.measure_workbook import WorkbookWords, draw_periods, notes_column, write_number, write_periods
from tracker.documents.network import NetworkMeasure, NetworkReport, NetworkWords
from tracker.documents.palette import COLOURS, PLAIN_TAG, TAGS
from tracker.documents.workbook import DAY, begun, sheet_name

_TOP = 4
_A4 = 9
_CHART_LINES = 16
"""Lines of cells that the chart of counts is as high as."""


@dataclass(frozen=True, slots=True)
class _Looks:
    name: Format
    head: Format
    day: Format
    plain: Format


def network_workbook(report: NetworkReport, words: WorkbookWords, *, made: datetime) -> bytes:
    """Write the report as a workbook. Numbers are numbers, days are days, and what is not shown is empty."""
    content = BytesIO()
    book = begun(content, title=report.title, author=report.product, made=made)
    looks = _Looks(
        book.add_format({"bold": True, "font_size": 14}),
        book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
        book.add_format({"num_format": DAY, "align": "left"}),
        book.add_format({"num_format": "General"}),
    )
    taken: set[str] = set()
    _overview(book.add_worksheet(sheet_name(report.words.overview, taken)), report, looks)
    for measure in report.measures:
        _measure(book, book.add_worksheet(sheet_name(measure.name, taken)), measure, report.words, words, looks)
    for sheet in book.worksheets():
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
    book.close()
    return content.getvalue()


def _overview(sheet: Worksheet, report: NetworkReport, looks: _Looks) -> None:
    """Write a line a measure: how many teams, how many of them stand where, and what all together say."""
    labels = list(dict.fromkeys(each.label for measure in report.measures for each in measure.counts))
    words = report.words
    heads = (words.measure, words.count, *labels, words.says, words.together, words.together_says)
    for at, head in enumerate(heads):
        sheet.write_string(0, at, head, looks.head)
    for line, measure in enumerate(report.measures, start=1):
        counts = {each.label: each.count for each in measure.counts}
        sheet.write_string(line, 0, measure.name)
        sheet.write_number(line, 1, len(measure.stands))
        for at, label in enumerate(labels, start=2):
            sheet.write_number(line, at, counts.get(label, 0))
        after = 2 + len(labels)
        sheet.write_string(line, after, measure.says)
        sheet.write_string(line, after + 1, measure.pooled.verdict_label if measure.pooled else "")
        sheet.write_string(line, after + 2, measure.pooled.summary if measure.pooled else "")
    for line, text in enumerate((report.facts, report.alone, report.caution), start=len(report.measures) + 2):
        sheet.write_string(line, 0, text)
    sheet.set_column(0, 0, 48)
    sheet.set_column(1, 1 + len(labels), 12)
    sheet.set_column(2 + len(labels), 4 + len(labels), 50)
    sheet.freeze_panes(1, 1)


def _measure(
    book: Workbook,
    sheet: Worksheet,
    measure: NetworkMeasure,
    words: NetworkWords,
    columns: WorkbookWords,
    looks: _Looks,
) -> None:
    sheet.write_string(0, 0, measure.name, looks.name)
    sheet.write_string(1, 0, measure.says)
    sheet.write_string(2, 0, " · ".join(part for part in (measure.kind, measure.rules) if part))
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 12, 15)
    _counts(book, sheet, measure, words, looks)
    top = _TOP + max(_CHART_LINES, len(measure.counts) + 1) + 1
    below = _teams(book, sheet, measure, words, looks, top)
    if measure.pooled is not None and measure.pooled.chart is not None:
        sheet.write_string(below, 0, words.together, looks.name)
        sheet.write_string(below + 1, 0, f"{measure.pooled.verdict_label}. {measure.pooled.summary}")
        chart = measure.pooled.chart
        write_periods(book, sheet, measure.pooled, chart, columns, looks.head, top=below + 3)
        draw_periods(book, sheet, measure.pooled, chart, top=below + 3)
        beside = notes_column(chart) + 1
        sheet.write_string(below + 3, beside, words.contributing, looks.head)
        for line, teams in enumerate(measure.contributing, start=below + 4):
            sheet.write_number(line, beside, teams)


def _counts(book: Workbook, sheet: Worksheet, measure: NetworkMeasure, words: NetworkWords, looks: _Looks) -> None:
    sheet.write_string(_TOP, 0, words.heads[1], looks.head)
    sheet.write_string(_TOP, 1, words.count, looks.head)
    for line, each in enumerate(measure.counts, start=_TOP + 1):
        sheet.write_string(line, 0, each.label)
        sheet.write_number(line, 1, each.count)
    name, last = sheet.get_name(), _TOP + len(measure.counts)
    chart = book.add_chart({"type": "bar"})
    fills = [{"fill": {"color": f"#{COLOURS[TAGS.get(each.verdict, PLAIN_TAG)[0]]}"}} for each in measure.counts]
    chart.add_series(
        {
            "name": [name, _TOP, 1],
            "categories": [name, _TOP + 1, 0, last, 0],
            "values": [name, _TOP + 1, 1, last, 1],
            "points": fills,
            "data_labels": {"value": True},
            "gap": 45,
        }
    )
    chart.set_title({"none": True})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True, "major_tick_mark": "none"})
    chart.set_x_axis({"min": 0, "visible": False, "major_gridlines": {"visible": False}})
    chart.set_size({"width": 560, "height": 20 * _CHART_LINES - 10})
    sheet.insert_chart(_TOP, 3, chart, {"description": f"{measure.name}. {measure.told}"})


def _teams(
    book: Workbook, sheet: Worksheet, measure: NetworkMeasure, words: NetworkWords, looks: _Looks, top: int
) -> int:
    """Write a line a team, and return the line that what follows may begin on."""
    shape = book.add_format({"num_format": measure.shape})
    team, verdict, last, when, centre, goal = words.heads
    heads: Sequence[str] = (team, verdict, when, words.numerator, words.denominator, last, centre, goal)
    for at, head in enumerate(heads):
        sheet.write_string(top, at, head, looks.head)
    for line, each in enumerate(measure.stands, start=top + 1):
        sheet.write_string(line, 0, each.team)
        sheet.write_string(line, 1, each.verdict_label)
        if each.last_day is not None:
            sheet.write_datetime(line, 2, each.last_day, looks.day)
        write_number(sheet, line, 3, each.numerator, looks.plain)
        write_number(sheet, line, 4, each.denominator, looks.plain)
        for column, value in enumerate((each.value, each.centre, each.goal), start=5):
            write_number(sheet, line, column, value, shape)
    return top + len(measure.stands) + 3
