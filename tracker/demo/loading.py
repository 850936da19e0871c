"""The loading of the demo: office, network and people first, then each team's story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from tracker.access.network import NetworkAccess, enter_network
from tracker.access.office import OfficeAccess, enter_office
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess, enter_team
from tracker.demo import answers, people, reference, tally, teams, ward
from tracker.demo.beside import (
    barriers,
    evaluated_teams,
    evaluations,
    progress,
    representatives,
    signals,
    tellings,
    threads,
)
from tracker.demo.beside.meanwhile import Meanwhile
from tracker.demo.calendar import LAST, Calendar
from tracker.demo.measures import Wish, submission, take
from tracker.demo.network import days, gatherings, programmes
from tracker.demo.numbers import Ledger, rows_of
from tracker.models.accounts import Profession, Role, User
from tracker.models.audit import Deed
from tracker.models.improvement import InterventionState
from tracker.models.networks import Network
from tracker.models.teams import Team
from tracker.services.accounts import users
from tracker.services.audit.log import note
from tracker.services.improvement import interventions
from tracker.services.networks import agreement, networks, new_teams
from tracker.services.organisations import organisations as organisations_service
from tracker.services.teams.audit_words import TEAM

_TARGET = 0.8
_AIM = (
    "Pasienter og pårørende er med på å senke risikoen for uønskede hendelser. Hvert team velger ett mål og tester "
    "tiltak sammen med dem det gjelder."
)
_PLANNED_WITH = (
    "Tiltakene i nettverket er valgt sammen med tre oppdiktede brukerorganisasjoner, på to møter før start. De leste "
    "også målene til teamene før samling 1."
)
_LATE = 39
"""Teams that came in this week or later have not signed what the network has agreed."""


@dataclass(frozen=True, slots=True)
class DemoStage:
    """Where the story is told: the office, the network, and who can be met."""

    calendar: Calendar
    office: OfficeAccess
    network: Network
    host: User
    advisor: User
    organisations: dict[str, int]

    def hosting(self, week: int) -> NetworkAccess:
        """Return the host's access in a week of the story."""
        return enter_network(self.host, self.network.slug, Permission.MANAGE_NETWORK, now=self.calendar.at(week, 1))


def load(*, now: datetime) -> None:
    """Load the demo into an empty database, in the caller's transaction. It ends in the last week over at `now`."""
    stage = _stage(Calendar(now))
    nora, team = _found(stage, teams.MAIN, people.NORA)
    joined = _join_ward(stage, team, nora)
    _sign(stage, _inside(nora, team, stage.calendar.at(1, 3)))
    main = {nora.name: nora, **joined}

    def enter(name: str, moment: datetime) -> TeamAccess:
        return _inside(main[name], team, moment)

    months, stops = progress.main_months(stage.calendar, stage.host), barriers.courses(stage.calendar, team.name)
    asked = evaluations.course(stage.calendar, enter)
    meanwhile = Meanwhile([months, *stops, *answers.courses(stage.calendar, enter), asked])
    ward.tell(stage.calendar, team.slug, nora, joined, meanwhile)
    for each in teams.OTHERS:
        _tell(stage, each)
    eva, published = _found(stage, teams.REFERENCE, _leader(teams.REFERENCE))
    access = _inside(eva, published, stage.calendar.at(1, 2))
    published.is_reference = True
    note(access, Deed.CHANGED, TEAM, published.id, label=published.name, after={"is_reference": True})
    people.join(access, nora, Role.MEMBER, Profession.NURSE)
    reference.tell(access)
    gatherings.tell(stage.calendar, stage.hosting)
    days.tell(stage.calendar, stage.hosting(LAST))
    threads.tell(stage.calendar, team.slug, {"Kari Dahl": stage.advisor, **main})
    representatives.tell(stage.calendar, enter)
    meanwhile.until(stage.calendar.now)
    progress.tell(stage.calendar, stage.host)
    answers.count_gone(stage.calendar, enter)
    tellings.tell(_inside(nora, team, now))
    signals.tell(now)


def _stage(calendar: Calendar) -> DemoStage:
    start = calendar.at(1, 1)
    odd = people.register(people.ODD, None, now=start)
    office = enter_office(odd, now=start)
    homes = {
        name: organisations_service.create_organisation(
            office, organisations_service.OrganisationFacts(name=name, kind=kind)
        ).id
        for name, kind in teams.ORGANISATIONS.items()
    }
    network = networks.create_network(
        office,
        networks.NetworkFacts(
            name="Brukermedvirkning",
            host="Helse Midt-Norge",
            starts_on=calendar.day(1),
            ends_on=calendar.day(1) + timedelta(days=530),
            programme_id=programmes.safety(office).id,
            aim=_AIM,
            planned_with=_PLANNED_WITH,
            planned_gatherings=4,
            teams_see_each_other=True,
            agreement="Det vi lærer, deler vi med de andre teamene",
            partners="Oppdiktede sykehus og kommuner. Ingen virkelig enhet står bak.",
            contact="Ingrid Moe (oppdiktet)",
        ),
    )
    ingrid = people.register(people.INGRID, office, now=start)
    kari = people.register(people.KARI, office, now=start)
    tone = people.register(people.TONE, office, now=start)
    einar = people.register(people.EINAR, office, now=start)
    _give(office, ingrid, users.Roles(networks=(network.id,)))
    _give(office, kari, users.Roles(organisations=(homes["Fjordheim sykehus"],)))
    _give(office, einar, users.Roles(leads=(homes["Fjordheim sykehus"],)))
    programmes.steer(enter_network(ingrid, network.slug, Permission.MANAGE_NETWORK, now=start))
    programmes.tell(calendar, office, tone)
    return DemoStage(calendar, office, network, ingrid, kari, homes)


def _give(office: OfficeAccess, user: User, roles: users.Roles) -> None:
    users.change_account(office, user, name=user.name, is_active=True, roles=roles)


def _leader(team: teams.DemoTeam) -> people.Character:
    return people.Character(team.leader, Role.LEADER, Profession.NURSE, is_persona=False)


def _found(stage: DemoStage, team: teams.DemoTeam, leader: people.Character) -> tuple[User, Team]:
    """Let the host make a team, and its leader follow her link."""
    host = stage.hosting(team.begins)
    user = people.register(leader, stage.office, now=host.now)
    homes = [stage.organisations[name] for name in team.organisations]
    row, token = new_teams.new_team(
        host, name=team.name, service=team.service, organisation_ids=homes, leader_email=user.email
    )
    people.accept(token, user, now=host.now)
    return user, row


def _join_ward(stage: DemoStage, team: Team, leader: User) -> dict[str, User]:
    access = _inside(leader, team, stage.calendar.at(1, 2))
    joined = {}
    for character in people.WARD:
        user = people.register(character, stage.office, now=access.now)
        people.join(access, user, character.role, character.profession)
        joined[character.name] = user
    return joined


def _tell(stage: DemoStage, team: teams.DemoTeam) -> None:
    """Let a team take measures into use, do what it does, and import its numbers."""
    calendar = stage.calendar
    user, row = _found(stage, team, _leader(team))
    access = _inside(user, row, calendar.at(team.begins, 2))
    if team.begins < _LATE:
        _sign(stage, access)
    if speaker := people.SPEAKERS.get(team.name):
        role, profession = Role.USER_REPRESENTATIVE, Profession.REPRESENTATIVE
        character = people.Character(speaker, role, profession, is_persona=False)
        people.join(access, people.register(character, stage.office, now=access.now), role, profession)
    else:
        representatives.seek(access)
    files = (*rows_of("measurements.csv"), *rows_of("events.csv"))
    keys = dict.fromkeys(line["indikator"] for line in files if line["team"] == team.name)
    measures = {key: take(access, key, Wish(None if "between" in key else _TARGET)) for key in keys}
    ledger = Ledger(team.name, calendar, measures, without=tally.is_counted if team.counts else None)
    meanwhile = Meanwhile(barriers.courses(calendar, team.name))

    def at(moment: datetime) -> TeamAccess:
        meanwhile.until(moment)
        return _inside(user, row, moment)

    def keep_up(until: int) -> None:
        """Import every fourth week: what other teams see of it are numbers that had settled."""
        for week in range(team.begins + 4, until, 4):
            if ledger.has_by(moment := calendar.at(week)):
                ledger.record(at(moment))

    for change in team.changes:
        keep_up(change.week)
        intent = interventions.Intent(
            title=change.title,
            text=change.text,
            measures=frozenset({measures[change.measure].id}),
            state=InterventionState.IMPLEMENTED,
            started_on=calendar.day(change.week),
        )
        interventions.log_intervention(
            at(calendar.at(change.week)), intent, submission=submission(row.slug, change.title)
        )
    if team.begins < evaluated_teams.BEGUN:
        keep_up(evaluated_teams.BEGUN)
        evaluated_teams.tell(calendar, at(calendar.at(evaluated_teams.BEGUN)))
    if team.counts:
        keep_up(tally.SINCE)
        tally.tell(at(calendar.at(tally.SINCE)), calendar, measures)
    keep_up(LAST)
    meanwhile.until(calendar.now)
    ledger.record(_inside(user, row, calendar.after(ledger.last)))


def _sign(stage: DemoStage, access: TeamAccess) -> None:
    """Let a team's leader sign what the network has agreed."""
    agreement.sign(access, stage.network.id, read=agreement.wording(stage.network))


def _inside(user: User, team: Team, moment: datetime) -> TeamAccess:
    return enter_team(user, team.slug, Permission.READ, now=moment)
