"""The evaluations of the demo's other teams, as the network sees them. All is invented: nobody was interviewed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from tracker.access.team import TeamAccess
from tracker.demo.calendar import Calendar
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.user_evaluations import (
    DialoguePoint,
    EvaluationStage,
    Finding,
    FindingState,
    PointVerdict,
    RecurringTheme,
    StageDates,
    UserEvaluation,
)
from tracker.services.audit.log import note
from tracker.services.teams.members import members
from tracker.services.user_evaluations.audit_words import USER_EVALUATION

BEGUN = 34
"""The week of the story in which they begin."""
_STAGES = tuple(EvaluationStage)
_INFORMATION, _DOOR, _LOW = RecurringTheme.INFORMATION, RecurringTheme.ONE_DOOR, RecurringTheme.LOW_THRESHOLD
_FAMILY, _CONTACT = RecurringTheme.FAMILY, RecurringTheme.CONTACT
_SAID = {
    _INFORMATION: ("Mange visste ikke hva som skulle skje neste dag.", "Planen for morgendagen sies hver kveld"),
    _DOOR: ("Mange måtte ringe flere steder for samme spørsmål.", "Ett nummer å ringe, også etter utskrivning"),
    _LOW: ("Noen lot være å spørre, for ikke å være til bry.", "Åpen telefon en time hver dag"),
    _FAMILY: ("Pårørende visste lite de første dagene.", "Pårørende ringes første kveld"),
    _CONTACT: ("Mange fortalte det samme til mange.", "Hver får en fast kontakt"),
}


@dataclass(frozen=True, slots=True)
class _Course:
    """How many stages are done, days until the next deadline, what was found, and points somebody sees to."""

    done: int
    due: int
    found: Sequence[RecurringTheme] = ()
    seen_to: int = 0
    looked_at: int = 0


_COURSES: Mapping[str, _Course] = {
    "Hjemmetjenesten sone øst": _Course(3, -14),
    "Slagenheten": _Course(4, -6),
    "Medisinsk sengepost 2": _Course(7, 9, (_INFORMATION, _DOOR, _LOW, _CONTACT), 2),
    "Barneposten": _Course(7, 12, (_INFORMATION, _DOOR, _FAMILY), 3),
    "Palliativt team": _Course(6, 5, (_INFORMATION, _DOOR, _FAMILY)),
    "Rehabilitering, post A": _Course(7, 16, (_INFORMATION, _LOW, _CONTACT), 2),
    "DPS Eidsmo, døgnpost": _Course(5, 8, (_DOOR, _LOW)),
    "Solbakken sykehjem": _Course(8, 170, (_INFORMATION, _DOOR, _LOW, _FAMILY), 4, 3),
    "Furutunet sykehjem": _Course(7, 20, (_INFORMATION, _DOOR, _LOW, _FAMILY), 2),
}


def tell(calendar: Calendar, access: TeamAccess) -> None:
    """Tell of one team's evaluation, where it has one: its rows are put in at once, with the line that it was begun."""
    course = _COURSES.get(access.team.name)
    if course is None:
        return
    by = {"team_id": access.team.id, "created_by_id": access.user.id, "created_at": access.now}
    year, leader = calendar.day(42).year, members(access)[0].id
    row = UserEvaluation(title=f"Bruker spør bruker {year}", year=year, evaluator="KBT", interviewers=3, **by)
    row.are_trained, row.contact_id = True, leader
    row.dates = [StageDates(team_id=access.team.id, stage=stage) for stage in _STAGES]
    for week, dates in enumerate(row.dates[: course.done], start=BEGUN):
        dates.done_on = calendar.day(week, 3)
    row.dates[course.done].due = calendar.today + timedelta(days=course.due)
    if course.found:
        row.interviews, row.groups, row.persons = 6, 2, 14
    db.session.add(row)
    db.session.flush()
    has_met = course.done > _STAGES.index(EvaluationStage.DIALOGUE)
    state = FindingState.DISCUSSED if has_met else FindingState.PRELIMINARY
    here = {"evaluation_id": row.id, **by}
    found = [Finding(theme=each, sentence=_SAID[each][0], persons=8, state=state, **here) for each in course.found]
    db.session.add_all(found)
    db.session.flush()
    for place, each in enumerate(found if has_met else ()):
        point = DialoguePoint(finding_id=each.id, text=_SAID[each.theme][1], **here)
        point.responsible_id = leader if place < course.seen_to else None
        if place < course.looked_at:
            point.verdict, point.verdict_on = PointVerdict.ONGOING, calendar.today
        db.session.add(point)
    db.session.flush()
    after = {"title": row.title, "year": row.year, "evaluator": row.evaluator}
    note(access, Deed.CREATED, USER_EVALUATION, row.id, label=row.title, after=after)
