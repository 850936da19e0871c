"""Cards that are typed in from paper: each once, and with the code on its strip where it has a number."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import select

from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.answers import Answer, AnswerState, CardSeries
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.services.answers.audit_words import ANSWER
from tracker.services.answers.keys import AnswerKeys
from tracker.services.answers.taking_in import NewAnswer, store_typed
from tracker.services.audit.log import note
from tracker.services.refusal import Refused


class CardFault(StrEnum):
    """Why a card cannot be taken in like this."""

    TYPED = "typed"
    UNKNOWN = "unknown"


def card_code(access: TeamAccess, number: int, *, keys: AnswerKeys) -> str | None:
    """Return the code on the strip of a card that was printed for the team; None where none has this number."""
    query = select(CardSeries.public_id).where(
        CardSeries.team_id == access.team.id, CardSeries.first <= number, CardSeries.last >= number
    )
    series = db.session.scalar(query)
    return None if series is None else keys.card_code(series, number)


def type_in(access: TeamAccess, new: NewAnswer, *, number: int | None, sent_on: date, keys: AnswerKeys) -> None:
    """Store what stands on a card. The same form sent twice is one card.

    Raises:
        Refused: no such card was printed, or it is here already.
    """
    access.require(Permission.RECORD)
    sent_key = keys.of_paper(new.form_id)
    if db.session.scalar(select(Answer.id).where(Answer.sent_key == sent_key)) is not None:
        return
    code = card_code(access, number, keys=keys) if number is not None else None
    if number is not None and code is None:
        raise Refused(CardFault.UNKNOWN, "number")
    row = store_typed(access, new, sent_key=sent_key, code_hash=keys.hash_of(code) if code else None, sent_on=sent_on)
    if row is None:
        raise Refused(CardFault.TYPED, "number")
    note(access, Deed.CREATED, ANSWER, row.id)


def own_card(access: TeamAccess, public_id: str) -> Answer:
    """Load a card that this person typed in herself and nobody has read yet.

    Raises:
        NotFoundError: there is none.
    """
    query = select(Answer).where(
        Answer.team_id == access.team.id,
        Answer.public_id == public_id,
        Answer.typed_by_id == access.user.id,
        Answer.state == AnswerState.WAITING,
    )
    found = db.session.scalar(query)
    if found is None:
        raise NotFoundError(public_id)
    return found
