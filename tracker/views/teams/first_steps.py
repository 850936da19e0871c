"""What a team with measures and no numbers does first: each step goes when it is done, all with the first number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.analysis import Period
from tracker.models.measures import ValueKind
from tracker.views.measures.reading import Drawn
from tracker.web.core.frame import chart_language


@dataclass(frozen=True, slots=True)
class Step:
    """One card: what, why, and the way there."""

    title: str
    text: str
    action: str
    href: str


def first_steps(access: TeamAccess, drawn: Sequence[Drawn], *, due: Period | None, has_goal: bool) -> tuple[Step, ...]:
    """Give the steps this person can take; none where a measure has a number, or where there is nothing to measure."""
    if access.team.is_reference or not drawn or any(each.last is not None for each in drawn):
        return ()
    return tuple(_steps(access, drawn, due=due, has_goal=has_goal))


def _steps(access: TeamAccess, drawn: Sequence[Drawn], *, due: Period | None, has_goal: bool) -> Iterator[Step]:
    team = access.team.slug
    if access.may(Permission.MANAGE_TEAM) and any(d.measure.value_kind is ValueKind.PROPORTION for d in drawn):
        yield Step(
            _("Tell i dag"),
            _("Heng opp en kode ved senga. To trykk per gang, så fylles uka av seg selv."),
            _("Lag kode"),
            url_for("tally.codes", team=team),
        )
    if access.may(Permission.RECORD) and due is not None:
        yield Step(
            _("Skriv inn det dere har"),
            _("Har dere tall fra før, skriver dere dem rett inn eller henter dem fra en fil."),
            _("Registrer %(period)s", period=chart_language().period(due)),
            url_for("measurements.record", team=team),
        )
    if access.may(Permission.IMPROVE) and not has_goal:
        yield Step(
            _("Sett et mål"),
            _("Hvor mye mindre skade, og innen når? Målet sier hva tallene er til for."),
            _("Nytt mål"),
            url_for("improvement.new_goal", team=team),
        )
