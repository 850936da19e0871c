"""What is asked once for a whole file: unknown names, signs in the place of numbers, thousands, numbers far outside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import BooleanField, Field, RadioField, SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs

from tracker.analysis import Period
from tracker.models.measures import Measure
from tracker.services.imports.choices import LEFT_OUT, Choices, SignMeaning
from tracker.services.imports.far_outside import FarLine
from tracker.services.imports.file.header_row import fold
from tracker.services.imports.file.missing_signs import usual_meaning
from tracker.services.imports.upload_store import Examined, is_taken
from tracker.text.parse import DigitMark, parse_number
from tracker.web.core.language import locale
from tracker.web.forms.base import Form
from tracker.web.forms.entry_messages import said

MOST_ASKED = 40
"""Names, and numbers far outside, that are asked about at once; the rest wait for the next look."""
_ALIKE = 0.6
_MEANINGS = {
    SignMeaning.NOT_MEASURED: lazy_gettext("Ikke målt"),
    SignMeaning.WITHHELD: lazy_gettext("Ikke målt: holdt tilbake"),
    SignMeaning.ZERO: lazy_gettext("0"),
    SignMeaning.LEAVE_OUT: lazy_gettext("Ta ut raden"),
}


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that is asked: its field, what it is about, and a word that helps."""

    field: Field
    about: str
    hint: str = ""
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Asks:
    """All that is asked about a file, and what each field's answer belongs to."""

    names: Mapping[str, str] = field(default_factory=dict)
    """The file's names by the names of their fields."""
    signs: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)
    far: Mapping[str, FarLine] = field(default_factory=dict)
    fields: Mapping[str, Any] = field(default_factory=dict)
    """The fields to make a form with."""

    def answers(self, form: Form, choices: Choices) -> Choices:
        """Put what was answered to what was decided before."""
        names = {fold(name): int(form[key].data) for key, name in self.names.items() if _is_said(form, key)}
        signs = {sign: SignMeaning(form[key].data) for key, sign in self.signs.items() if _is_said(form, key)}
        marks = {mark: DigitMark(form[key].data) for key, mark in self.marks.items() if _is_said(form, key)}
        far = {line.key: bool(form[key].data) for key, line in self.far.items() if key in form}
        far = {key: taken for key, taken in far.items() if key in choices.far or taken is not _by_itself(self.far, key)}
        usual = {
            sign for sign, meaning in signs.items() if meaning is usual_meaning(sign) and sign not in choices.signs
        }
        return replace(
            choices,
            names={**choices.names, **names},
            signs={**choices.signs, **{sign: meaning for sign, meaning in signs.items() if sign not in usual}},
            marks={**choices.marks, **marks},
            far={**choices.far, **far},
        )


def asks_of(
    found: Examined, measures: Sequence[Measure], *, with_names: Sequence[str] = (), with_lines: bool = True
) -> Asks:
    """Find what must be asked about a file. `with_names`: names that are shown although they are known.

    Without `with_lines` nothing is asked of single numbers: thousands and what lies far outside.
    """
    wanted = dict.fromkeys([*with_names, *found.checked.asked.names])
    names = {f"name-{_key(name)}": name for name in list(wanted)[:MOST_ASKED]}
    signs = {f"sign-{_key(sign)}": sign for sign in sorted(found.checked.asked.signs)}
    marks = {f"mark-{_key(key)}": key for key in found.checked.asked.marks if with_lines}
    far = {f"far-{_key(line.key)}": line for line in found.far[:MOST_ASKED] if with_lines}
    fields: dict[str, Any] = {}
    for key, name in names.items():
        fields[key] = _select(
            _("«%(name)s» er", name=name), _measures(measures), _measure_default(name, found, measures)
        )
    for key, sign in signs.items():
        default = found.choices.signs.get(sign) or usual_meaning(sign)
        fields[key] = _select(_("«%(sign)s» betyr", sign=sign), _meanings(sign), default)
    for key, mark in marks.items():
        fields[key] = _mark_field(found, mark)
    for key, line in far.items():
        fields[key] = BooleanField(_("Ta med"), default=is_taken(line, found.choices))
    return Asks(names, signs, marks, far, fields)


def name_asks(asks: Asks, found: Examined, form: Form, measures: Sequence[Measure]) -> list[Ask]:
    """Lay out the names of measures that are asked about."""
    known = {fold(measure.name) for measure in measures}
    counted = found.checked.asked.names
    return [Ask(form[key], name, _alike(name, form[key], known), counted[name]) for key, name in asks.names.items()]


def sign_asks(asks: Asks, found: Examined, form: Form) -> list[Ask]:
    """Lay out the signs that stand in the place of numbers."""
    counted = found.checked.asked.signs
    return [Ask(form[key], sign, _about_sign(sign), counted[sign]) for key, sign in asks.signs.items()]


def mark_asks(asks: Asks, found: Examined, form: Form) -> list[Ask]:
    """Lay out the columns whose thousands are unclear."""
    from_key = found.checked.asked.marks
    return [Ask(form[key], from_key[mark][0].measure.name) for key, mark in asks.marks.items()]


def far_asks(asks: Asks, form: Form) -> Iterator[tuple[Ask, str]]:
    """Lay out the numbers far from the others, each with the row and period that it is of."""
    write = locale()
    for key, far in asks.far.items():
        measure = far.line.destination.measure
        low, high = (write.exact(round(edge, 1)) for edge in (far.others.low, far.others.high))
        hint = _("De andre tallene ligger på %(low)s–%(high)s.", low=low, high=high)
        if far.lacks_mark:
            hint += " " + _("Mangler det et komma?")
        period = write.period(Period(measure.period_kind, far.line.start), year=True)
        where = _("Rad %(row)s, %(period)s", row=far.line.row, period=period)
        yield Ask(form[key], f"{measure.name}: {said(far.line.entry)}", hint), where


def _by_itself(far: Mapping[str, FarLine], key: str) -> bool:
    return next(not line.lacks_mark for line in far.values() if line.key == key)


def _key(text: str) -> str:
    return text.encode("utf-8", "replace").hex()[:120]


def _is_said(form: Form, key: str) -> bool:
    return key in form and form[key].data not in (None, "", "None")


def _select(label: str, choices: Sequence[tuple[str, str]], default: object) -> SelectField:
    chosen = "" if default is None else str(getattr(default, "value", default))
    return SelectField(label, choices=[SelectChoice(*choice) for choice in choices], default=chosen)


def _measures(measures: Sequence[Measure]) -> list[tuple[str, str]]:
    return [
        ("", _("Velg")),
        *((str(measure.id), measure.name) for measure in measures),
        (str(LEFT_OUT), _("Ta ikke med disse radene")),
    ]


def _measure_default(name: str, found: Examined, measures: Sequence[Measure]) -> int | None:
    """Return the measure that a name is, as it was answered, or as it is called, or very like it."""
    folded = fold(name)
    if folded in found.choices.names:
        return found.choices.names[folded]
    by_name = {fold(measure.name): measure.id for measure in measures}
    if folded in by_name:
        return by_name[folded]
    return None


def _alike(name: str, asked: Any, known: set[str]) -> str:  # noqa: ANN401 - a select field, which has no types
    if fold(name) in known:
        return str(_("samme navn som hos dere"))
    if asked.data not in (None, ""):
        return ""
    near = get_close_matches(fold(name), list(known), n=1, cutoff=_ALIKE)
    near = near or [one for one in known if fold(name) and one.startswith(f"{fold(name)} ")]
    names = {fold(choice.label): choice.label for choice in asked.choices}
    if near and near[0] in names:
        return str(_("ligner «%(name)s»", name=names[near[0]]))
    return str(_("fant ingen som ligner"))


def _meanings(sign: str) -> list[tuple[str, str]]:
    usual = usual_meaning(sign)
    if usual is SignMeaning.WITHHELD:
        offered = [SignMeaning.WITHHELD, SignMeaning.LEAVE_OUT]
    else:
        offered = [SignMeaning.NOT_MEASURED, SignMeaning.ZERO, SignMeaning.LEAVE_OUT]
    blank = [("", _("Velg"))] if usual is None else []
    return [*blank, *((meaning.value, str(_MEANINGS[meaning])) for meaning in offered)]


def _about_sign(sign: str) -> str:
    usual = usual_meaning(sign)
    if usual is None:
        return str(_("kan være 0 eller ikke målt"))
    if usual is SignMeaning.WITHHELD:
        return str(_("holdt tilbake der filen ble laget"))
    return str(_("mangler"))


def _mark_field(found: Examined, key: str) -> RadioField:
    destination, column, text = found.checked.asked.marks[key]
    sign = key.rpartition(":")[2]
    write = locale()
    large = write.exact(parse_number(text, thousands=sign))
    small = text.replace(".", ",")
    label = _("%(text)s for «%(measure)s»: hvilket tall er det?", text=text, measure=destination.measure.name)
    choices = [SelectChoice(DigitMark.THOUSANDS.value, large), SelectChoice(DigitMark.DECIMAL.value, small)]
    if destination.counts_whole(column):
        choices = choices[:1]
    chosen = found.choices.marks.get(key)
    return RadioField(label, choices=choices, default=chosen.value if chosen else None, validate_choice=False)
