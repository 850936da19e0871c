"""What patients and relatives answered in the main team, and what became of it. All of it invented."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import token_bytes

from sqlalchemy import select

from tracker.access.team import TeamAccess
from tracker.access.team_code import CodeAccess, enter_by_code
from tracker.demo.answers.texts import DECLINED, REJECTED, SAID, TOLD, WAITING, InventedAnswer
from tracker.demo.calendar import LAST, Calendar
from tracker.demo.measures import submission
from tracker.models.answers import (
    Answer,
    AnswerEnd,
    AnswerLink,
    ChainEnd,
    Telling,
    TellingAnswer,
    TellingKind,
)
from tracker.models.base import db
from tracker.models.improvement import Intervention, PdsaCycle
from tracker.models.tally import CodePurpose
from tracker.services.answers.keys import AnswerKeys
from tracker.services.answers.reviewing import approve, reject
from tracker.services.answers.taking_in import NewAnswer, take_in
from tracker.services.answers.themes import begin_themes
from tracker.services.tally.codes import make_code

Enter = Callable[[str, datetime], TeamAccess]
_LEADER = "Nora Lund"
_FIRST = 10


@dataclass(frozen=True, slots=True)
class _AskedWard:
    calendar: Calendar
    enter: Enter
    code: str
    keys: AnswerKeys

    def leader(self, week: int, weekday: int = 4) -> TeamAccess:
        return self.enter(_LEADER, self.calendar.at(week, weekday))

    def asked(self, week: int, weekday: int) -> CodeAccess:
        return enter_by_code(self.code, CodePurpose.ANSWER, now=self.calendar.at(week, weekday))


def tell(calendar: Calendar, enter: Enter) -> None:
    """Tell what was answered, read, tied to deeds and told back, each thing at its own time.

    Nobody has the codes of these answers: the key they were made with is thrown away.
    """
    first = enter(_LEADER, calendar.at(_FIRST))
    code = make_code(first, CodePurpose.ANSWER).code
    begin_themes(first)
    ward = _AskedWard(calendar, enter, code, AnswerKeys(token_bytes(32)))
    told: dict[str, list[Answer]] = {}
    for said in SAID:
        row = _read(ward, said)
        if said.deed:
            _tie(ward, row, said)
        if said.deed in TOLD and said.is_told:
            told.setdefault(said.deed, []).append(row)
        if said.reason:
            _end(ward, row, said, ChainEnd.DECLINED)
        if said.is_praise:
            _end(ward, row, said, ChainEnd.TAKEN_IN)
    for title, rows in told.items():
        _tell_back(ward, title, rows)
    for said in REJECTED:
        row = _send(ward, said)
        leader = ward.leader(said.week + 1)
        reject(leader, row.public_id, version=row.version, reason=said.rejected)
    for said in WAITING:
        _send(ward, said)


def _send(ward: _AskedWard, said: InventedAnswer) -> Answer:
    access = ward.asked(said.week, said.weekday)
    form = submission("answer", said.text)
    new = NewAnswer(
        text=said.text, form_id=form, way=said.way, language=said.language, who=said.who, shared=said.shared
    )
    take_in(access, new, keys=ward.keys)
    return db.session.scalars(select(Answer).order_by(Answer.id.desc()).limit(1)).one()


def _read(ward: _AskedWard, said: InventedAnswer) -> Answer:
    row = _send(ward, said)
    leader = ward.leader(said.week + 1, 1 if said.week < LAST else 5)
    approve(leader, row.public_id, version=row.version, hide=said.hide, themes=said.themes)
    return row


def _tie(ward: _AskedWard, row: Answer, said: InventedAnswer) -> None:
    then = ward.leader(min(said.week + 2, LAST), 5)
    deed = _deed(then, said.deed)
    link = AnswerLink(
        team_id=row.team_id, answer_id=row.id, linked_on=then.today, linked_by_id=then.user.id, at=then.now
    )
    if isinstance(deed, PdsaCycle):
        link.cycle_id = deed.id
    else:
        link.intervention_id = deed.id
    db.session.add(link)
    db.session.flush()


def _deed(access: TeamAccess, title: str) -> Intervention | PdsaCycle:
    ideas = select(Intervention).where(Intervention.team_id == access.team.id, Intervention.title == title)
    tests = select(PdsaCycle).where(PdsaCycle.team_id == access.team.id, PdsaCycle.title == title)
    found = db.session.scalars(ideas.limit(1)).first() or db.session.scalars(tests.limit(1)).first()
    if found is None:
        raise LookupError(title)
    return found


def _end(ward: _AskedWard, row: Answer, said: InventedAnswer, kind: ChainEnd) -> None:
    then = ward.leader(min(said.week + 2, LAST), 5)
    db.session.add(
        AnswerEnd(
            team_id=row.team_id,
            answer_id=row.id,
            kind=kind,
            reason=DECLINED.get(said.reason, ""),
            decided_on=then.today,
            decided_by_id=then.user.id,
            at=then.now,
            submission=submission("end", said.text),
        )
    )
    db.session.flush()


def _tell_back(ward: _AskedWard, title: str, rows: Sequence[Answer]) -> None:
    week, text = TOLD[title]
    then = ward.leader(week)
    deed = _deed(then, title)
    telling = Telling(
        team_id=then.team.id,
        intervention_id=deed.id if isinstance(deed, Intervention) else None,
        kind=TellingKind.DID,
        text=text,
        decided_by="avdelingsledelsen",
        decided_on=then.today,
        told_on=then.today,
        told_by_id=then.user.id,
        created_at=then.now,
        published_at=then.now,
        published_by_id=then.user.id,
        submission=submission("telling", title),
    )
    db.session.add(telling)
    db.session.flush()
    db.session.add_all(TellingAnswer(telling_id=telling.id, answer_id=row.id, team_id=row.team_id) for row in rows)
    db.session.flush()
