"""What the wizard says: the name of each column, and a sentence for all that can be wrong with a file or a row."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from tracker.analysis import PeriodKind
from tracker.services.imports.file.faults import Fault, FileError, FileFault, RowFault
from tracker.services.imports.file.header_row import Column
from tracker.services.imports.file.kept_sheets import LIMITS
from tracker.web.core.language import locale
from tracker.web.forms import messages
from tracker.web.forms.entry_messages import EITHER

STEPS = (lazy_gettext("Last opp"), lazy_gettext("Kolonner"), lazy_gettext("Sjekk"), lazy_gettext("Ferdig"))
COLUMNS: Mapping[Column, Any] = MappingProxyType(
    {
        Column.MEASURE: lazy_gettext("Indikator"),
        Column.PERIOD: lazy_gettext("Periode"),
        Column.YEAR: lazy_gettext("År"),
        Column.NUMERATOR: lazy_gettext("Teller"),
        Column.DENOMINATOR: lazy_gettext("Nevner"),
        Column.VALUE: lazy_gettext("Verdi"),
        Column.MISSING: lazy_gettext("Ikke målt"),
        Column.NOTE: lazy_gettext("Merknad"),
        Column.TEAM: lazy_gettext("Team"),
    }
)
"""In the order of the template file; a file of one team need not name the team, so that comes last."""

_NOT_OURS = lazy_gettext(
    "Filen må være CSV eller Excel (.xlsx). Lagre tallene på nytt i et av disse formatene, og last opp."
)
FILES: Mapping[FileFault, Any] = MappingProxyType(
    {
        FileFault.TOO_LARGE: lazy_gettext("Filen er for stor. Vi tar imot inntil %(most)s MB. Del den opp."),
        FileFault.TOO_LARGE_INSIDE: lazy_gettext(
            "Filen har mer innhold enn vi tar imot. Behold bare tallene som skal inn, og last opp på nytt."
        ),
        FileFault.TOO_MANY_ROWS: lazy_gettext("Filen har for mange rader. Vi tar imot inntil %(rows)s. Del den opp."),
        FileFault.EMPTY: lazy_gettext("Filen har ingen rader. Skriv overskrifter og tall i den, og last opp på nytt."),
        FileFault.OLD_EXCEL: lazy_gettext(
            "Dette er en eldre Excel-fil (.xls), eller den har passord. Lagre den som .xlsx uten passord, og "
            "last opp på nytt."
        ),
        FileFault.NOT_A_WORKBOOK: _NOT_OURS,
        FileFault.LOCKED: lazy_gettext("Arbeidsboka har passord. Lagre den uten passord, og last opp på nytt."),
        FileFault.SHEETS: lazy_gettext("Filen har for mange ark. Behold arket med tallene, og last opp på nytt."),
        FileFault.NOT_TEXT: _NOT_OURS,
        FileFault.GARBLED: lazy_gettext(
            "Bokstavene æ, ø og å er ødelagt i filen. Lagre den på nytt som «CSV UTF-8», og last opp igjen."
        ),
        FileFault.IDENTITY_NUMBER: lazy_gettext(
            "Navnet på et ark ser ut til å inneholde et fødselsnummer. Ta det bort, og last opp på nytt. "
            "Filen er ikke lagret."
        ),
        FileFault.BROKEN_QUOTES: lazy_gettext(
            "Et anførselstegn er ikke lukket, eller noe står etter det. Rett raden, og last opp på nytt."
        ),
        FileFault.LONG_CELL: lazy_gettext(
            "En celle har over 100 000 tegn. Kanskje er et anførselstegn ikke lukket. Rett den, og last opp på nytt."
        ),
        FileFault.COLUMN_MISSING: lazy_gettext("Velg hvilken kolonne som er %(columns)s."),
        FileFault.COLUMN_TWICE: lazy_gettext("To kolonner er valgt som %(columns)s. Velg én."),
    }
)

_ELSEWHERE = lazy_gettext("Raden gjelder et annet team. Her lagres bare tallene til dette teamet.")
ROWS: Mapping[RowFault, Any] = MappingProxyType(
    {
        RowFault.TEAM_MISSING: _ELSEWHERE,
        RowFault.TEAM_UNKNOWN: _ELSEWHERE,
        RowFault.TEAM_CLOSED: _ELSEWHERE,
        RowFault.MEASURE_MISSING: lazy_gettext("Skriv hvilken indikator det er."),
        RowFault.MEASURE_UNKNOWN: lazy_gettext(
            "Teamet har ingen indikator med dette navnet. Skriv navnet slik det står på teamsiden."
        ),
        RowFault.MEASURE_UNCLEAR: lazy_gettext(
            "Teamet har flere indikatorer med dette navnet. Skriv heller nummeret som står i nettadressen til "
            "indikatoren."
        ),
        RowFault.PERIOD_MISSING: lazy_gettext("Skriv hvilken periode det er."),
        RowFault.NOT_A_PERIOD: lazy_gettext("Skriv perioden med årstall, for eksempel 45/2026 eller 22.11.2026."),
        RowFault.NO_SUCH_PERIOD: lazy_gettext("Perioden finnes ikke. Sjekk nummeret og årstallet."),
        RowFault.OTHER_KIND: lazy_gettext("Indikatoren går per %(own)s; dette er %(found)s."),
        RowFault.EXCEL_DATE: lazy_gettext("Excel har gjort cellen om til en måned. Skriv perioden på nytt."),
        RowFault.UNCLEAR_THOUSANDS: lazy_gettext("Tallet kan være over tusen, eller ha desimaler. Svar over."),
        RowFault.UNCLEAR_SIGN: lazy_gettext("Streken kan bety 0 eller ikke målt. Svar over."),
        RowFault.VALUE_DIFFERS: lazy_gettext(
            "Verdien er ikke teller delt på nevner. Ta ut den ene av dem, eller rett tallene."
        ),
        RowFault.FUTURE: messages.FUTURE,
        RowFault.EXCEL_ERROR: lazy_gettext("Cellen har en feil fra Excel. Skriv tallet, eller la den stå tom."),
        RowFault.NOT_A_NUMBER: messages.NUMBER,
        RowFault.NOT_WHOLE: messages.WHOLE_NUMBER,
        RowFault.NEGATIVE: messages.NEGATIVE,
        RowFault.BOTH_PARTS: messages.BOTH_PARTS,
        RowFault.NUMERATOR_ABOVE: lazy_gettext("Telleren kan ikke være større enn nevneren."),
        RowFault.ZERO_DENOMINATOR: messages.ZERO_DENOMINATOR,
        RowFault.NEEDS_PARTS: lazy_gettext(
            "Indikatoren har teller og nevner, ikke en ferdig verdi. Skriv dem i hver sin kolonne."
        ),
        RowFault.NEEDS_VALUE: lazy_gettext("Indikatoren har én verdi, ikke teller og nevner. Skriv den under verdi."),
        RowFault.NEEDS_OPPORTUNITIES: lazy_gettext("Skriv antall muligheter siden forrige hendelse."),
        RowFault.VALUE_AND_MISSING: EITHER,
        RowFault.NOT_A_REASON: lazy_gettext("Skriv ja, ferie, stengt, glemt eller annet, eller la cellen stå tom."),
        RowFault.TOO_LONG: lazy_gettext("Merknaden er for lang. Kort den ned til 400 tegn."),
        RowFault.IDENTITY_NUMBER: messages.IDENTITY_NUMBER,
        RowFault.CONTACT: messages.CONTACT,
        RowFault.TOO_MANY_CELLS: lazy_gettext(
            "Raden har flere celler enn overskriften. Kanskje er et desimalkomma lest som skilletegn. Bruk "
            "semikolon eller tabulator mellom cellene."
        ),
        RowFault.OTHER_SEPARATOR: lazy_gettext(
            "Raden er delt med et annet skilletegn enn resten. Bruk samme skilletegn i hele filen."
        ),
        RowFault.TWICE: lazy_gettext("Samme indikator og periode står i en rad lenger opp. Behold bare én av dem."),
    }
)


PER: Mapping[PeriodKind, Any] = MappingProxyType(
    {
        PeriodKind.DAY: lazy_gettext("dag"),
        PeriodKind.WEEK: lazy_gettext("uke"),
        PeriodKind.FORTNIGHT: lazy_gettext("to uker"),
        PeriodKind.MONTH: lazy_gettext("måned"),
        PeriodKind.TERTIAL: lazy_gettext("tertial"),
        PeriodKind.QUARTER: lazy_gettext("kvartal"),
        PeriodKind.YEAR: lazy_gettext("år"),
    }
)
"""What a measure goes by."""
A_PERIOD: Mapping[PeriodKind, Any] = MappingProxyType(
    {
        PeriodKind.DAY: lazy_gettext("en dag"),
        PeriodKind.WEEK: lazy_gettext("en uke"),
        PeriodKind.FORTNIGHT: lazy_gettext("to uker"),
        PeriodKind.MONTH: lazy_gettext("en måned"),
        PeriodKind.TERTIAL: lazy_gettext("et tertial"),
        PeriodKind.QUARTER: lazy_gettext("et kvartal"),
        PeriodKind.YEAR: lazy_gettext("et år"),
    }
)


def about_row(fault: Fault) -> str:
    """Return what is wrong with a row."""
    sentence = str(ROWS[fault.fault])
    if fault.fault is RowFault.OTHER_KIND and fault.kinds:
        own, found = fault.kinds
        return sentence % {"own": PER[own], "found": A_PERIOD[found]}
    return sentence


def about_file(error: FileError) -> str:
    """Return why a file cannot be read, and in which row where one is to blame."""
    columns = _("eller").join(f" «{COLUMNS[column]}» " for column in error.columns).strip()
    sizes = {
        "most": LIMITS.most_bytes // 1024 // 1024,
        "rows": locale().exact(LIMITS.most_rows),
        "columns": columns,
    }
    sentence = str(FILES[error.fault] % sizes)
    return _("Rad %(row)s: %(fault)s", row=error.row, fault=sentence) if error.row else sentence
