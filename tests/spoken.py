"""Representatives as tests need them: a second one, gatherings that were held, and teams in a network."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from tests.people import MADE
from tracker.models.accounts import Profession, Role, User
from tracker.models.base import db
from tracker.models.gatherings import Gathering, GatheringKind
from tracker.models.teams import Membership

FIRST = datetime(2026, 2, 4, 9, 0, tzinfo=UTC)


def held(cast, number, *, first=FIRST, days=30):
    """Gatherings of the network, so many days between."""
    rows = []
    for at in range(number):
        starts = first + timedelta(days=days * at)
        rows.append(
            Gathering(
                network_id=cast.network.id, kind=GatheringKind.PHONE, title="Telefonmøte", starts_at=starts,
                ends_at=starts + timedelta(hours=1), uid=str(uuid4()), changed_at=MADE,
                created_by_id=cast.people["ingrid"].id, created_at=MADE,
            )
        )  # fmt: skip
    db.session.add_all(rows)
    db.session.commit()
    return rows


def another_speaker(cast, name="Jon Eide"):
    """A representative of next of kin in the team, beside the user representative."""
    user = User(name=name, email=f"{name.split()[0].lower()}@example.no", created_at=MADE)
    db.session.add(user)
    db.session.flush()
    db.session.add(
        Membership(
            team_id=cast.team.id,
            user_id=user.id,
            role=Role.RELATIVE_REPRESENTATIVE,
            profession=Profession.REPRESENTATIVE,
            joined_on=date(2026, 1, 5),
        )
    )
    db.session.commit()
    return user
