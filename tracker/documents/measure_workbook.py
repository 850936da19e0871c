"""All of a team's measures as a workbook: a sheet to look over, then a sheet a measure with its numbers and a chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tracker.documents.palette import COLOURS
from tracker.documents.report import ChartData, LineKind, ReportMeasure
from tracker.documents.workbook import DAY, begun, sheet_name

_TOP = 4
"""The line the table's headings stand on, under the name, the verdict and the rules."""
_A4 = 9
_LINES = {
    LineKind.CENTRE: {"color": f"#{COLOURS['median']}", "width": 1.75},
    LineKind.EXTENDED: {"color": f"#{COLOURS['median']}", "width": 1.75, "dash_type": "dash"},
    LineKind.GOAL: {"color": f"#{COLOURS['goal']}", "width": 2},
    LineKind.LIMIT: {"color": f"#{COLOURS['steady']}", "width": 1, "dash_type": "dash"},
}


@dataclass(frozen=True, slots=True)
class WorkbookWords:
    """The headings of the workbook."""

    overview: str
    measure: str
    kind: str
    verdict: str
    last: str
    summary: str
    rules: str
    period: str
    first_day: str
    last_day: str
    numerator: str
    denominator: str
    note: str
    flags: str


def measure_workbook(
    measures: Sequence[ReportMeasure], words: WorkbookWords, *, title: str, author: str, made: datetime
) -> bytes:
    """Write measures as a workbook. Numbers are numbers, days are days, and what was not measured is empty."""
    content = BytesIO()
    book = begun(content, title=title, author=author, made=made)
    bold, strong = (
        book.add_format({"bold": True, "font_size": 14}),
        book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
    )
    taken: set[str] = set()
    _overview(book.add_worksheet(sheet_name(words.overview, taken)), measures, words, strong)
    for measure in measures:
        sheet = book.add_worksheet(sheet_name(measure.name, taken))
        sheet.write_string(0, 0, measure.name, bold)
        sheet.write_string(1, 0, f"{measure.verdict_label}. {measure.summary}")
        sheet.write_string(2, 0, " · ".join(part for part in (measure.kind, measure.unit, measure.rules) if part))
        if measure.chart is not None:
            write_periods(book, sheet, measure, measure.chart, words, strong)
            last = notes_column(measure.chart)
            sheet.set_column(0, last, 14)
            sheet.set_column(last - 1, last, 32)
            sheet.freeze_panes(_TOP + 1, 1)
            draw_periods(book, sheet, measure, measure.chart)
    for sheet in book.worksheets():
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
    book.close()
    return content.getvalue()


def _overview(sheet: Worksheet, measures: Sequence[ReportMeasure], words: WorkbookWords, strong: Format) -> None:
    heads = (words.measure, words.kind, words.verdict, words.last, words.summary, words.rules)
    for at, head in enumerate(heads):
        sheet.write_string(0, at, head, strong)
    for line, each in enumerate(measures, start=1):
        texts = (each.name, each.kind, each.verdict_label, each.last, each.summary, each.rules)
        for at, text in enumerate(texts):
            sheet.write_string(line, at, text)
    for at, width in enumerate((40, 14, 20, 14, 80, 30)):
        sheet.set_column(at, at, width)
    sheet.freeze_panes(1, 1)


def write_periods(
    book: Workbook,
    sheet: Worksheet,
    measure: ReportMeasure,
    chart: ChartData,
    words: WorkbookWords,
    strong: Format,
    *,
    top: int = _TOP,
) -> None:
    """Write the periods from the oldest to the newest, beside them the lines of the chart; `top` has the headings."""
    day, shape = book.add_format({"num_format": DAY, "align": "left"}), book.add_format({"num_format": chart.shape})
    plain = book.add_format({"num_format": "General"})
    heads = [words.period, words.first_day, words.last_day, words.numerator, words.denominator, chart.name]
    heads += [*(line.name for line in chart.lines), words.flags, words.note]
    for at, head in enumerate(heads):
        sheet.write_string(top, at, head, strong)
    flags = {int(flag.at): f"{flag.number}: {flag.title}" for flag in chart.flags}
    after = _VALUE + 1 + len(chart.lines)
    for at, row in enumerate(reversed(measure.rows)):
        line = top + 1 + at
        sheet.write_string(line, 0, chart.labels[at])
        _day(sheet, line, 1, row.first_day, day)
        _day(sheet, line, 2, row.last_day, day)
        write_number(sheet, line, 3, row.numerator, plain)
        write_number(sheet, line, 4, row.denominator, plain)
        write_number(sheet, line, _VALUE, row.value, shape)
        for column, each in enumerate(chart.lines, start=_VALUE + 1):
            write_number(sheet, line, column, each.values[at], shape)
        sheet.write_string(line, after, flags.get(at, ""))
        sheet.write_string(line, after + 1, row.texts[-1])


_VALUE = 5
"""The column of the values."""


def notes_column(chart: ChartData) -> int:
    """Return the last column of a table of periods: beside it there is one that is free, then the chart."""
    return _VALUE + len(chart.lines) + 2


def _day(sheet: Worksheet, line: int, column: int, day: date, shape: Format) -> None:
    sheet.write_datetime(line, column, day, shape)


def write_number(sheet: Worksheet, line: int, column: int, value: float | None, shape: Format) -> None:
    """Write a number; what is not there is an empty cell, never a zero."""
    if value is None:
        sheet.write_blank(line, column, None, shape)
    else:
        sheet.write_number(line, column, value, shape)


def draw_periods(book: Workbook, sheet: Worksheet, measure: ReportMeasure, data: ChartData, *, top: int = _TOP) -> None:
    """Draw the chart beside its table, of the cells in it."""
    chart = book.add_chart({"type": "line"})
    name, last = sheet.get_name(), top + len(data.labels)
    point = f"#{COLOURS['point']}"
    looks: list[dict[str, object]] = [
        {
            "line": {"color": point, "width": 1.75},
            "marker": {"type": "circle", "size": 5, "fill": {"color": point}, "border": {"color": point}},
        }
    ]
    looks += [{"line": _LINES[line.kind], "marker": {"type": "none"}} for line in data.lines]
    for column, look in enumerate(looks, start=_VALUE):
        places = {
            "name": [name, top, column],
            "categories": [name, top + 1, 0, last, 0],
            "values": [name, top + 1, column, last, column],
        }
        chart.add_series({**places, **look, "smooth": False})
    chart.set_title({"none": True})
    chart.set_legend({"position": "bottom"})
    chart.show_blanks_as("gap")
    chart.set_x_axis({"text_axis": True, "interval_unit": data.named_every})
    axis = {"min": data.low, "max": data.high, "major_unit": data.step, "num_format": data.shape}
    chart.set_y_axis({**axis, "major_gridlines": {"visible": True, "line": {"color": f"#{COLOURS['rule']}"}}})
    chart.set_size({"width": 900, "height": 420})
    told = f"{measure.name}. {measure.summary} {measure.told}"
    sheet.insert_chart(top, _VALUE + len(data.lines) + 4, chart, {"description": told})
