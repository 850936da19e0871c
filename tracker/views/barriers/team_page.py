"""The team's log: what is lifted, what the team works with itself, and what is gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.access.people import local_day
from tracker.access.team import TeamAccess
from tracker.models.barriers import Barrier, BarrierLift
from tracker.services.barriers.lifting import without_leader
from tracker.services.barriers.log import barriers_of
from tracker.text.locale import Locale, capital
from tracker.views.barriers.words import (
    AnswerLine,
    answer_by,
    answer_line,
    since_in_words,
    state_sign,
    touched,
)
from tracker.views.labels import label


@dataclass(frozen=True, slots=True, kw_only=True)
class BarrierLine:
    """A barrier that is in the way."""

    row: Barrier
    sign: str
    state: str
    about: str
    lifted: LiftedLine | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftedLine:
    """Whom it is lifted to, and how far that has come."""

    to: str
    when: str
    due: str
    """When an answer is due; nothing where none is waited for."""
    is_late: bool
    """Whether that is today or past."""
    answer: AnswerLine | None
    earlier: Sequence[AnswerLine]
    asks: bool
    """Whether the day of a promise has come, or the leader says that it is done: the team says whether it is."""
    has_leader: bool


@dataclass(frozen=True, slots=True)
class GoneLine:
    """A barrier that is not in the way any more."""

    row: Barrier
    about: str


@dataclass(frozen=True, slots=True)
class TeamBarriers:
    """What the page shows."""

    lifted: Sequence[BarrierLine]
    own: Sequence[BarrierLine]
    gone: Sequence[GoneLine]


def team_barriers(access: TeamAccess, locale: Locale) -> TeamBarriers:
    """Gather the page, in a constant number of queries."""
    rows, alone = barriers_of(access), without_leader(access)
    here = [row for row in rows if row.gone_on is None]
    lifted = sorted((lift.due, row.id, row, lift) for row in here if (lift := row.lift) is not None)
    gone = sorted((row for row in rows if row.gone_on is not None), key=lambda row: row.gone_on or date.min)
    return TeamBarriers(
        lifted=[_lifted(row, lift, access.today, locale, alone) for _due, _id, row, lift in lifted],
        own=[_own(row, access.today, locale) for row in here if row.lift is None],
        gone=[_gone(row, access.today, locale) for row in reversed(gone)],
    )


def _lifted(row: Barrier, lift: BarrierLift, today: date, locale: Locale, alone: frozenset[int]) -> BarrierLine:
    awaits = lift.awaits_answer(today)
    answers = [answer_line(answer, today, locale) for answer in reversed(lift.answers)]
    due = answer_by(lift.due, today, locale) if awaits else ""
    return BarrierLine(
        row=row,
        sign=state_sign(lift),
        state=label(lift.state, locale),
        about=_about(row, today, locale),
        lifted=LiftedLine(
            to=lift.to.name,
            when=locale.day_seen_from(local_day(lift.lifted_at), today),
            due=f"{capital(due)}." if due else "",
            is_late=awaits and lift.due <= today,
            answer=answers[0] if answers else None,
            earlier=answers[1:],
            asks=lift.promise_is_due(today) or lift.is_told_done,
            has_leader=lift.id not in alone,
        ),
    )


def _own(row: Barrier, today: date, locale: Locale) -> BarrierLine:
    state = locale.gettext("Prøver noe") if row.tried else locale.gettext("Ikke begynt")
    about = f"{_about(row, today, locale)} · {row.created_by.name}"
    return BarrierLine(row=row, sign="half" if row.tried else "no", state=state, about=about)


def _about(row: Barrier, today: date, locale: Locale) -> str:
    parts = (label(row.kind, locale), since_in_words(row, today, locale), touched(row, locale))
    return " · ".join(part for part in parts if part)


def _gone(row: Barrier, today: date, locale: Locale) -> GoneLine:
    on = row.gone_on or today
    weeks = max(1, round((on - row.since).days / 7))
    stood = locale.ngettext("sto i %(num)s uke", "sto i %(num)s uker", weeks)
    day = locale.gettext("borte %(day)s", day=locale.day_seen_from(on, today))
    return GoneLine(row, f"{label(row.kind, locale)} · {day} · {stood}")
