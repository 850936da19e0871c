"""What a new team does first: a code at the bedside, the first number, a goal. Each step goes when it is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.analysis import Period
from tracker.models.measures import ValueKind
from tracker.text.locale import Locale
from tracker.views.links import Links
from tracker.views.measures.reading import Drawn


@dataclass(frozen=True, slots=True)
class Step:
    """One card: what, why, and the way there."""

    title: str
    text: str
    action: str
    href: str


@dataclass(frozen=True, slots=True)
class StepsDone:
    """What a team has of that which takes no number to see: a code at the bedside, and an open goal."""

    code: bool
    goal: bool


def first_steps(
    access: TeamAccess, drawn: Sequence[Drawn], locale: Locale, links: Links, done: StepsDone, *, due: Period | None
) -> tuple[Step, ...]:
    """Give the steps this person can take and that are not done; each goes by itself.

    None where there is nothing to measure, and none once a measure has the points that a verdict needs: the team is
    under way, and has chosen its own.
    """
    if access.team.is_reference or not drawn or any(points(each) >= each.plot.minimum for each in drawn):
        return ()
    return tuple(_steps(access, drawn, locale, links, done, due=due))


def has_begun(drawn: Sequence[Drawn]) -> bool:
    """Return whether any of the measures has a number."""
    return any(each.last is not None for each in drawn)


def points(drawn: Drawn) -> int:
    """Return how many values of a measure were measured."""
    return int(np.count_nonzero(~np.isnan(drawn.reading.values)))


def _steps(
    access: TeamAccess, drawn: Sequence[Drawn], locale: Locale, links: Links, done: StepsDone, *, due: Period | None
) -> Iterator[Step]:
    team = access.team.slug
    counts = any(each.measure.value_kind is ValueKind.PROPORTION for each in drawn)
    if access.may(Permission.MANAGE_TEAM) and counts and not done.code:
        yield Step(
            locale.gettext("Tell i dag"),
            locale.gettext("Heng opp en kode ved senga. To trykk per gang, så fylles uka av seg selv."),
            locale.gettext("Lag kode"),
            links.codes(team),
        )
    if access.may(Permission.RECORD) and due is not None and not has_begun(drawn):
        yield Step(
            locale.gettext("Skriv inn det dere har"),
            locale.gettext("Har dere tall fra før, skriver dere dem rett inn eller henter dem fra en fil."),
            locale.gettext("Registrer %(period)s", period=locale.period(due)),
            links.record(team, period=due),
        )
    if access.may(Permission.IMPROVE) and not done.goal:
        yield Step(
            locale.gettext("Sett et mål"),
            locale.gettext("Hvor mye mindre skade, og innen når? Målet sier hva tallene er til for."),
            locale.gettext("Nytt mål"),
            links.new_goal(team),
        )
