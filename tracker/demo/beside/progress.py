"""How far the teams have come, as they and their host tell it month by month. All of it is invented.

They agree about most teams, differ on a few, and two teams wait for one side.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import select

from tracker.access.people import OSLO
from tracker.access.permissions import Permission
from tracker.access.team import enter_team
from tracker.demo.beside.meanwhile import Course
from tracker.demo.calendar import Calendar
from tracker.demo.teams import MAIN
from tracker.models.accounts import Role, User
from tracker.models.base import db
from tracker.models.progress import ProgressStep
from tracker.models.teams import Membership, Team
from tracker.services.progress.ladder import LADDER, as_stored
from tracker.services.progress.scores import Score, month_name, own_score, set_score

_DAY = 20
_AT = time(10, 15)


@dataclass(frozen=True, slots=True)
class ToldMonth:
    """What was said so many months ago: by the team, by the host, and what the evidence spoke for then."""

    back: int
    team: float
    host: float
    suggested: float
    team_why: str = ""
    host_why: str = ""


_MAIN = (
    ToldMonth(9, 0.5, 0.5, 0.5),
    ToldMonth(8, 1.0, 1.0, 1.0, "Alle seks er med, og avtalen er signert."),
    ToldMonth(7, 1.5, 1.5, 1.5),
    ToldMonth(6, 2.0, 2.0, 2.0, "Stolene henger på veggen."),
    ToldMonth(5, 2.5, 2.0, 2.0, "Første test er i gang.", "Jeg venter til en test er vurdert."),
    ToldMonth(3, 2.5, 2.5, 2.5),
    ToldMonth(2, 2.5, 2.5, 2.5),
    ToldMonth(1, 3.0, 2.5, 3.0, "Legene setter seg oftere.", "Tiden per visitt må også holde."),
    ToldMonth(
        0, 3.5, 3.0, 3.5,
        "Stolen holder. Fall går ned. Pårørende ringes sjeldnere: der må vi gjøre noe nytt.",
        "Fint løft på stolen. Jeg setter 3,5 når samtalen med pårørende er i gang igjen.",
    ),
)  # fmt: skip
"""The main team's months; nobody set anything four months ago."""

_OTHERS: dict[str, tuple[float | None, float | None]] = {
    "Slagenheten": (2.5, 2.5),
    "Medisinsk sengepost 2": (2.5, 2.5),
    "Akuttmottaket": (2.0, None),
    "Barneposten": (3.5, 3.5),
    "Palliativt team": (3.0, 3.5),
    "Rehabilitering, post A": (4.5, 4.0),
    "DPS Eidsmo, døgnpost": (4.0, 4.0),
    "Hjemmetjenesten sone øst": (3.0, 2.5),
    "Bofellesskapet Elveveien": (None, 2.0),
    "Legevakta": (1.5, 1.5),
    "Solbakken sykehjem": (3.5, 3.5),
    "Furutunet sykehjem": (2.5, 2.5),
    "Kommunal akutt døgnenhet": (2.5, 2.0),
}
"""What is said of the other teams this month, by the team and by the host; of one nothing was ever said."""


def main_months(calendar: Calendar, host: User) -> Course:
    """Set what was said of the main team in the months that are over, each at its own time."""
    for month in _MAIN:
        if month.back:
            yield _moment(calendar, month.back)
            _say(calendar, host, month)


def tell(calendar: Calendar, host: User) -> None:
    """Set what is said of each team in the month that runs."""
    _say(calendar, host, _MAIN[-1])
    for name, (team, by_host) in _OTHERS.items():
        if team is not None:
            _set(name, None, calendar.now, team, "", min(team, 1.0))
        if by_host is not None:
            _set(name, host, calendar.now, by_host, "", min(by_host, 1.0))


def _say(calendar: Calendar, host: User, month: ToldMonth) -> None:
    at = _moment(calendar, month.back)
    _set(MAIN.name, None, at, month.team, month.team_why, month.suggested)
    _set(MAIN.name, host, at, month.host, month.host_why, month.suggested)


def _moment(calendar: Calendar, back: int) -> datetime:
    """Return a morning so many months ago, and now for the month that runs."""
    if not back:
        return calendar.now
    day = calendar.today.replace(day=1)
    for _month in range(back):
        day = (day - timedelta(days=1)).replace(day=1)
    return datetime.combine(day.replace(day=_DAY), _AT, tzinfo=OSLO)


def _set(team: str, host: User | None, at: datetime, step: float, why: str, suggested: float) -> None:
    leads = select(User).join(Membership, Membership.user_id == User.id).join(Team, Team.id == Membership.team_id)
    leader = db.session.scalars(leads.where(Team.name == team, Membership.role == Role.LEADER).limit(1)).one()
    slug = db.session.scalars(select(Team.slug).where(Team.name == team)).one()
    access = enter_team(host or leader, slug, Permission.READ_PROGRESS, now=at)
    there = [kind for each, kinds in LADDER.items() if each.number <= suggested for kind in kinds]
    score = Score(step=ProgressStep(f"{step:.1f}"), why=why, month=month_name(access.today))
    set_score(access, own_score(access), score, as_stored(there))
