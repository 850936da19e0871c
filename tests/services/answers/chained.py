"""Answers that were read, and ideas, tests and interventions to tie them to."""

from datetime import timedelta

from tests.conftest import NOW
from tracker.models.answers import Answer, AnsweredBy, AnswerState, AnswerTheme, AnswerThemeLink, AnswerWay
from tracker.models.base import db
from tracker.models.improvement import InterventionState
from tracker.services.answers.themes import begin_themes
from tracker.services.improvement.interventions import Intent, log_intervention


def read(team, *, days=10, after=3, text="At noen har tid", theme=None, **more):
    """An answer that came so many days ago, and was read and approved some days after."""
    sent = (NOW - timedelta(days=days)).date()
    row = Answer(
        team_id=team.id,
        text=text,
        who=AnsweredBy.PATIENT,
        way=AnswerWay.QR,
        shared=True,
        sent_on=sent,
        week=sent - timedelta(days=sent.weekday()),
        state=AnswerState.APPROVED,
        reviewed_at=NOW - timedelta(days=days - after),
        public_from=NOW - timedelta(days=days - after),
        **more,
    )
    db.session.add(row)
    db.session.flush()
    if theme is not None:
        db.session.add(AnswerThemeLink(answer_id=row.id, theme_id=theme.id, team_id=team.id, at=NOW))
        db.session.flush()
    return row


def theme_called(access, slug="sovn"):
    """One of the team's ten themes."""
    begin_themes(access)
    db.session.flush()
    return db.session.query(AnswerTheme).filter_by(team_id=access.team.id, slug=slug).one()


def idea(access, measure, title="Stille time", state=InterventionState.IDEA):
    """An idea, or what it became."""
    started = None if state is InterventionState.IDEA else access.today
    intent = Intent(title=title, measures=frozenset({measure.id}), state=state, started_on=started)
    return log_intervention(access, intent, submission=f"{title} {access.now:%H%M%S%f}"[:36])
