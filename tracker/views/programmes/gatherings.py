"""How many samlinger a network has held of those it planned: the one place where pages of a programme ask for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.models.networks import Network


@dataclass(frozen=True, slots=True)
class GatheringDay:
    """One samling on the time line."""

    number: int
    on: date
    is_held: bool


@dataclass(frozen=True, slots=True)
class GatheringCount:
    """How far a network has come in its samlinger."""

    planned: int
    held: int = 0
    following: str = ""
    """When and where the next one is, in words."""
    days: Sequence[GatheringDay] = ()


def gathering_counts(networks: Iterable[Network]) -> Mapping[int, GatheringCount]:
    """Return what is known of each network's samlinger, by the network's id: so far, how many are planned."""
    return {network.id: GatheringCount(network.planned_gatherings) for network in networks}
