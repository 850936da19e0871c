"""What is said of the main team's chart: a question about a week is answered, and one about a stretch waits."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess, enter_team
from tracker.demo.calendar import LAST, Calendar
from tracker.demo.measures import submission
from tracker.models.accounts import User
from tracker.models.base import db
from tracker.models.measurements import Measurement
from tracker.models.measures import Measure
from tracker.models.threads import Thread
from tracker.services.threads.threads import NewMessage, ThreadPlace, begin_thread, write_in

_POINT, _SHIFT = 25, 35
"""The week that is asked about, and the first of those in the shift."""
_TURN = 25
"""Minutes between two messages."""


def tell(calendar: Calendar, slug: str, people: Mapping[str, User]) -> None:
    """Let the advisor ask twice: the team's leader answers the first, and has not come to the second."""

    def inside(name: str, turn: int) -> TeamAccess:
        """Let a person in at her turn, the same morning as the story ends, never later than now."""
        return enter_team(people[name], slug, Permission.READ, now=calendar.end(turn * _TURN))

    kari = inside("Kari Dahl", 1)
    measure = kari.measures()[0]
    asked = _ask(
        kari,
        measure,
        ThreadPlace(first=calendar.week(_POINT).start, value=_value(measure, calendar)),
        "Hva skjedde her?",
    )
    _answer(
        inside("Nora Lund", 2),
        asked,
        measure,
        "Vi talte bare dagvakter den uka, for nattstolen var borte. Nå står det i måleplanen at vi teller hele døgnet.",
        answers=True,
    )
    waits = _ask(
        inside("Kari Dahl", 3),
        measure,
        ThreadPlace(first=calendar.week(_SHIFT).start, last=calendar.week(LAST).start),
        "Alle disse ukene ligger over medianen. Holder det også på kveld? Fredagene ligger lavere enn de andre dagene.",
    )
    _answer(
        inside("Ali Hassan", 4),
        waits,
        measure,
        "Vi teller ikke kveldsvisitten ennå. Skal vi begynne, eller bli ferdige med dagen først?",
    )
    _answer(
        inside("Kari Dahl", 5),
        waits,
        measure,
        "Begynn i det små: fem kveldsvisitter. Si fra her hva dere fant.",
    )


def _ask(kari: TeamAccess, measure: Measure, place: ThreadPlace, text: str) -> Thread:
    return begin_thread(kari, measure, place, NewMessage(text=text, submission=submission(text), asks=True))


def _answer(access: TeamAccess, thread: Thread, measure: Measure, text: str, *, answers: bool = False) -> None:
    said = NewMessage(text=text, submission=submission(text), answers=answers)
    write_in(access, thread, measure, said, seen=thread.version)


def _value(measure: Measure, calendar: Calendar) -> float:
    """Return what the point showed when it was asked about, in percent."""
    query = select(Measurement).where(Measurement.measure_id == measure.id)
    row = db.session.scalars(query.where(Measurement.period_start == calendar.week(_POINT).start)).one()
    assert row.numerator is not None, "the story counts this measure"
    assert row.denominator, "the story counts this measure"
    return 100 * row.numerator / row.denominator
