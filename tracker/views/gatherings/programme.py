"""A day's programme in words: when each stretch begins, what is given out, and what is free."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from tracker.access.people import OSLO
from tracker.models.gatherings import Gathering, ItemKind
from tracker.services.gatherings.programme import DayPlan, plans_of
from tracker.text.locale import Locale
from tracker.views.gatherings import words


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """One stretch of a day, or what is free of it."""

    id: int
    clock: str
    minutes: int
    title: str
    who: str
    look: str
    """talk, teams, voice, break or free."""


@dataclass(frozen=True, slots=True)
class AgendaDay:
    """One day."""

    id: int
    title: str
    sum: str
    rows: Sequence[AgendaRow]
    is_over: bool
    """Whether more minutes are given out than the day has."""


@dataclass(frozen=True, slots=True)
class OwnTime:
    """When something is a team's own: its turn to show, or a stretch that representatives lead."""

    day: str
    clock: str
    text: str


def agenda(row: Gathering, teams: int, locale: Locale) -> list[AgendaDay]:
    """Write the programme of each day; `teams` is how many show what they bring."""
    return [_day(plan, teams, locale, drawn=row.drawn_at is not None) for plan in plans_of(row)]


def own_times(row: Gathering, turns: Mapping[int, int], team_id: int, locale: Locale) -> list[OwnTime]:
    """List when a team shows, where the order is drawn, and when representatives have the word."""
    found = []
    for plan in plans_of(row):
        day = words.day_line(plan.day, locale)
        for timed in plan.items:
            item = timed.item
            if item.kind is ItemKind.VOICE:
                found.append(OwnTime(day, locale.clock(timed.starts.astimezone(OSLO)), item.title))
            elif item.kind is ItemKind.TEAMS and item.minutes_each and team_id in turns:
                at = timed.starts + timedelta(minutes=item.minutes_each * (turns[team_id] - 1))
                text = locale.ngettext(
                    "Dere viser i %(num)s minutt", "Dere viser i %(num)s minutter", item.minutes_each
                )
                found.append(OwnTime(day, locale.clock(at.astimezone(OSLO)), text))
    return found


def _day(plan: DayPlan, teams: int, locale: Locale, *, drawn: bool) -> AgendaDay:
    rows = [
        AgendaRow(
            timed.item.id,
            locale.clock(timed.starts.astimezone(OSLO)),
            timed.item.minutes,
            _title(timed.item.title, timed.item.minutes_each, teams, locale),
            _who(timed.item.who, locale, drawn=drawn and timed.item.kind is ItemKind.TEAMS),
            timed.item.kind.value,
        )
        for timed in plan.items
    ]
    if plan.free > 0 and plan.items:
        rows.append(
            AgendaRow(
                0, locale.clock(plan.free_from.astimezone(OSLO)), plan.free, locale.gettext("Ledig tid"), "", "free"
            )
        )
    return AgendaDay(plan.day.id, words.day_line(plan.day, locale), _sum(plan, locale), rows, is_over=plan.free < 0)


def _title(title: str, each: int | None, teams: int, locale: Locale) -> str:
    if not each:
        return title
    return locale.gettext("%(title)s: %(teams)s team, %(each)s minutter hver", title=title, teams=teams, each=each)


def _who(who: str, locale: Locale, *, drawn: bool) -> str:
    said = locale.gettext("Rekkefølgen er trukket, ikke rangert") if drawn else ""
    return " · ".join(part for part in (who, said) if part)


def _sum(plan: DayPlan, locale: Locale) -> str:
    hours = words.hours_line(plan.day, locale)
    if plan.free == 0:
        given = locale.gettext("%(whole)s min, alt er fordelt", whole=plan.whole)
    elif plan.free > 0:
        given = locale.gettext("%(given)s av %(whole)s min er fordelt", given=plan.given, whole=plan.whole)
    else:
        given = locale.gettext(
            "%(over)s min for mye: %(given)s av %(whole)s", over=-plan.free, given=plan.given, whole=plan.whole
        )
    return f"{hours} · {given}"
