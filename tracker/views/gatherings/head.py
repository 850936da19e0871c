"""What stands at the top of every page of a gathering: which it is, when, and its days as files for a calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.access.network import NetworkAccess
from tracker.access.team import TeamAccess
from tracker.models.gatherings import Gathering, GatheringStatus
from tracker.services.gatherings.numbering import Numbered, numbered, status_of
from tracker.text.locale import Locale
from tracker.views.gatherings import words
from tracker.views.gatherings.listing import DayFile, files_of


@dataclass(frozen=True, slots=True)
class GatheringHead:
    """What stands at the top of every page of a gathering."""

    row: Gathering
    status: GatheringStatus
    kind: str
    short: str
    when: str
    files: Sequence[DayFile]


def head_of(access: NetworkAccess, row: Gathering, locale: Locale) -> GatheringHead:
    """Say which gathering it is, and when."""
    return head(access, row, numbered(row.network_id)[row.id], status_of(row, access.now), locale)


def head(
    access: NetworkAccess | TeamAccess, row: Gathering, number: Numbered, status: GatheringStatus, locale: Locale
) -> GatheringHead:
    """Say which gathering it is, and when, by its number."""
    return GatheringHead(
        row,
        status,
        words.kind_line(row, number, locale),
        words.short_name(row, number, locale),
        words.long_when(row, locale),
        files_of(access, row, locale),
    )
