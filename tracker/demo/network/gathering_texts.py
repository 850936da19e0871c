"""What is said at the demo's gatherings. Every word, person and agreement is invented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tracker.demo.calendar import LAST
from tracker.models.gatherings import ActionState, AttendanceState, GatheringKind, ItemKind


@dataclass(frozen=True, slots=True)
class Item:
    """A stretch of a programme; `each` is how many minutes every team has."""

    minutes: int
    title: str
    who: str = ""
    kind: ItemKind = ItemKind.TALK
    each: int = 0


@dataclass(frozen=True, slots=True)
class Agreed:
    """Something agreed: by whom (no team: the host), and how many days after the gathering it is due."""

    text: str
    person: str
    team: str = ""
    days: int = 14
    state: ActionState = ActionState.DONE


@dataclass(frozen=True, slots=True)
class Thought:
    """What those who came thought: how many answered, and how many of them said yes to each of the four questions."""

    answers: int
    yes: tuple[int, int, int, int]
    takeaways: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class HeldStory:
    """A gathering that was held, or should have been."""

    week: int
    weekday: int
    kind: GatheringKind
    title: str
    place: str = ""
    days: int = 1
    minutes: str = ""
    shared: bool = True
    cancelled: bool = False
    away: Mapping[str, AttendanceState] = field(default_factory=dict)
    agreed: Sequence[Agreed] = ()
    thought: Thought | None = None


_BREAK = ItemKind.BREAK
FIRST_DAY = (
    Item(15, "Velkommen", "Ingrid Moe, Helse Midt-Norge"),
    Item(45, "Én pasient forteller: da noen satte seg", "Aud Nilsen, brukerrepresentant, og Nora Lund", ItemKind.VOICE),
    Item(45, "Nettverket samlet: hva viser tallene?", "Kari Dahl"),
    Item(60, "Lunsj", kind=_BREAK),
    Item(0, "Teamene viser", kind=ItemKind.TEAMS, each=5),
    Item(15, "Pause", kind=_BREAK),
    Item(75, "Hjelp hverandre: bord etter det teamene ber om", "Alle team"),
    Item(45, "Hver sin test til i morgen", "Alle team"),
)
SECOND_DAY = (
    Item(60, "Fra test til vane: når er et tiltak innført?", "Kari Dahl"),
    Item(75, "Hindringer: ledere svarer i salen", "Bjørn Aas, Fjordheim sykehus, og Jorunn Eik, Storfjell kommune"),
    Item(45, "Lunsj", kind=_BREAK),
    Item(90, "Plan fram til neste samling", "Alle team, sammen med representantene sine"),
    Item(15, "Det vi avtalte", "Ingrid Moe skriver rett inn i lista"),
)
PHONE_PROGRAMME = (
    Item(5, "Velkommen og oppmøte", "Ingrid Moe"),
    Item(5, "Avtalene fra sist"),
    Item(10, "Ett diagram sammen"),
    Item(0, "Runden", "Siste test, det som står i veien, ett spørsmål", ItemKind.TEAMS, each=2),
    Item(5, "Det vi avtaler", "Ingrid Moe skriver"),
    Item(5, "Et ord fra representantene", "Aud Nilsen", ItemKind.VOICE),
)

HELD = (
    HeldStory(
        16, 3, GatheringKind.SAMLING, "Hva er viktig, og hvordan vet vi det?", "Trondheim",
        minutes="Alle team valgte én indikator og én test. Vi ble enige om å måle hver uke, lite og ofte.",
        agreed=(
            Agreed("Sende ut malen for måleplan", "Ingrid Moe"),
            Agreed("Prøve én visitt med stol", "Nora Lund", "Kirurgisk sengepost 3"),
        ),
        thought=Thought(
            26, (20, 15, 11, 13),
            (
                "Mål lite og ofte.", "Vi trenger mer tid til å snakke med de andre.",
                "Det var godt å høre det fra en som har ligget i senga.",
            ),
        ),
    ),
    HeldStory(
        21, 5, GatheringKind.PHONE, "De første ukene",
        minutes="Tallene kommer inn fra de fleste. Det er lettest der noen har fått det som sin oppgave.",
        agreed=(Agreed("Gi én person ansvar for tallene", "Silje Ness", "Akuttmottaket"),),
        thought=Thought(9, (6, 5, 4, 6)),
    ),
    HeldStory(
        27, 5, GatheringKind.PHONE, "Før ferien",
        minutes="Uker uten måling skrives som ferie, så de ikke ser ut som stillhet.",
        thought=Thought(8, (6, 4, 4, 5)),
    ),
    HeldStory(34, 5, GatheringKind.PHONE, "Etter ferien", cancelled=True),
    HeldStory(
        37, 3, GatheringKind.SAMLING, "Pasienten som lærer", "Trondheim", days=2,
        minutes=(
            "Representantene ledet den første økta. Det flest tok med seg: spør først, forklar etterpå.\n\n"
            "Det som står i veien: plass til en stol, og at skiftet er kort."
        ),
        agreed=(
            Agreed("Spørre Aud om å fortelle på neste samling", "Ali Hassan", "Kirurgisk sengepost 3"),
            Agreed("Ha spørsmålet på innkomstkortet", "Kjersti Rud", "Solbakken sykehjem"),
            Agreed("Lage liste over hindringer til lederne", "Ingrid Moe"),
        ),
        thought=Thought(
            31, (28, 27, 20, 25),
            (
                "Spør først, forklar etterpå.", "Bordene var det beste. Vi fikk et svar vi kan prøve på mandag.",
                "Representantene bør lede en økt hver gang.", "Mindre foredrag, mer prøving.",
            ),
        ),
    ),
    HeldStory(
        41, 5, GatheringKind.PHONE, "Små tester, én pasient",
        minutes="Én pasient, én visitt, én dag. De som testet minst, kom lengst.",
        away={"Slagenheten": AttendanceState.EXCUSED},
        agreed=(
            Agreed("Teste med én pasient før neste møte", "Unni Holm", "Rehabilitering, post A"),
            Agreed("Vise diagrammet på neste telefonmøte", "Nora Lund", "Kirurgisk sengepost 3"),
        ),
        thought=Thought(11, (9, 8, 7, 9)),
    ),
    HeldStory(
        LAST, 5, GatheringKind.PHONE, "Når legene ikke setter seg", shared=False,
        minutes=(
            "Hva vi lærte. Fire team sier det samme: legene setter seg på dagtid, men ikke på kveld og i helg. "
            "Kirurgisk sengepost 3 viste stolen som følger vogna. Ingen må lete, og skiftet kom uka etter.\n\n"
            "Det som står i veien. Tre poster mangler plass til en stol på rommet.\n\n"
            "Brukerrepresentantens ord. «Når legen setter seg, rekker jeg å tenke. Det er da spørsmålene kommer.»"
        ),
        away={"Akuttmottaket": AttendanceState.ABSENT, "Bofellesskapet Elveveien": AttendanceState.EXCUSED},
        agreed=(
            Agreed(
                "Dele opplæringsarket for nye leger", "Nora Lund", "Kirurgisk sengepost 3", days=1,
                state=ActionState.BEGUN,
            ),
            Agreed("Ringe Akuttmottaket om målingen", "Ingrid Moe", days=10, state=ActionState.AGREED),
            Agreed(
                "Teste spørsmålet på første hjemmebesøk", "Berit Foss", "Hjemmetjenesten sone øst", days=20,
                state=ActionState.AGREED,
            ),
            Agreed("Spørre vaktlegene hva som skal til", "Tor Haugen", "Medisinsk sengepost 2", days=4),
            Agreed("Sende ut artikkelen om sittende visitt", "Kari Dahl", days=3),
        ),
    ),
)  # fmt: skip

LEARNED = {
    "": "Det går bedre når én har ansvaret, og vi ser på tallet sammen på fredag.",
    "Kirurgisk sengepost 3": (
        "Stolen må følge vogna. Da vi hang den på veggen, satte legen seg i halvparten av visittene. "
        "Da den fulgte vogna, gjorde nesten alle det."
    ),
}
"""What each team has learned; most of them the same."""

TABLES = (
    ("Få legene med", ("Medisinsk sengepost 2", "Barneposten", "Kommunal akutt døgnenhet")),
    ("Måle på de riktige", ("Furutunet sykehjem", "Palliativt team")),
    ("Holde på nivået", ("Rehabilitering, post A", "DPS Eidsmo, døgnpost", "Solbakken sykehjem")),
    ("Nye folk i teamet", ("Hjemmetjenesten sone øst",)),
    ("Finne en representant", ("Legevakta",)),
)
WISHES = {
    "Medisinsk sengepost 2": "Vi får til stolen på dagtid, men vaktlegene setter seg ikke.",
    "Barneposten": "Hvordan får vi de nye legene med fra første dag?",
    "Kommunal akutt døgnenhet": "Legen er her i to timer. Hva gjør vi da?",
    "Furutunet sykehjem": "Hvem teller vi når pårørende svarer for pasienten?",
    "Palliativt team": "Teller vi besøk eller pasienter?",
    "Rehabilitering, post A": "Vi har nådd målet. Hvor lenge skal vi telle hver uke?",
    "DPS Eidsmo, døgnpost": "Hva gjør vi når tallet faller litt igjen?",
    "Solbakken sykehjem": "Hvordan holder vi på det når vikarene kommer?",
    "Hjemmetjenesten sone øst": "Halve teamet er byttet ut siden september.",
    "Legevakta": "Pasientene er hos oss i to timer. Hvem spør vi?",
}
"""What the teams want help with, sorted onto the tables above."""

MANAGED = {
    "Solbakken sykehjem": ("Få legene med",),
    "Slagenheten": ("Nye folk i teamet", "Finne en representant"),
    "Barneposten": ("Finne en representant",),
}
"""Teams that say that they have managed what others want help with, and may be named for it at these tables."""

_NOTHING = frozenset({"answers", "people", "report"})
UNREADY: Mapping[str, frozenset[str]] = {
    "Akuttmottaket": _NOTHING,
    "Bofellesskapet Elveveien": frozenset({"answers", "report"}),
    "Helsestasjon for ungdom": frozenset({"answers", "report"}),
    "Slagenheten": frozenset({"answers", "report"}),
    "Kirurgisk sengepost 3": frozenset({"help"}),
    "Legevakta": frozenset({"report"}),
}
"""What each of these teams has not come to."""
