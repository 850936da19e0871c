"""The large numbers on a host's page of a day: each that can filters the units under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.models.campaigns import CampaignStage
from tracker.services.campaigns.overview import HostsDay, UnitGroup
from tracker.text.locale import Locale

BEFORE = (CampaignStage.PLANNED, CampaignStage.OPEN)
_LACKING = frozenset({UnitGroup.NOT_COUNTED, UnitGroup.UNREAD, UnitGroup.UNCONFIRMED, UnitGroup.NOT_REPORTED})
"""Groups that wait for something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTile:
    """A number with its words; with a group it filters, and lets go of it where that is on."""

    value: str
    text: str
    of: str = ""
    group: UnitGroup | None = None
    is_current: bool = False
    is_waiting: bool = False


def day_tiles(day: HostsDay, chosen: UnitGroup, locale: Locale) -> Sequence[DayTile]:
    """Return the numbers of a day where it is now; before it nothing is counted."""

    def tile(value: int | None, text: str, group: UnitGroup | None = None, *, of: int | None = None) -> DayTile:
        return DayTile(
            value=locale.gettext("ikke talt") if value is None else locale.number(value),
            text=text,
            of="" if of is None else locale.gettext("av %(total)s", total=locale.number(of)),
            group=group,
            is_current=group is chosen,
            is_waiting=group in _LACKING,
        )

    gettext, invited = locale.gettext, day.campaign.invited
    units = day.of(UnitGroup.ALL)
    if day.stage in BEFORE:
        ready = sum(all(unit.ready) for unit in units)
        return [
            tile(
                len(units),
                gettext("enheter er påmeldt") if invited is None else gettext("inviterte enheter er påmeldt"),
                UnitGroup.ALL,
                of=invited,
            ),
            tile(len(day.of(UnitGroup.UNCONFIRMED)), gettext("har ikke bekreftet"), UnitGroup.UNCONFIRMED),
            tile(ready, gettext("har alt på lista klart")),
        ]
    took_part = day.kept.units if day.kept else len(units)
    if day.stage is CampaignStage.FROZEN:
        first = tile(took_part, gettext("enheter var med"), UnitGroup.ALL if units else None, of=invited)
    else:
        words = gettext("enheter er påmeldt") if invited is None else gettext("inviterte enheter er påmeldt")
        first = tile(took_part, words, UnitGroup.ALL, of=invited)
    is_today = day.stage is CampaignStage.DAY
    asked = tile(day.numbers.asked, gettext("er spurt i dag") if is_today else gettext("ble spurt"))
    answered = tile(day.numbers.answered, gettext("har svart") if is_today else gettext("svarte"))
    found = [first, asked, answered]
    if day.stage is not CampaignStage.FROZEN:
        found[1:] = [_nought(each, locale) for each in found[1:]]
        found.append(tile(len(day.of(UnitGroup.NOT_COUNTED)), gettext("har ikke talt ennå"), UnitGroup.NOT_COUNTED))
    elif not units:
        return found
    elif day.is_asked:
        said = gettext("har ikke fortalt hva det ble til")
        found.append(tile(len(day.of(UnitGroup.NOT_REPORTED)), said, UnitGroup.NOT_REPORTED))
    return [*found, tile(day.unread_in_all, gettext("svar venter på å bli lest"), UnitGroup.UNREAD)]


def _nought(tile: DayTile, locale: Locale) -> DayTile:
    """Return a number of a day that runs: where nobody has counted yet, that is none so far."""
    value = locale.number(0) if tile.value == locale.gettext("ikke talt") else tile.value
    return DayTile(value=value, text=tile.text, of=tile.of)
