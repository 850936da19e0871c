"""Answers that may and may not be read by everybody, and what a leader told of them."""

from datetime import date, timedelta

from sqlalchemy import select

from tests.conftest import NOW
from tracker.models.answers import (
    Answer,
    AnswerState,
    AnswerTheme,
    AnswerThemeLink,
    AnswerWay,
    RejectReason,
    TellingKind,
    ThemeKey,
)
from tracker.models.base import db
from tracker.services.answers.themes import begin_themes
from tracker.services.answers.told.tellings import NewTelling, publish, write_telling

PAST = NOW - timedelta(days=30)
"""Before the real moment pages stand at, whenever tests run."""


def theme(access, key=ThemeKey.HEARD):
    begin_themes(access)
    mine = (AnswerTheme.team_id == access.team.id, AnswerTheme.key == key)
    return db.session.scalars(select(AnswerTheme).where(*mine)).one()


def said(access, text, key=ThemeKey.HEARD, *, shared=True, state=AnswerState.APPROVED, public=True):
    """An answer in a theme; as it comes, one that everybody may read."""
    week = date(2026, 10, 5)
    row = Answer(
        team_id=access.team.id, text=text, way=AnswerWay.QR, sent_on=week, week=week, shared=shared, state=state,
        reviewed_at=None if state is AnswerState.WAITING else PAST,
        reject_reason=RejectReason.EMPTY if state is AnswerState.REJECTED else None,
        public_from=PAST if public and shared and state is AnswerState.APPROVED else None,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    db.session.add(AnswerThemeLink(answer_id=row.id, theme_id=theme(access, key).id, team_id=access.team.id, at=PAST))
    db.session.flush()
    return row


def told(access, text="En stol i hvert rom.", key=ThemeKey.HEARD, *, kind=TellingKind.DID, published=True, **more):
    """What the leader tells of a theme."""
    new = NewTelling(
        kind=kind,
        text=text,
        theme_id=theme(access, key).id,
        whole_theme=True,
        decided_by="avdelingsledelsen",
        decided_on=date(2026, 10, 12),
        **more,
    )
    row = write_telling(access, new, submission=f"{text}-{key}")
    if published:
        publish(access, row)
    db.session.commit()
    return row
