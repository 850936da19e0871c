"""What a team with measures and no numbers does first: each step goes when it is done, all with the first number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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


def first_steps(
    access: TeamAccess, drawn: Sequence[Drawn], locale: Locale, links: Links, *, due: Period | None, has_goal: bool
) -> tuple[Step, ...]:
    """Give the steps this person can take; none where a measure has a number, or where there is nothing to measure."""
    if access.team.is_reference or not drawn or any(each.last is not None for each in drawn):
        return ()
    return tuple(_steps(access, drawn, locale, links, due=due, has_goal=has_goal))


def _steps(
    access: TeamAccess, drawn: Sequence[Drawn], locale: Locale, links: Links, *, due: Period | None, has_goal: bool
) -> Iterator[Step]:
    team = access.team.slug
    if access.may(Permission.MANAGE_TEAM) and any(d.measure.value_kind is ValueKind.PROPORTION for d in drawn):
        yield Step(
            locale.gettext("Tell i dag"),
            locale.gettext("Heng opp en kode ved senga. To trykk per gang, så fylles uka av seg selv."),
            locale.gettext("Lag kode"),
            links.codes(team),
        )
    if access.may(Permission.RECORD) and due is not None:
        yield Step(
            locale.gettext("Skriv inn det dere har"),
            locale.gettext("Har dere tall fra før, skriver dere dem rett inn eller henter dem fra en fil."),
            locale.gettext("Registrer %(period)s", period=locale.period(due)),
            links.record(team, period=due),
        )
    if access.may(Permission.IMPROVE) and not has_goal:
        yield Step(
            locale.gettext("Sett et mål"),
            locale.gettext("Hvor mye mindre skade, og innen når? Målet sier hva tallene er til for."),
            locale.gettext("Nytt mål"),
            links.new_goal(team),
        )
