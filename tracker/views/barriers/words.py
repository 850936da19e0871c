"""Barriers in words: where a lifted one stands, when its answer is due, and what an answer says of days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.access.people import local_day
from tracker.analysis import Period, PeriodKind
from tracker.models.barriers import AnswerKind, Barrier, BarrierLift, LeaderAnswer, LiftState
from tracker.text.locale import Locale
from tracker.views.labels import label


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """An answer, ready to be written."""

    kind: str
    by: str
    when: str
    text: str
    about: str
    is_no: bool
    """Whether it says that nothing is done now."""


def answer_by(due: date, today: date, locale: Locale) -> str:
    """Return when an answer is due, in running text."""
    if due == today:
        return locale.gettext("svar innen i dag")
    if due < today:
        return locale.gettext("fristen var %(day)s", day=locale.day_seen_from(due, today))
    return locale.gettext("svar innen %(day)s", day=locale.day_seen_from(due, today))


def since_in_words(row: Barrier, today: date, locale: Locale) -> str:
    """Return since when a barrier is there: ``siden uke 40``."""
    week = Period.containing(PeriodKind.WEEK, row.since)
    is_other = row.since.isocalendar().year != today.isocalendar().year
    return locale.gettext("siden %(period)s", period=locale.period(week, year=is_other))


def touched(row: Barrier, locale: Locale) -> str:
    """Return what a barrier touches in the team's work; nothing where that is not said."""
    if row.intervention is not None:
        return locale.gettext(
            "rammer tiltak %(number)s «%(name)s»", number=row.intervention.flag, name=row.intervention.title
        )
    if row.measure is not None:
        return locale.gettext("rammer «%(name)s»", name=row.measure.name)
    return ""


def answer_line(row: LeaderAnswer, today: date, locale: Locale) -> AnswerLine:
    """Return an answer in words: who, when, what, and the day that it comes back."""
    day = locale.day_seen_from(row.due, today)
    match row.kind:
        case AnswerKind.SOLVES:
            about = locale.gettext("Fra %(day)s · %(who)s", day=day, who=row.who)
        case AnswerKind.MORE_TIME:
            about = locale.gettext("Svarer innen %(day)s", day=day)
        case AnswerKind.NOT_NOW:
            about = locale.gettext("Ser på det igjen %(day)s", day=day)
        case AnswerKind.DONE:
            about = ""
    return AnswerLine(
        kind=label(row.kind, locale),
        by=row.by.name,
        when=locale.day_seen_from(local_day(row.at), today),
        text=row.text,
        about=about,
        is_no=row.kind is AnswerKind.NOT_NOW,
    )


def state_sign(lift: BarrierLift) -> str:
    """Return the sign of where a lifted barrier stands: done, begun or lacking."""
    if lift.state is LiftState.NOT_NOW:
        return "no"
    return "half" if lift.state is LiftState.WAITING else "ok"
