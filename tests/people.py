"""The cast, invented: Nora leads, Ali records, Siv reads, Per is a stranger, Ingrid hosts, Kari advises, Odd keeps."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import select

from tracker.access.people import local_day
from tracker.analysis import Direction, PeriodKind
from tracker.models.accounts import Advisorship, Hostship, Profession, Role, User
from tracker.models.base import db
from tracker.models.measures import Measure, MeasureDefinition, MeasureKind, MeasureTarget, ValueKind
from tracker.models.networks import Network, NetworkTeam
from tracker.models.organisations import Organisation, OrganisationKind
from tracker.models.teams import Membership, ServiceKind, Team

MADE = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


def today() -> date:
    """The day it is where people are, as the pages have it: near midnight another than in Greenwich."""
    return local_day(datetime.now(UTC))


NAMES = {
    "nora": "Nora Lund",
    "ali": "Ali Hassan",
    "siv": "Siv Aas",
    "per": "Per Vik",
    "ingrid": "Ingrid Moe",
    "kari": "Kari Dahl",
    "odd": "Odd Berg",
}
PERSONAS = {
    "nora": Role.LEADER,
    "ali": Role.MEMBER,
    "siv": Role.USER_REPRESENTATIVE,
    "ingrid": Role.HOST,
    "kari": Role.ADVISOR,
    "odd": Role.ADMINISTRATOR,
}
PASSWORD = "et langt passord til tester"
# argon2 takes a tenth of a second by design; the cast's hash is made once, here, with the library's own defaults.
PASSWORD_HASH = "$argon2id$v=19$m=65536,t=3,p=4$755Uplxs5P8V5yT8C/IfqQ$0nNnmMSRj6L3Dr6VIwp4fNkQ0aKv2VYgs+F4jVJESdM"


@dataclass(frozen=True)
class Cast:
    """The rows every test knows."""

    people: dict[str, User]
    team: Team
    other_team: Team
    network: Network
    chair: Measure
    minutes: Measure
    falls: Measure
    stranger_measure: Measure

    @classmethod
    def load(cls) -> "Cast":
        users = {user.email.split("@")[0]: user for user in db.session.scalars(select(User))}
        teams = {team.slug: team for team in db.session.scalars(select(Team))}
        measures = {measure.slug: measure for measure in db.session.scalars(select(Measure))}
        return cls(
            users,
            teams["kirurgisk-3"],
            teams["legevakta"],
            db.session.scalars(select(Network)).one(),
            measures["satte-legen-seg"],
            measures["visittid"],
            measures["fall-med-skade"],
            measures["legevaktas-andel"],
        )


def furnish() -> None:
    """Put the cast into an empty database."""
    people = {
        key: User(
            name=name,
            email=f"{key}@example.no",
            password_hash=PASSWORD_HASH,
            is_administrator=key == "odd",
            persona=PERSONAS.get(key),
            created_at=MADE,
        )
        for key, name in NAMES.items()
    }
    hospital = Organisation(name="Fjordheim sykehus", slug="fjordheim", kind=OrganisationKind.HOSPITAL, created_at=MADE)
    town = Organisation(name="Storfjell kommune", slug="storfjell", kind=OrganisationKind.MUNICIPALITY, created_at=MADE)
    network = Network(
        name="Brukermedvirkning 2026",
        slug="brukermedvirkning",
        host="Helse Midt-Norge",
        starts_on=date(2026, 1, 1),
        created_at=MADE,
    )
    team = Team(
        name="Kirurgisk sengepost 3",
        slug="kirurgisk-3",
        service=ServiceKind.HOSPITAL_WARD,
        organisations=[hospital],
        created_at=MADE,
    )
    other = Team(
        name="Legevakta", slug="legevakta", service=ServiceKind.EMERGENCY, organisations=[town], created_at=MADE
    )
    db.session.add_all([*people.values(), hospital, town, network, team, other])
    db.session.flush()
    members = [
        (team, "nora", Role.LEADER, Profession.NURSE),
        (team, "ali", Role.MEMBER, Profession.DOCTOR),
        (team, "siv", Role.USER_REPRESENTATIVE, Profession.REPRESENTATIVE),
        (other, "per", Role.LEADER, Profession.NURSE),
    ]
    db.session.add_all(
        Membership(team_id=t.id, user_id=people[who].id, role=role, profession=profession, joined_on=date(2026, 1, 5))
        for t, who, role, profession in members
    )
    db.session.add_all(
        [
            NetworkTeam(network_id=network.id, team_id=team.id, joined_on=date(2026, 1, 5)),
            Hostship(user_id=people["ingrid"].id, network_id=network.id),
            Advisorship(user_id=people["kari"].id, organisation_id=hospital.id),
        ]
    )
    _measures(team, other, people["nora"])


def _measures(team: Team, other: Team, by: User) -> None:
    chair = Measure(
        team_id=team.id,
        name="Satte legen seg ned under visitten?",
        slug="satte-legen-seg",
        kind=MeasureKind.PROCESS,
        value_kind=ValueKind.PROPORTION,
        direction=Direction.HIGHER,
        unit="visitter",
        position=1,
        created_at=MADE,
    )
    minutes = Measure(
        team_id=team.id,
        name="Visittid per pasient",
        slug="visittid",
        kind=MeasureKind.BALANCING,
        value_kind=ValueKind.CONTINUOUS,
        direction=Direction.NEITHER,
        unit="min",
        decimals=1,
        position=2,
        created_at=MADE,
    )
    falls = Measure(
        team_id=team.id,
        name="Fall med skade",
        slug="fall-med-skade",
        kind=MeasureKind.OUTCOME,
        value_kind=ValueKind.RATE,
        period_kind=PeriodKind.MONTH,
        direction=Direction.LOWER,
        unit="per 1000 liggedøgn",
        multiplier=1000,
        decimals=1,
        position=3,
        created_at=MADE,
    )
    theirs = Measure(
        team_id=other.id,
        name="Legevaktas andel",
        slug="legevaktas-andel",
        kind=MeasureKind.PROCESS,
        value_kind=ValueKind.PROPORTION,
        direction=Direction.HIGHER,
        unit="samtaler",
        position=1,
        created_at=MADE,
    )
    db.session.add_all([chair, minutes, falls, theirs])
    db.session.flush()
    for measure in (chair, minutes, falls, theirs):
        db.session.add(
            MeasureDefinition(
                team_id=measure.team_id,
                measure_id=measure.id,
                version=1,
                valid_from=date(2026, 1, 5),
                numerator="visitter der legen satte seg ned" if measure is chair else "",
                denominator="alle visitter på dagtid" if measure is chair else "",
                set_by_id=by.id,
                set_at=MADE,
            )
        )
    db.session.add(
        MeasureTarget(
            team_id=team.id,
            measure_id=chair.id,
            value=0.8,
            deadline=date(2026, 12, 13),
            valid_from=date(2026, 1, 5),
            set_by_id=by.id,
            set_at=MADE,
        )
    )


def another(measure: Measure, number: int) -> Measure:
    """A further measure of the same kind, for pages of teams that have many."""
    kept = {column.key: getattr(measure, column.key) for column in Measure.__table__.c if column.key != "id"}
    return Measure(**kept | {"name": f"Indikator {number}", "slug": f"indikator-{number}"})
