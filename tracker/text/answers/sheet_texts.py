"""What stands on cards, table tents, posters and bubbles beside the question, in four languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTexts:
    """Every text of the sheets, in one language."""

    fold: str
    tear: str
    scan: str
    write: str
    read: str
    number: str
    share: str
    no_names: str


SHEET_TEXTS: Mapping[str, SheetTexts] = MappingProxyType(
    {
        "nb": SheetTexts(
            fold="Brett her",
            tear="Riv av og ta vare på",
            scan="Skann koden med telefonen.",
            write="Eller skriv på et kort, og legg det i kassen.",
            read="Teamet leser svaret på neste tavlemøte. Vi forteller hva vi gjorde.",
            number="Kort",
            share="Andre kan få lese svaret mitt, uten navn",
            no_names="Ikke skriv navn. Alle kan lese det som henger på veggen.",
        ),
        "nn": SheetTexts(
            fold="Brett her",
            tear="Riv av og ta vare på",
            scan="Skann koden med telefonen.",
            write="Eller skriv på eit kort, og legg det i kassa.",
            read="Teamet les svaret på neste tavlemøte. Vi fortel kva vi gjorde.",
            number="Kort",
            share="Andre kan få lese svaret mitt, utan namn",
            no_names="Ikkje skriv namn. Alle kan lese det som heng på veggen.",
        ),
        "en": SheetTexts(
            fold="Fold here",
            tear="Tear off and keep",
            scan="Scan the code with your phone.",
            write="Or write on a card and put it in the box.",
            read="The team reads this at its next board meeting. We tell what we did.",
            number="Card",
            share="Others may read my answer, with no name",
            no_names="Do not write names. Everyone can read what hangs on the wall.",
        ),
        "da": SheetTexts(
            fold="Fold her",
            tear="Riv af og gem",
            scan="Scan koden med telefonen.",
            write="Eller skriv på et kort, og læg det i kassen.",
            read="Teamet læser svaret på næste tavlemøde. Vi fortæller, hvad vi gjorde.",
            number="Kort",
            share="Andre må gerne læse mit svar, uden navn",
            no_names="Skriv ikke navne. Alle kan læse det, der hænger på væggen.",
        ),
    }
)
