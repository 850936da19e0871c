"""Fields whose text is read as a value: numbers, days and periods."""

from __future__ import annotations

from abc import abstractmethod
from datetime import date, time
from decimal import Decimal
from typing import Any

from wtforms import Field
from wtforms.form import BaseForm
from wtforms.validators import Optional, StopValidation, ValidationError
from wtforms.widgets import TextInput

from tracker.analysis.periods import Period, PeriodKind
from tracker.text.parse import TypedError, TypedFault, parse_clock, parse_day, parse_number, parse_period, show_period
from tracker.web.core.language import locale
from tracker.web.forms import messages
from tracker.web.forms.field_types import Label

FAULTS = {
    TypedFault.NOT_A_NUMBER: messages.NUMBER,
    TypedFault.IDENTITY_NUMBER: messages.IDENTITY_NUMBER,
    TypedFault.NOT_A_DAY: messages.DATE,
    TypedFault.NOT_A_CLOCK: messages.CLOCK,
    TypedFault.NOT_A_PERIOD: messages.PERIOD,
    TypedFault.OTHER_KIND: messages.PERIOD,
    TypedFault.FUTURE: messages.FUTURE,
}
"""The sentence for each way a typed text can be unreadable."""

PERIODS = {
    PeriodKind.DAY: messages.DATE,
    PeriodKind.WEEK: messages.WEEK,
    PeriodKind.FORTNIGHT: messages.FORTNIGHT,
    PeriodKind.MONTH: messages.MONTH,
    PeriodKind.TERTIAL: messages.TERTIAL,
    PeriodKind.QUARTER: messages.QUARTER,
    PeriodKind.YEAR: messages.YEAR,
}
"""How a period of each kind is typed."""


class TypedField(Field):
    """A text field whose text is read by `read()`."""

    widget = TextInput()

    def __init__(self, label: Label = "", *, required: bool = False, **options: Any) -> None:
        """Take nothing typed as None, unless it is required."""
        super().__init__(label, [_required_text if required else Optional()], **options)
        self.typed: str | None = None

    @abstractmethod
    def read(self, text: str) -> object:
        """Read the text; `TypedError` where it cannot be."""

    @abstractmethod
    def show(self, value: Any) -> str:
        """Return a stored value as it would be typed."""

    def fault_of(self, error: TypedError) -> str:
        """Return why the text cannot be read."""
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

    @property
    def whole_number(self) -> int | None:
        """The whole number that was typed; None where nothing was."""
        return None if self.data is None else int(self.data)

    def read(self, text: str) -> float:
        """Read a number."""
        return parse_number(text)

    def show(self, value: float) -> str:
        """Return a number with a comma, without decimals that say nothing."""
        return show_number(value)

    def pre_validate(self, form: BaseForm) -> None:
        """Hold the bounds."""
        if self.data is None:
            return
        if self.whole and self.data != int(self.data):
            raise ValidationError(str(messages.WHOLE_NUMBER))
        if self.least is not None and self.data < self.least:
            message = messages.NEGATIVE if self.least == 0 else messages.BELOW % {"least": locale().exact(self.least)}
            raise ValidationError(str(message))
        if self.most is not None and self.data > self.most:
            raise ValidationError(str(messages.ABOVE % {"most": locale().exact(self.most)}))


class DayField(TypedField):
    """A day, typed as 22.11.2026."""

    def read(self, text: str) -> date:
        """Read a day."""
        return parse_day(text)

    def show(self, value: date) -> str:
        """Return a day as it is typed."""
        return f"{value.day}.{value.month}.{value.year}"


class ClockField(TypedField):
    """A time of day, typed as 10.00."""

    def read(self, text: str) -> time:
        """Read a time of day."""
        return parse_clock(text)

    def show(self, value: time) -> str:
        """Return a time of day as it is typed."""
        return f"{value:%H.%M}"


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
        """Return how a period of this kind is typed."""
        is_no_period = error.fault in {TypedFault.NOT_A_PERIOD, TypedFault.OTHER_KIND}
        return str(PERIODS[self.kind]) if is_no_period else super().fault_of(error)

    def show(self, value: Period) -> str:
        """Return a period as it is typed."""
        return show_period(value)


def show_number(value: float) -> str:
    """Return a number as it is typed: a comma, and no decimals that say nothing."""
    return f"{Decimal(f'{value:.12g}'):f}".replace(".", ",")


def _required_text(_form: BaseForm, field: Field) -> None:
    if not (field.raw_data and str(field.raw_data[0]).strip()):
        raise StopValidation(str(messages.REQUIRED))
