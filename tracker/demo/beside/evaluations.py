"""An evaluation where users asked users, in the main team. All of it is invented: nobody was interviewed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import select

from tracker.access.team import TeamAccess
from tracker.demo.beside.meanwhile import Course
from tracker.demo.calendar import Calendar
from tracker.demo.measures import submission
from tracker.models.base import db
from tracker.models.improvement import Intervention
from tracker.models.user_evaluations import (
    DialoguePoint,
    EvaluationStage,
    Finding,
    FindingState,
    GuideSide,
    RecurringTheme,
    UserEvaluation,
)
from tracker.services.teams.members import members
from tracker.services.user_evaluations.evaluations import (
    EvaluationFacts,
    begin_evaluation,
    change_evaluation,
    dates_of,
    set_dates,
)
from tracker.services.user_evaluations.findings import FindingFacts, add_finding
from tracker.services.user_evaluations.guides import GuideFacts, GuideLine, approve_guide, begin_guide
from tracker.services.user_evaluations.points import PointFacts, add_point, tie_point

Enter = Callable[[str, datetime], TeamAccess]
"""Lets one of the people into the main team at a moment, by name."""

_LEADER, _SPEAKER = "Nora Lund", "Aud Nilsen"
_OPENING = (
    "Jeg har selv vært pasient. Jeg jobber ikke her. Du bestemmer hva du vil svare på, og kan stoppe når du vil. "
    "Ingen får vite hva akkurat du har sagt."
)
_QUESTIONS = (
    GuideLine("Fortell om da du kom til posten.", "Hvem møtte deg? Visste de hvorfor du kom?"),
    GuideLine("Ble du spurt om hva som er viktig for deg?", "Hva skjedde med svaret?"),
    GuideLine("Hvordan var visitten?", "Satt eller sto legen? Rakk du å spørre?"),
    GuideLine("Hvordan var nettene?"),
    GuideLine("Ble familien din holdt orientert?", "Bare hvis personen har pårørende som er med"),
    GuideLine("Hva skulle vært annerledes?"),
    GuideLine("Hva må de aldri slutte med?"),
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A finding, what was agreed about it, who sees to it, and the intervention it became."""

    theme: RecurringTheme
    persons: int
    sentence: str
    agreed: str
    who: str = ""
    became: str = ""
    is_new: bool = True


_FOUND = (
    _Found(
        RecurringTheme.INFORMATION,
        15,
        "Mange visste ikke når de skulle hjem.",
        "Svaret og utreisedagen står på tavla ved senga",
        _LEADER,
        "Svaret står på tavla ved senga",
    ),
    _Found(
        RecurringTheme.HEARD, 12, "Visitten ble en samtale da legen satte seg.", "Fortsett med stolen.", is_new=False
    ),
    _Found(
        RecurringTheme.SAFETY,
        9,
        "Flere lot være å gå på do om natta.",
        "Nattlys og veien til badet tas opp i visitten",
        "Ali Hassan",
        "Fallrisiko tas opp i visittsamtalen",
    ),
    _Found(
        RecurringTheme.OWN,
        7,
        "Mange ville ha litt mer tid med legen.",
        "Stolen følger visittvogna, så legen sitter ved hver seng",
        _LEADER,
        "Stolen følger visittvogna",
    ),
    _Found(RecurringTheme.SLEEP, 6, "Lys og dører vekket dem.", "Stille time fra kl. 22"),
    _Found(RecurringTheme.FAMILY, 3, "Pårørende fikk vite lite den første kvelden.", "Pårørende ringes samme kveld"),
)
_DONE = {
    EvaluationStage.AGREEMENT: (None, (33, 3)),
    EvaluationStage.RECRUITMENT: ((34, 1), (35, 5)),
    EvaluationStage.GUIDE: (None, (35, 3)),
    EvaluationStage.INTERVIEWS: ((37, 1), (39, 5)),
    EvaluationStage.ANALYSIS: (None, (41, 2)),
    EvaluationStage.PRELIMINARY: (None, (41, 3)),
    EvaluationStage.DIALOGUE: (None, (42, 3)),
}
"""When each stage began and was done: weeks of the story, and days in them."""
_REPORT_IN = timedelta(days=14)
_YEAR = timedelta(days=364)


def course(calendar: Calendar, enter: Enter) -> Course:
    """Tell of an evaluation that a representative leads, from the agreement to the report that is being written."""
    yield calendar.at(33)
    agreed = EvaluationFacts(
        title=f"Bruker spør bruker {calendar.day(42).year}",
        year=calendar.day(42).year,
        evaluator="KBT",
        interviewers=4,
        are_trained=True,
        contact_id=_member(enter(_LEADER, calendar.at(33)), _LEADER),
    )
    row = begin_evaluation(enter(_SPEAKER, calendar.at(33)), agreed, submission=submission("evaluation"))
    yield calendar.at(35)
    guide = enter(_SPEAKER, calendar.at(35))
    held = begin_guide(guide, row, GuideFacts(opening=_OPENING, questions=_QUESTIONS, minutes=45))
    for side in GuideSide:
        approve_guide(guide, held, side, title=row.title, seen=held.version)
    yield calendar.at(41, 2)
    analysed = enter(_SPEAKER, calendar.at(41, 2))
    findings = [_finding(analysed, row, each) for each in _FOUND]
    yield calendar.at(42, 3)
    met = enter(_SPEAKER, calendar.at(42, 3))
    points = [_point(met, row, finding, each) for finding, each in zip(findings, _FOUND, strict=True)]
    yield calendar.at(42, 4)
    asked = enter(_SPEAKER, calendar.at(42, 4))
    change_evaluation(
        asked,
        row,
        replace(
            agreed,
            interviews=4,
            groups=4,
            persons=20,
            came_team=6,
            came_representatives=2,
            came_interviewers=4,
            came_asked=7,
            no_staff=True,
            are_invited=True,
        ),
    )
    _date(calendar, asked, row)
    yield calendar.end(180)
    leader = enter(_LEADER, calendar.end(180))
    mine = db.session.scalars(select(Intervention).where(Intervention.team_id == leader.team.id))
    by_title = {each.title: each for each in mine}
    for point, told in zip(points, _FOUND, strict=True):
        if told.became in by_title:
            tie_point(leader, point, by_title[told.became])


def _finding(access: TeamAccess, row: UserEvaluation, each: _Found) -> Finding:
    facts = FindingFacts(
        theme=each.theme,
        own_theme="Tid ved senga" if each.theme is RecurringTheme.OWN else "",
        sentence=each.sentence,
        persons=each.persons,
        state=FindingState.PRELIMINARY,
    )
    return add_finding(access, row, facts, submission=submission("finding", each.theme))


def _point(access: TeamAccess, row: UserEvaluation, finding: Finding, each: _Found) -> DialoguePoint:
    who = _member(access, each.who) if each.who else None
    agreed = PointFacts(text=each.agreed, is_new=each.is_new, responsible_id=who)
    return add_point(access, row, finding, agreed, submission=submission("point", each.theme))


def _date(calendar: Calendar, access: TeamAccess, row: UserEvaluation) -> None:
    for stage, (began, done) in _DONE.items():
        set_dates(
            access,
            dates_of(row, stage),
            title=row.title,
            due=None,
            began_on=None if began is None else calendar.day(*began),
            done_on=calendar.day(*done),
        )
    coming = {
        EvaluationStage.REPORT: calendar.today + _REPORT_IN,
        EvaluationStage.FOLLOW_UP: calendar.day(42, 3) + _YEAR,
    }
    for stage, due in coming.items():
        set_dates(access, dates_of(row, stage), title=row.title, due=due, began_on=None, done_on=None)


def _member(access: TeamAccess, name: str) -> int:
    return next(each.id for each in members(access) if each.user.name == name)
