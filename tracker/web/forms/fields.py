"""The fields forms are made of: they trim, read commas, screen free text, and keep what was typed as it was typed."""

from __future__ import annotations

import re
from enum import Enum
from typing import Any, TypeVar

from flask import g
from wtforms import BooleanField
from wtforms import StringField as PlainStringField
from wtforms import TextAreaField as PlainTextAreaField
from wtforms.form import BaseForm
from wtforms.validators import DataRequired, Optional, StopValidation

from tracker.text.email import has_plain_name
from tracker.text.lines import one_break
from tracker.text.screening import contacts, has_identity_number
from tracker.text.visible import plain_address, without_invisible
from tracker.web.core.language import locale
from tracker.web.forms import messages
from tracker.web.forms.field_types import Label

Member = TypeVar("Member", bound=Enum)


def _line(value: str | None) -> str:
    return without_invisible(value or "").strip()


def _address(value: str | None) -> str:
    return plain_address(value or "")


_EMAIL = re.compile(r"[^\s@<>\"',;]+@[^\s@<>\"',;.]+(?:\.[^\s@<>\"',;.]+)+")


class LineField(PlainStringField):
    """One line of plain text (a name of a thing, an address), trimmed and without signs that nobody sees.

    Nothing typed is the empty string.
    """

    meant = staticmethod(_line)
    """What is kept of what was typed."""

    def __init__(self, label: Label = "", *, most: int = 200, required: bool = False, **options: Any) -> None:
        """Take at most `most` signs."""
        super().__init__(label, _text_checks(required=required, options=options), filters=[self.meant], **options)
        self.most = most

    def pre_validate(self, form: BaseForm) -> None:
        """Hold the length, and say how much was typed."""
        _hold_length(self.data or "", self.most)

    def _value(self) -> str:
        """Show what was typed again as it was typed, where something is wrong with it."""
        return str(self.raw_data[0]) if self.errors and self.raw_data else self.data or ""


class EmailField(LineField):
    """An e-mail address that is meant as one: to sign in with, or to invite."""

    meant = staticmethod(_address)

    def __init__(self, label: Label = "", *, autocomplete: str = "email", **options: Any) -> None:
        """Take one address; `autocomplete` is "off" where it is somebody else's."""
        attributes = {"type": "email", "inputmode": "email", "autocomplete": autocomplete}
        super().__init__(label, most=254, render_kw=attributes, **options)

    def pre_validate(self, form: BaseForm) -> None:
        """Hold the shape: something, an @, and a name with a dot. Only a message sent would tell more."""
        super().pre_validate(form)
        if self.data and not _EMAIL.fullmatch(self.data):
            raise StopValidation(str(messages.EMAIL))
        if self.data and not has_plain_name(self.data):
            raise StopValidation(str(messages.EMAIL_LETTERS))


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


def is_email(text: str) -> bool:
    """Return whether a text has the shape of one e-mail address, and one that mail can be sent to."""
    return _EMAIL.fullmatch(text) is not None and has_plain_name(text)


def _text_checks(*, required: bool, options: dict[str, Any]) -> list[Any]:
    return [DataRequired(messages.REQUIRED) if required else Optional(), *options.pop("validators", ())]


def _hold_length(text: str, most: int) -> None:
    if len(text) > most:
        typed, room = locale().number(len(text)), locale().number(most)
        raise StopValidation(str(messages.TOO_LONG % {"typed": typed, "room": room}))


def screen(text: str, form: BaseForm) -> None:
    """Refuse an identity number; ask for a tick where the text points to a person.

    Raises:
        StopValidation: the text cannot be stored as it is.
    """
    if has_identity_number(text):
        raise StopValidation(str(messages.IDENTITY_NUMBER))
    if contacts(text) and not any(isinstance(field, ConfirmContactField) and field.data for field in form):
        g.ask_to_confirm = True
        raise StopValidation(str(messages.CONTACT))


def _trim(value: str | None) -> str:
    """Return the text with one sign a line break: browsers send two, and the second would count as a letter."""
    return one_break(value or "").strip()
