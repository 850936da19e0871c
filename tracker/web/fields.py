"""The fields forms are made of: they trim, read commas, screen free text, and keep what was typed as it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar
from uuid import UUID, uuid4

from flask import g
from wtforms import BooleanField, Field, HiddenField, RadioField, SelectField, SelectMultipleField
from wtforms import StringField as PlainStringField
from wtforms import TextAreaField as PlainTextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.form import BaseForm
from wtforms.validators import DataRequired, Optional, StopValidation, ValidationError
from wtforms.widgets import TextInput

from tracker.analysis.periods import Period, PeriodKind
from tracker.models.screening import contacts, has_identity_number
from tracker.services.typed import TypedError, TypedFault, parse_day, parse_number, parse_period, show_period
from tracker.web import words
from tracker.web.layout import chart_language

Label = Any
"""A label: a string or one that is translated when it is shown."""
Member = TypeVar("Member", bound=Enum)
_EMAIL = re.compile(r"[^\s@<>\"',;]+@[^\s@<>\"',;.]+(?:\.[^\s@<>\"',;.]+)+")

FAULTS = {
    TypedFault.NOT_A_NUMBER: words.NUMBER,
    TypedFault.IDENTITY_NUMBER: words.IDENTITY_NUMBER,
    TypedFault.NOT_A_DAY: words.DATE,
    TypedFault.NOT_A_PERIOD: words.PERIOD,
    TypedFault.FUTURE: words.FUTURE,
}
"""The sentence for each way a typed text can be unreadable."""

PERIODS = {
    PeriodKind.DAY: words.DATE,
    PeriodKind.WEEK: words.WEEK,
    PeriodKind.FORTNIGHT: words.FORTNIGHT,
    PeriodKind.MONTH: words.MONTH,
    PeriodKind.TERTIAL: words.TERTIAL,
    PeriodKind.QUARTER: words.QUARTER,
    PeriodKind.YEAR: words.YEAR,
}
"""How a period of each kind is typed."""


class LineField(PlainStringField):
    """One line of plain text (a name of a thing, an address), trimmed; nothing typed is the empty string."""

    def __init__(self, label: Label = "", *, most: int = 200, required: bool = False, **options: Any) -> None:
        """Take at most `most` signs."""
        super().__init__(label, _text_checks(required=required, options=options), filters=[_trim], **options)
        self.most = most

    def pre_validate(self, form: BaseForm) -> None:
        """Hold the length, and say how much was typed."""
        _hold_length(self.data or "", self.most)


class EmailField(LineField):
    """An e-mail address that is meant as one: to sign in with, or to invite."""

    def __init__(self, label: Label = "", *, autocomplete: str = "email", **options: Any) -> None:
        """Take one address; `autocomplete` is "off" where it is somebody else's."""
        attributes = {"type": "email", "inputmode": "email", "autocomplete": autocomplete}
        super().__init__(label, most=254, render_kw=attributes, **options)

    def pre_validate(self, form: BaseForm) -> None:
        """Hold the shape: something, an @, and a name with a dot. Only a message sent would tell more."""
        super().pre_validate(form)
        if self.data and not is_email(self.data):
            raise StopValidation(str(words.EMAIL))


class FreeTextField(LineField):
    """One line of a person's own words, screened."""

    def pre_validate(self, form: BaseForm) -> None:
        """Screen the words."""
        super().pre_validate(form)
        screen(self.data or "", form)


class FreeTextArea(PlainTextAreaField):
    """Several lines of a person's own words, screened."""

    def __init__(self, label: Label = "", *, most: int = 400, required: bool = False, **options: Any) -> None:
        """Take at most `most` signs."""
        super().__init__(label, _text_checks(required=required, options=options), filters=[_trim], **options)
        self.most = most

    def pre_validate(self, form: BaseForm) -> None:
        """Hold the length and screen the words."""
        _hold_length(self.data or "", self.most)
        screen(self.data or "", form)


class ConfirmContactField(BooleanField):
    """The box that is ticked where a telephone number or an address in the text is meant to stand."""


class TypedField(Field):
    """A text field whose text is read by `read()`."""

    widget = TextInput()

    def __init__(self, label: Label = "", *, required: bool = False, **options: Any) -> None:
        """Take nothing typed as None, unless it is required."""
        super().__init__(label, [_required_text if required else Optional()], **options)
        self.is_required = required
        self.typed: str | None = None

    def read(self, text: str) -> object:
        """Read the text; `TypedError` where it cannot be."""
        raise NotImplementedError  # each kind of field has its own

    def show(self, value: Any) -> str:
        """Give a stored value as it would be typed."""
        raise NotImplementedError  # each kind of field has its own

    def fault_of(self, error: TypedError) -> str:
        """Say why the text cannot be read."""
        return str(FAULTS[error.fault])

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was typed."""
        self.typed = str(valuelist[0]) if valuelist else ""
        self.data = None
        if not self.typed.strip():
            return
        try:
            self.data = self.read(self.typed)
        except TypedError as error:
            raise ValueError(self.fault_of(error)) from None

    def _value(self) -> str:
        if self.typed is not None:
            return self.typed
        return "" if self.data is None else self.show(self.data)


class NumberField(TypedField):
    """A number with a comma or a point; `least` and `most` may be reached."""

    def __init__(
        self,
        label: Label = "",
        *,
        least: float | None = 0,
        most: float | None = None,
        whole: bool = False,
        **options: Any,
    ) -> None:
        """Take a number within bounds."""
        super().__init__(label, **options)
        self.least, self.most, self.whole = least, most, whole

    def read(self, text: str) -> float:
        """Read a number."""
        return parse_number(text)

    def show(self, value: float) -> str:
        """Give a number with a comma, without decimals that say nothing."""
        return show_number(value)

    def pre_validate(self, form: BaseForm) -> None:
        """Hold the bounds."""
        if self.data is None:
            return
        if self.whole and self.data != int(self.data):
            raise ValidationError(str(words.WHOLE_NUMBER))
        if self.least is not None and self.data < self.least:
            message = words.NEGATIVE if self.least == 0 else words.BELOW % {"least": chart_language().exact(self.least)}
            raise ValidationError(str(message))
        if self.most is not None and self.data > self.most:
            raise ValidationError(str(words.ABOVE % {"most": chart_language().exact(self.most)}))


class DayField(TypedField):
    """A day, typed as 22.11.2026."""

    def read(self, text: str) -> date:
        """Read a day."""
        return parse_day(text)

    def show(self, value: date) -> str:
        """Give a day as it is typed."""
        return f"{value.day}.{value.month}.{value.year}"


class PeriodField(TypedField):
    """A period; its kind and today are set by the page before the form is read: a week is typed as 45 or 45/2026."""

    def __init__(self, label: Label = "", *, kind: PeriodKind, today: date, **options: Any) -> None:
        """Take a period of a kind that has begun by today."""
        self.kind, self.today = kind, today
        super().__init__(label, **options)

    def read(self, text: str) -> Period:
        """Read a period."""
        return parse_period(text, self.kind, today=self.today)

    def fault_of(self, error: TypedError) -> str:
        """Say how a period of this kind is typed."""
        return str(PERIODS[self.kind]) if error.fault is TypedFault.NOT_A_PERIOD else super().fault_of(error)

    def show(self, value: Period) -> str:
        """Give a period as it is typed."""
        return show_period(value)


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
                raise ValueError(str(words.CHOICE)) from None

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse what is not on the list."""
        if self.data is None and self.blank is None:
            raise ValidationError(str(words.CHOICE))
        if self.data is not None and self.data not in self.labels:
            raise ValidationError(str(words.CHOICE))

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

    def offer(self, rows: Sequence[tuple[int, str]]) -> None:
        """Set the rows on the list."""
        self.choices = _choices(rows, self.blank)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the id; a forged one is refused in words."""
        try:
            self.data = _row_id(valuelist[0]) if valuelist else None
        except ValueError:
            raise ValueError(str(words.CHOICE)) from None

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse what is not on the list."""
        if self.data is None and self.blank is None:
            raise ValidationError(str(words.CHOICE))
        if self.data is not None and str(self.data) not in _values(self.choices):
            raise ValidationError(str(words.CHOICE))


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
            raise ValueError(str(words.CHOICE)) from None

    def pre_validate(self, form: BaseForm) -> None:
        """Refuse what is not on the list."""
        allowed = _values(self.choices)
        if any(str(value) not in allowed for value in self.data or ()):
            raise ValidationError(str(words.CHOICE))


def is_email(text: str) -> bool:
    """Tell whether a text has the shape of one e-mail address."""
    return _EMAIL.fullmatch(text) is not None


def show_number(value: float) -> str:
    """Give a number as it is typed: a comma, and no decimals that say nothing."""
    return f"{Decimal(f'{value:.12g}'):f}".replace(".", ",")


def _text_checks(*, required: bool, options: dict[str, Any]) -> list[Any]:
    return [DataRequired(words.REQUIRED) if required else Optional(), *options.pop("validators", ())]


def _required_text(_form: BaseForm, field: Field) -> None:
    if not (field.raw_data and str(field.raw_data[0]).strip()):
        raise StopValidation(str(words.REQUIRED))


def _hold_length(text: str, most: int) -> None:
    if len(text) > most:
        raise StopValidation(str(words.TOO_LONG % {"typed": len(text), "room": most}))


def screen(text: str, form: BaseForm) -> None:
    """Refuse an identity number; ask for a tick where the text points to a person.

    Raises:
        StopValidation: the text cannot be stored as it is.
    """
    if has_identity_number(text):
        raise StopValidation(str(words.IDENTITY_NUMBER))
    if contacts(text) and not any(isinstance(field, ConfirmContactField) and field.data for field in form):
        g.ask_to_confirm = True
        raise StopValidation(str(words.CONTACT))


def _row_id(value: Any) -> int | None:
    return None if value in (None, "", "None") else int(value)


def _choices(rows: Iterable[tuple[Any, Label]], blank: Label | None) -> Any:
    """Give the choices of a field; with `blank`, the first says "none"."""
    first = [] if blank is None else [SelectChoice("", str(blank))]
    return first + [SelectChoice(str(value), str(text)) for value, text in rows]


def _values(choices: Any) -> set[str]:
    return {choice.value for choice in choices or ()}


def _trim(value: str | None) -> str:
    return (value or "").strip()
