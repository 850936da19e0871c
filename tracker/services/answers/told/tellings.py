"""What a team's leader writes of what came of answers: for a theme or for some answers, published when she says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import delete, func, select, update

from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.accounts import User
from tracker.models.answers import (
    Answer,
    AnswerQuestion,
    AnswerState,
    AnswerTheme,
    Telling,
    TellingAnswer,
    TellingKind,
)
from tracker.models.audit import Deed
from tracker.models.base import Json, db, insert_new
from tracker.models.teams import Membership
from tracker.services.answers.audit_words import TELLING
from tracker.services.answers.conditions import is_in_theme
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.locking import lock_team
from tracker.services.refusal import refuse_first
from tracker.services.versions import count_version

_COLUMNS = ("kind", "decided_by", "decided_on", "told_on", "measure_id")
_NEED_A_DECISION = (TellingKind.DID, TellingKind.COULD_NOT)


class TellingFault(StrEnum):
    """Why something cannot be told like this."""

    ABOUT = "about"
    WHO = "who"
    WHEN = "when"
    LATER = "later"
    STAFF = "staff"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTelling:
    """What is told: screened before it comes here."""

    kind: TellingKind
    text: str
    theme_id: int | None = None
    whole_theme: bool = False
    """Whether it covers every approved answer that the theme has when it is saved."""
    answers: frozenset[str] = frozenset()
    """Which answers it covers besides, by their public ids."""
    measure_id: int | None = None
    decided_by: str = ""
    decided_on: date | None = None


def tellings_of(access: TeamAccess) -> Sequence[Telling]:
    """List what the team has written, the latest first."""
    access.require(Permission.REVIEW)
    query = select(Telling).where(Telling.team_id == access.team.id)
    return db.session.scalars(query.order_by(Telling.told_on.desc(), Telling.id.desc())).all()


def telling_of(access: TeamAccess, public_id: str) -> Telling:
    """Load one of them.

    Raises:
        NotFoundError: there is none.
    """
    access.require(Permission.REVIEW)
    query = select(Telling).where(Telling.team_id == access.team.id, Telling.public_id == public_id)
    found = db.session.scalar(query)
    if found is None:
        raise NotFoundError(public_id)
    return found


def covered_by(telling: Telling) -> frozenset[str]:
    """Return the public ids of the answers that a telling covers."""
    query = select(Answer.public_id).join(TellingAnswer, TellingAnswer.answer_id == Answer.id)
    return frozenset(db.session.scalars(query.where(TellingAnswer.telling_id == telling.id)))


def counts_covered(access: TeamAccess) -> Mapping[int, int]:
    """Count the answers that each of the team's tellings covers, by telling."""
    access.require(Permission.REVIEW)
    query = select(TellingAnswer.telling_id, func.count()).where(TellingAnswer.team_id == access.team.id)
    return dict(db.session.execute(query.group_by(TellingAnswer.telling_id)).all())


def themes_with_same_text(rows: Sequence[Telling]) -> Mapping[str, int]:
    """Count, by public id, on how many themes the very same text stands; those that stand alone are left out."""
    places: dict[str, set[int | None]] = {}
    for row in rows:
        places.setdefault(_plain(row.text), set()).add(row.theme_id)
    found = {row.public_id: len(places[_plain(row.text)]) for row in rows}
    return {public_id: number for public_id, number in found.items() if number > 1}


def write_telling(access: TeamAccess, new: NewTelling, *, submission: str, is_draft: bool = False) -> Telling:
    """Write down what came of a theme or of answers; only the team reads it until it is published.

    A draft need not say who decided and when: it cannot be published before it does.

    Raises:
        Refused: it is about nothing, names staff, or does not say who decided and when.
    """
    access.require(Permission.REVIEW)
    lock_team(access)
    sent = select(Telling).where(Telling.team_id == access.team.id, Telling.submission == submission)
    if (existing := db.session.scalar(sent)) is not None:
        return existing
    answer_ids = _checked(access, new, is_draft=is_draft)
    row = Telling(
        team_id=access.team.id,
        told_on=access.today,
        told_by_id=access.user.id,
        created_at=access.now,
        submission=submission,
        **_columns(access, new),
    )
    db.session.add(row)
    db.session.flush()
    _cover(row, answer_ids)
    note(access, Deed.CREATED, TELLING, row.id, after=_told(row))
    return row


def change_telling(access: TeamAccess, row: Telling, new: NewTelling) -> None:
    """Change what is told and what it covers.

    Raises:
        Refused: as `write_telling`.
    """
    access.require(Permission.REVIEW)
    lock_team(access)
    answer_ids = _checked(access, new)
    before, words = _told(row), row.text
    for name, value in _columns(access, new).items():
        setattr(row, name, value)
    _cover(row, answer_ids)
    was, became = changes(before, _told(row))
    if not became and words == new.text:
        return
    count_version(access, row)
    note(access, Deed.CHANGED, TELLING, row.id, before=was, after=became)


def publish(access: TeamAccess, row: Telling) -> None:
    """Let everybody read it. The first one opens the team's public page; twice is the same as once.

    Raises:
        Refused: it does not say who decided and when.
    """
    access.require(Permission.REVIEW)
    lock_team(access)
    if row.published_at is not None:
        return
    refuse_first(_undecided(row.kind, row.decided_by, row.decided_on))
    row.published_at, row.published_by_id = access.now, access.user.id
    count_version(access, row)
    db.session.execute(insert_new(AnswerQuestion).values(team_id=access.team.id))
    _set_told_since(access, only_if_closed=True)
    note(access, Deed.ACCEPTED, TELLING, row.id)


def take_down(access: TeamAccess, row: Telling) -> None:
    """Let the team alone read it again. With the last one the public page closes."""
    access.require(Permission.REVIEW)
    lock_team(access)
    if row.published_at is None:
        return
    row.published_at, row.published_by_id = None, None
    count_version(access, row)
    left = select(func.count(Telling.id)).where(Telling.team_id == access.team.id, Telling.published_at.is_not(None))
    if not db.session.scalar(left):
        _set_told_since(access, only_if_closed=False)
    note(access, Deed.REVOKED, TELLING, row.id)


def _set_told_since(access: TeamAccess, *, only_if_closed: bool) -> None:
    """Open the public page from now where it is closed, or close it."""
    rows = update(AnswerQuestion).where(AnswerQuestion.team_id == access.team.id)
    if only_if_closed:
        rows = rows.where(AnswerQuestion.told_since.is_(None)).values(told_since=access.now)
    else:
        rows = rows.values(told_since=None)
    db.session.execute(rows, execution_options={"synchronize_session": False})


def _columns(access: TeamAccess, new: NewTelling) -> dict[str, object]:
    measures = {measure.id for measure in access.measures()}
    return {
        "kind": new.kind,
        "text": new.text,
        "theme_id": new.theme_id,
        "measure_id": new.measure_id if new.measure_id in measures else None,
        "decided_by": new.decided_by,
        "decided_on": new.decided_on,
    }


def _undecided(kind: TellingKind, by: str, on: date | None) -> dict[tuple[StrEnum, str | None], bool]:
    needs = kind in _NEED_A_DECISION
    return {
        (TellingFault.WHO, "decided_by"): needs and not by,
        (TellingFault.WHEN, "decided_on"): needs and on is None,
    }


def _checked(access: TeamAccess, new: NewTelling, *, is_draft: bool = False) -> list[int]:
    """Return the ids of the answers it covers, when all that must be said is said."""
    refuse_first(
        {
            (TellingFault.ABOUT, "theme"): new.theme_id is None and not new.answers,
            **({} if is_draft else _undecided(new.kind, new.decided_by, new.decided_on)),
            (TellingFault.LATER, "decided_on"): new.decided_on is not None and new.decided_on > access.today,
            (TellingFault.STAFF, "text"): _names_staff(access, new.text),
            (TellingFault.STAFF, "decided_by"): _names_staff(access, new.decided_by),
        }
    )
    mine = (Answer.team_id == access.team.id, Answer.state == AnswerState.APPROVED)
    chosen = set(db.session.scalars(select(Answer.id).where(*mine, Answer.public_id.in_(new.answers))))
    if new.whole_theme and new.theme_id is not None:
        chosen |= set(db.session.scalars(select(Answer.id).where(*mine, is_in_theme(new.theme_id))))
    return sorted(chosen)


def _names_staff(access: TeamAccess, text: str) -> bool:
    """Return whether somebody of the team is named in full: the page is read by everybody."""
    said = _plain(text)
    names = select(User.name).join(Membership, Membership.user_id == User.id)
    return any(_plain(name) in said for name in db.session.scalars(names.where(Membership.team_id == access.team.id)))


def _cover(row: Telling, answer_ids: Sequence[int]) -> None:
    """Let a telling cover these answers and no others."""
    mine = TellingAnswer.telling_id == row.id
    has = set(db.session.scalars(select(TellingAnswer.answer_id).where(mine)))
    db.session.execute(delete(TellingAnswer).where(mine, TellingAnswer.answer_id.in_(has - set(answer_ids))))
    db.session.add_all(
        TellingAnswer(telling_id=row.id, answer_id=answer_id, team_id=row.team_id)
        for answer_id in answer_ids
        if answer_id not in has
    )
    db.session.flush()


def _told(row: Telling) -> Json:
    """Return what the trail keeps: no words, since what is told may repeat what was answered."""
    theme = db.session.get(AnswerTheme, row.theme_id) if row.theme_id is not None else None
    covered = select(func.count()).select_from(TellingAnswer).where(TellingAnswer.telling_id == row.id)
    about = (theme.name or theme.slug) if theme is not None else ""
    return snapshot(row, *_COLUMNS) | {"theme": about, "answers": db.session.scalar(covered) or 0}


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
