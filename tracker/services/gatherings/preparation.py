"""What a team does before a gathering: two answers, the measures it brings, who comes, and its report."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum

from sqlalchemy import delete, select

from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.accounts import User
from tracker.models.audit import Deed
from tracker.models.base import Json, db
from tracker.models.gatherings import ChosenMeasure, Gathering, GatheringStatus, Preparation, SignUp
from tracker.models.measures import Measure
from tracker.models.teams import Membership
from tracker.services.audit.log import changes, note, snapshot
from tracker.services.gatherings.audit_words import PREPARATION
from tracker.services.gatherings.numbering import status_of
from tracker.services.locking import lock_team
from tracker.services.refusal import Refused
from tracker.services.teams.invitations import REPRESENTATIVES
from tracker.services.versions import Outdated, count_version, saves_since


class PreparationFault(StrEnum):
    """Why a team cannot prepare as it wants."""

    OVER = "over"
    """The gathering was held, or is cancelled."""
    DEADLINE = "deadline"
    """Signing up is over: whoever wants to come calls the host."""
    SEATS = "seats"


def preparation_of(access: TeamAccess, row: Gathering) -> Preparation | None:
    """Find what a team has said before a gathering; None where it has said nothing yet."""
    access.require(Permission.READ)
    query = select(Preparation).where(Preparation.team_id == access.team.id, Preparation.gathering_id == row.id)
    return db.session.scalars(query).one_or_none()


def chosen_ids(access: TeamAccess, row: Gathering) -> list[int]:
    """List the measures a team brings, in its order."""
    query = select(ChosenMeasure.measure_id).where(
        ChosenMeasure.team_id == access.team.id, ChosenMeasure.gathering_id == row.id
    )
    return list(db.session.scalars(query.order_by(ChosenMeasure.position)))


def coming_ids(access: TeamAccess, row: Gathering) -> list[int]:
    """List the people who come for a team, by account id."""
    query = select(SignUp.user_id).where(SignUp.team_id == access.team.id, SignUp.gathering_id == row.id)
    return list(db.session.scalars(query.order_by(SignUp.id)))


def answer(access: TeamAccess, row: Gathering, known: Preparation | None, *, learned: str, help_wanted: str) -> None:
    """Answer the two questions before a gathering. `known` is what the team had said when that was read.

    Raises:
        Refused: it is over.
    """
    own = begin(access, row, known)
    before = snapshot(own, "learned", "help")
    own.learned, own.help = learned, help_wanted
    old, new = changes(before, snapshot(own, "learned", "help"))
    if new:
        keep(access, row, own, old, new)


def choose(access: TeamAccess, row: Gathering, known: Preparation | None, measure_ids: Sequence[int]) -> None:
    """Say which measures the team brings, in this order: they stand in its report and on its slides.

    Raises:
        Refused: the gathering is over.
        NotFoundError: a measure is not the team's.
    """
    own = begin(access, row, known)
    if not set(measure_ids) <= {measure.id for measure in access.measures()}:
        raise NotFoundError(Measure.__tablename__)
    before = chosen_ids(access, row)
    if own.has_chosen and before == list(measure_ids):
        return
    ours = (ChosenMeasure.team_id == access.team.id, ChosenMeasure.gathering_id == row.id)
    db.session.execute(delete(ChosenMeasure).where(*ours))
    db.session.add_all(
        ChosenMeasure(gathering_id=row.id, team_id=access.team.id, measure_id=measure_id, position=place)
        for place, measure_id in enumerate(measure_ids)
    )
    own.has_chosen = True
    keep(access, row, own, {"measures": before}, {"measures": list(measure_ids)})


def sign_up(access: TeamAccess, row: Gathering, known: Preparation | None, user_ids: Collection[int]) -> None:
    """Say who comes for the team. Representatives have a seat beside the team's own.

    Raises:
        Refused: the gathering or its deadline is past, or there are more than there are seats for.
        NotFoundError: somebody is not in the team.
    """
    own = begin(access, row, known)
    if row.sign_up_by is not None and access.today > row.sign_up_by:
        raise Refused(PreparationFault.DEADLINE, "people")
    query = select(Membership.user_id, Membership.role, User.name).join(User, User.id == Membership.user_id)
    query = query.where(Membership.team_id == access.team.id, Membership.left_on.is_(None))
    people = {user_id: (role, name) for user_id, role, name in db.session.execute(query)}
    if not set(user_ids) <= people.keys():
        raise NotFoundError(Membership.__tablename__)
    if sum(people[user_id][0] not in REPRESENTATIVES for user_id in user_ids) > row.seats:
        raise Refused(PreparationFault.SEATS, "people", seats=row.seats)
    before = coming_ids(access, row)
    if set(before) == set(user_ids):
        return
    ours = (SignUp.team_id == access.team.id, SignUp.gathering_id == row.id)
    db.session.execute(delete(SignUp).where(*ours, SignUp.user_id.not_in(user_ids)))
    db.session.add_all(
        SignUp(gathering_id=row.id, team_id=access.team.id, user_id=user_id, signed_at=access.now)
        for user_id in user_ids
        if user_id not in before
    )
    old, new = (", ".join(sorted(people[one][1] for one in ids if one in people)) for ids in (before, user_ids))
    keep(access, row, own, {"people": old}, {"people": new})


def send_report(access: TeamAccess, row: Gathering, known: Preparation | None) -> None:
    """Say that the team's report may be read by the host from now on; said twice, the first time stands.

    Raises:
        Refused: the gathering is over.
    """
    own = begin(access, row, known)
    if own.report_sent_at is None:
        own.report_sent_at, own.report_sent_by_id = access.now, access.user.id
        keep(access, row, own, {}, snapshot(own, "report_sent_at"))


def begin(access: TeamAccess, row: Gathering, known: Preparation | None) -> Preparation:
    """Give the team's own row, or make it. Of two who begin at once the second is told of the first.

    Raises:
        Refused: the gathering is over.
        Outdated: there was no row when it was read, and there is one by now.
    """
    access.require(Permission.PREPARE)
    if status_of(row, access.now) is not GatheringStatus.PLANNED:
        raise Refused(PreparationFault.OVER)
    lock_team(access)
    if known is not None:
        return known
    own = preparation_of(access, row)
    if own is not None:
        raise Outdated(Preparation.__tablename__, saves_since(own, 0))
    own = Preparation(team_id=access.team.id, gathering_id=row.id, learned="", help="", created_at=access.now)
    db.session.add(own)
    db.session.flush()
    return own


def keep(access: TeamAccess, row: Gathering, own: Preparation, old: Json, new: Json) -> None:
    """Count one more version of what the team says, and leave a line of what it said before."""
    count_version(access, own)
    note(access, Deed.CHANGED, PREPARATION, own.id, label=row.title, before=old, after=new)
