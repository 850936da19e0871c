"""Names for hundreds of teams and people, the same each time. All are invented: birds and landscapes, no real place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from tracker.demo.network.place_names import BIRDS
from tracker.models.organisations import OrganisationKind
from tracker.models.teams import ServiceKind
from tracker.text.slugs import slug_of

MOST_TEAMS = 1000

# With the birds: no kommune of Norway is called so, and the demo's other kommuner have other endings.
_LANDSCAPES = ("haugen", "myra", "lia", "holmen", "vollen")

_KOMMUNE, _HOSPITAL = OrganisationKind.MUNICIPALITY, OrganisationKind.HOSPITAL
_UNITS = (
    ("Hjemmetjenesten i {place}", ServiceKind.HOME_CARE, (_KOMMUNE,)),
    ("Medisinsk sengepost ved {place} sykehus", ServiceKind.HOSPITAL_WARD, (_HOSPITAL,)),
    ("{place} sykehjem", ServiceKind.NURSING_HOME, (_KOMMUNE,)),
    ("Akuttmottaket ved {place} sykehus", ServiceKind.EMERGENCY, (_HOSPITAL,)),
    ("Forløpsteamet i {place}", ServiceKind.OUTPATIENT, (_HOSPITAL, _KOMMUNE)),
    ("Kirurgisk sengepost ved {place} sykehus", ServiceKind.HOSPITAL_WARD, (_HOSPITAL,)),
    ("Legevakta i {place}", ServiceKind.EMERGENCY, (_KOMMUNE,)),
    ("Døgnposten ved {place} DPS", ServiceKind.MENTAL_HEALTH, (_HOSPITAL,)),
)
"""What there is in every place. The pathway team belongs to hospital and kommune both."""

_FIRST = (
    "Anne", "Bjørn", "Cecilie", "David", "Elin", "Fredrik", "Guro", "Håkon", "Ingvild", "Jonas", "Kristin", "Leif",
    "Marit", "Nils", "Oda", "Pål", "Ragna", "Sindre", "Tuva", "Ulrik", "Vilde", "Yngve", "Åshild", "Øystein", "Amira",
    "Bilal", "Carmen", "Dragan", "Ewa", "Farah", "Goran",
)  # fmt: skip
_LAST = (
    "Askeland", "Birkenes", "Dyrhaug", "Einmo", "Fagerli", "Granlund", "Hestnes", "Ingdal", "Jystad", "Kleppe",
    "Lervik", "Myrvang", "Nordbø", "Opdal", "Rognli", "Skogheim", "Tangvik", "Utne", "Vassli", "Ytterdal", "Ødegård",
    "Åsheim", "Bakkemo", "Eidheim", "Furulund", "Grindheim", "Holtan", "Krogstad", "Lindvik", "Moldung", "Nygjerde",
    "Ramstad", "Solvoll", "Tveter", "Valøy", "Ekrem", "Fossan",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class InventedTeam:
    """A team that does not exist, and the organisations it belongs to, by name with their kinds."""

    name: str
    service: ServiceKind
    homes: tuple[tuple[str, OrganisationKind], ...]


def invented_teams(count: int) -> list[InventedTeam]:
    """Name so many teams: place by place, each with its next unit, and then each with the one after."""
    return list(islice(_every_team(), count))


def invented_person(number: int) -> str:
    """Name a person: a name comes again after more than a thousand others."""
    return f"{_FIRST[number % len(_FIRST)]} {_LAST[number % len(_LAST)]}"


def invented_address(number: int) -> str:
    """Return an address that is nobody's, one for each person."""
    return f"{slug_of(invented_person(number)).replace('-', '.')}.{number}@example.no"


def _every_team() -> Iterator[InventedTeam]:
    places = [f"{bird}{landscape}" for landscape in _LANDSCAPES for bird in BIRDS]
    for lap in range(len(_UNITS)):
        for number, place in enumerate(places):
            name, service, kinds = _UNITS[(lap + number) % len(_UNITS)]
            yield InventedTeam(name.format(place=place), service, tuple((_home(place, kind), kind) for kind in kinds))


def _home(place: str, kind: OrganisationKind) -> str:
    return f"{place} kommune" if kind is _KOMMUNE else f"{place} sykehus"
