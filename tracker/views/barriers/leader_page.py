"""A leader's own view: the one due first stands open, then what else waits, and what she has promised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.access.organisation import OrganisationAccess
from tracker.access.people import NotFoundError, local_day
from tracker.access.permissions import Permission
from tracker.services.barriers.answering import LiftedBarrier, answered_in_time, lifted_in
from tracker.services.barriers.charts import chart_of
from tracker.services.barriers.patterns import kinds_in_organisation, teams_in_organisation
from tracker.text.locale import Locale, capital
from tracker.views.barriers.bars import kind_bars, same_in_words
from tracker.views.barriers.words import AnswerLine, answer_by, answer_line, touched
from tracker.views.bars import NamedBar
from tracker.views.labels import label
from tracker.views.measures.reading import Drawn
from tracker.views.signals.watching import drawn_of


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingBarrier:
    """A lifted barrier in a list."""

    found: LiftedBarrier
    about: str
    due: str
    is_late: bool
    asks: bool = False
    """Whether the day of what was promised has come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBarrier:
    """The one that stands open."""

    found: LiftedBarrier
    due: str
    is_late: bool
    lifted: str
    about: str
    answers: Sequence[AnswerLine]
    drawn: Drawn | None
    """The team's own chart: of what the barrier touches, or else its first."""
    asks: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderPage:
    """What the page shows."""

    answers: bool
    """Whether the reader is a leader here, and answers; her advisor reads."""
    count: int
    """How many wait for an answer of hers."""
    teams: int
    open: OpenBarrier | None
    waiting: Sequence[WaitingBarrier]
    promised: Sequence[WaitingBarrier]
    later: Sequence[WaitingBarrier]
    others: Sequence[WaitingBarrier]
    """For the advisor: what is lifted to the leaders here."""
    bars: Sequence[NamedBar]
    same: str
    in_time: str
    """How many she has answered by the day they were to be; nothing where none is counted yet."""


def leader_page(access: OrganisationAccess, locale: Locale, *, chosen: int | None = None) -> LeaderPage:
    """Gather the page, in a constant number of queries.

    Raises:
        NotFoundError: the one that is asked for is not hers.
    """
    today, answers = access.today, access.may(Permission.ANSWER_LIFTED)
    found = lifted_in(access)
    mine = [each for each in found if answers and each.lift.to_id == access.user.id]
    awaiting = [each for each in mine if each.lift.awaits_answer(today)]
    opened = _chosen(mine, chosen) if chosen is not None and answers else next(iter(awaiting), None)
    rest = [each for each in mine if each is not opened]
    counts, teams = kinds_in_organisation(access), teams_in_organisation(access)
    return LeaderPage(
        answers=answers,
        count=len(awaiting),
        teams=teams,
        open=None if opened is None else _open(opened, today, locale),
        waiting=[_waiting(each, today, locale) for each in rest if each.lift.awaits_answer(today)],
        promised=[_promised(each, today, locale) for each in rest if each.lift.is_promised],
        later=[_later(each, today, locale) for each in rest if each.lift.is_put_off(today)],
        others=[_other(each, today, locale) for each in found if each not in mine],
        bars=kind_bars(counts, of=teams, locale=locale),
        same=same_in_words(counts, of=teams, locale=locale),
        in_time=_in_time(access, locale) if answers else "",
    )


def _in_time(access: OrganisationAccess, locale: Locale) -> str:
    found = answered_in_time(access)
    if not found.number:
        return ""
    return locale.ngettext(
        "Du svarte på %(part)s av %(num)s hindring innen fristen i år.",
        "Du svarte på %(part)s av %(num)s hindringer innen fristen i år.",
        found.number,
        part=found.in_time,
    )


def _chosen(mine: Sequence[LiftedBarrier], lift_id: int) -> LiftedBarrier:
    found = next((each for each in mine if each.lift.id == lift_id), None)
    if found is None:
        raise NotFoundError(lift_id)
    return found


def _open(each: LiftedBarrier, today: date, locale: Locale) -> OpenBarrier:
    lift, barrier = each.lift, each.barrier
    measure = chart_of(barrier)
    awaits, asks = lift.awaits_answer(today), lift.promise_is_due(today)
    due = answer_by(lift.due, today, locale) if awaits else _promise_day(each, today, locale)
    written = locale.gettext("løftet av %(name)s", name=lift.by.name)
    parts = (each.team.name, label(barrier.kind, locale), touched(barrier, locale), written)
    return OpenBarrier(
        found=each,
        due=capital(due),
        is_late=(awaits or asks) and lift.due <= today,
        lifted=locale.gettext("Løftet %(day)s", day=locale.day_seen_from(local_day(lift.lifted_at), today)),
        about=" · ".join(part for part in parts if part),
        answers=[answer_line(answer, today, locale) for answer in reversed(lift.answers)],
        drawn=next(iter(drawn_of([measure], locale, today=today)), None) if measure is not None else None,
        asks=asks,
    )


def _waiting(each: LiftedBarrier, today: date, locale: Locale) -> WaitingBarrier:
    day = locale.day_seen_from(local_day(each.lift.lifted_at), today)
    lifted = locale.gettext("løftet %(day)s", day=day)
    return WaitingBarrier(
        found=each,
        about=f"{each.team.name} · {label(each.barrier.kind, locale)} · {lifted}",
        due=capital(answer_by(each.lift.due, today, locale)),
        is_late=each.lift.due <= today,
    )


def _promised(each: LiftedBarrier, today: date, locale: Locale) -> WaitingBarrier:
    return WaitingBarrier(
        found=each,
        about=each.team.name,
        due=_promise_day(each, today, locale),
        is_late=each.lift.promise_is_due(today),
        asks=each.lift.promise_is_due(today),
    )


def _promise_day(each: LiftedBarrier, today: date, locale: Locale) -> str:
    day = locale.day_seen_from(each.lift.due, today)
    if each.lift.promise_is_due(today):
        return locale.gettext("lovet til %(day)s", day=day)
    if each.lift.is_promised:
        return locale.gettext("fra %(day)s", day=day)
    return locale.gettext("ser på det igjen %(day)s", day=day)


def _later(each: LiftedBarrier, today: date, locale: Locale) -> WaitingBarrier:
    due = _promise_day(each, today, locale)
    return WaitingBarrier(found=each, about=each.team.name, due=due, is_late=False)


def _other(each: LiftedBarrier, today: date, locale: Locale) -> WaitingBarrier:
    awaits = each.lift.awaits_answer(today)
    due = answer_by(each.lift.due, today, locale) if awaits else label(each.lift.state, locale)
    to = locale.gettext("til %(name)s", name=each.lift.to.name)
    return WaitingBarrier(
        found=each,
        about=f"{each.team.name} · {label(each.barrier.kind, locale)} · {to}",
        due=capital(due),
        is_late=awaits and each.lift.due <= today,
    )
