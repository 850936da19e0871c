"""A programme's networks as a table for a spreadsheet: the same counts as the page shows, one row a network."""

from __future__ import annotations

from tracker.access.programme import ProgrammeAccess
from tracker.documents.workbook import ListSheet, SheetColumn, workbook
from tracker.models.networks import NetworkStatus
from tracker.models.organisations import Country
from tracker.services.programmes.overview import programme_overview
from tracker.text.locale import Locale
from tracker.views.labels import label
from tracker.views.programmes.gatherings import gathering_counts
from tracker.views.programmes.page import counted


def programme_table(access: ProgrammeAccess, locale: Locale) -> ListSheet:
    """Gather a row a network: what it is, when it runs, and who takes part, in counts."""
    whole = programme_overview(access)
    held = gathering_counts(access, whole.networks, locale)
    rows = []
    for network in whole.networks:
        part, count = whole.part[network.id], held[network.id]
        danish = sum(country is Country.DK for country in part.municipalities.values())
        coming = next((disc.on for disc in count.days if not disc.is_held), None)
        rows.append(
            (
                network.name,
                label(network.status(access.today), locale),
                network.host,
                network.starts_on,
                network.ends_on,
                part.teams,
                len(part.municipalities),
                len(part.municipalities) - danish,
                danish,
                count.held,
                count.planned,
                coming,
            )
        )
    titles = (
        locale.gettext("Nettverk"),
        locale.gettext("Status"),
        locale.gettext("Vertskap"),
        locale.gettext("Starter"),
        locale.gettext("Slutter"),
        locale.gettext("Team"),
        locale.gettext("Kommuner"),
        locale.gettext("Norske kommuner"),
        locale.gettext("Danske kommuner"),
        locale.gettext("Samlinger holdt"),
        locale.gettext("Samlinger planlagt"),
        locale.gettext("Neste samling"),
    )
    running = [each for each in whole.networks if each.status(access.today) is NetworkStatus.RUNNING]
    how = counted([whole.part[each.id].municipalities for each in running], locale)
    return ListSheet(locale.gettext("Nettverkene"), [SheetColumn(title) for title in titles], rows, [how])


def programme_workbook(access: ProgrammeAccess, locale: Locale, *, product: str) -> bytes:
    """Write the overview of a programme as a workbook."""
    return workbook(
        [programme_table(access, locale)],
        title=access.programme.name,
        author=product,
        made=access.now,
    )
