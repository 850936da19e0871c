"""What the ward did with its invented answers: tied to what it does, declined, taken in, told back, and left to stand.

It works on the approved answers that are there, by theme and week, and invents none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from tracker.access.team import TeamAccess
from tracker.demo.calendar import Calendar
from tracker.demo.measures import submission
from tracker.models.answers import Answer, AnswerTheme, AnswerThemeLink, TellingKind
from tracker.models.base import db
from tracker.models.improvement import Intervention, InterventionState, PdsaCycle
from tracker.services.answers.chain.reading import answers_in_chain
from tracker.services.answers.chain.telling import tell as tell_back
from tracker.services.answers.chain.ties import About, decline, take_in_as_is, tie
from tracker.services.answers.words import of_team
from tracker.services.improvement import interventions

Enter = Callable[[str, datetime], TeamAccess]
"""Returns the access of someone in the ward, by name, at a moment."""

_LEADER = "Nora Lund"
_QUIET_HOUR = "Stille time fra kl. 22"
_TOLD = (
    "Nå henger det en stol på veggen i alle rom, og legen setter seg før visitten begynner. Det bestemte avdelingen i "
    "april."
)
_NO = "Vi får ikke flere enerom i dette bygget. Vi har bedt om skjerm mellom sengene, og får svar i januar."


def tell(calendar: Calendar, enter: Enter) -> None:
    """Tie and end the ward's answers. Without answers it does nothing."""
    today = enter(_LEADER, calendar.now)
    themes = {theme.slug: theme for theme in _themes(today)}
    chairs = _deed(today, Intervention, "Visittstol")
    reminder = _deed(today, PdsaCycle, "Sykepleier minner")
    heard = _answers(today, themes.get("bli-hort"))
    if chairs is not None and heard:
        for answer in heard[:-1]:
            tie(_after(enter, calendar, answer, days=14), About(answer=answer), chairs)
        _tell(_after(enter, calendar, heard[-1], days=40), heard[0])
    safe = _answers(today, themes.get("trygghet"))
    if reminder is not None:
        for answer in safe[::2]:
            tie(_after(enter, calendar, answer, days=11), About(answer=answer), reminder)
    asleep = _answers(today, themes.get("sovn"))
    if asleep:
        begun = calendar.at(36)
        idea = interventions.log_intervention(
            enter(_LEADER, begun),
            interventions.Intent(
                title=_QUIET_HOUR,
                measures=frozenset(measure.id for measure in today.measures()[:1]),
                text="Lyset i gangen dempes, og ingen vogner kjøres.",
                state=InterventionState.IDEA,
            ),
            submission=submission(_QUIET_HOUR),
        )
        for answer in asleep[:-1]:
            tie(_after(enter, calendar, answer, days=7), About(answer=answer), idea)
    for answer in _answers(today, themes.get("mat"))[:1]:
        decline(_after(enter, calendar, answer, days=9), About(answer=answer), reason=_NO)
    for answer in _answers(today, themes.get("familie"))[:2]:
        take_in_as_is(_after(enter, calendar, answer, days=3), answer)


def _themes(access: TeamAccess) -> Sequence[AnswerTheme]:
    return db.session.scalars(select(AnswerTheme).where(AnswerTheme.team_id == access.team.id)).all()


def _answers(access: TeamAccess, theme: AnswerTheme | None) -> list[Answer]:
    """Return the approved answers of a theme that nothing was done with yet, the oldest first."""
    if theme is None:
        return []
    about = select(AnswerThemeLink.answer_id).where(AnswerThemeLink.theme_id == theme.id)
    free = [each.id for each in answers_in_chain(access, Answer.id.in_(about)) if each.done_on is None]
    query = select(Answer).where(*of_team(access), Answer.id.in_(free))
    return list(db.session.scalars(query.order_by(Answer.sent_on, Answer.public_id)))


def _deed(access: TeamAccess, kind: type[Intervention | PdsaCycle], title: str) -> Intervention | PdsaCycle | None:
    query = select(kind).where(kind.team_id == access.team.id, kind.title.startswith(title))
    return db.session.scalars(query.order_by(kind.id)).first()


def _after(enter: Enter, calendar: Calendar, answer: Answer, *, days: int) -> TeamAccess:
    """Return the leader's access some days after an answer was read, never later than now."""
    read = answer.reviewed_at or calendar.now
    return enter(_LEADER, min(read + timedelta(days=days), calendar.now))


def _tell(access: TeamAccess, answer: Answer) -> None:
    found = answers_in_chain(access, Answer.id == answer.id)
    tell_back(access, found[0], kind=TellingKind.DID, text=_TOLD, submission=submission("told"))
