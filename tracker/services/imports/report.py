"""A report in plain English, for the command line: what is wrong where, what is written over, and the sums."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.analysis import Period
from tracker.services.imports.check import Checked
from tracker.services.imports.choices import SignMeaning
from tracker.services.imports.file.faults import IN_ENGLISH, FileError
from tracker.services.imports.file.missing_signs import usual_meaning
from tracker.services.imports.write import Overwrite, WritePlan
from tracker.services.measurements.entries import Entry
from tracker.services.measurements.record import label_of

_SHOWN = 20
_MEANT: dict[SignMeaning | None, str] = {
    SignMeaning.NOT_MEASURED: "not measured",
    SignMeaning.WITHHELD: "withheld, so not measured",
}


def told(error: FileError) -> str:
    """Return why a file cannot be read at all."""
    row = f"Row {error.row}: " if error.row else ""
    names = ", ".join([*error.columns, *error.sheets])
    return f"{row}{IN_ENGLISH[error.fault]}{f' ({names})' if names else ''}"


def report_lines(checked: Checked, plan: WritePlan, *, stored: bool) -> Iterator[str]:
    """Return what became of a file: the first faults, the first rows that are written over, then how many of each."""
    for fault in checked.faults[:_SHOWN]:
        column = f", {fault.column}" if fault.column else ""
        kinds = f" It goes by {fault.kinds[0]}; this is a {fault.kinds[1]}." if fault.kinds else ""
        read = f" Read: {fault.text!r}." if fault.text else ""
        yield f"Row {fault.row}{column}: {IN_ENGLISH[fault.fault]}{kinds}{read}"
    if checked.failed > _SHOWN:
        yield f"... and {checked.failed - _SHOWN} more rows."
    for sign, times in checked.asked.signs.items():
        yield f"{times} cells hold {sign!r} instead of a number: {_MEANT.get(usual_meaning(sign), 'see above')}."
    if checked.merged:
        yield f"{checked.merged} rows were put together with another of their period."
    for overwrite in plan.overwrites[:_SHOWN]:
        yield _written_over(overwrite)
    if len(plan.overwrites) > _SHOWN:
        yield f"... and {len(plan.overwrites) - _SHOWN} more rows written over."
    new = len(plan.new) + len(plan.events)
    yield (
        f"{'Stored' if stored else 'Nothing stored; there are'}: {new} new, {len(plan.overwrites)} written over, "
        f"{plan.same} there already, {checked.blank} without numbers, {checked.failed} with something wrong."
    )


def _written_over(overwrite: Overwrite) -> str:
    line = overwrite.line
    label = label_of(line.destination.measure, Period(line.destination.measure.period_kind, line.start))
    return f"Row {line.row}: {label}: {_said(overwrite.old.entry)} becomes {_said(line.entry)}"


def _said(entry: Entry) -> str:
    if entry.not_measured:
        return f"not measured ({entry.reason})" if entry.reason else "not measured"
    if entry.denominator is not None:
        return f"{entry.numerator:.12g} of {entry.denominator:.12g}"
    return f"{entry.value:.12g}"
