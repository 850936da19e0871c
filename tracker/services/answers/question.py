"""What a team asks, in its own words where it has any; and what its leader writes there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import selectinload

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.access.team_code import CodeAccess
from tracker.models.answers import PAGE_LANGUAGES, AnswerLanguage, AnswerQuestion, QuestionText, Telling, TellingKind
from tracker.models.audit import Deed
from tracker.models.base import db, insert_new
from tracker.models.teams import Team
from tracker.services.answers.audit_words import ANSWER_QUESTION
from tracker.services.audit.log import note, snapshot
from tracker.services.locking import lock_team
from tracker.services.versions import count_version


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A team's own words in one language; empty ones are the usual."""

    asker: str = ""
    question: str = ""
    help_line: str = ""


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """What a team asks."""

    is_open: bool
    is_told: bool
    """Whether the team has a public page with what it told back."""
    house: str
    """The organisations that the team belongs to."""
    own: Mapping[AnswerLanguage, OwnWords]

    def words(self, language: AnswerLanguage) -> OwnWords:
        """Return the team's own words in a language."""
        return self.own.get(language, OwnWords())


# Made once: every patient's page asks them, and on the day a thousand do so within minutes.
_ASKED = (
    select(AnswerQuestion)
    .where(AnswerQuestion.team_id == bindparam("team"))
    .options(selectinload(AnswerQuestion.texts))
)
_LAST_TOLD = (
    select(Telling.text)
    .where(
        Telling.team_id == bindparam("team"),
        Telling.published_at <= bindparam("now"),
        Telling.kind == TellingKind.DID,
    )
    .order_by(Telling.told_on.desc(), Telling.id.desc())
    .limit(1)
)


def asked_by(access: CodeAccess | TeamAccess) -> AskedQuestion:
    """Return what the team asks, in three queries."""
    return asked_by_team(access.team)


def asked_by_team(team: Team) -> AskedQuestion:
    """Return the same for a page that is open to everybody."""
    return _asked(team, _row(team.id))


def asked_by_teams(teams: Sequence[Team]) -> dict[int, AskedQuestion]:
    """Return what each of several teams asks, by its id, in two queries."""
    query = select(AnswerQuestion).where(AnswerQuestion.team_id.in_([team.id for team in teams]))
    rows = {row.team_id: row for row in db.session.scalars(query.options(selectinload(AnswerQuestion.texts)))}
    return {team.id: _asked(team, rows.get(team.id)) for team in teams}


def _asked(team: Team, row: AnswerQuestion | None) -> AskedQuestion:
    house = ", ".join(home.name for home in team.organisations)
    if row is None:
        return AskedQuestion(is_open=True, is_told=False, house=house, own={})
    own = {text.language: OwnWords(text.asker, text.question, text.help_line) for text in row.texts}
    return AskedQuestion(row.is_open, row.told_since is not None, house, own)


def question_row(access: TeamAccess) -> AnswerQuestion | None:
    """Return the team's row to edit it; None where nobody has written there."""
    access.require(Permission.MANAGE_TEAM)
    return _row(access.team.id)


def set_question(
    access: TeamAccess, *, is_open: bool, stopped_after: int, own: Mapping[AnswerLanguage, OwnWords]
) -> None:
    """Write the team's own words, and whether it takes answers."""
    access.require(Permission.MANAGE_TEAM)
    lock_team(access)
    db.session.execute(insert_new(AnswerQuestion).values(team_id=access.team.id))
    row = _row(access.team.id)
    if row is None:
        raise LookupError("answer_question")
    before = snapshot(row, "is_open", "stopped_after") | _told(row)
    row.is_open, row.stopped_after = is_open, stopped_after
    stored = {text.language: text for text in row.texts}
    for language in PAGE_LANGUAGES:
        words, text = own.get(language, OwnWords()), stored.get(language)
        if text is None:
            text = QuestionText(team_id=access.team.id, language=language)
            row.texts.append(text)
        text.asker, text.question, text.help_line = words.asker, words.question, words.help_line
    after = snapshot(row, "is_open", "stopped_after") | _told(row)
    if before == after:
        return
    count_version(access, row)
    changed = [name for name in after if before.get(name) != after[name]]
    note(
        access,
        Deed.CHANGED,
        ANSWER_QUESTION,
        row.id,
        before={name: before.get(name) for name in changed},
        after={name: after[name] for name in changed},
    )


def last_told(access: CodeAccess) -> str:
    """Return the newest of what the team has told everybody that it did; "" where there is none."""
    return db.session.scalar(_LAST_TOLD, {"team": access.team.id, "now": access.now}) or ""


def _row(team_id: int) -> AnswerQuestion | None:
    return db.session.scalar(_ASKED, {"team": team_id})


def _told(row: AnswerQuestion) -> dict[str, str]:
    """Return the words as the trail tells them: `help_nb`, `question_nn` and so on."""
    told = {}
    for text in row.texts:
        told[f"asker_{text.language.value}"] = text.asker
        told[f"question_{text.language.value}"] = text.question
        told[f"help_{text.language.value}"] = text.help_line
    return {name: words for name, words in told.items() if words}
