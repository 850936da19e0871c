"""A long list as a sheet: its rows are put together here, for the library takes long over each of its cells.

All else of the sheet is the library's: widths, what is frozen, the filter, the texts, and the looks by their numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | date | None
"""A text, a number, a day, or nothing."""

_DAY_ZERO = date(1899, 12, 30).toordinal()
"""The day that spreadsheets count days from."""
_LONGEST_TEXT = 32_767
"""So many units of UTF-16 a cell may hold; a file with a longer text is called damaged."""


@dataclass(frozen=True, slots=True)
class ListLooks:
    """How the cells of a list look: its headings, its notes, its days, and the numbers of each column."""

    head: Format
    note: Format
    day: Format
    numbers: Sequence[Format]


class ListWorksheet(Worksheet):  # type: ignore[misc]  # the library tells no types
    """A sheet that is filled at once, and holds nothing else."""

    def fill(
        self, titles: Sequence[str], rows: Sequence[Sequence[Cell]], notes: Sequence[str], looks: ListLooks
    ) -> None:
        """Put headings, rows, and notes under them, with an empty line between. Empty cells are left out."""
        text = self.str_table._get_shared_string_index  # noqa: SLF001
        names = [xl_col_to_name(at) for at in range(len(titles))]
        head, note, day = (_style(each) for each in (looks.head, looks.note, looks.day))
        columns = [(name, _style(shape)) for name, shape in zip(names, looks.numbers, strict=True)]
        heads = [
            f'<c r="{name}1"{head} t="s"><v>{text(title)}</v></c>' for name, title in zip(names, titles, strict=True)
        ]
        lines = [f'<row r="1">{"".join(heads)}</row>']
        for line, row in enumerate(rows, start=2):
            cells = []
            for (name, style), value in zip(columns, row, strict=True):
                if value is None or value == "":
                    continue
                if isinstance(value, str):
                    cells.append(f'<c r="{name}{line}" t="s"><v>{text(_fitting(value))}</v></c>')
                elif isinstance(value, date):
                    cells.append(f'<c r="{name}{line}"{day}><v>{value.toordinal() - _DAY_ZERO}</v></c>')
                else:
                    cells.append(f'<c r="{name}{line}"{style}><v>{value:.16G}</v></c>')
            lines.append(f'<row r="{line}">{"".join(cells)}</row>')
        for line, said in enumerate(notes, start=len(rows) + 3):
            lines.append(f'<row r="{line}"><c r="A{line}"{note} t="s"><v>{text(_fitting(said))}</v></c></row>')
        self._row_lines = lines
        self._check_dimensions(0, 0)
        self._check_dimensions(len(rows) + (1 + len(notes) if notes else 0), len(titles) - 1)

    def _write_rows(self) -> None:
        """Write the rows where the library would write those it was given."""
        self.fh.write("".join(self._row_lines))


def _style(look: Format) -> str:
    return f' s="{look._get_xf_index()}"'  # noqa: SLF001


def _fitting(text: str) -> str:
    """Return a text as long as a cell may hold."""
    if 2 * len(text) <= _LONGEST_TEXT:
        return text
    return text.encode("utf-16-le")[: 2 * _LONGEST_TEXT].decode("utf-16-le", "ignore")
