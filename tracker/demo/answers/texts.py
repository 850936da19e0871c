"""The words of the demo's answers. Nobody said them: patients, relatives, names and rooms are invented."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.demo.calendar import LAST
from tracker.models.answers import AnsweredBy, AnswerLanguage, AnswerWay, RejectReason

_KIN, _SOMEBODY = AnsweredBy.KIN, AnsweredBy.UNKNOWN
_STOOL, _BOARD = "Stolen følger visittvogna", "Svaret står på tavla ved senga"
_LIGHT, _WALL = "Fallrisiko og nattlys i visittsamtalen", "Visittstol på veggen i alle rom"
_KITCHEN, _BEDS = "kitchen", "beds"

DECLINED = {
    _KITCHEN: "Kjøkkenet er felles for hele sykehuset. Vi har meldt det videre.",
    _BEDS: "Vi har ikke enerom til alle. Vi skjermer med forheng og flytter når vi kan.",
}
TOLD = {
    _STOOL: (44, "Legen setter seg ned på visitten. Stolen følger visittvogna."),
    _WALL: (24, "Det henger en stol på veggen i alle rom, så den som snakker med deg, kan sitte."),
}
"""What was told of a deed, and in which week."""
TIED_FROM = {_WALL: (14, 5), _STOOL: (34, 5), _LIGHT: (38, 5), _BOARD: (LAST + 1, 1)}
"""From which week and day of it answers can be tied to a deed: the team had it by then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InventedAnswer:
    """One answer, when it came, and what became of it."""

    text: str
    week: int
    weekday: int = 3
    themes: tuple[str, ...] = ()
    who: AnsweredBy = AnsweredBy.PATIENT
    shared: bool = True
    way: AnswerWay = AnswerWay.QR
    language: AnswerLanguage = AnswerLanguage.NB
    hide: tuple[int, ...] = ()
    """Places of the words that the leader hid."""
    deed: str = ""
    is_told: bool = False
    reason: str = ""
    is_praise: bool = False
    rejected: RejectReason | None = None


SAID = (
    InventedAnswer(
        text="At noen setter seg ned når de snakker med meg.", week=12, themes=("bli-hort",), deed=_WALL, is_told=True
    ),
    InventedAnswer(text="At legen ikke står i døra.", week=13, themes=("bli-hort",), deed=_WALL, is_told=True),
    InventedAnswer(text="Vite hva jeg venter på.", week=14, themes=("informasjon",)),
    InventedAnswer(
        text="Få lov til å spørre to ganger.", week=16, themes=("bli-hort", "informasjon"), deed=_WALL, is_told=True
    ),
    InventedAnswer(text="Å få sove.", week=18, themes=("sovn",), deed=_LIGHT),
    InventedAnswer(text="At dere er så greie. Ikke forandre på noe.", week=19, themes=("annet",), is_praise=True),
    InventedAnswer(text="Mat jeg klarer å tygge.", week=21, themes=("mat",), reason=_KITCHEN),
    InventedAnswer(text="Varm middag når jeg er tilbake fra undersøkelse.", week=22, themes=("mat",), reason=_KITCHEN),
    InventedAnswer(text="Et rom for meg selv.", week=23, themes=("trygghet", "sovn"), reason=_BEDS),
    InventedAnswer(
        text="At dere snakker til meg, ikke over hodet på meg.",
        week=34,
        themes=("bli-hort",),
        deed=_STOOL,
        is_told=True,
    ),
    InventedAnswer(
        text="At legen har tid til ett spørsmål til.", week=35, themes=("bli-hort",), deed=_STOOL, is_told=True
    ),
    InventedAnswer(
        text="Å bli tatt på alvor.", week=35, themes=("bli-hort",), who=_SOMEBODY, deed=_STOOL, is_told=True
    ),
    InventedAnswer(
        text="At dere hører på kona mi. Hun kjenner meg best.", week=36, themes=("bli-hort", "familie"), deed=_STOOL
    ),
    InventedAnswer(
        text="At jeg tør å gå på do om natta uten å være redd for å falle.",
        week=37,
        themes=("trygghet", "sovn"),
        deed=_LIGHT,
    ),
    InventedAnswer(
        text="Lys nok til å finne brillene.", week=37, themes=("trygghet",), deed=_LIGHT, way=AnswerWay.PAPER
    ),
    InventedAnswer(
        text="Han sa aldri at han var redd. Dere så det før meg.",
        week=38,
        themes=("trygghet",),
        who=_KIN,
        shared=False,
        is_praise=True,
    ),
    InventedAnswer(text="Kaffe sammen med de andre, ikke alene på rommet.", week=38, themes=("mat", "hverdag")),
    InventedAnswer(
        text="Jeg får ikke sove. Det er lyst i gangen hele natta.", week=39, themes=("sovn", "trygghet"), deed=_LIGHT
    ),
    InventedAnswer(text="At noen forteller hvorfor jeg må faste.", week=39, themes=("informasjon", "mat")),
    InventedAnswer(text="Å slippe å fortelle alt på nytt til hver vakt.", week=40, themes=("bli-hort",), deed=_BOARD),
    InventedAnswer(text="At det jeg sa i går, står et sted.", week=40, themes=("bli-hort", "informasjon"), deed=_BOARD),
    InventedAnswer(
        text="To have someone explain the plan in English.",
        week=41,
        themes=("informasjon",),
        language=AnswerLanguage.EN,
    ),
    InventedAnswer(
        text="At Gunvor får komme på besøk også om kvelden.", week=41, themes=("familie",), who=_KIN, hide=(1,)
    ),
    InventedAnswer(text="Smertestillende før stellet, ikke etter.", week=42, themes=("smerte",)),
    InventedAnswer(
        text="At vondten vert teken på alvor om natta òg.",
        week=42,
        themes=("smerte", "sovn"),
        language=AnswerLanguage.NN,
    ),
    InventedAnswer(text="At noen ringer meg før mor flyttes.", week=43, themes=("familie", "informasjon"), who=_KIN),
    InventedAnswer(
        text="Å vite hvem som er sykepleieren min i dag.", week=43, themes=("informasjon", "trygghet"), deed=_BOARD
    ),
    InventedAnswer(text="Komme hjem til hunden min før helga.", week=44, themes=("hjem", "hverdag")),
    InventedAnswer(
        text="Datteren min skal giftes. Jeg vil orke å stå.", week=44, themes=("familie", "hjem"), shared=False
    ),
    InventedAnswer(text="Jeg vil vite hva som skal skje i morgen.", week=45, themes=("informasjon",)),
)
REJECTED = (
    InventedAnswer(text="test test", week=45, rejected=RejectReason.EMPTY),
    InventedAnswer(text="Jeg fikk feil tablett på mandag.", week=45, rejected=RejectReason.EVENT),
)
WAITING = (
    InventedAnswer(text="Ikke vet jeg, alt er fint her.", week=LAST, weekday=1),
    InventedAnswer(
        text=(
            "Det viktigste er at Bjørg på nattevakt kommer innom når jeg ikke får sove. Naboen på rom 12 roper om "
            "natta, og da blir jeg redd."
        ),
        week=LAST,
        weekday=2,
    ),
    InventedAnswer(text="Kjenne igjen den som kommer inn.", week=LAST, weekday=2),
    InventedAnswer(text="At dere banker på.", week=LAST, weekday=3, way=AnswerWay.TABLET),
    InventedAnswer(text="Vite når far kan reise hjem.", week=LAST, weekday=3, who=_KIN),
    InventedAnswer(text="God kaffe.", week=LAST, weekday=4, shared=False),
    InventedAnswer(text="Å få være med og bestemme når jeg skal opp.", week=LAST, weekday=4),
    InventedAnswer(text="At noen har tid.", week=LAST, weekday=5, way=AnswerWay.PAPER, who=_SOMEBODY),
)
