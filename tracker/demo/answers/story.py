"""What patients and relatives answered in the main team, and what became of it. All of it invented.

Each answer is a course of its own, told beside the rest of the ward's story: it comes, is read, and meets its end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from secrets import token_bytes

from sqlalchemy import select

from tracker.access.team import TeamAccess
from tracker.access.team_code import enter_by_code
from tracker.demo.answers.texts import DECLINED, REJECTED, SAID, TIED_FROM, TOLD, WAITING, InventedAnswer
from tracker.demo.beside.meanwhile import Course
from tracker.demo.calendar import LAST, Calendar
from tracker.demo.measures import submission
from tracker.models.answers import Answer, TellingKind
from tracker.models.base import db
from tracker.models.improvement import Intervention, PdsaCycle
from tracker.models.tally import CodePurpose
from tracker.services.answers.chain.ties import AboutAnswers, decline, take_in_as_is, tie
from tracker.services.answers.keys import AnswerKeys
from tracker.services.answers.reviewing import approve, reject
from tracker.services.answers.taking_in import NewAnswer, take_in
from tracker.services.answers.themes import begin_themes
from tracker.services.answers.told.tellings import NewTelling, publish, write_telling
from tracker.services.tally.codes import make_code

Enter = Callable[[str, datetime], TeamAccess]
"""Lets one of the people into the main team at a moment, by name."""

_LEADER = "Nora Lund"
_FIRST = 10


@dataclass(slots=True)
class _AskedWard:
    """The ward as answers come: how one answers there, and which were tied to what."""

    calendar: Calendar
    enter: Enter
    keys: AnswerKeys
    code: str = ""
    tied: dict[str, list[str]] = field(default_factory=dict)
    """The public ids of answers to be told back, by the deed they were tied to."""

    def leader(self, moment: datetime) -> TeamAccess:
        return self.enter(_LEADER, moment)


def courses(calendar: Calendar, enter: Enter) -> Iterator[Course]:
    """Give what was answered, read, tied to deeds and told back, each thing at its own time.

    Nobody has the codes of these answers: the key they were made with is thrown away.
    """
    ward = _AskedWard(calendar, enter, AnswerKeys(token_bytes(32)))
    yield _begin(ward)
    yield from (_read(ward, said) for said in SAID)
    yield from (_turn_away(ward, said) for said in REJECTED)
    yield from (_wait(ward, said) for said in WAITING)
    yield from (_tell_back(ward, title) for title in TOLD)


def _begin(ward: _AskedWard) -> Course:
    yield (moment := ward.calendar.at(_FIRST))
    ward.code = make_code(ward.leader(moment), CodePurpose.ANSWER).code
    begin_themes(ward.leader(moment))


def _read(ward: _AskedWard, said: InventedAnswer) -> Course:
    yield (moment := ward.calendar.at(said.week, said.weekday))
    row = _send(ward, said, moment)
    yield (moment := ward.calendar.at(said.week + 1, 1 if said.week < LAST else 5))
    approve(ward.leader(moment), row.public_id, version=row.version, hide=said.hide, themes=said.themes)
    about = AboutAnswers(answer=row)
    if said.deed:
        yield (moment := max(ward.calendar.at(min(said.week + 2, LAST), 5), ward.calendar.at(*TIED_FROM[said.deed])))
        tie(ward.leader(moment), about, _deed(ward.leader(moment), said.deed))
        if said.is_told:
            ward.tied.setdefault(said.deed, []).append(row.public_id)
    elif said.reason or said.is_praise:
        yield (moment := ward.calendar.at(min(said.week + 2, LAST), 5))
        if said.is_praise:
            take_in_as_is(ward.leader(moment), row)
        else:
            decline(ward.leader(moment), about, reason=DECLINED[said.reason])


def _turn_away(ward: _AskedWard, said: InventedAnswer) -> Course:
    yield (moment := ward.calendar.at(said.week, said.weekday))
    row = _send(ward, said, moment)
    yield (moment := ward.calendar.at(said.week + 1, 4))
    reject(ward.leader(moment), row.public_id, version=row.version, reason=said.rejected)


def _wait(ward: _AskedWard, said: InventedAnswer) -> Course:
    yield (moment := ward.calendar.at(said.week, said.weekday))
    _send(ward, said, moment)


def _tell_back(ward: _AskedWard, title: str) -> Course:
    week, text = TOLD[title]
    yield (moment := ward.calendar.at(week, 4))
    leader = ward.leader(moment)
    new = NewTelling(
        kind=TellingKind.DID,
        text=text,
        answers=frozenset(ward.tied[title]),
        decided_by="avdelingsledelsen",
        decided_on=leader.today,
    )
    publish(leader, write_telling(leader, new, submission=submission("telling", title)))


def _send(ward: _AskedWard, said: InventedAnswer, moment: datetime) -> Answer:
    new = NewAnswer(
        text=said.text,
        form_id=submission("answer", said.text),
        way=said.way,
        language=said.language,
        who=said.who,
        shared=said.shared,
    )
    take_in(enter_by_code(ward.code, CodePurpose.ANSWER, now=moment), new, keys=ward.keys)
    return db.session.scalars(select(Answer).order_by(Answer.id.desc()).limit(1)).one()


def _deed(access: TeamAccess, title: str) -> Intervention | PdsaCycle:
    ideas = select(Intervention).where(Intervention.team_id == access.team.id, Intervention.title == title)
    tests = select(PdsaCycle).where(PdsaCycle.team_id == access.team.id, PdsaCycle.title == title)
    found = db.session.scalars(ideas.limit(1)).first() or db.session.scalars(tests.limit(1)).first()
    if found is None:
        raise LookupError(title)
    return found
