"""«Alle samlet»: what the page of all teams together says and shows. Every value comes from `pooled`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from tracker.access.network import NetworkAccess
from tracker.access.people import NotFoundError
from tracker.analysis import Verdict
from tracker.charts import cache
from tracker.charts.draw import svg
from tracker.charts.draw.legend import LegendItem
from tracker.charts.draw.pooled.contributing import contributing
from tracker.charts.draw.pooled.funnel import NARROW, WIDE, FunnelDot, FunnelPlot, funnel
from tracker.charts.shown import shown
from tracker.charts.words.nouns import counted, named, stretch
from tracker.charts.words.summary import verdict_label
from tracker.models.measures import Measure
from tracker.services.measurements.history import histories
from tracker.services.measures.values import factor
from tracker.services.networks.overview import Overview, Shared, overview
from tracker.services.networks.standards import Standards
from tracker.text.locale import Locale, capital
from tracker.views.measures.reading import Drawn, judge
from tracker.views.measures.tiles import Tile
from tracker.views.networks.matrix import label_of
from tracker.views.networks.pooled import (
    FunnelTeam,
    NoFunnel,
    Pooled,
    alike,
    can_be_pooled,
    pooled,
    source_of,
    why_withheld,
)
from tracker.views.programmes.words import in_a_row

_ORDER = (
    None,
    Verdict.SILENT,
    Verdict.FEW,
    Verdict.WORSE,
    Verdict.STILL,
    Verdict.STABLE,
    Verdict.BETTER,
    Verdict.HELD,
)
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class TogetherRow:
    """A row of the table under the chart, ready to be written."""

    name: str
    numerator: str
    denominator: str
    value: str
    teams: str


@dataclass(frozen=True, slots=True)
class TogetherTeam:
    """A row of the table beside the funnel."""

    name: str
    counts: str
    value: str
    is_withheld: bool = False
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class TogetherChart:
    """The sum of all teams as the page shows it."""

    drawn: Drawn
    wide: Markup
    slim: Markup
    keys: Sequence[LegendItem]
    tiles: Sequence[Tile]
    heads: Sequence[str]
    rows: Sequence[TogetherRow]


@dataclass(frozen=True, slots=True)
class TogetherFunnel:
    """The funnel as the page shows it; without a drawing, the sentence says why."""

    sentence: str
    span: str
    wide: Markup | None
    slim: Markup | None
    counted: str
    rows: Sequence[TogetherTeam]
    withheld: str
    """What to know of the numbers that are held back; empty where none are."""


@dataclass(frozen=True, slots=True)
class TogetherPage:
    """All that the page shows."""

    names: Sequence[tuple[int, str]]
    """The measures to choose between, by key."""
    chosen: Shared | None
    teams: int
    missing: str
    """Why there is no chart, where there is none."""
    warning: str
    chart: TogetherChart | None
    stands: Sequence[tuple[str, str, str]]
    """How many teams stand where: sign, word, number of teams."""
    funnel: TogetherFunnel | None
    is_settled: bool


def together(access: NetworkAccess, measure_id: int | None, locale: Locale) -> TogetherPage:
    """Read every team's own numbers at once and lay them together; the number of questions is the same for any number.

    Raises:
        NotFoundError: no team at work has the measure, or it cannot be laid together.
    """
    whole = overview(access, locale.code)
    choices = [one for one in whole.shared if can_be_pooled(one)]
    names = [(one.key, label_of(one, whole.shared, locale)) for one in choices]
    chosen = _chosen(whole, choices, measure_id)
    if chosen is None:
        return TogetherPage(names, None, len(whole.teams), "", "", None, (), None, is_settled=False)
    measures = alike(access, whole, chosen)
    network = access.network
    read = judge(
        histories(list(measures.values()), today=access.today, words=False),
        standards=Standards.of(network),
    )
    found = pooled(access, whole, source_of(access, [chosen]), chosen, dict(zip(measures, read, strict=True)), locale)
    return TogetherPage(
        names,
        chosen,
        len(whole.teams),
        _missing(found, locale),
        _warning(found, locale),
        _chart(found, len(whole.teams), locale),
        _stands(found, locale),
        None if found.drawn is None else _funnel(found, network.small_number, locale),
        found.is_settled,
    )


def _chosen(whole: Overview, choices: Sequence[Shared], measure_id: int | None) -> Shared | None:
    if measure_id is None:
        return next(iter(choices), None)
    found = whole.find(measure_id)
    if found is None or found not in choices:
        raise NotFoundError(Measure.__tablename__)
    return found


def _missing(found: Pooled, locale: Locale) -> str:
    if found.drawn is not None:
        return ""
    if found.no_funnel is NoFunnel.FEW_TEAMS and not found.is_settled:
        return locale.gettext("Færre enn tre team måler dette. Da legges tallene ikke sammen.")
    return locale.gettext("Tallene er for små til å vises samlet ennå.")


def _warning(found: Pooled, locale: Locale) -> str:
    share = found.largest_share
    if found.drawn is None or share is None or share <= _HALF:
        return ""
    return locale.gettext("Over halvparten av tallene kommer fra ett team. Kurven viser mest hvordan det går der.")


def _chart(found: Pooled, total: int, locale: Locale) -> TogetherChart | None:
    drawn = found.drawn
    if drawn is None:
        return None
    drawings = cache.drawings(drawn.reading, drawn.plot, locale, chart_id="together")
    counts = [point.teams for point in found.points]
    most = max(total, *counts)
    bars = [
        contributing(drawn.reading, drawn.plot, locale, counts, total=most, chart_id=name, size=size)
        for name, size in (("together-b", svg.WIDE), ("together-s", svg.NARROW))
    ]
    return TogetherChart(
        drawn,
        drawings.wide + bars[0],
        drawings.slim + bars[1],
        drawings.keys,
        _tiles(found, drawn, most, locale),
        _heads(drawn, locale),
        list(_table(found, drawn, most, locale)),
    )


def _heads(drawn: Drawn, locale: Locale) -> list[str]:
    plot = drawn.plot
    return [
        locale.gettext("Periode"),
        locale.gettext("Teller"),
        capital(plot.counted) if plot.counted else locale.gettext("Nevner"),
        locale.gettext("Andel") if plot.is_share else locale.gettext("Verdi"),
        locale.gettext("Team"),
    ]


def _table(found: Pooled, drawn: Drawn, total: int, locale: Locale) -> Iterable[TogetherRow]:
    """Give the rows, newest first."""
    plot = drawn.plot
    values = drawn.reading.values.tolist()
    for point, value in zip(reversed(found.points), reversed(values), strict=True):
        name = capital(named(point.period, plot, locale))
        teams = locale.gettext("%(count)s av %(total)s", count=point.teams, total=total)
        if point.numerator is None or point.denominator is None:
            said = why_withheld(point, locale) if point.is_withheld else locale.gettext("Ikke målt")
            yield TogetherRow(name, "", "", said, teams)
        else:
            numerator, denominator = locale.number(point.numerator), locale.number(point.denominator)
            yield TogetherRow(name, numerator, denominator, locale.value(value, plot), teams)


def _tiles(found: Pooled, drawn: Drawn, total: int, locale: Locale) -> list[Tile]:
    plot = drawn.plot
    at = max(place for place, point in enumerate(found.points) if point.numerator is not None)
    point = found.points[at]
    last = locale.gettext(
        "%(numerator)s av %(denominator)s, %(period)s",
        numerator=locale.number(point.numerator or 0),
        denominator=_of(point.denominator or 0, plot.counted, locale),
        period=named(point.period, plot, locale),
    )
    view = shown(drawn.reading, plot)
    centre = "–" if drawn.centre is None else locale.level(drawn.centre, plot)
    base = drawn.measure.baseline_points
    of = locale.gettext("kommer ved %(minimum)s punkter", minimum=plot.minimum)
    if drawn.centre is not None:
        first = counted(plot.counts_in, base, locale) if base else ""
        of = locale.gettext("av de første %(periods)s", periods=first) if first else locale.gettext("av alle punktene")
    share = found.largest_share
    lacking = total - point.teams
    return [
        Tile(locale.gettext("Siste måling"), locale.figure(view.values[at], plot), last),
        Tile(locale.gettext("Median nå"), centre, of),
        Tile(
            locale.gettext("Team som bidro"),
            locale.gettext("%(count)s av %(total)s", count=point.teams, total=total),
            locale.ngettext(
                "%(num)s team har ikke indikatoren eller tallet",
                "%(num)s team har ikke indikatoren eller tallet",
                lacking,
            )
            if lacking
            else "",
        ),
        Tile(
            locale.gettext("Største team"),
            locale.gettext("Holdt tilbake") if share is None else locale.percent(100 * share),
            "" if found.span is None else locale.gettext("av alt i %(span)s", span=_span(found, locale)),
            small=share is None,
        ),
    ]


def _of(number: float, counts: str, locale: Locale) -> str:
    return f"{locale.number(number)} {counts}" if counts else locale.number(number)


def _span(found: Pooled, locale: Locale) -> str:
    return stretch(*found.span, locale) if found.span else ""


def _stands(found: Pooled, locale: Locale) -> list[tuple[str, str, str]]:
    rows = []
    for verdict in _ORDER:
        count = found.stands.get(verdict, 0)
        if count:
            word = locale.gettext("Ikke startet") if verdict is None else verdict_label(verdict, locale)
            number = locale.ngettext("%(num)s team", "%(num)s team", count)
            rows.append((verdict.value if verdict else "silent", word, number))
    return rows


def _funnel(found: Pooled, threshold: int, locale: Locale) -> TogetherFunnel:
    drawn = found.drawn
    assert drawn is not None
    counts = drawn.plot.counted or locale.gettext("nevner")
    sizes = locale.gettext("%(counted)s i %(span)s", counted=counts, span=_span(found, locale))
    rows = [_team_row(row, drawn, locale) for row in found.rows]
    said = _sentence(found, locale)
    wide: Markup | None = None
    slim: Markup | None = None
    if found.funnel is not None:
        times = factor(drawn.measure)
        title = locale.gettext("Traktdiagram: %(name)s", name=drawn.measure.name)
        plot = FunnelPlot(title=title, text=said, sizes=sizes, factor=times, style=drawn.plot)
        dots = [_dot(row, drawn, times, locale) for row in found.placed]
        wide, slim = (
            funnel(found.funnel, dots, plot, locale, chart_id=name, size=size)
            for name, size in (("funnel-w", WIDE), ("funnel-n", NARROW))
        )
    withheld = ""
    if any(row.is_withheld for row in found.rows):
        withheld = locale.gettext(
            "Tall holdes tilbake når noe i dem er under %(number)s, når teamet mangler tall for noen av periodene, og "
            "når et annet tall ellers kunne regnes ut. Det gjelder også filene, og teksten til skjermleser.",
            number=threshold,
        )
    return TogetherFunnel(said, _span(found, locale), wide, slim, counts, rows, withheld)


def _sentence(found: Pooled, locale: Locale) -> str:
    """Say how many lie within, and who does not; or why there is no funnel."""
    match found.no_funnel:
        case NoFunnel.WITHHELD:
            return locale.gettext("Tallene er for små til at team kan vises hver for seg.")
        case NoFunnel.FEW_TEAMS:
            return locale.gettext("Færre enn tre team har tall fra disse periodene. Da er det ingen trakt å vise.")
        case NoFunnel.OUTSIDE | NoFunnel.DISPERSION:
            why = locale.gettext("Teamene er så ulike at grensene ikke sier noe.")
            more = locale.gettext("De spriker mer enn dobbelt så mye som tilfeldighet gir.")
            if found.no_funnel is NoFunnel.OUTSIDE:
                more = locale.gettext("Over en tredel ligger utenfor dem.")
            return f"{why} {more}"
    outside = [row for row in found.placed if row.is_outside]
    within = locale.ngettext(
        "%(inside)s av %(num)s team ligger innenfor det tilfeldighet kan gi.",
        "%(inside)s av %(num)s team ligger innenfor det tilfeldighet kan gi.",
        len(found.placed),
        inside=len(found.placed) - len(outside),
    )
    if not outside:
        return within
    names = in_a_row([row.team.name for row in outside if row.team], locale)
    beyond = locale.ngettext("Ett ligger utenfor", "%(num)s ligger utenfor", len(outside))
    beyond = f"{beyond}: {names}." if names else f"{beyond}."
    why = locale.gettext("Det er en grunn til å spørre, ikke en dom.")
    return f"{within} {beyond} {why}"


def _name(row: FunnelTeam, locale: Locale) -> str:
    return row.team.name if row.team else locale.gettext("Et annet team")


def _counts(row: FunnelTeam, locale: Locale) -> str:
    return locale.gettext(
        "%(numerator)s av %(denominator)s",
        numerator=locale.number(row.numerator or 0),
        denominator=locale.number(row.denominator or 0),
    )


def _value(row: FunnelTeam, drawn: Drawn, locale: Locale) -> str:
    return locale.value(factor(drawn.measure) * (row.numerator or 0) / (row.denominator or 1), drawn.plot)


def _team_row(row: FunnelTeam, drawn: Drawn, locale: Locale) -> TogetherTeam:
    name = _name(row, locale)
    if row.is_withheld:
        return TogetherTeam(name, "", locale.gettext("Holdt tilbake"), is_withheld=True)
    return TogetherTeam(name, _counts(row, locale), _value(row, drawn, locale), is_own=row.is_own)


def _dot(row: FunnelTeam, drawn: Drawn, times: float, locale: Locale) -> FunnelDot:
    size = row.denominator or 1
    value = times * (row.numerator or 0) / size
    parts = [f"{_name(row, locale)}: {_counts(row, locale)}, {_value(row, drawn, locale)}."]
    if row.is_outside:
        parts.append(locale.gettext("Utenfor den ytre grensen."))
    beside = _name(row, locale) if row.is_own or (row.is_outside and row.team) else ""
    return FunnelDot(size, value, " ".join(parts), beside, row.is_outside, row.is_own)
