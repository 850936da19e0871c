"""The people of the demo. All of them are invented; none has a password, and the personas are entered by one click."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tracker.access.office import OfficeAccess
from tracker.access.people import Actor
from tracker.access.team import TeamAccess
from tracker.models.accounts import Profession, Role, User
from tracker.services.accounts import new_account
from tracker.services.teams import invitations
from tracker.text.slugs import slug_of


@dataclass(frozen=True, slots=True)
class Character:
    """An invented person: the role is hers in the main team, or what she is beyond a team."""

    name: str
    role: Role
    profession: Profession = Profession.OTHER
    is_persona: bool = True


ODD = Character("Odd Berg", Role.ADMINISTRATOR)
INGRID = Character("Ingrid Moe", Role.HOST)
KARI = Character("Kari Dahl", Role.ADVISOR)
TONE = Character("Tone Sandvik", Role.PROGRAMME_OWNER)
EINAR = Character("Einar Holt", Role.ORGANISATION_LEADER)
NORA = Character("Nora Lund", Role.LEADER, Profession.NURSE)
ALI = Character("Ali Hassan", Role.MEMBER, Profession.DOCTOR)
AUD = Character("Aud Nilsen", Role.USER_REPRESENTATIVE, Profession.REPRESENTATIVE)
JON = Character("Jon Eide", Role.RELATIVE_REPRESENTATIVE, Profession.REPRESENTATIVE)
WARD = (
    ALI,
    AUD,
    JON,
    Character("Mina Solli", Role.MEMBER, Profession.HEALTH_WORKER, is_persona=False),
    Character("Lars Tveit", Role.MEMBER, Profession.PHYSIOTHERAPIST, is_persona=False),
    Character("Hege Brekke", Role.MEMBER, Profession.MANAGER, is_persona=False),
)
"""Who is in the main team beside its leader."""

SPEAKERS = {
    "Slagenheten": "Gerd Bakken",
    "Medisinsk sengepost 2": "Olav Brustad",
    "Barneposten": "Ida Hovde",
    "Palliativt team": "Turid Eikeland",
    "Rehabilitering, post A": "Sverre Lunde",
    "DPS Eidsmo, døgnpost": "Monika Rise",
    "Hjemmetjenesten sone øst": "Bjarne Solheim",
    "Bofellesskapet Elveveien": "Randi Kjelstad",
    "Solbakken sykehjem": "Åse Myklebust",
    "Furutunet sykehjem": "Knut Espeland",
    "Kommunal akutt døgnenhet": "Wenche Dalby",
    "Helsestasjon for ungdom": "Amina Yusuf",
}
"""Who speaks for patients in the other teams, by the team's name; two of them look for somebody."""


def email_of(name: str) -> str:
    """Return an invented address: example.no is nobody's."""
    return f"{slug_of(name).replace('-', '.')}@example.no"


def register(character: Character, office: OfficeAccess | None, *, now: datetime) -> User:
    """Open an account for an invented person; the first one has no office to open it."""
    return new_account.create_user(
        name=character.name,
        email=email_of(character.name),
        password=None,
        by=office,
        now=now,
        is_administrator=character.role is Role.ADMINISTRATOR,
        persona=character.role if character.is_persona else None,
    )


def join(leader: TeamAccess, user: User, role: Role, profession: Profession) -> None:
    """Invite a person into a team, and let her accept."""
    accept(invitations.invite(leader, email=user.email, role=role, profession=profession), user, now=leader.now)


def accept(token: str, user: User, *, now: datetime) -> None:
    """Let the invited person follow her link."""
    invitations.accept(invitations.find_invitation(token, now=now), Actor(user, now))
