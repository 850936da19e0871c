"""Entering by a code that hangs in the ward: one page of one team, for whoever stands there, and nothing else.

A code has twelve signs of an alphabet of twenty-four: 55 bits. The alphabet leaves out what is mistaken for another
sign (0 and O, 1, I and L, 2 and Z, 5 and S, 8 and B, U and V) and the vowels, so that no code spells a word.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from tracker.access.people import NotFoundError, local_day
from tracker.models.base import db
from tracker.models.tally import CodePurpose, TeamCode
from tracker.models.teams import Team

ALPHABET = "23456789cdfghjkmnprtvwxy"
LENGTH = 12
GROUP = 4


class RevokedError(NotFoundError):
    """The code has worked, and works no longer."""


@dataclass(frozen=True, slots=True)
class CodeAccess:
    """Somebody in front of a code's page: a team, a moment, no person. Made by `enter_by_code` only."""

    team: Team
    code: TeamCode
    now: datetime

    @property
    def today(self) -> date:
        """The day it is where people are."""
        return local_day(self.now)


_BY_CODE = (
    select(TeamCode)
    .where(TeamCode.code == bindparam("code"), TeamCode.purpose == bindparam("purpose"))
    .options(joinedload(TeamCode.team, innerjoin=True))
)
"""Made once: every page behind a code asks it."""


def draw_code() -> str:
    """Draw a new code, as it is stored."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def show_code(code: str) -> str:
    """Write a code in groups, as it is printed and stands in addresses."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read_code(typed: str) -> str:
    """Return the signs of a typed code: capitals, spaces and dashes do not matter."""
    return "".join(sign for sign in typed.lower() if sign not in "- \u00a0")


def enter_by_code(typed: str, purpose: CodePurpose, *, now: datetime) -> CodeAccess:
    """Open the page that a code is for.

    Raises:
        RevokedError: the code was revoked or replaced.
        NotFoundError: there is no such code, or it opens another page.
    """
    code = read_code(typed)
    if len(code) != LENGTH:
        raise NotFoundError(TeamCode.__tablename__)
    row = db.session.scalar(_BY_CODE, {"code": code, "purpose": purpose})
    if row is None:
        raise NotFoundError(TeamCode.__tablename__)
    if row.revoked_at is not None:
        raise RevokedError(TeamCode.__tablename__)
    return CodeAccess(row.team, row, now)
