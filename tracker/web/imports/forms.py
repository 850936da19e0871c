"""The wizard's forms: a file or pasted text, a sheet, what each column holds, and the cells to mend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.datastructures import FileStorage
from wtforms import FileField, HiddenField, RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.form import BaseForm
from wtforms.validators import StopValidation

from tracker.models.measures import Measure
from tracker.services.imports.columns import Column
from tracker.services.imports.table import ImportTable
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
        """Give the name and the bytes of what came; pasted text has no name. The file goes first."""
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
        """Hold that a sheet is chosen that is there."""
        right = super().validate(extra_validators)
        if self.sheet.data not in self.names:
            self.sheet.errors = [str(messages.CHOICE)]
            return False
        return right


@dataclass(frozen=True, slots=True)
class Asked:
    """One column of the file: its field, and the first things that stand in it."""

    field: SelectField
    examples: str


class ColumnsForm(Form):
    """What each column holds. Made by `columns_form`."""

    token = HiddenField()
    measure = RowSelect(lazy_gettext("Hvis filen ikke har en kolonne for indikator"), blank=lazy_gettext("Den har det"))
    width: int = 0

    def field(self, at: int) -> SelectField:
        """Give the field of a column, counted from 0."""
        return cast(SelectField, self[f"column-{at}"])

    def chosen(self) -> dict[int, Column]:
        """Give what was said that each column holds; those that hold nothing of ours are left out."""
        said = {at: self.field(at).data for at in range(self.width)}
        return {at: Column(name) for at, name in said.items() if name}


def columns_form(
    table: ImportTable, columns: Mapping[int, Column], measures: Sequence[Measure], token: str
) -> ColumnsForm:
    """Make the form over a table's columns, and read what was posted."""
    names = [("", _("Ikke med")), *((column.value, str(name)) for column, name in COLUMNS.items())]
    choices = [SelectChoice(value, name) for value, name in names]
    fields: dict[str, Any] = {
        f"column-{at}": SelectField(column_name(table, at), choices=choices, default=columns.get(at, ""))
        for at in range(len(table.header))
    }
    made: type[ColumnsForm] = type("FileColumnsForm", (ColumnsForm,), {**fields, "width": len(table.header)})
    form = made(token=token)
    form.measure.offer([(measure.id, measure.name) for measure in measures])
    return form


def column_name(table: ImportTable, at: int) -> str:
    """Name a column as the spreadsheet does, and by its heading: "A: Uke"."""
    letters, number = "", at + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}: {table.header[at]}" if table.header[at] else _("%(letter)s (uten navn)", letter=letters)


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
    """The cells that are wrong, to be written anew. Made by `mend_form`."""

    token = HiddenField()
    shown: Mapping[tuple[int, int], str] = {}

    def cell(self, row: int, at: int) -> LineField:
        """Give the field of a cell."""
        return cast(LineField, self[f"fix-{row}-{at}"])

    def mended(self) -> dict[tuple[int, int], str]:
        """Give the cells that now say something else."""
        typed = {place: self.cell(*place).data or "" for place in self.shown}
        return {place: text for place, text in typed.items() if text != self.shown[place].strip()}


def mend_form(cells: Mapping[tuple[int, int], str], notes: int | None, *, token: str) -> MendForm:
    """Make the form over some cells, by row and column, and read what was posted. `notes`: the column of notes."""
    fields: dict[str, Any] = {
        f"fix-{row}-{at}": (NoteField if at == notes else CellField)("", most=_CELL_MOST) for row, at in cells
    }
    made: type[MendForm] = type("FileMendForm", (MendForm,), {**fields, "shown": cells})
    shown = {f"fix-{row}-{at}": text for (row, at), text in cells.items()}
    return made(token=token, **shown)
