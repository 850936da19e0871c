"""How many samlinger a network has held of those it planned: the one place where pages of a programme ask for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.access.network import NetworkAccess
from tracker.access.people import local_day
from tracker.access.programme import ProgrammeAccess
from tracker.models.gatherings import Gathering, GatheringStatus
from tracker.models.networks import Network
from tracker.services.gatherings.numbering import status_of
from tracker.services.gatherings.samlinger import samlinger_of
from tracker.text.locale import Locale


@dataclass(frozen=True, slots=True)
class SamlingDisc:
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
    days: Sequence[SamlingDisc] = ()


def gathering_counts(
    access: ProgrammeAccess | NetworkAccess, networks: Iterable[Network], locale: Locale
) -> Mapping[int, GatheringCount]:
    """Return what is known of each network's samlinger, by the network's id, in one query."""
    planned = {network.id: network.planned_gatherings for network in networks}
    told = samlinger_of(access, planned)
    return {network_id: _count(access, most, told[network_id], locale) for network_id, most in planned.items()}


def _count(
    access: ProgrammeAccess | NetworkAccess, planned: int, rows: Sequence[Gathering], locale: Locale
) -> GatheringCount:
    discs = [
        SamlingDisc(number, local_day(row.starts_at), status_of(row, access.now) is GatheringStatus.HELD)
        for number, row in enumerate(rows, start=1)
    ]
    coming = [row for row, disc in zip(rows, discs, strict=True) if not disc.is_held]
    held = len(rows) - len(coming)
    following = _in_words(coming[0], locale) if coming else ""
    return GatheringCount(max(planned, len(rows)), held, following, discs)


def _in_words(row: Gathering, locale: Locale) -> str:
    day = locale.day(local_day(row.starts_at))
    return f"{day}, {row.place}" if row.place else day
