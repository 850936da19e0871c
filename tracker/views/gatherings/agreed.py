"""Something agreed as a row of a table: who does it, by when, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.access.people import local_day
from tracker.models.gatherings import Action, ActionState
from tracker.text.locale import Locale
from tracker.views.gatherings.checklist import TaskState
from tracker.views.gatherings.listing import listed_action
from tracker.views.labels import label

_SIGNS = {
    ActionState.AGREED: TaskState.LACKING,
    ActionState.BEGUN: TaskState.BEGUN,
    ActionState.DONE: TaskState.DONE,
}


@dataclass(frozen=True, slots=True)
class AgreedRow:
    """Something agreed, as the table shows it."""

    id: int
    text: str
    person: str
    owner: str
    due: str
    is_late: bool
    state: TaskState
    said: str
    is_done: bool


def agreed_row(action: Action, today: date, locale: Locale) -> AgreedRow:
    """Return something agreed as a row of a table."""
    listed = listed_action(action, today, locale)
    said = label(action.state, locale)
    if action.done_at is not None:
        day = locale.day(local_day(action.done_at), year=False)
        said = locale.gettext("Gjort %(day)s", day=day)
    return AgreedRow(
        action.id,
        action.text,
        action.person,
        action.team.name if action.team else locale.gettext("Vertskapet"),
        locale.day(action.due, year=False) if action.due else "",
        listed.is_late,
        _SIGNS[action.state],
        said,
        action.state is ActionState.DONE,
    )
