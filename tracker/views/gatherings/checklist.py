"""What a team has left to do before a gathering: computed from what is stored, never ticked by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.access.people import local_day
from tracker.models.gatherings import Action, ActionState, Gathering, GatheringKind, Preparation
from tracker.services.gatherings.readiness import Recorded
from tracker.text.locale import Locale, capital


class TaskKind(StrEnum):
    """One thing to do before a gathering."""

    QUESTIONS = "questions"
    SIGN_UP = "sign_up"
    ACTIONS = "actions"
    RECORD = "record"
    REPORT = "report"


class TaskState(StrEnum):
    """How far one thing to do has come. Never an error: what is not done is only not done."""

    DONE = "ok"
    BEGUN = "half"
    LACKING = "no"


@dataclass(frozen=True, slots=True)
class Task:
    """A thing to do, where it stands, and in words what that means."""

    kind: TaskKind
    state: TaskState
    title: str
    note: str
    is_late: bool = False

    @property
    def is_done(self) -> bool:
        """Whether nothing is left of it."""
        return self.state is TaskState.DONE


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a team before a gathering."""

    preparation: Preparation | None
    coming: int
    members: int
    recorded: Recorded
    actions: Sequence[Action]


def checklist(row: Gathering, standing: Standing, today: date, locale: Locale) -> list[Task]:
    """List what there is to do, the undone first. Only a samling is prepared for in full."""
    tasks = [_sign_up(row, standing, locale)]
    if standing.actions:
        tasks.append(_actions(standing.actions, today, locale))
    if row.kind is GatheringKind.SAMLING:
        own = standing.preparation
        tasks = [_questions(own, locale), *tasks, _record(standing.recorded, locale), _report(own, locale)]
    return sorted(tasks, key=lambda task: task.is_done)


def how_far(done: int, wanted: int) -> TaskState:
    """Return the sign of so many of so many."""
    if done >= wanted:
        return TaskState.DONE
    return TaskState.BEGUN if done else TaskState.LACKING


def _questions(own: Preparation | None, locale: Locale) -> Task:
    answered = sum(bool(text) for text in (own.learned, own.help)) if own else 0
    note = locale.gettext("%(number)s av 2 er besvart", number=answered)
    return Task(TaskKind.QUESTIONS, how_far(answered, 2), locale.gettext("Svar på to spørsmål"), note)


def _sign_up(row: Gathering, standing: Standing, locale: Locale) -> Task:
    wanted = max(1, min(row.seats, standing.members))
    title = locale.ngettext("Meld på %(num)s deltaker", "Meld på %(num)s deltakere", wanted)
    note = locale.ngettext("%(num)s er meldt på", "%(num)s er meldt på", standing.coming)
    if row.sign_up_by is not None:
        by = locale.day(row.sign_up_by, year=False)
        note += ". " + locale.gettext("Frist %(day)s", day=by)
    return Task(TaskKind.SIGN_UP, how_far(standing.coming, wanted), title, note)


def _actions(actions: Sequence[Action], today: date, locale: Locale) -> Task:
    left = [action for action in actions if action.state is not ActionState.DONE]
    title = locale.gettext("Gjør ferdig det dere avtalte sist")
    if not left:
        return Task(TaskKind.ACTIONS, TaskState.DONE, title, locale.gettext("Alt er gjort"))
    note = locale.ngettext("%(num)s avtale står igjen", "%(num)s avtaler står igjen", len(left))
    late = min((action.due for action in left if action.due is not None and action.due < today), default=None)
    if late is not None:
        day = locale.day(late, year=False)
        note = locale.gettext("%(what)s, fristen var %(day)s", what=note, day=day)
    begun = len(left) < len(actions) or any(action.state is ActionState.BEGUN for action in left)
    return Task(TaskKind.ACTIONS, TaskState.BEGUN if begun else TaskState.LACKING, title, note, late is not None)


def _record(recorded: Recorded, locale: Locale) -> Task:
    title = locale.gettext("Registrer det som er over")
    if recorded.through is None:
        return Task(TaskKind.RECORD, TaskState.LACKING, title, locale.gettext("Ingen tall ennå"))
    period = capital(locale.period(recorded.through))
    if recorded.is_complete:
        note = locale.gettext("Alle indikatorer har tall til og med %(period)s", period=locale.period(recorded.through))
        return Task(TaskKind.RECORD, TaskState.DONE, title, note)
    note = locale.gettext("%(period)s er det siste som alle indikatorer har", period=period)
    return Task(TaskKind.RECORD, TaskState.LACKING, title, note)


def _report(own: Preparation | None, locale: Locale) -> Task:
    title = locale.gettext("Send rapporten")
    if own is None or own.report_sent_at is None:
        note = locale.gettext("Den skrives av tallene deres. Vertskapet leser den når dere sender den.")
        return Task(TaskKind.REPORT, TaskState.LACKING, title, note)
    name = own.report_sent_by.name if own.report_sent_by else ""
    day = locale.day(local_day(own.report_sent_at), year=False)
    return Task(TaskKind.REPORT, TaskState.DONE, title, locale.gettext("Sendt av %(name)s %(day)s", name=name, day=day))
