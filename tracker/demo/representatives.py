"""Those who speak for patients in the main team: what they say, what is answered, and what waits. All invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from tracker.access.team import TeamAccess
from tracker.demo.calendar import LAST, Calendar
from tracker.demo.measures import submission
from tracker.models.accounts import Role
from tracker.models.representatives import COOPERATION, Recognised, RecruitmentState
from tracker.services.representatives.cooperation import rate
from tracker.services.representatives.feedback import mark_visit, speakers_of
from tracker.services.representatives.recognition import recognise
from tracker.services.representatives.seats import SeatFacts, add_seat
from tracker.services.threads.threads import NewMessage, ThreadPlace, begin_thread, write_in
from tracker.text.slugs import slug_of

Enter = Callable[[str, datetime], TeamAccess]
"""Lets one of the people into the main team at a moment, by name."""

_CHAIR = "Satte legen seg ned under visitten?"
_SEATS = {
    Role.USER_REPRESENTATIVE: RecruitmentState.TRAINED,
    Role.RELATIVE_REPRESENTATIVE: RecruitmentState.ACCEPTED,
}
_RATED = {"Aud Nilsen": (3, 4, 2), "Jon Eide": (3, 4, 3)}


def tell(calendar: Calendar, enter: Enter) -> None:
    """Tell what the two representatives of the main team have said, each thing at its own time."""
    _sit(calendar, enter("Nora Lund", calendar.at(2)))
    for name, scores in _RATED.items():
        rate(enter(name, calendar.at(38)), dict(zip(COOPERATION, scores, strict=True)))
    aud = enter("Aud Nilsen", calendar.at(44, 4))
    chair = next(measure for measure in aud.measures() if measure.name == _CHAIR)
    place = ThreadPlace(first=calendar.week(43).start)
    said = recognise(
        aud,
        chair,
        place,
        Recognised.YES,
        sentence="",
        text="Legen sitter nå, og da rekker jeg å spørre. Blir stolen stående?",
        submission=submission("recognition"),
    )
    mark_visit(enter("Aud Nilsen", calendar.at(44, 5)))
    if said.thread is not None:
        answer = NewMessage(
            text="Takk. Vi tok det opp med legene. Stolen blir.", submission=submission("answered"), answers=True
        )
        write_in(enter("Nora Lund", calendar.at(LAST, 2)), said.thread, chair, answer, seen=said.thread.version)
    asked = NewMessage(
        text="Når blir det stille om natta? Flere sier til meg at de ikke får sove.",
        submission=submission("quiet"),
        asks=True,
    )
    begin_thread(enter("Aud Nilsen", calendar.at(LAST, 4)), None, ThreadPlace(), asked)


def seek(leader: TeamAccess) -> None:
    """Let a team without a representative look for one."""
    facts = SeatFacts(role=Role.USER_REPRESENTATIVE, state=RecruitmentState.SOUGHT)
    add_seat(leader, facts, submission=submission(leader.team.slug, "seat"))


def _sit(calendar: Calendar, leader: TeamAccess) -> None:
    until = date(calendar.today.year + 1, 6, 30)
    for member in speakers_of(leader):
        facts = SeatFacts(role=member.role, state=_SEATS[member.role], membership_id=member.id, until=until)
        add_seat(leader, facts, submission=submission("seat", slug_of(member.user.name)))
