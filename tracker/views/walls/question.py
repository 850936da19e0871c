"""What is asked of a wall: whose it is, what it holds, in which order, and how much time it shows. All in its address.

A chart that is opened from a wall carries the wall's address along, and so it is read here from a text, by the wall's
own page and by the chart's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tracker.analysis import Verdict
from tracker.models.measures import MeasureKind
from tracker.views.links import Links
from tracker.views.networks.matrix_page import Service

_PATH = re.compile(r"/(organisations|networks)/([a-z0-9]+(?:[-_][a-z0-9]+)*)/charts\Z")
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
LONGEST = 250
"""Letters of an address that are read."""


class WallSpan(StrEnum):
    """How much time a wall shows; it changes nothing else."""

    RECENT = "recent"
    YEAR = "year"
    ALL = "all"


class WallOrder(StrEnum):
    """What a wall's sections are."""

    MEASURE = "measure"
    NEED = "need"


class WallVerdict(StrEnum):
    """What the chips pick out: a verdict, or what has no number yet."""

    WORSE = "worse"
    SILENT = "silent"
    STILL = "still"
    BETTER = "better"
    HELD = "held"
    STABLE = "stable"
    FEW = "few"
    NONE = "none"

    @classmethod
    def of(cls, verdict: Verdict | None) -> WallVerdict:
        """Return the chip of a verdict."""
        return cls.NONE if verdict is None else cls(verdict.value)


@dataclass(frozen=True, slots=True)
class WallQuestion:
    """What is asked of a wall. A network's shows one measure, and by need unless told otherwise."""

    place: str
    """The name of the organisation or the network in addresses."""
    is_network: bool
    measure: int | None = None
    kind: MeasureKind | None = None
    service: Service | None = None
    verdict: WallVerdict | None = None
    span: WallSpan = WallSpan.RECENT
    order: WallOrder = WallOrder.MEASURE
    page: int = 1

    @property
    def usual_order(self) -> WallOrder:
        """The order a wall has when its address says nothing."""
        return WallOrder.NEED if self.is_network else WallOrder.MEASURE

    def href(self, links: Links, **changes: Any) -> str:
        """Return the address of this wall with something changed; another choice begins on the first page."""
        asked = replace(self, **{"page": 1, **changes})
        return links.wall(
            asked.place,
            is_network=asked.is_network,
            measure=asked.measure,
            kind=asked.kind,
            service=asked.service,
            verdict=asked.verdict,
            span=None if asked.span is WallSpan.RECENT else asked.span,
            order=None if asked.order is asked.usual_order else asked.order,
            page=None if asked.page == 1 else asked.page,
        )


def read_wall(address: str) -> WallQuestion | None:
    """Return what an address asks of which wall; None where it is no wall's, or asks what there is not."""
    if len(address) > LONGEST:
        return None
    try:
        parts = urlsplit(address)
        found = _PATH.search(parts.path)
        if found is None:
            return None
        asked = dict(reversed(parse_qsl(parts.query)))  # of a name that is repeated, the first one counts
        is_network = found[1] == "networks"
        usual = WallOrder.NEED if is_network else WallOrder.MEASURE
        return WallQuestion(
            found[2],
            is_network,
            _number(asked, "measure"),
            MeasureKind(asked["kind"]) if "kind" in asked and not is_network else None,
            Service(asked["service"]) if "service" in asked and is_network else None,
            WallVerdict(asked["verdict"]) if "verdict" in asked else None,
            WallSpan(asked.get("span", WallSpan.RECENT)),
            WallOrder(asked.get("order", usual)),
            _number(asked, "page") or 1,
        )
    except ValueError:
        return None


def _number(asked: Mapping[str, str], name: str) -> int | None:
    text = asked.get(name)
    if text is None:
        return None
    if _NUMBER.fullmatch(text) is None:
        raise ValueError(text)
    return int(text)
