"""The wizard's forms: a file or pasted text, a sheet, what each column holds, and the cells to mend."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.datastructures import FileStorage
from wtforms import Field, FileField, HiddenField, RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.form import BaseForm
from wtforms.validators import StopValidation

from tracker.models.measures import Measure
from tracker.services.imports.choices import Choices, SeveralRows, Shape
from tracker.services.imports.file.header_row import Column
from tracker.services.imports.file.table import ImportTable
from tracker.services.imports.layout import Layout
from tracker.text.screening import has_identity_number
from tracker.web.forms import messages
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import RowSelect
from tracker.web.forms.fields import LineField, screen
from tracker.web.imports.messages import COLUMNS

_CELL_MOST = 1000


class UploadForm(Form):
    """A file, or its rows as text."""

    file = FileField(lazy_gettext("Fil"))
    pasted = TextAreaField(lazy_gettext("Eller lim inn radene her"))

    @property
    def content(self) -> tuple[str, bytes]:
        """Return the name and the bytes of what came; pasted text has no name. The file goes first."""
        found = self.file.data
        if isinstance(found, FileStorage) and found.filename:
            with found.stream as file:
                return found.filename, file.read()
        pasted = self.pasted.data or ""
        return "", pasted.strip("\r\n").encode("utf-8", "replace") if pasted.strip() else b""


class SheetForm(Form):
    """One of a workbook's sheets."""

    token = HiddenField()
    sheet = RadioField(lazy_gettext("Hvilket ark er tallene i?"), choices=[], validate_choice=False)
    names: Sequence[str] = ()

    def offer(self, names: Sequence[str]) -> None:
        """Set the sheets there are."""
        self.names = names
        self.sheet.choices = [SelectChoice(name, name) for name in names]

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Check that a sheet is chosen that is there."""
        right = super().validate(extra_validators)
        if self.sheet.data not in self.names:
            self.sheet.errors = [str(messages.CHOICE)]
            return False
        return right


SHAPES = {
    Shape.LONG: (lazy_gettext("En rad for hvert tall"), lazy_gettext("Indikator, periode og tall i hver sin kolonne")),
    Shape.MEASURES: (lazy_gettext("En kolonne for hver indikator"), lazy_gettext("Periodene nedover")),
    Shape.ACROSS: (lazy_gettext("Periodene bortover"), lazy_gettext("En rad for hver indikator")),
}


class ColumnsForm(Form):
    """What each column holds, and what is decided for the whole file. Made by `columns_form`."""

    token = HiddenField()
    shape = RadioField(
        lazy_gettext("Er filen bygd opp slik?"),
        choices=[SelectChoice(shape.value, words[0]) for shape, words in SHAPES.items()],
        validate_choice=False,
    )
    measure = RowSelect(
        lazy_gettext("Hvis filen mangler en kolonne for indikator"), blank=lazy_gettext("Filen har en slik kolonne")
    )
    several = RadioField(
        lazy_gettext("Flere rader i samme periode"),
        choices=[
            SelectChoice(SeveralRows.ADD.value, lazy_gettext("Legg radene sammen")),
            SelectChoice(SeveralRows.LAST.value, lazy_gettext("Bare den siste i hver periode")),
            SelectChoice(SeveralRows.REFUSE.value, lazy_gettext("Behold den første, og vis de andre som feil")),
        ],
        validate_choice=False,
    )
    year = LineField(lazy_gettext("Hvilket år gjelder filen?"), most=4)
    offered: Collection[int] = ()

    def validate_year(self, field: Field) -> None:
        """Check that a year is one."""
        if field.data and not (field.data.isascii() and field.data.isdigit() and 1990 <= int(field.data) <= 2100):
            raise StopValidation(str(messages.YEAR))

    def field(self, at: int) -> SelectField:
        """Return the field of a column, counted from 0."""
        return cast(SelectField, self[f"column-{at}"])

    def chosen(self) -> dict[int, Column]:
        """Return what was said that each column holds; those that hold nothing of ours are left out."""
        said = {at: self.field(at).data for at in self.offered}
        return {at: Column(name) for at, name in said.items() if name}

    def decided(self, choices: Choices) -> Choices:
        """Put what was said of the whole file to what was decided before."""
        shape = Shape(self.shape.data) if self.shape.data in set(Shape) else choices.shape
        several = SeveralRows(self.several.data) if self.several.data in set(SeveralRows) else choices.several
        year = int(self.year.data) if self.year.data else None
        return replace(choices, shape=shape, several=several, year=year)


def columns_form(
    table: ImportTable, layout: Layout, measures: Sequence[Measure], asked: Mapping[str, Any], token: str
) -> ColumnsForm:
    """Make the form over a table's columns, and read what was posted. `asked`: fields of what is asked besides."""
    names = [("", _("Ikke ta med")), *((column.value, str(name)) for column, name in COLUMNS.items())]
    choices = [SelectChoice(value, name) for value, name in names]
    offered = [at for at in range(len(table.header)) if at not in layout.measures and at not in layout.periods]
    fields: dict[str, Any] = {
        f"column-{at}": SelectField(column_name(table, at), choices=choices, default=layout.columns.get(at, ""))
        for at in offered
    }
    made: type[ColumnsForm] = type("FileColumnsForm", (ColumnsForm,), {**fields, **asked, "offered": offered})
    form = made(token=token, shape=layout.shape.value)
    form.measure.offer([(measure.id, measure.name) for measure in measures])
    return form


def column_name(table: ImportTable, at: int) -> str:
    """Name a column as the spreadsheet does, and by its heading: "A: Uke"."""
    letters, number = "", at + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}: {table.header[at]}" if table.header[at] else _("%(letter)s (uten overskrift)", letter=letters)


class CellField(LineField):
    """One cell of the file. What is changed is screened; what is left as it was read stays wrong, and that is told."""

    is_note = False

    def pre_validate(self, form: BaseForm) -> None:
        """Screen a changed text: for a telephone number in notes only, since a number may look like one."""
        text = self.data or ""
        if text == (self.object_data or "").strip():
            return
        super().pre_validate(form)
        if self.is_note:
            screen(text, form)
        elif has_identity_number(text):
            raise StopValidation(str(messages.IDENTITY_NUMBER))


class NoteField(CellField):
    """A cell of the notes."""

    is_note = True


class MendForm(Form):
    """The cells that are wrong, to be written anew, and what is asked about the whole file. Made by `mend_form`."""

    token = HiddenField()
    shown: Mapping[tuple[int, int], CellToMend] = {}

    def cell(self, row: int, at: int) -> LineField:
        """Return the field of a cell."""
        return cast(LineField, self[f"fix-{row}-{at}"])

    def mended(self) -> dict[tuple[int, int], str]:
        """Return the cells that now say something else; a number alone takes its year from what Excel made of it."""
        typed = {place: self.cell(*place).data or "" for place in self.shown}
        changed = {place: text for place, text in typed.items() if text != self.shown[place].text.strip()}
        return {
            place: f"{text}/{year}" if (year := self.shown[place].year) and text.isdigit() else text
            for place, text in changed.items()
        }


@dataclass(frozen=True, slots=True)
class CellToMend:
    """A cell that is wrong: what its field begins with, whether it is a note, and the year that Excel gave it."""

    text: str
    is_note: bool = False
    year: int | None = None


def mend_form(cells: Mapping[tuple[int, int], CellToMend], asked: Mapping[str, Any], *, token: str) -> MendForm:
    """Make the form over some cells, by row and column, and read what was posted."""
    fields: dict[str, Any] = {
        f"fix-{row}-{at}": (NoteField if cell.is_note else CellField)("", most=_CELL_MOST)
        for (row, at), cell in cells.items()
    }
    made: type[MendForm] = type("FileMendForm", (MendForm,), {**fields, **asked, "shown": cells})
    shown = {f"fix-{row}-{at}": cell.text for (row, at), cell in cells.items()}
    return made(token=token, **shown)
