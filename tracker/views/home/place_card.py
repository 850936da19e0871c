"""One card of the start page: a place, where it stands in one sentence, and the one thing to do there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from tracker.analysis import Verdict
from tracker.text.locale import Locale
from tracker.views.teams.first_steps import Step


class StateSign(StrEnum):
    """The sign before the sentence. The words say the same."""

    DONE = "done"
    HALF = "half"
    NOTHING = "nothing"


class Urgency(IntEnum):
    """How much a place needs the person: cards stand in this order, then by name."""

    ASKS = 0
    BEGINS = 1
    PARTLY = 2
    RESTS = 3


@dataclass(frozen=True, slots=True)
class CardDeed:
    """The one button of a card."""

    text: str
    href: str
    icon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceState:
    """Where a place stands, for this person."""

    urgency: Urgency
    sign: StateSign
    text: str
    more: str = ""
    deed: CardDeed
    steps: Sequence[Step] = ()
    """What a new team does first, where that is what it stands before."""


@dataclass(frozen=True, slots=True)
class VerdictCount:
    """So many measures, or teams, of one verdict, with the sign it bears."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCard:
    """A card, ready to be written."""

    name: str
    about: str
    href: str
    state: PlaceState
    verdicts: Sequence[VerdictCount] = ()
    is_team: bool = True


def as_sentence(names: str) -> str:
    """Return names in a row as a sentence; a name may end in a question mark of its own."""
    return names if names.endswith(("?", ".", "!")) else f"{names}."


_STEADY = (Verdict.STILL, Verdict.STABLE)


def verdict_counts(verdicts: Iterable[Verdict], locale: Locale) -> list[VerdictCount]:
    """Count a team's measures by verdict, in the order of need."""
    counts = Counter(verdicts)
    said = {
        Verdict.WORSE: locale.gettext("%(num)s forverring", num=counts[Verdict.WORSE]),
        Verdict.SILENT: locale.gettext("%(num)s registreres ikke", num=counts[Verdict.SILENT]),
        Verdict.BETTER: locale.gettext("%(num)s bedring", num=counts[Verdict.BETTER]),
        Verdict.HELD: locale.gettext("%(num)s mål nådd og holdt", num=counts[Verdict.HELD]),
    }
    found = [VerdictCount(verdict.value, text) for verdict, text in said.items() if counts[verdict]]
    return found + _rest(sum(counts[each] for each in _STEADY), counts[Verdict.FEW], locale)


def team_counts(verdicts: Mapping[Verdict, int], locale: Locale) -> list[VerdictCount]:
    """Count a network's teams as its table groups them: those who need a call first."""
    follow_up = sum(verdicts.get(each, 0) for each in (Verdict.WORSE, Verdict.SILENT, Verdict.STILL))
    said = (
        ("worse", follow_up, locale.gettext("%(num)s trenger oppfølging", num=follow_up)),
        ("better", number := verdicts.get(Verdict.BETTER, 0), locale.gettext("%(num)s bedring", num=number)),
        ("held", number := verdicts.get(Verdict.HELD, 0), locale.gettext("%(num)s mål nådd og holdt", num=number)),
    )
    found = [VerdictCount(kind, text) for kind, number, text in said if number]
    return found + _rest(verdicts.get(Verdict.STABLE, 0), verdicts.get(Verdict.FEW, 0), locale)


def _rest(steady: int, few: int, locale: Locale) -> list[VerdictCount]:
    rest = []
    if steady:
        rest.append(VerdictCount("steady", locale.gettext("%(num)s uten signal", num=steady)))
    if few:
        rest.append(VerdictCount("few", locale.gettext("%(num)s for få punkter", num=few)))
    return rest
