"""All numbers of a team as a workbook: every measure as the report shows it, those that are not in the report too."""

from __future__ import annotations

from tracker.access.team import TeamAccess
from tracker.documents.measure_workbook import WorkbookWords, measure_workbook
from tracker.services.measurements.flags import team_flags
from tracker.services.measurements.history import histories
from tracker.services.networks.standards import standards_of
from tracker.text.locale import Locale
from tracker.views.links import Links
from tracker.views.measures.reading import draw
from tracker.views.reports.measure import report_measure


def team_workbook(access: TeamAccess, locale: Locale, links: Links, *, product: str) -> bytes:
    """Write every measure of a team, in the same queries for any number of them."""
    drawn = draw(
        histories(access.measures(), today=access.today),
        locale,
        flags=[flag for flag in team_flags(access) if not flag.is_comment],
        standards=standards_of(access),
    )
    measures = [report_measure(access, each, links) for each in drawn]
    return measure_workbook(measures, workbook_words(locale), title=access.team.name, author=product, made=access.now)


def workbook_words(locale: Locale) -> WorkbookWords:
    """Return the headings of workbooks with measures."""
    return WorkbookWords(
        overview=locale.gettext("Oversikt"),
        measure=locale.gettext("Indikator"),
        kind=locale.gettext("Type"),
        verdict=locale.gettext("Vurdering"),
        last=locale.gettext("Siste måling"),
        summary=locale.gettext("Det diagrammet sier"),
        rules=locale.gettext("Regler"),
        period=locale.gettext("Periode"),
        first_day=locale.gettext("Første dag"),
        last_day=locale.gettext("Siste dag"),
        numerator=locale.gettext("Teller"),
        denominator=locale.gettext("Nevner"),
        note=locale.gettext("Merknad"),
        flags=locale.gettext("Flagg"),
    )
