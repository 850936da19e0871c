"""The question in a language the product does not write: a network's owner gives it, and one who has it has read it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import Select, select

from tracker.access.network import NetworkAccess
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.answers import AnswerLanguage, OwnerText
from tracker.models.audit import Deed
from tracker.models.base import db, insert_new
from tracker.models.networks import NetworkTeam
from tracker.services.answers.audit_words import OWNER_TEXT
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.refusal import refuse_first
from tracker.services.versions import count_version

_COLUMNS = ("question", "text", "read_by", "read_on")


class OwnerTextFault(StrEnum):
    """Why a text cannot stand like this."""

    WHO = "who"
    WHEN = "when"
    LATER = "later"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenText:
    """What the owner gives: screened before it comes here."""

    question: str
    text: str = ""
    read_by: str = ""
    read_on: date | None = None


def owner_text(access: NetworkAccess, language: AnswerLanguage) -> OwnerText | None:
    """Return the network's text in a language; None where nobody has given one."""
    access.require(Permission.MANAGE_NETWORK)
    return db.session.scalar(_row(access, language))


def set_owner_text(access: NetworkAccess, language: AnswerLanguage, given: GivenText) -> None:
    """Keep the owner's text. It is printed when somebody who has the language has read it.

    Raises:
        Refused: there is a reader without a day, a day without a reader, or a reader of nothing.
    """
    access.require(Permission.MANAGE_NETWORK)
    was_read = bool(given.read_by or given.read_on)
    refuse_first(
        {
            (OwnerTextFault.NOTHING, "question"): not given.question and (bool(given.text) or was_read),
            (OwnerTextFault.WHO, "read_by"): was_read and not given.read_by,
            (OwnerTextFault.WHEN, "read_on"): was_read and given.read_on is None,
            (OwnerTextFault.LATER, "read_on"): given.read_on is not None and given.read_on > access.today,
        }
    )
    db.session.execute(
        insert_new(OwnerText).values(network_id=access.network.id, language=language, read_by="", question="", text="")
    )
    row = db.session.scalars(_row(access, language)).one()
    before = snapshot(row, *_COLUMNS)
    for name, value in asdict(given).items():
        setattr(row, name, value)
    was, became = changes(before, snapshot(row, *_COLUMNS))
    if not became:
        return
    count_version(access, row)
    note(access, Deed.CHANGED, OWNER_TEXT, row.id, label=language.value, before=was, after=became)


def printed_text(access: TeamAccess, language: AnswerLanguage) -> OwnerText | None:
    """Return the text that the team's sheets carry: of the network it joined last that has one which is ready."""
    access.require(Permission.RECORD)
    query = select(OwnerText).join(NetworkTeam, NetworkTeam.network_id == OwnerText.network_id)
    query = query.where(NetworkTeam.team_id == access.team.id, NetworkTeam.left_on.is_(None))
    query = query.where(OwnerText.language == language).order_by(NetworkTeam.joined_on.desc(), NetworkTeam.id.desc())
    return next((row for row in db.session.scalars(query) if row.is_ready), None)


def _row(access: NetworkAccess, language: AnswerLanguage) -> Select[OwnerText]:
    return select(OwnerText).where(OwnerText.network_id == access.network.id, OwnerText.language == language)
