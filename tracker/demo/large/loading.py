"""The loading of the large network, beside the ordinary demo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import select

from tracker.access.network import NetworkAccess, enter_network
from tracker.access.office import enter_office
from tracker.access.permissions import Permission
from tracker.demo.calendar import LAST, Calendar
from tracker.demo.large.gatherings import hold_gatherings
from tracker.demo.large.measures import define_measures, record_weeks
from tracker.demo.large.stories import WEEKS
from tracker.demo.large.teams import make_teams, sign
from tracker.models.accounts import Hostship, Role, User
from tracker.models.base import db
from tracker.models.networks import Network
from tracker.services.accounts import users
from tracker.services.networks import networks

NAME = "Stort nettverk (oppdiktet)"
_BEGIN = LAST - WEEKS + 1
"""The week of the story in which the first number is counted."""
_AGREEMENT = "Det vi lærer, deler vi med de andre teamene"


def load_large(count: int, *, now: datetime, tick: Callable[[int], None] = lambda _teams: None) -> Network:
    """Put a network of so many invented teams beside the demo, in the caller's transaction; its host looks after both.

    `tick` is told how many teams have their numbers since it was told last.
    """
    calendar = Calendar(now)
    start = calendar.at(_BEGIN - 2, 1)
    office, ingrid = enter_office(_persona(Role.ADMINISTRATOR), now=start), _persona(Role.HOST)
    network = networks.create_network(
        office,
        networks.NetworkFacts(
            name=NAME,
            host="Helse Midt-Norge",
            starts_on=calendar.day(_BEGIN - 2),
            ends_on=calendar.day(LAST) + timedelta(days=180),
            aim="Så mange team at en side må tåle dem. Hvert team, hvert tall og hvert menneske er oppdiktet.",
            planned_gatherings=4,
            teams_see_each_other=True,
            agreement=_AGREEMENT,
            partners="Oppdiktede sykehus og kommuner. Ingen virkelig enhet står bak.",
            contact="Ingrid Moe (oppdiktet)",
        ),
    )
    hosted = db.session.scalars(select(Hostship.network_id).where(Hostship.user_id == ingrid.id)).all()
    roles = users.Roles(networks=(*hosted, network.id))
    users.change_account(office, ingrid, name=ingrid.name, is_active=True, roles=roles)

    def hosting(week: int) -> NetworkAccess:
        return enter_network(ingrid, network.slug, Permission.MANAGE_NETWORK, now=calendar.at(week, 1))

    made = make_teams(office, hosting(_BEGIN - 1), count)
    sign(hosting(_BEGIN), made)
    defined = define_measures(made, now=calendar.at(_BEGIN, 2))
    weeks = [calendar.week(LAST - back) for back in reversed(range(WEEKS))]
    record_weeks(defined, weeks, moment=calendar.after, tick=tick)
    hold_gatherings(calendar, hosting, made)
    db.session.flush()
    return network


def _persona(role: Role) -> User:
    return db.session.scalars(select(User).where(User.persona == role)).one()
