"""The units of a day as a table for a spreadsheet: for the host alone, since their contacts' addresses stand in it."""

from __future__ import annotations

from datetime import date, datetime

from tracker.access.people import local_day
from tracker.documents.list_sheet import Cell
from tracker.documents.workbook import ListSheet, SheetColumn, workbook
from tracker.models.campaigns import CampaignUnit
from tracker.services.campaigns.counting import DayNumbers
from tracker.services.campaigns.overview import HostsDay, UnitGroup
from tracker.text.locale import Locale
from tracker.views.labels import label


def units_workbook(day: HostsDay, locale: Locale, *, product: str, now: datetime) -> bytes:
    """Write the units that are not taken out as a workbook, a row each."""
    title = locale.gettext("«Hva er viktig for deg?»-dagen %(year)s", year=day.campaign.year)
    return workbook([units_table(day, locale)], title=title, author=product, made=now)


def units_table(day: HostsDay, locale: Locale) -> ListSheet:
    """Gather a row a unit, as people here sort them; what nobody counted is empty, not nought."""
    titles = (
        locale.gettext("Kommune eller sykehus"),
        locale.gettext("Enhet"),
        locale.gettext("Tjeneste"),
        locale.gettext("Kontakt"),
        locale.gettext("Påmeldt"),
        locale.gettext("Bekreftet"),
        locale.gettext("Klart på lista"),
        locale.gettext("Spurt"),
        locale.gettext("Svart"),
        locale.gettext("Svar som venter"),
        locale.gettext("Hva ble det til?"),
    )
    rows = [_row(day, unit, locale) for unit in day.units if unit.withdrawn_at is None]
    notes = []
    if out := len(day.of(UnitGroup.OUT)):
        notes.append(locale.ngettext("%(num)s enhet er tatt ut.", "%(num)s enheter er tatt ut.", out))
    return ListSheet(locale.gettext("Enheter"), [SheetColumn(title) for title in titles], rows, notes)


def _row(day: HostsDay, unit: CampaignUnit, locale: Locale) -> tuple[Cell, ...]:
    numbers, said = day.by_unit.get(unit.id, DayNumbers()), day.said.get(unit.id)
    return (
        unit.organisation,
        unit.name,
        label(unit.service, locale),
        unit.contact,
        local_day(unit.signed_up_at),
        _day(unit.confirmed_at),
        sum(unit.ready),
        numbers.asked,
        numbers.answered,
        day.unread.get(unit.id),
        label(said.outcome, locale) if said else None,
    )


def _day(at: datetime | None) -> date | None:
    return local_day(at) if at is not None else None
