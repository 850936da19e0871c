"""The form for many teams at once: one a line, as they are pasted from a spreadsheet; each line is checked."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext
from wtforms import TextAreaField
from wtforms.form import BaseForm
from wtforms.validators import DataRequired, StopValidation

from tracker.models.teams import ServiceKind
from tracker.services.networks.new_teams import NewTeam
from tracker.services.teams.invitations import InvitationFault
from tracker.text.screening import has_identity_number
from tracker.text.visible import folded, plain_address, without_invisible
from tracker.web.core.language import choices
from tracker.web.forms import messages
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import EnumSelect
from tracker.web.forms.field_types import Label, Sentences
from tracker.web.forms.fields import is_email, screen

MOST_LINES = 200
_MOST_SIGNS = 1000
_MOST_NAME, _MOST_EMAIL = 200, 254
_MOST_FAULTS = 20
_PARTS = 4


@dataclass(frozen=True, slots=True)
class TeamLine:
    """One line that is not empty, by its number in what was pasted (from 1)."""

    number: int
    text: str

    def cells(self) -> list[str]:
        """Part the line as a spreadsheet would: at tabs, else at semicolons, else at commas; none are empty at its end.

        At least four, since what is left out at the end is not said.
        """
        sign = next((sign for sign in "\t;" if sign in self.text), ",")
        [found] = csv.reader([self.text], delimiter=sign)
        cells = [without_invisible(cell).strip() for cell in found]
        while cells and not cells[-1]:
            cells.pop()
        return cells + [""] * (_PARTS - len(cells))


def lines_of(text: str) -> list[TeamLine]:
    """Return the lines that say something."""
    # Not splitlines(): signs such as U+2028 may stand within a cell, and would move every number after them.
    typed = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [TeamLine(number, line) for number, line in enumerate(typed, 1) if line.strip()]


class TeamLinesField(TextAreaField):
    """Teams, one a line: name, organisation, the leader's e-mail and kind of service; the last two may be left out."""

    def __init__(self, label: Label = "", **options: Any) -> None:
        """Take lines; the page says which organisations there are."""
        super().__init__(label, [DataRequired(messages.REQUIRED)], **options)
        self.homes: Mapping[str, int] = {}
        self.taken: frozenset[str] = frozenset()
        self.otherwise = ServiceKind.OTHER
        self.teams: list[NewTeam] = []

    def offer(self, homes: Iterable[tuple[int, str]], taken: Iterable[str]) -> None:
        """Set the organisations by id and name, and the names that other teams of the network have."""
        self.homes = {folded(name): row_id for row_id, name in homes}
        self.taken = frozenset(map(folded, taken))

    def pre_validate(self, form: BaseForm) -> None:
        """Check each line, and say which ones are wrong and why."""
        lines = lines_of(self.data or "")
        if len(lines) > MOST_LINES:
            raise StopValidation(
                _("Lim inn høyst %(most)s linjer om gangen. Her er det %(lines)s.", most=MOST_LINES, lines=len(lines))
            )
        self.otherwise = form["service"].data or ServiceKind.OTHER
        self.teams = []
        seen: dict[str, int] = {}
        faults: list[str] = []
        for line in lines:
            try:
                self.teams.append(self._team(line, seen, form))
            except StopValidation as fault:
                faults.append(_("Linje %(number)s: %(fault)s", number=line.number, fault=fault))
        more = len(faults) - _MOST_FAULTS
        if more > 0:
            faults[_MOST_FAULTS:] = [
                ngettext("Det er feil på %(num)s linje til.", "Det er feil på %(num)s linjer til.", more)
            ]
        self.errors = [*self.errors, *faults]

    def _team(self, line: TeamLine, seen: dict[str, int], form: BaseForm) -> NewTeam:
        """Read one line.

        Raises:
            StopValidation: it cannot be a team; the sentence says why.
        """
        _hold_length(line.text, _MOST_SIGNS)
        if has_identity_number(line.text):
            raise StopValidation(str(messages.IDENTITY_NUMBER))
        name, home, email, service, *more = line.cells()
        if not name or not home:
            raise StopValidation(_("Skriv minst navnet på teamet og organisasjonen."))
        if more:
            raise StopValidation(_("Det er for mange felt. Linja kan ha navn, organisasjon, e-post og tjeneste."))
        _hold_length(name, _MOST_NAME)
        screen(name, form)
        self._hold_name(name, line.number, seen)
        return NewTeam(
            name=name,
            service=self._service(service),
            organisation_ids=(self._home(home),),
            leader_email=_address(plain_address(email)),
        )

    def _hold_name(self, name: str, number: int, seen: dict[str, int]) -> None:
        key = folded(name)
        if key in self.taken:
            raise StopValidation(str(messages.TAKEN))
        if (first := seen.setdefault(key, number)) != number:
            raise StopValidation(
                _("Navnet står også på linje %(other)s. Ta bort én av dem, eller gi teamene ulike navn.", other=first)
            )

    def _home(self, name: str) -> int:
        row_id = self.homes.get(folded(name))
        if row_id is None:
            raise StopValidation(
                _("Organisasjonen er ikke i lista. Skriv navnet slik det står under «Organisasjoner».")
            )
        return row_id

    def _service(self, name: str) -> ServiceKind:
        if not name:
            return self.otherwise
        kinds: dict[str, ServiceKind] = {folded(str(text)): kind for kind, text in choices(ServiceKind).items()}
        kind = kinds.get(folded(name))
        if kind is None:
            raise StopValidation(
                _("Tjenesten er ikke i lista. Skriv den slik den står under «Tjenester», eller la feltet stå tomt.")
            )
        return kind


class TeamListForm(Form):
    """Many teams, and what kind of service those are that do not say."""

    sentences: ClassVar[Sentences] = {InvitationFault.ALREADY_MEMBER: messages.ALREADY_MEMBER}
    beside: ClassVar[Mapping[str, str]] = {"name": "teams", "email": "teams"}
    teams = TeamLinesField(lazy_gettext("Team, ett på hver linje"))
    service = EnumSelect(lazy_gettext("Tjeneste når linja ikke oppgir den"), ServiceKind, choices(ServiceKind))


def _address(text: str) -> str:
    _hold_length(text, _MOST_EMAIL)
    if text and not is_email(text):
        raise StopValidation(str(messages.EMAIL))
    return text


def _hold_length(text: str, most: int) -> None:
    if len(text) > most:
        raise StopValidation(str(messages.TOO_LONG % {"typed": len(text), "room": most}))
