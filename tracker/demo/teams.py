"""Which organisations and teams there are: invented ones, and one that holds published numbers."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.models.organisations import OrganisationKind
from tracker.models.teams import ServiceKind

ORGANISATIONS = {
    "Fjordheim sykehus": OrganisationKind.HOSPITAL,
    "Havsund sykehus": OrganisationKind.HOSPITAL,
    "Lysøya rehabilitering": OrganisationKind.HOSPITAL,
    "Eidsmo DPS": OrganisationKind.HOSPITAL,
    "Storfjell kommune": OrganisationKind.MUNICIPALITY,
    "Nordvågen kommune": OrganisationKind.MUNICIPALITY,
    "Eidsmo kommune": OrganisationKind.MUNICIPALITY,
    "Havsund kommune": OrganisationKind.MUNICIPALITY,
    "Åpne kilder": OrganisationKind.OTHER,
}


@dataclass(frozen=True, slots=True)
class Tried:
    """An intervention of a team: when it began (week of the story) and the measure it touches (key)."""

    week: int
    title: str
    text: str
    measure: str


@dataclass(frozen=True, slots=True)
class DemoTeam:
    """A team, where it belongs, who leads it, and from which week of the story it takes part."""

    name: str
    organisations: tuple[str, ...]
    service: ServiceKind
    leader: str
    begins: int = 15
    changes: tuple[Tried, ...] = ()
    counts: bool = False
    """At the bedside, by yes and no."""


MAIN = DemoTeam("Kirurgisk sengepost 3", ("Fjordheim sykehus",), ServiceKind.HOSPITAL_WARD, "Nora Lund", begins=1)

_ASKED, _CHAIR = "matters_asked", "chair_seated"

OTHERS = (
    DemoTeam(
        "Slagenheten", ("Fjordheim sykehus",), ServiceKind.HOSPITAL_WARD, "Ragnhild Moen",
        changes=(Tried(20, "Spør ved første legesamtale", "Flyttet fra innkomst til dag to.", _ASKED),),
    ),
    DemoTeam(
        "Medisinsk sengepost 2", ("Fjordheim sykehus",), ServiceKind.HOSPITAL_WARD, "Tor Haugen",
        changes=(Tried(32, "Visittstol i hvert rom", "Lånt fra kantina, merket med gul lapp.", _CHAIR),), counts=True,
    ),
    DemoTeam("Akuttmottaket", ("Havsund sykehus",), ServiceKind.EMERGENCY, "Silje Ness"),
    DemoTeam(
        "Barneposten", ("Havsund sykehus",), ServiceKind.HOSPITAL_WARD, "Anne Lie",
        changes=(Tried(31, "Barnet tegner svaret", "Tegnearket henger over senga.", _ASKED),),
    ),
    DemoTeam(
        "Palliativt team", ("Havsund kommune", "Lysøya rehabilitering"), ServiceKind.OUTPATIENT, "Geir Aune",
        changes=(Tried(34, "Spørsmålet sendes før første hjemmebesøk", "Svaret åpner samtalen.", _ASKED),),
    ),
    DemoTeam("Rehabilitering, post A", ("Lysøya rehabilitering",), ServiceKind.HOSPITAL_WARD, "Unni Holm"),
    DemoTeam("DPS Eidsmo, døgnpost", ("Eidsmo DPS",), ServiceKind.MENTAL_HEALTH, "Petter Vold"),
    DemoTeam("Hjemmetjenesten sone øst", ("Storfjell kommune",), ServiceKind.HOME_CARE, "Berit Foss"),
    DemoTeam("Bofellesskapet Elveveien", ("Storfjell kommune",), ServiceKind.HOME_CARE, "Arne Skog"),
    DemoTeam("Legevakta", ("Storfjell kommune",), ServiceKind.EMERGENCY, "Maja Berge", begins=41),
    DemoTeam(
        "Solbakken sykehjem", ("Nordvågen kommune",), ServiceKind.NURSING_HOME, "Kjersti Rud",
        changes=(Tried(32, "«Hva er viktig for deg?» på innkomstkortet", "Primærkontakten spør første dag.", _ASKED),),
    ),
    DemoTeam("Furutunet sykehjem", ("Nordvågen kommune",), ServiceKind.NURSING_HOME, "Ivar Dale"),
    DemoTeam("Kommunal akutt døgnenhet", ("Eidsmo kommune",), ServiceKind.OTHER, "Lena Myhre"),
    DemoTeam("Helsestasjon for ungdom", ("Havsund kommune",), ServiceKind.OUTPATIENT, "Sara Fjell", begins=39),
)  # fmt: skip

REFERENCE = DemoTeam("Publiserte tall (referanse)", ("Åpne kilder",), ServiceKind.OTHER, "Eva Strand", begins=1)
