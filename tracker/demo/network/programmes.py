"""The programmes of the demo and the many kommuner in their networks. All are invented, and their names say so.

One has two networks that run, with 49 Norwegian and 2 Danish kommuner in 31 + 25 participations; another five networks
with 61 kommuner. Their teams have no numbers: what is told here is who takes part. The rows are put in many at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from uuid import NAMESPACE_DNS, uuid5

from tracker.access.network import NetworkAccess
from tracker.access.office import OfficeAccess
from tracker.access.permissions import Permission
from tracker.access.programme import enter_programme
from tracker.demo import people
from tracker.demo.calendar import Calendar
from tracker.demo.network.place_names import BIRDS
from tracker.models.accounts import Role, User
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.gatherings import Gathering, GatheringDay, GatheringKind
from tracker.models.networks import Network, NetworkTeam
from tracker.models.organisations import Country, Organisation, OrganisationKind
from tracker.models.programmes import Programme, SteeringRole
from tracker.models.teams import ServiceKind, Team
from tracker.services.accounts import users
from tracker.services.audit.log import note
from tracker.services.gatherings.gatherings import Hours
from tracker.services.networks import networks
from tracker.services.organisations.audit_words import ORGANISATION
from tracker.services.programmes import goals, steering
from tracker.services.programmes import programmes as programmes_service
from tracker.services.programmes.programmes import ProgrammeFacts
from tracker.services.teams.audit_words import TEAM
from tracker.text.slugs import slug_of

# With the birds: no kommune of Norway or Denmark is called so.
_PLACES = ("vik", "dal", "nes", "bygda", "sund")
_DANISH = ("Lærkeholm Kommune", "Vibesø Kommune")

PATHS = "Gode pasientforløp (oppdiktet program)"
HOME = "Trygg hjemme (oppdiktet program)"
SAFETY = "Pasientsikkerhet (oppdiktet program)"
_INVENTED = "Programmet, kommunene og menneskene er oppdiktet."
_BEHIND = "Kommunesamarbeidet (oppdiktet)"
ROLF = people.Character("Rolf Aasen", Role.HOST, is_persona=False)

_GROUP = (
    steering.Seat("Tone Sandvik", SteeringRole.CHAIR, _BEHIND),
    steering.Seat("Aslaug Vik", SteeringRole.USER_REPRESENTATIVE),
    steering.Seat("Per Olav Haugland", SteeringRole.RELATIVE_REPRESENTATIVE),
    steering.Seat("Erik Nygaard", SteeringRole.MEMBER, "Fagmiljøet for forløp"),
    steering.Seat("Hanne Bjerke", SteeringRole.MEMBER, "Erfaringssenteret"),
    steering.Seat("Mette Sørensen", SteeringRole.MEMBER, "De danske kommunene"),
)
_FAR = (
    "Vertskapene mener målet er nådd et stykke på vei: avtaler finnes i 34 av 51 kommuner, men få team har sykehus og "
    "kommune i samme team."
)
_FARTHEST = (
    "Her er det kommet lengst. Brukerorganisasjonene var med og skrev målene, og alle team spør «Hva er viktig for "
    "deg?»."
)
_WANTED = (
    ("Tjenestene samarbeider på tvers av nivåer", _FAR),
    ("Tjenestene er i tråd med det brukerne ønsker", _FARTHEST),
)


@dataclass(frozen=True, slots=True)
class DemoNetwork:
    """A network without numbers: its kommuner by their places on the list, and how many teams they share."""

    name: str
    starts: date
    ends: date
    gatherings: int
    kommuner: Sequence[int]
    teams: int
    samlinger: Sequence[date] = ()
    """The days of its samlinger."""
    danish: int = 0
    join_by: date | None = None


@dataclass(slots=True)
class _Telling:
    """The rows as they are made."""

    office: OfficeAccess
    homes: dict[str, Organisation] = field(default_factory=dict)
    unnoted: list[Organisation] = field(default_factory=list)

    def organisation(self, name: str, country: Country) -> Organisation:
        """Return a kommune, which is made the first time it is named."""
        if name not in self.homes:
            self.homes[name] = Organisation(
                name=name,
                slug=slug_of(name),
                kind=OrganisationKind.MUNICIPALITY,
                country=country,
                created_at=self.office.now,
            )
            self.unnoted.append(self.homes[name])
        return self.homes[name]

    def note_homes(self) -> None:
        """Leave the lines that the office would have left of the kommuner that are new."""
        for home in self.unnoted:
            note(self.office, Deed.CREATED, ORGANISATION, home.id, label=home.name, after={"name": home.name})
        self.unnoted.clear()


def names() -> Iterator[str]:
    """Give the invented kommuner of Norway, the same ones in the same order each time."""
    for place in _PLACES:
        for bird in BIRDS:
            yield f"{bird}{place} kommune"


def tell(calendar: Calendar, office: OfficeAccess, tone: User) -> None:
    """Tell of two programmes: Tone Sandvik owns the first, and Rolf Aasen hosts the networks of both."""
    telling = _Telling(office)
    first = programmes_service.create_programme(
        office,
        ProgrammeFacts(
            name=PATHS,
            aim="Eldre og kronisk syke skal få hjelp som henger sammen, og som de selv er med på å forme.",
            owner=_BEHIND,
            partners=f"Fagmiljøet for forløp, Erfaringssenteret. {_INVENTED}",
            funders="Oppdiktet tilskudd",
            contact="Tone Sandvik (oppdiktet)",
        ),
    )
    second = programmes_service.create_programme(
        office,
        ProgrammeFacts(
            name=HOME,
            aim="Den som bor hjemme, skal få hjelp før det går galt.",
            owner=_BEHIND,
            partners=_INVENTED,
            contact="Rolf Aasen (oppdiktet)",
        ),
    )
    made = [_tell_network(telling, first, network).id for network in _paths(calendar)]
    made += [_tell_network(telling, second, network).id for network in _home(calendar)]
    rolf = people.register(ROLF, office, now=office.now)
    _give(office, tone, users.Roles(programmes=(first.id,)))
    _give(office, rolf, users.Roles(networks=tuple(made)))
    owning = enter_programme(tone, first.slug, Permission.MANAGE_PROGRAMME, now=office.now)
    for seat in _GROUP:
        steering.add_steering_member(owning, seat)
    judging = enter_programme(rolf, first.slug, Permission.JUDGE_GOALS, now=calendar.at(24))
    for text, judgement in _WANTED:
        goal = goals.add_programme_goal(owning, text=text)
        goals.judge_programme_goal(judging, goal, judgement=judgement)


def safety(office: OfficeAccess) -> Programme:
    """Make the programme that the main network belongs to."""
    facts = ProgrammeFacts(
        name=SAFETY,
        aim="Pasienter og pårørende er med på å gjøre sykehus og kommuner tryggere.",
        owner="Helse Midt-Norge",
        partners=_INVENTED,
    )
    return programmes_service.create_programme(office, facts)


def steer(access: NetworkAccess) -> None:
    """Write down who steers the main network."""
    for seat in (
        steering.Seat("Ingrid Moe", SteeringRole.CHAIR, "Helse Midt-Norge"),
        steering.Seat("Svein Rønning", SteeringRole.USER_REPRESENTATIVE),
        steering.Seat("Liv Kvam", SteeringRole.RELATIVE_REPRESENTATIVE),
        steering.Seat("Kari Dahl", SteeringRole.MEMBER, "Fjordheim sykehus"),
        steering.Seat("Jorunn Eik", SteeringRole.MEMBER, "Storfjell kommune"),
    ):
        steering.add_steering_member(access, seat)


def _give(office: OfficeAccess, user: User, roles: users.Roles) -> None:
    users.change_account(office, user, name=user.name, is_active=True, roles=roles)


def _months(day: date, months: int, of_month: int = 15) -> date:
    whole = day.year * 12 + day.month - 1 + months
    return date(whole // 12, whole % 12 + 1, of_month)


def _paths(calendar: Calendar) -> Sequence[DemoNetwork]:
    """Two networks that run: kommuner 0 to 28 with two Danish, and 24 to 48. Five are in both: 49 and 2."""
    today = calendar.today
    return (
        DemoNetwork(
            "Eldre og kronisk syke, sør og øst", _months(today, -10, 1), _months(today, 7, 28), 4, range(29), 26,
            samlinger=_days(calendar, -250, -120, 26, 110), danish=2,
        ),
        DemoNetwork(
            "Eldre og kronisk syke, vest og nord", _months(today, -10, 20), _months(today, 4), 4, range(24, 49), 22,
            samlinger=_days(calendar, -236, -99, 40, 95),
        ),
        DemoNetwork(
            "Psykisk helse og rus for voksne", _months(today, 4), _months(today, 14, 28), 4, range(40, 54), 14,
            join_by=_months(today, 3, 1),
        ),
        DemoNetwork("Eldre og kronisk syke, midt", _months(today, -22), _months(today, -5), 4, range(54, 66), 12,
            samlinger=_days(calendar, -600, -480, -330, -190),
        ),
    )  # fmt: skip


def _days(calendar: Calendar, *days: int) -> Sequence[date]:
    """Return days counted from today, each on a working day at or before the one that is asked for."""
    wanted = (calendar.today + timedelta(days=number) for number in days)
    return [day - timedelta(days=max(day.weekday() - 4, 0)) for day in wanted]


_HOME = (
    ("nord", 13, (-420, -230, -40)),
    ("vest", 13, (-400, -210, -30)),
    ("midt", 12, (-380, -190, -20)),
    ("øst", 12, (-340, -130, 41)),
    ("sør", 11, (-300, -8, 62)),
)
"""Where, how many kommuner, and the days of the samlinger: the thirteenth of fifteen was held last week."""


def _home(calendar: Calendar) -> Sequence[DemoNetwork]:
    """Five networks of three samlinger each, with 61 kommuner and none in two of them."""
    found, first = [], 66
    for number, (where, size, samlinger) in enumerate(_HOME):
        starts, ends = _months(calendar.today, -16 + number), _months(calendar.today, 2 + number, 28)
        found.append(
            DemoNetwork(
                f"Trygg hjemme {where}", starts, ends, 3, range(first, first + size), size, _days(calendar, *samlinger)
            )
        )
        first += size
    return found


def _tell_network(telling: _Telling, programme: Programme, told: DemoNetwork) -> Network:
    """Make a network with its teams; some of them belong to two kommuner."""
    office = telling.office
    facts = networks.NetworkFacts(
        name=told.name,
        host=_BEHIND,
        starts_on=told.starts,
        ends_on=told.ends,
        programme_id=programme.id,
        planned_gatherings=told.gatherings,
        join_by=told.join_by,
        partners="Oppdiktede kommuner. Ingen virkelig kommune står bak.",
    )
    network = networks.create_network(office, facts)
    known = list(names())
    homes = [telling.organisation(known[place], Country.NO) for place in told.kommuner]
    homes += [telling.organisation(name, Country.DK) for name in _DANISH[: told.danish]]
    teams: list[Team] = []
    for place in range(told.teams):
        own = homes[place :: told.teams]
        name = f"Forløpsteam {own[0].name.rpartition(' ')[0]}"
        slug = f"{slug_of(name)}-{slug_of(network.name)}"[:120]
        made = {"name": name, "slug": slug, "service": ServiceKind.HOME_CARE, "created_at": office.now}
        teams.append(Team(organisations=own, **made))
    db.session.add_all(teams)
    db.session.flush()
    db.session.add_all(NetworkTeam(network_id=network.id, team_id=team.id, joined_on=told.starts) for team in teams)
    telling.note_homes()
    for team in teams:
        after = {
            "name": team.name,
            "network": network.name,
            "organisations": [home.name for home in team.organisations],
        }
        note(office, Deed.CREATED, TEAM, team.id, team_id=team.id, label=team.name, after=after)
    db.session.flush()
    db.session.add_all(_samling(office, network, number, day) for number, day in enumerate(told.samlinger, start=1))
    db.session.flush()
    return network


def _samling(office: OfficeAccess, network: Network, number: int, day: date) -> Gathering:
    """Make one samling of a day."""
    hours = Hours(day, time(10), time(15, 30))
    when = {"starts_at": hours.starts_at, "ends_at": hours.ends_at}
    return Gathering(
        network_id=network.id,
        kind=GatheringKind.SAMLING,
        title=f"Samling {number}",
        place="Stjørdal",
        uid=str(uuid5(NAMESPACE_DNS, f"{network.slug}-{number}.example")),
        created_by_id=office.user.id,
        created_at=office.now,
        changed_at=office.now,
        days=[GatheringDay(position=1, **when)],
        **when,
    )
