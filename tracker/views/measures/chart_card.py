"""A chart as a page shows it: drawn twice, with its key, its table and the tiles under it. All from one `Drawn`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from markupsafe import Markup

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.analysis import Mark, PeriodKind, Verdict
from tracker.charts import cache, table
from tracker.charts.draw.legend import LegendItem
from tracker.charts.shown import Shown, shown
from tracker.charts.words import summary
from tracker.charts.words.nouns import counted
from tracker.charts.words.points import count
from tracker.models.measures import Measure, ValueKind
from tracker.services.measurements.flags import FlagSubject, TeamFlag
from tracker.services.measurements.history import due_period, target_of
from tracker.text.conventions import NBSP
from tracker.views.links import Links
from tracker.views.measures.reading import Drawn

TEST_AFTER = timedelta(weeks=6)
"""When a team has tested nothing for so long, a new test is the next thing to suggest."""
_LATEST = 6
_UNIT_BESIDE = 6


@dataclass(frozen=True, slots=True)
class Tile:
    """One number under the chart, with a note and perhaps a link. `small`: words stand where the number would."""

    key: str
    value: str
    note: str = ""
    href: str = ""
    link: str = ""
    small: bool = False


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A heading of the table, and whether numbers stand under it."""

    text: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class ChartCard:
    """What `chart_card` in components/chart.html shows."""

    drawn: Drawn
    chart_id: str
    wide: Markup
    slim: Markup
    keys: tuple[LegendItem, ...]
    tags: tuple[str, ...]
    tiles: tuple[Tile, ...]
    columns: tuple[TableColumn, ...]
    body: Markup
    """The rows of the table, ready: a template escapes a thousand cells at twenty times the price."""
    has_choices: bool


def chart_name(measure: Measure) -> str:
    """The name a measure's chart has on every page."""
    return f"chart-{measure.id}"


def chart_card(
    access: TeamAccess,
    drawn: Drawn,
    links: Links,
    *,
    flags: Sequence[TeamFlag],
    point_links: Mapping[int, tuple[str, str]] | None = None,
) -> ChartCard:
    """Make the card of one measure.

    `flags` are the team's; `point_links` (text, address) by position stand at the end of a row of the table.
    """
    reading, plot, locale = drawn.reading, drawn.plot, drawn.locale
    chart_id = chart_name(drawn.measure)
    view = shown(reading, plot)
    drawings = cache.drawings(reading, plot, locale, chart_id=chart_id)
    heads = table.heads(plot, locale, reading)
    choices = point_links or {}
    numeric = (False, True, True, True, False, False)
    columns = [TableColumn(text, is_number) for text, is_number in zip(heads, numeric, strict=True)]
    return ChartCard(
        drawn=drawn,
        chart_id=chart_id,
        wide=drawings.wide,
        slim=drawings.slim,
        keys=drawings.keys,
        tags=summary.tags(reading, plot, locale),
        tiles=tuple(_tiles(access, drawn, links, view, flags)),
        columns=tuple(columns if plot.denominators else [columns[0], *columns[3:]]),
        body=_body(drawings.rows, choices, has_parts=bool(plot.denominators)),
        has_choices=bool(choices),
    )


def _body(rows: Sequence[table.TableRow], links: Mapping[int, tuple[str, str]], *, has_parts: bool) -> Markup:
    """Write the rows of the table; every text in them is escaped here."""
    lines = []
    for row in rows:
        name = escape(row.name)
        parts = f'<td class="n">{row.numerator}</td><td class="n">{row.denominator}</td>' if has_parts else ""
        kind = "" if row.mark == Mark.MISSING else ' class="n"'
        choice = ""
        if links:
            act, href = links.get(row.position, ("", ""))
            link = f'<a href="{escape(href)}">{escape(act)}<span class="vh"> {name}</span></a>' if href else ""
            choice = f"<td>{link}</td>"
        lines.append(
            f'<tr><th scope="row">{name}</th>{parts}<td{kind}>{escape(row.value)}</td>'
            f"<td>{escape(row.side)}</td><td>{escape(row.note)}</td>{choice}</tr>"
        )
    return Markup("".join(lines))  # noqa: S704 every text has been escaped above; counts are digits


def _tiles(access: TeamAccess, drawn: Drawn, links: Links, view: Shown, flags: Sequence[TeamFlag]) -> list[Tile]:
    if view.last is None:
        return []
    return [
        _last(access, drawn, view),
        _centre(drawn, view),
        _goal(access, drawn, links, view),
        _next(access, drawn, links, flags),
    ]


def _last(access: TeamAccess, drawn: Drawn, view: Shown) -> Tile:
    plot, locale, at = drawn.plot, drawn.locale, view.latest
    assert at is not None
    said = [locale.period(plot.periods[at])]
    above = plot.numerators[at] if plot.numerators else None
    below = plot.denominators[at] if plot.denominators else None
    if above is not None and below is not None:
        counts = {"numerator": count(above, locale), "denominator": count(below, locale), "counted": plot.counted}
        said.insert(0, locale.gettext("%(numerator)s av %(denominator)s %(counted)s", **counts).strip())
    if drawn.measure.value_kind is ValueKind.DAYS_BETWEEN:
        days = counted(PeriodKind.DAY, (access.today - plot.periods[at].start).days, locale)
        said.append(locale.gettext("%(days)s siden siste hendelse", days=days))
    value = locale.figure(view.values[at], plot)
    if _is_long(plot.unit):
        said.insert(0, plot.unit)
    elif not plot.is_share and plot.unit:
        value = f"{value}{NBSP}{plot.unit}"
    return Tile(locale.gettext("Siste måling"), value, ", ".join(said))


def _centre(drawn: Drawn, view: Shown) -> Tile:
    plot, locale = drawn.plot, drawn.locale
    name = locale.gettext("Median nå") if view.centre_is_median else locale.gettext("Midtlinje nå")
    if drawn.centre is None:
        return Tile(name, "–", locale.gettext("kommer når dere har %(minimum)s punkter", minimum=plot.minimum))
    before = ""
    if len(view.known) > 1 and view.known[-2]:
        level = locale.level(view.reading.phases[-2].centre, plot)
        before = f"{view.phase_name(len(view.known) - 2)}: {level}"
    value = locale.level(drawn.centre, plot)
    has_unit = plot.unit and not plot.is_share and not _is_long(plot.unit)
    return Tile(name, f"{value}{NBSP}{plot.unit}" if has_unit else value, before)


def _goal(access: TeamAccess, drawn: Drawn, links: Links, view: Shown) -> Tile:
    measure, plot, locale = drawn.measure, drawn.plot, drawn.locale
    if plot.target is None and plot.goal_range is None:
        if access.may(Permission.DEFINE):
            href = links.edit_measure(access.team.slug, measure.id)
            return Tile(
                locale.gettext("Mål"),
                locale.gettext("Ikke satt"),
                href=href,
                link=locale.gettext("Sett et mål"),
                small=True,
            )
        return Tile(locale.gettext("Mål"), locale.gettext("Ikke satt"), small=True)
    aim = target_of(measure)
    notes = []
    if aim is not None and aim.deadline is not None:
        notes.append(locale.gettext("innen %(day)s", day=locale.day(aim.deadline)))
    latest = [value for value, mark in _measured(view)][-_LATEST:]
    if plot.aimed is not None and latest:
        low, high = plot.aimed
        reached = sum(low <= value <= high for value in latest)
        notes.append(locale.gettext("nådd %(reached)s av de %(all)s siste", reached=reached, all=len(latest)))
    if plot.goal_range is not None:
        return Tile(locale.gettext("Målområde"), locale.level_range(*plot.goal_range, plot), " · ".join(notes))
    assert plot.target is not None
    return Tile(locale.gettext("Mål"), locale.level(plot.target, plot), " · ".join(notes))


def _is_long(unit: str) -> bool:
    """Tell whether a unit is too long to stand beside a large number."""
    return len(unit) > _UNIT_BESIDE


def _measured(view: Shown) -> list[tuple[float, int]]:
    """The points that count, in order."""
    besides = {int(Mark.MISSING), int(Mark.EXCLUDED)}
    return [(value, mark) for value, mark in zip(view.values, view.marks, strict=True) if mark not in besides]


def _next(access: TeamAccess, drawn: Drawn, links: Links, flags: Sequence[TeamFlag]) -> Tile:
    """The one thing suggested now: a new phase, the missing periods, a test. Who may not do it is told, not linked."""
    locale, team = drawn.locale, access.team.slug
    title = locale.gettext("Neste")
    suggested = summary.suggestion(drawn.reading, drawn.plot, drawn.locale)
    if suggested is not None:
        value = locale.gettext("Ny fase?")
        if not access.may(Permission.DECIDE):
            return Tile(title, value, suggested.text, small=True)
        href = links.new_phase(team, drawn.measure.id, starts=suggested.period.start.isoformat())
        return Tile(title, value, suggested.beside, href, suggested.text, small=True)
    if drawn.plot.silent_periods and not access.team.is_reference:
        return _missing(access, drawn, links, title)
    if not access.team.is_reference and drawn.verdict is not Verdict.HELD and _is_long_since(access, drawn, flags):
        value = locale.gettext("Prøv noe i det små")
        if not access.may(Permission.IMPROVE):
            return Tile(title, value, locale.gettext("Ingen test på seks uker"), small=True)
        href = links.new_test(team, measure_id=drawn.measure.id)
        return Tile(
            title, value, locale.gettext("Ingen test på seks uker."), href, locale.gettext("Ny test"), small=True
        )
    return Tile(title, locale.gettext("Fortsett å måle"), _waiting(access, drawn), small=True)


def _missing(access: TeamAccess, drawn: Drawn, links: Links, title: str) -> Tile:
    locale = drawn.locale
    due = due_period(drawn.measure.period_kind, access.today)
    text = locale.gettext("Registrer %(period)s", period=locale.period(due))
    if not access.may(Permission.RECORD):
        return Tile(title, locale.gettext("Mangler tall"), locale.period(due), small=True)
    return Tile(title, locale.gettext("Mangler tall"), href=links.record(access.team.slug), link=text, small=True)


def _is_long_since(access: TeamAccess, drawn: Drawn, flags: Sequence[TeamFlag]) -> bool:
    tests = [f.on for f in flags if f.subject is FlagSubject.TEST and f.stands_on((drawn.measure.id,))]
    return access.today - max(tests, default=date.min) > TEST_AFTER


def _waiting(access: TeamAccess, drawn: Drawn) -> str:
    """When the next number is due, where periods are counted."""
    if drawn.measure.value_kind.is_between_events or access.team.is_reference:
        return ""
    coming = due_period(drawn.measure.period_kind, access.today).next
    return drawn.locale.gettext("neste er %(period)s", period=drawn.locale.period(coming))
