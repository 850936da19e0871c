"""A form that changes a row: what it saw, what is stored by now, and what becomes of the two.

`Form.edits` makes it; `Form.accepted` asks it. Fields only one person changed are joined, fields both changed are asked
about. Everything is compared as the strings a browser sends, so the page that asks can send them again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from flask import request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from wtforms.form import BaseForm

from tracker.models.base import Versioned
from tracker.services.merge import Change, Field, Value, merge
from tracker.services.versions import Save, saves_since
from tracker.web.forms.choice_fields import RowChecks
from tracker.web.forms.fields import FreeTextArea
from tracker.web.forms.seen import NAME, SHOWN, Seen, SeenRow, sealed, unsealed
from tracker.web.forms.values import is_compared, is_text, stored_part, typed_part, written_together

OWN = ("pick-", "keep-", "join-", "asked-")
"""What the names of the page's own fields begin with."""
ANYWAY = "anyway"


@dataclass(frozen=True, slots=True)
class Thing:
    """What a form is about, in words: "dette tiltaket", "tiltaket"."""

    this: object
    the: object
    put_away: object = ""
    """What is said of somebody who has put it away: `name` and `when` are filled in."""


@dataclass(frozen=True, slots=True)
class Together:
    """Fields that mean something together only, under one label: they are compared and chosen as one."""

    name: str
    label: object
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a form changes, in words and addresses, and how its fields belong together."""

    name: str
    back: str
    anew: str = ""
    is_put_away: bool = False
    thing: Thing
    together: Sequence[Together] = ()
    consequences: Mapping[str, object] = field(default_factory=dict)


class RowGone(Exception):  # noqa: N818 - reads as a sentence where it is raised
    """The row a form would change was removed, or put away."""

    def __init__(self, seen: Seen, *, by: Save | None = None, thing: Thing | None = None) -> None:
        """Say what the form saw; `thing` where the row is there still, put away."""
        super().__init__()
        self.seen, self.by, self.thing = seen, by, thing


class TwoEdited(Exception):  # noqa: N818 - reads as a sentence where it is raised
    """Two people have changed the same field: the page that asks is shown in place of the form's own."""

    def __init__(self, editing: Editing, outcome: MergeOutcome) -> None:
        """Keep what the page shows."""
        super().__init__()
        self.editing, self.outcome = editing, outcome


@dataclass(slots=True)
class MergeOutcome:
    """What becomes of each field, and what is still to be chosen."""

    fields: list[Field]
    values: dict[str, Value] = field(default_factory=dict)
    open: list[str] = field(default_factory=list)
    """Fields that both changed and nobody has chosen between."""
    picks: dict[str, str] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)
    """Fields only one changed, from which the tick was taken."""
    lost: list[tuple[str, str]] = field(default_factory=list)
    """What was written in fields that are no longer there."""

    @property
    def must_ask(self) -> bool:
        """Return whether the page that asks must be shown."""
        return bool(self.open or (self.lost and SHOWN not in request.form))

    @property
    def taken_along(self) -> list[str]:
        """Name the fields whose saved change stands beside mine."""
        theirs = {Change.THEIRS, Change.ADDED}
        return [each.name for each in self.fields if each.change in theirs and each.name not in self.dropped]


class Editing:
    """One form over one row, or over several that are edited as one."""

    def __init__(self, form: BaseForm, rows: Sequence[Versioned], about: About) -> None:
        """Remember what is stored; on a POST, read what the form saw."""
        self.form, self.rows, self.about = form, rows, about
        self.units = _units(form, about.together)
        stored = {unit.name: tuple(stored_part(form[each]) for each in unit.fields) for unit in self.units}
        self.now = Seen(
            tuple(SeenRow.of(row) for row in rows),
            stored,
            {unit.name: str(unit.label) for unit in self.units},
            tuple(each.name for each in form if is_compared(each) and is_text(each)),
            about.is_put_away,
            about.back,
            about.anew,
        )
        self._posted = request.form.get(NAME) if request.method == "POST" else None
        self.seen = unsealed(self._posted)

    @property
    def seal(self) -> str:
        """What the form carries along: what it saw when it was opened, until that has been settled."""
        return self._posted if self._posted and self.is_ours() else sealed(self.now)

    def settled(self) -> None:
        """Say that all the other has saved is taken in: from here on the form stands on what is stored now."""
        self._posted = None

    def is_ours(self) -> bool:
        """Return whether the form says what it saw, and of this row."""
        return self.seen is not None and bool(self.seen.pairs(self.now))

    def saves(self) -> list[Save]:
        """List who saved since the form was opened, one line a person, the latest last."""
        versions = {row.id: seen.version for seen, row in (self.seen.pairs(self.now) if self.seen else ())}
        found = [save for row in self.rows if row.id in versions for save in saves_since(row, versions[row.id])]
        latest = {save.name: save for save in sorted(found, key=lambda save: save.at)}
        return sorted(latest.values(), key=lambda save: save.at)

    def check_presence(self) -> None:
        """Raise `RowGone` where the row was removed or put away while the form lay open."""
        if self.seen is None:
            return
        if not self.seen.is_born_with(self.now):
            raise RowGone(self.seen)
        if self.now.is_put_away and not self.seen.is_put_away and ANYWAY not in request.form:
            saves = self.saves()
            raise RowGone(replace(self.seen, is_put_away=True), by=saves[-1] if saves else None, thing=self.about.thing)

    def outcome(self) -> MergeOutcome | None:
        """Return what becomes of each field; None where nobody saved meanwhile and nothing is lost."""
        if self.seen is None:
            return None
        lost = self._lost()
        if self.seen.is_as_new_as(self.now) and not lost:
            return None
        mine = {unit.name: tuple(typed_part(self.form[each]) for each in unit.fields) for unit in self.units}
        lists = [unit.name for unit in self.units if isinstance(self.form[unit.fields[0]], RowChecks)]
        found = MergeOutcome(merge(self.seen.values, mine, self.now.values, lists=lists), lost=lost)
        shown = unsealed(request.form.get(SHOWN))
        for each in found.fields:
            holds = shown is not None and shown.values.get(each.name) == each.theirs
            found.values[each.name] = self._chosen(each, found, holds=holds)
        return found

    def formdata(self, outcome: MergeOutcome) -> MultiDict[str, str]:
        """Return what was sent, with each compared field as it came out."""
        data: MultiDict[str, str] = MultiDict(request.form)
        for unit in self.units:
            for name, part in zip(unit.fields, outcome.values.get(unit.name, ()), strict=False):
                data.setlist(name, list(part))
                if not part:
                    data.poplist(name)
        return data

    def unit(self, name: str) -> Together:
        """Return the fields that are compared under a name."""
        return next(unit for unit in self.units if unit.name == name)

    def may_join(self, name: str) -> bool:
        """Return whether a field holds a text long enough to be written together."""
        return isinstance(self.form[self.unit(name).fields[0]], FreeTextArea)

    def _chosen(self, each: Field, found: MergeOutcome, *, holds: bool) -> Value:
        """Return what was chosen of a field; a choice holds only against what the page showed."""
        if each.change is Change.NOBODY:
            return each.joined
        if each.change is not Change.BOTH:
            if holds and f"asked-{each.name}" in request.form and f"keep-{each.name}" not in request.form:
                found.dropped.append(each.name)
                return each.base
            return each.joined
        pick = request.form.get(f"pick-{each.name}", "") if holds else ""
        text = request.form.get(f"join-{each.name}", "")
        may_join = holds and self.may_join(each.name)
        if not pick and may_join and text and _folded(text) != _folded(proposed(each)):
            pick = "joined"
        values = {"mine": each.mine, "theirs": each.theirs} | ({"joined": ((text,),)} if may_join else {})
        if pick not in values:
            found.open.append(each.name)
            return each.joined
        found.picks[each.name] = pick
        return values[pick]

    def _lost(self) -> list[tuple[str, str]]:
        """Find what was written in fields that the form no longer has."""
        if self.seen is None:
            return []
        there = {name for unit in self.units for name in unit.fields} | {unit.name for unit in self.units}
        gone = [(name, value[0]) for name, value in self.seen.values.items() if name not in there and len(value) == 1]
        return [
            (self.seen.labels.get(name, ""), sent if name in self.seen.texts else str(_("valget ditt")))
            for name, was in gone
            if (sent := " ".join(request.form.getlist(name)).strip()) != " ".join(was).strip()
        ]


def proposed(each: Field) -> str:
    """Return the text that is proposed where two are to be written together."""
    return written_together(each.base[0][0], each.mine[0][0], each.theirs[0][0])


def label_of(field: Any) -> str:  # a field of WTForms
    """Return how a field is called where it does not stand beside others of its kind."""
    return str(field.description or field.label.text)


def _units(form: BaseForm, together: Sequence[Together]) -> list[Together]:
    """Return what is compared as one, in the form's order."""
    found: dict[str, Together] = {}
    for each in form:
        if not is_compared(each):
            continue
        group = next((group for group in together if each.name in group.fields), None)
        if group is None:
            found[each.name] = Together(each.name, label_of(each), (each.name,))
        else:
            fields = tuple(name for name in group.fields if name in form)
            found.setdefault(group.name, Together(group.name, group.label, fields))
    return list(found.values())


def _folded(text: str) -> str:
    return " ".join(text.split())
