"""What stands in a field, as the strings a browser would send, and in words: so that two versions can be compared."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Any

from flask_babel import gettext as _
from wtforms import BooleanField, Field
from wtforms.fields.choices import SelectField

from tracker.analysis import Period, PeriodKind
from tracker.web.core.language import locale
from tracker.web.forms.choice_fields import EnumSelect, RowChecks, RowSelect
from tracker.web.forms.fields import ConfirmContactField, FreeTextArea, LineField
from tracker.web.forms.typed_fields import DayField, NumberField, TypedField

Part = tuple[str, ...]
COMPARED = (LineField, FreeTextArea, TypedField, EnumSelect, RowSelect, RowChecks, BooleanField)


def is_compared(field: Field) -> bool:
    """Return whether a field holds something of the row, and not only of the sending."""
    return isinstance(field, COMPARED) and not isinstance(field, ConfirmContactField)


def is_prose(field: Field) -> bool:
    """Return whether a field holds a person's own words, whose changes can be marked word by word."""
    return isinstance(field, LineField | FreeTextArea)


def is_text(field: Field) -> bool:
    """Return whether a person types her own words or numbers in a field."""
    return isinstance(field, LineField | FreeTextArea | TypedField)


def stored_part(field: Field) -> Part:
    """Return what is stored, as the page gave it to the form."""
    return _part(field, field.object_data)


def typed_part(field: Field) -> Part:
    """Return what was sent; as it was typed where it cannot be read."""
    if field.process_errors:
        return tuple(str(value) for value in field.raw_data or ())
    return _part(field, field.data)


def _part(field: Field, data: Any) -> Part:
    if isinstance(field, BooleanField):
        return ("y",) if data else ()
    if isinstance(field, RowChecks):
        return tuple(str(row_id) for row_id in data or ())
    if data is None or data == "":
        return ("",)
    if isinstance(field, TypedField):
        return (field.show(data),)
    if isinstance(field, EnumSelect):
        return (str(data.value),)
    return ("\n".join(line.rstrip() for line in str(data).strip().splitlines()),)


def part_in_words(field: Field, part: Part) -> str:
    """Return what stands in a field; nothing is the empty string."""
    if isinstance(field, BooleanField):
        return str(_("ja") if part else _("nei"))
    if isinstance(field, SelectField):
        return _chosen_in_words(field, part)
    [text] = part or ("",)
    if not text or not isinstance(field, NumberField | DayField):
        return text
    return _typed_in_words(field, text)


def _chosen_in_words(field: Any, part: Part) -> str:
    blank = getattr(field, "blank", None)
    known = {str(choice.value if hasattr(choice, "value") else choice[0]): choice for choice in field.choices or ()}
    names = []
    for value in part:
        if value in known:
            choice = known[value]
            names.append(str(choice.label if hasattr(choice, "label") else choice[1]))
        elif value:
            names.append(_("slettet (nr. %(number)s)", number=value))
    return ", ".join(names) or (str(blank) if blank is not None else "")


def _typed_in_words(field: NumberField | DayField, text: str) -> str:
    language = locale()
    try:
        if isinstance(field, DayField):
            day = field.read(text)
            week = language.period(Period.containing(PeriodKind.WEEK, day))
            return f"{language.day(day)} ({week})"
        return language.exact(field.read(text))
    except ValueError:
        return text


def marks(before: str, text: str) -> list[tuple[str, bool]]:
    """Part a text into runs, each with whether it is new since `before`: whole words, and no space at a mark's end."""
    was, now = (re.findall(r"\s+|\S+", each) for each in (before, text))
    runs: list[tuple[str, bool]] = []
    for kind, _from, _to, start, stop in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        run = "".join(now[start:stop])
        if kind == "equal" or not run.strip():
            runs.append((run, False))
        else:
            words = run.strip()
            lead, _middle, tail = run.partition(words)
            runs += [(lead, False), (words, True), (tail, False)]
    return [(run, is_new) for run, is_new in runs if run]


def written_together(base: str, mine: str, theirs: str) -> str:
    """Propose one text of two: where both only went on from the first, both ways on; else one after the other."""
    if base and mine.startswith(base) and theirs.startswith(base):
        return f"{mine} {theirs[len(base) :].strip()}".strip()
    return "\n".join(text for text in (mine, theirs) if text)
