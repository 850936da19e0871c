"""A chart as a page shows it: drawn twice, with its key, its table and the tiles under it. All from one `Drawn`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from markupsafe import Markup

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.analysis import Mark, Verdict
from tracker.charts import cache, table
from tracker.charts.draw import svg
from tracker.charts.draw.legend import LegendItem
from tracker.charts.shown import Shown, shown
from tracker.charts.words import summary
from tracker.models.measures import Measure
from tracker.services.measurements.flags import FlagSubject, TeamFlag
from tracker.services.measurements.history import due_period, target_of
from tracker.text.conventions import NBSP
from tracker.text.locale import Locale
from tracker.views.links import Links
from tracker.views.measures.edge import EdgeBox, edge_box
from tracker.views.measures.explore import Explore, Stretch, explore
from tracker.views.measures.reading import Drawn
from tracker.views.measures.tiles import Tile, axis_tile, is_long, last_tile, running_tile

TEST_AFTER = timedelta(weeks=6)
"""When a team has tested nothing for so long, a new test is the next thing to suggest."""
_LATEST = 6


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
    explore: Explore
    edge: EdgeBox | None = None


def chart_name(measure: Measure) -> str:
    """Return the name a measure's chart has on every page."""
    return f"chart-{measure.id}"


def chart_card(
    access: TeamAccess,
    drawn: Drawn,
    links: Links,
    *,
    flags: Sequence[TeamFlag],
    point_links: Mapping[int, tuple[str, str]] | None = None,
    names: Mapping[int, str] | None = None,
    is_wide: bool = False,
    stretch: Stretch | None = None,
    threads: Mapping[int, Sequence[int]] | None = None,
) -> ChartCard:
    """Make the card of one measure.

    `flags` are the team's; `point_links` (text, address) by position stand at the end of a row of the table. `names` by
    user id are of who chose and said things of the chart; `is_wide` where nothing stands beside it; `stretch` what
    of the chart is looked at closer; `threads` by position the numbers of what is said of a point.
    """
    reading, plot, locale = drawn.reading, drawn.plot, drawn.locale
    chart_id = chart_name(drawn.measure)
    view = shown(reading, plot)
    size = svg.FULL if is_wide else svg.WIDE
    drawings = cache.drawings(reading, plot, locale, chart_id=chart_id, size=size)
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
        tiles=_tiles(access, drawn, links, view, flags, names or {}),
        columns=(
            *(columns if plot.denominators else [columns[0], *columns[3:]]),
            *([TableColumn(locale.gettext("Samtale"))] if threads else []),
        ),
        body=_body(drawings.rows, choices, threads or {}, has_parts=bool(plot.denominators)),
        has_choices=bool(choices),
        explore=explore(drawn, chart_id=chart_id, size=size, asked=stretch),
        edge=edge_box(access, drawn, view, links),
    )


def number_tiles(access: TeamAccess, drawn: Drawn, links: Links) -> tuple[Tile, ...]:
    """Return a measure's three numbers: the last value, the centre line, the goal; nothing where none is measured."""
    return _tiles(access, drawn, links, shown(drawn.reading, drawn.plot), (), {})[:3]


def _body(
    rows: Sequence[table.TableRow],
    links: Mapping[int, tuple[str, str]],
    threads: Mapping[int, Sequence[int]],
    *,
    has_parts: bool,
) -> Markup:
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
        if threads:
            numbers = threads.get(row.position, ())
            said = ", ".join(f'<a href="#samtale-{number}">{number}</a>' for number in numbers)
            choice = f"<td>{said}</td>{choice}"
        lines.append(
            f'<tr><th scope="row">{name}</th>{parts}<td{kind}>{escape(row.value)}</td>'
            f"<td>{escape(row.side)}</td><td>{escape(row.note)}</td>{choice}</tr>"
        )
    return Markup("".join(lines))  # noqa: S704 every text has been escaped above; counts are digits


def _tiles(
    access: TeamAccess,
    drawn: Drawn,
    links: Links,
    view: Shown,
    flags: Sequence[TeamFlag],
    names: Mapping[int, str],
) -> tuple[Tile, ...]:
    """List the last value, the centre line, the goal, and what there is to say or do now, at most one of each."""
    if view.last is None:
        return ()
    running = running_tile(access, drawn, view, links)
    is_alone = view.latest in drawn.plot.running
    first = running if running is not None and is_alone else last_tile(access, drawn, view, links, names)
    axis = axis_tile(access, drawn, view, links, names)
    now = running if running is not None and not is_alone else _next(access, drawn, links, flags)
    return (first, _centre(drawn, view), _goal(access, drawn, links, view), *([axis] if axis else []), now)


def _centre(drawn: Drawn, view: Shown) -> Tile:
    plot, locale = drawn.plot, drawn.locale
    name = locale.gettext("Median nå") if view.centre_is_median else locale.gettext("Midtlinje nå")
    if drawn.centre is None:
        return Tile(name, "–", locale.gettext("kommer når dere har %(minimum)s punkter", minimum=plot.minimum))
    before = ""
    if view.edge:
        lowest = view.edge < 0
        before = locale.gettext("likt med laveste verdi") if lowest else locale.gettext("likt med høyeste verdi")
    elif len(view.known) > 1 and view.known[-2]:
        level = locale.level(view.reading.phases[-2].centre, plot)
        before = f"{view.phase_name(len(view.known) - 2)}: {level}"
    value = locale.level(drawn.centre, plot)
    has_unit = plot.unit and not plot.is_share and not is_long(plot.unit)
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
        notes.append(_how_often(reached, len(latest), locale))
    if plot.goal_range is not None:
        return Tile(locale.gettext("Målområde"), locale.level_range(*plot.goal_range, plot), " · ".join(notes))
    assert plot.target is not None
    return Tile(locale.gettext("Mål"), locale.level(plot.target, plot), " · ".join(notes))


def _how_often(reached: int, latest: int, locale: Locale) -> str:
    """Say how many of the latest points reached the goal; of one alone there is no count to give."""
    if latest == 1:
        return locale.gettext("nådd i den eneste målingen") if reached else locale.gettext("ikke nådd ennå")
    return locale.gettext("nådd i %(reached)s av de %(all)s siste", reached=reached, all=latest)


def _measured(view: Shown) -> list[tuple[float, int]]:
    """Return the points that count, in order."""
    besides = {int(Mark.MISSING), int(Mark.EXCLUDED)}
    return [(value, mark) for value, mark in zip(view.values, view.marks, strict=True) if mark not in besides]


def _next(access: TeamAccess, drawn: Drawn, links: Links, flags: Sequence[TeamFlag]) -> Tile:
    """The one thing suggested now: a new phase, the missing periods, a test. Who may not do it is told, not linked."""
    locale, team = drawn.locale, access.team.slug
    title = locale.gettext("Neste")
    suggested = summary.suggestion(drawn.reading, drawn.plot, drawn.locale)
    if suggested is not None and access.may(Permission.DECIDE_PHASE):
        value = locale.gettext("Ny fase?")
        href = links.new_phase(team, drawn.measure.id, starts=suggested.period.start.isoformat())
        note = " ".join(part for part in (suggested.apart, suggested.beside) if part)
        return Tile(title, value, note, href, suggested.text, small=True)
    if drawn.plot.silent_periods and not access.team.is_reference:
        return _missing(access, drawn, links, title)
    if not access.team.is_reference and drawn.verdict is not Verdict.HELD and _is_long_since(access, drawn, flags):
        value = locale.gettext("Prøv noe i det små")
        if not access.may(Permission.IMPROVE):
            return Tile(title, value, locale.gettext("Ingen test på 6 uker"), small=True)
        href = links.new_test(team, measure_id=drawn.measure.id)
        return Tile(title, value, locale.gettext("Ingen test på 6 uker"), href, locale.gettext("Ny test"), small=True)
    return Tile(title, locale.gettext("Fortsett å måle"), _waiting(access, drawn), small=True)


def _missing(access: TeamAccess, drawn: Drawn, links: Links, title: str) -> Tile:
    locale = drawn.locale
    due = due_period(drawn.measure.period_kind, access.today)
    text = locale.gettext("Registrer %(period)s", period=locale.period(due))
    if not access.may(Permission.RECORD):
        return Tile(title, locale.gettext("Mangler tall"), locale.period(due), small=True)
    return Tile(
        title, locale.gettext("Mangler tall"), href=links.record(access.team.slug, period=due), link=text, small=True
    )


def _is_long_since(access: TeamAccess, drawn: Drawn, flags: Sequence[TeamFlag]) -> bool:
    tests = [f.on for f in flags if f.subject is FlagSubject.TEST and f.stands_on((drawn.measure.id,))]
    return access.today - max(tests, default=date.min) > TEST_AFTER


def _waiting(access: TeamAccess, drawn: Drawn) -> str:
    """Return when the next number is due, where periods are counted."""
    if drawn.measure.value_kind.is_between_events or access.team.is_reference:
        return ""
    coming = due_period(drawn.measure.period_kind, access.today).next
    return drawn.locale.gettext("neste er %(period)s", period=drawn.locale.period(coming))
