"""The chosen lines of the audit trail as a file for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.access.people import local_day
from tracker.access.team import TeamAccess
from tracker.services.audit import trail as trails
from tracker.services.audit.references import recall
from tracker.services.audit.trail import AuditChoice
from tracker.text.csv import csv_text
from tracker.text.locale import Locale, marked
from tracker.views.audit import FieldChange
from tracker.views.audit_trail import entries_of

MOST_PAGES = 40
"""Twenty thousand lines: more than a team writes in the years of a network."""
_AT_ONCE = 500
_HEADS = (
    marked("Dag"),
    marked("Klokka"),
    marked("Hvem"),
    marked("Hva"),
    marked("Felt"),
    marked("Før"),
    marked("Etter"),
)


def audit_file(access: TeamAccess, choice: AuditChoice, locale: Locale) -> str:
    """Return the text of the file, newest first: a row for each thing that changed, one where none did."""
    return csv_text([[locale.gettext(head) for head in _HEADS], *_rows(access, choice, locale)])


def _rows(access: TeamAccess, choice: AuditChoice, locale: Locale) -> Iterator[list[str]]:
    for number in range(1, MOST_PAGES + 1):
        page = trails.trail(access, choice, page=number, size=_AT_ONCE)
        for entry in entries_of(page, recall(access, page.lines), access.now, locale):
            day = local_day(entry.at).isoformat()
            what = entry.sentence.striptags() + (f" ({entry.joined_with})" if entry.joined_with else "")
            for change in entry.changes or [FieldChange("", "", "")]:
                yield [day, entry.time, entry.who, what, change.field, change.before, change.after]
        if page.page >= page.pages:
            return
