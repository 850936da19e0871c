"""Fields to choose in, enum members and rows; and hidden ones, against a second sending and a second editor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from typing import Any
from uuid import UUID, uuid4

from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from tracker.web.core.query import read_whole
from tracker.web.forms import messages
from tracker.web.forms.field_types import Label
from tracker.web.forms.fields import Member


class SubmissionField(HiddenField):
    """A random id that is made with the form: sent twice, the form makes one row."""

    def __init__(self, **options: Any) -> None:
        """Make an id for a new form."""
        super().__init__("", default=lambda: str(uuid4()), **options)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Keep the id that came, or make one where what came is none."""
        try:
            self.data = str(UUID(valuelist[0])) if valuelist else str(uuid4())
        except ValueError:
            self.data = str(uuid4())


class VersionField(HiddenField):
    """The version of a row that the page showed: another may have saved since."""

    @property
    def seen(self) -> int:
        """The version that was shown; 0 where none came."""
        return read_whole(self.data or "") or 0


class EnumSelect(SelectField):
    """One member of an enum from a list. With `blank`, the list begins with "none", and none is None."""

    def __init__(
        self,
        label: Label,
        kind: type[Member],
        labels: Mapping[Member, Any],
        *,
        blank: Label | None = None,
        **options: Any,
    ) -> None:
        """Offer the members that have a label."""
        self.kind, self.blank = kind, blank
        self.labels: Mapping[Any, Any] = labels
        super().__init__(label, choices=[], coerce=self._member, validate_choice=False, **options)
        self.choices = _choices(((member.value, text) for member, text in labels.items()), blank)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the choice; a forged one is refused in words."""
        self.data = None
        if valuelist:
            try:
                self.data = self._member(valuelist[0])
            except ValueError:
                raise ValueError(str(messages.CHOICE)) from None

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse what is not on the list."""
        if self.data is None and self.blank is None:
            raise ValidationError(str(messages.CHOICE))
        if self.data is not None and self.data not in self.labels:
            raise ValidationError(str(messages.CHOICE))

    def restrict(self, members: Sequence[Enum]) -> None:
        """Offer these members only; another one is then not on the list."""
        self.labels = {member: self.labels[member] for member in members}
        self.choices = [(str(member.value), str(text)) for member, text in self.labels.items()]

    def _member(self, value: Any) -> Enum | None:
        if value in (None, "", "None"):
            return None
        return value if isinstance(value, self.kind) else self.kind(value)


class EnumRadios(EnumSelect, RadioField):
    """One member of an enum from a few, all in sight."""


class RowSelect(SelectField):
    """One of the team's rows by id, or none; another team's id is not on the list. The page sets `choices`."""

    def __init__(
        self, label: Label, *, blank: Label | None = None, rows: Sequence[tuple[int, str]] = (), **options: Any
    ) -> None:
        """Offer rows as (id, text)."""
        self.blank = blank
        super().__init__(label, choices=[], coerce=_row_id, validate_choice=False, **options)
        self.offer(rows)

    def offer(self, rows: Sequence[tuple[int | str, str]]) -> None:
        """Set the rows on the list."""
        self.choices = _choices(rows, self.blank)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the id; a forged one is refused in words."""
        try:
            self.data = _row_id(valuelist[0]) if valuelist else None
        except ValueError:
            raise ValueError(str(messages.CHOICE)) from None

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse what is not on the list."""
        if self.data is None and self.blank is None:
            raise ValidationError(str(messages.CHOICE))
        if self.data is not None and str(self.data) not in _values(self.choices):
            raise ValidationError(str(messages.CHOICE))


class RowChecks(SelectMultipleField):
    """Some of the team's rows by id; another team's id is not on the list. The page sets `choices`."""

    def __init__(self, label: Label, *, rows: Sequence[tuple[int, str]] = (), **options: Any) -> None:
        """Offer rows as (id, text)."""
        super().__init__(label, choices=[], coerce=int, validate_choice=False, **options)
        self.offer(rows)

    def offer(self, rows: Sequence[tuple[int, str]]) -> None:
        """Set the rows on the list."""
        self.choices = _choices(rows, None)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the ids; a forged one is refused in words."""
        try:
            self.data = [int(value) for value in valuelist]
        except ValueError:
            raise ValueError(str(messages.CHOICE)) from None

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse what is not on the list."""
        allowed = _values(self.choices)
        if any(str(value) not in allowed for value in self.data or ()):
            raise ValidationError(str(messages.CHOICE))


def _row_id(value: Any) -> int | None:
    return None if value in (None, "", "None") else int(value)


def _choices(rows: Iterable[tuple[Any, Label]], blank: Label | None) -> Any:
    """Return the choices of a field; with `blank`, the first says "none"."""
    first = [] if blank is None else [SelectChoice("", str(blank))]
    return first + [SelectChoice(str(value), str(text)) for value, text in rows]


def _values(choices: Any) -> set[str]:
    return {choice.value for choice in choices or ()}
