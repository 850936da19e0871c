"""What the preview of a paste shows: where numbers land, what is left out and why, which columns are whose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from tracker.models.measures import Measure
from tracker.services.measurements.entries import Part
from tracker.services.measurements.paste.block import PastedBlock
from tracker.services.measurements.paste.landing import CellFault, Landed, Landing
from tracker.services.measurements.paste.layout import ColumnGroup, LeftOut, PasteLayout
from tracker.text.locale import capital
from tracker.web.core.language import label
from tracker.web.forms.entry_messages import said
from tracker.web.measurements.record.load import Loaded
from tracker.web.measurements.record.names import period_name, period_text

ROWS_OUT = {
    LeftOut.HEADING: lazy_gettext("Overskrift. Settes ikke inn."),
    LeftOut.NO_PERIOD: lazy_gettext("Ingen periode i første kolonne. Settes ikke inn."),
    LeftOut.FUTURE: lazy_gettext("Perioden har ikke begynt. Settes ikke inn."),
    LeftOut.TWICE: lazy_gettext("Står to ganger. Den første raden gjelder."),
    LeftOut.NO_ROW: lazy_gettext("Ingen indikator igjen til denne raden. Settes ikke inn."),
    LeftOut.BLANK_ROW: lazy_gettext("Tom rad. Det som står der, blir stående."),
}
COLUMNS_OUT = {
    LeftOut.SHARE_COLUMN: lazy_gettext("andelen regnes ut av tallene foran"),
    LeftOut.NO_MEASURE: lazy_gettext("ingen indikator igjen til kolonnen"),
    LeftOut.NOT_CHOSEN: lazy_gettext("du valgte å ikke bruke kolonnen"),
    LeftOut.OTHER_COLUMN: lazy_gettext("hører ikke til et tall"),
}
FAULTS = {
    CellFault.NOT_A_NUMBER: lazy_gettext("er ikke et tall, og er ikke med"),
    CellFault.SHARE: lazy_gettext("er en andel. Her trengs teller og nevner"),
    CellFault.BOTH: lazy_gettext("er både et tall og «ikke målt», og er ikke med"),
}
_PARTS = {
    Part.NUMERATOR: lazy_gettext("teller"),
    Part.DENOMINATOR: lazy_gettext("nevner"),
    Part.VALUE: lazy_gettext("verdi"),
}
_MOST_LISTED = 12


@dataclass(frozen=True, slots=True)
class PreviewCell:
    """What lands in one cell, and what stood there."""

    text: str
    was: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One pasted row; `note` instead of cells where it is left out."""

    number: int
    title: str
    cells: tuple[PreviewCell | None, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something that is not put in as it stood: where, what it said, and why."""

    where: str
    text: str
    why: str
    is_sentence: bool = False


@dataclass(frozen=True, slots=True)
class GroupChoice:
    """Which measure a group of columns is: its field, its label, and what can be chosen."""

    name: str
    label: str
    options: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """The whole preview."""

    heading: str
    read: str
    lead: str
    first: str
    columns: tuple[str, ...]
    rows: tuple[PreviewRow, ...]
    dropped: tuple[Dropped, ...]
    groups: tuple[GroupChoice, ...]
    changed: int
    landed: int
    asks_rows: bool
    rows_are_measures: bool
    is_doubtful: bool


def paste_view(block: PastedBlock, layout: PasteLayout, landing: Landing, loaded: Loaded) -> Preview:
    """Return what was understood of a paste."""
    same = [measure for measure in loaded.by_period if measure.period_kind is layout.kind]
    used = [group for group in layout.groups if group.measure is not None]
    changed, columns = landing.changed, _columns(layout, used)
    return Preview(
        ngettext("Fra Excel: 1 tall er nytt eller endret", "Fra Excel: %(num)s tall er nye eller endret", changed),
        _(
            "%(rows)s rader og %(columns)s kolonner lest, %(same)s tall er som før",
            rows=len(block.rows),
            columns=block.width,
            same=landing.same,
        ),
        _lead(layout, loaded),
        str(_("Indikator") if layout.rows_are_measures else label(layout.kind)),
        columns,
        tuple(_rows(layout, landing, loaded, len(columns))),
        tuple(_dropped(layout, landing)),
        () if layout.rows_are_measures else tuple(_choice(group, same) for group in layout.groups),
        changed,
        len(landing.cells),
        not layout.has_periods and not layout.has_names,
        layout.rows_are_measures,
        any(cell.is_doubtful for cell in landing.cells.values()),
    )


def _lead(layout: PasteLayout, loaded: Loaded) -> str:
    """Say that nothing is put in yet, and how the rows were read."""
    return " ".join(filter(None, (_("Ingenting er satt inn ennå."), _rows_read(layout, loaded.window.today))))


def _rows_read(layout: PasteLayout, today: date) -> str:
    periods = sorted({period for period, _measure in layout.places.values()})
    if layout.has_periods:
        return str(_("Første kolonne er lest som perioder, så radene står riktig selv om du limte inn et annet sted."))
    if not periods:
        return ""
    first, last = period_text(periods[0], today), period_text(periods[-1], today)
    if layout.has_names:
        return str(_("Radene er lest som indikatorer i %(period)s, etter navnet i første kolonne.", period=first))
    if layout.rows_are_measures:
        return str(_("Radene er lest som indikatorer i %(period)s, i den rekkefølgen de står.", period=first))
    return str(_("Ingen kolonne har perioder, så radene er lest som %(first)s til %(last)s.", first=first, last=last))


def _columns(layout: PasteLayout, used: Sequence[ColumnGroup]) -> tuple[str, ...]:
    if layout.rows_are_measures:
        periods = {period for period, _measure in layout.places.values()}
        return (str(_("Tall")),) if periods else ()
    return tuple(group.measure.name for group in used if group.measure is not None)


def _rows(layout: PasteLayout, landing: Landing, loaded: Loaded, width: int) -> Iterator[PreviewRow]:
    groups = [group for group in layout.groups if group.measure is not None]
    for number, row in enumerate(layout.block.rows):
        place = layout.places.get(number)
        note = layout.rows_out.get(number)
        if note is not None or place is None:
            shown = str(ROWS_OUT[note or LeftOut.NO_ROW])
            title = "" if place is None else period_name(place[0], loaded.window.today)
            yield PreviewRow(number + 1, title or (row[0] if row else ""), (), shown)
            continue
        period, measure = place
        if measure is not None:
            cells: tuple[PreviewCell | None, ...] = (_cell(landing.cells.get((number, layout.first_column))),)
            yield PreviewRow(number + 1, measure.name, cells)
        else:
            cells = tuple(_cell(landing.cells.get((number, group.columns[0]))) for group in groups)
            yield PreviewRow(number + 1, period_name(period, loaded.window.today), cells[:width])


def _cell(cell: Landed | None) -> PreviewCell | None:
    if cell is None:
        return None
    text = capital(said(cell.entry)) if cell.entry.not_measured else said(cell.entry)
    if cell.is_doubtful:
        text = f"{' / '.join(cell.texts.values())} ?"
    if cell.is_same:
        return PreviewCell(text, str(_("som før")), is_new=False)
    was = _("ny") if cell.before.is_empty else _("sto %(entry)s", entry=said(cell.before))
    return PreviewCell(text, str(was), is_new=True)


def _dropped(layout: PasteLayout, landing: Landing) -> Iterator[Dropped]:
    if layout.has_heading:
        yield Dropped(_("Rad 1"), " · ".join(filter(None, layout.block.rows[0])), _("bare overskrifter"))
    for column, why in sorted(layout.columns_out.items()):
        texts = [text for text in layout.block.column(column, first=layout.first_row) if text]
        yield Dropped(_("Kolonne %(number)s", number=column + 1), texts[0] if texts else "", str(COLUMNS_OUT[why]))
    for cell in landing.misread[:_MOST_LISTED]:
        where = _("Rad %(row)s", row=cell.row + 1)
        if cell.fault is not None:
            yield Dropped(where, cell.text, str(FAULTS[cell.fault]), is_sentence=True)
        else:
            reason = (
                _("Ikke målt: %(reason)s", reason=str(label(cell.reason)).lower()) if cell.reason else _("Ikke målt")
            )
            yield Dropped(where, cell.text, _("er blitt til «%(reason)s»", reason=reason), is_sentence=True)
    if len(landing.misread) > _MOST_LISTED:
        rest = len(landing.misread) - _MOST_LISTED
        yield Dropped(ngettext("Og 1 celle til", "Og %(num)s celler til", rest), "", "")
    if layout.block.is_cut:
        yield Dropped(_("Resten"), "", _("fikk ikke plass. Hent heller tallene fra en fil"))


def _both(words: Sequence[str]) -> str:
    """Join one or two words: "2 og 3"."""
    return str(_("%(first)s og %(last)s", first=words[0], last=words[1])) if len(words) == 2 else words[0]


def _choice(group: ColumnGroup, measures: Sequence[Measure]) -> GroupChoice:
    numbers = [str(column + 1) for column in group.columns]
    name = _("Kolonne %(number)s", number=_both(numbers))
    parts = _both([str(_PARTS[part]) for part in group.parts])
    has_parts = Part.VALUE not in group.parts
    options = [
        (str(measure.id), measure.name, measure is group.measure)
        for measure in measures
        if measure.value_kind.has_denominator is has_parts
    ]
    return GroupChoice(
        f"g{group.columns[0]}", f"{name}: {parts}", (*options, ("", _("Bruk ikke"), group.measure is None))
    )
