"""One page of a wall: sections of charts on a scale they share, the chips above, and the addresses of other choices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from tracker.access.network import NetworkAccess
from tracker.access.organisation import OrganisationAccess
from tracker.access.permissions import Permission
from tracker.analysis import Verdict
from tracker.charts.draw.sparkline import WallFrame, wall_chart
from tracker.models.measures import MeasureKind
from tracker.services.paging import PageOf, page_of
from tracker.services.signals.news import NewsItem, measures_with_news, unread
from tracker.services.walls import moved_lately, work_begun
from tracker.text.locale import Locale
from tracker.views.labels import label
from tracker.views.links import Links
from tracker.views.measures.reading import draw_judged
from tracker.views.networks.matrix import BY_NEED, PLACE_BY_NEED, need_titles
from tracker.views.networks.matrix_page import Service
from tracker.views.walls.charts import WallChart, WallCharts, wall_charts
from tracker.views.walls.question import WallOrder, WallQuestion, WallSpan, WallVerdict
from tracker.views.walls.scale import frame_of, scale_in_words, unit_in_words

A_PAGE = 60


@dataclass(frozen=True, slots=True)
class WallChip:
    """One verdict, how many charts have it in all, and the address that picks them out."""

    text: str
    count: int
    href: str
    current: bool
    kind: str = ""


@dataclass(frozen=True, slots=True)
class WallCard:
    """One chart, ready to be written."""

    name: str
    about: str
    """Its measure, where the section does not say it."""
    href: str
    anchor: str
    drawing: Markup
    label: str
    kind: str
    last: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class WallSection:
    """Charts that belong together. The count is of the whole section, on whichever page its charts are."""

    title: str
    count: int
    cards: Sequence[WallCard]
    scale: str
    """Its scale in words, where it is the section's own."""
    goes_on: bool
    """Whether it began on an earlier page."""


@dataclass(frozen=True, slots=True)
class WallPage:
    """What the page shows."""

    asked: WallQuestion
    sections: Sequence[WallSection]
    chips: Sequence[WallChip]
    measures: Sequence[tuple[int, str]]
    measure: int | None
    """The one that is chosen, by its key."""
    name: str
    """What the chosen one is called; nothing where there are several."""
    kinds: Mapping[str, str]
    services: Mapping[str, str]
    spans: Mapping[str, str]
    by_measure: str
    by_need: str
    scale: str
    """The scale in words, where it is one for the whole wall."""
    count: int
    """Charts the selects hold."""
    shown: int
    teams: int
    left_out: int
    news: int
    """How many of them have something new."""
    unread: int | None
    """How many things are new to who reads an organisation's; None to others."""
    silent: Sequence[int]
    """The teams that have gone quiet, by id."""
    page: PageOf


def wall_page(
    access: OrganisationAccess | NetworkAccess, asked: WallQuestion, locale: Locale, links: Links
) -> WallPage:
    """Read the wall and draw one page of it, in a constant number of queries however many charts there are.

    Raises:
        NotFoundError: it is asked for a measure that is not there.
    """
    found = wall_charts(access, asked, locale)
    shown = found.shown
    page = page_of(len(shown), size=A_PAGE, asked=asked.page)
    items = _unread(access)
    fresh = _fresh(access, found, items)
    begun = work_begun(access, [each.measure.id for each in shown[page.rows]])
    by_need = asked.order is WallOrder.NEED
    frame = frame_of(found.chosen, asked.span, access.today) if by_need and found.chosen else None
    twins = Counter((each.team.id, each.of) for each in shown)
    own = {each.of for each in found.chosen}

    def card(each: WallChart, held: WallFrame) -> WallCard:
        return _card(each, held, fresh, begun.get(each.measure.id, ()), locale, links, wall=wall, about=about(each))

    def about(each: WallChart) -> str:
        is_said = len(own) == 1 or not by_need
        return "" if is_said and twins[each.team.id, each.of] == 1 else each.measure.name

    wall = asked.href(links, page=page.page)
    sections, before = [], 0
    for title, charts, whole in _sections(found, shown, locale):
        on_page = charts[max(0, page.before - before) : max(0, page.before + page.size - before)]
        if on_page:
            held = frame or frame_of(whole, asked.span, access.today)
            sections.append(
                WallSection(
                    title,
                    len(charts),
                    [card(each, held) for each in on_page],
                    "" if frame else _scale(whole, held, locale),
                    before < page.before,
                )
            )
        before += len(charts)
    measure = next(iter(own)) if len(own) == 1 and (asked.measure or asked.is_network) else None
    return WallPage(
        asked=asked,
        sections=sections,
        chips=_chips(found, locale, links),
        measures=[(one.key, one.name) for one in found.measures],
        measure=measure.key if measure else None,
        name=measure.name if measure else "",
        kinds={kind.value: label(kind, locale) for kind in MeasureKind},
        services={
            Service.HOSPITAL.value: locale.gettext("Sykehus"),
            Service.MUNICIPALITY.value: locale.gettext("Kommune"),
        },
        spans={
            WallSpan.RECENT.value: locale.gettext("Siste tid"),
            WallSpan.YEAR.value: locale.gettext("Siste år"),
            WallSpan.ALL.value: locale.gettext("Hele perioden"),
        },
        by_measure=asked.href(links, order=WallOrder.MEASURE),
        by_need=asked.href(links, order=WallOrder.NEED),
        scale=_scale(found.chosen, frame, locale) if frame else "",
        count=len(found.chosen),
        shown=len(shown),
        teams=found.teams,
        left_out=found.left_out,
        news=sum(each.measure.id in fresh for each in found.chosen),
        unread=None if items is None else len(items),
        silent=[each.team.id for each in found.chosen if each.verdict is Verdict.SILENT],
        page=page,
    )


def _unread(access: OrganisationAccess | NetworkAccess) -> Sequence[NewsItem] | None:
    """List what is new to this person; None where nobody marks what she has read."""
    if isinstance(access, NetworkAccess) or not access.may(Permission.READ_NEWS):
        return None
    return unread(access)


def _fresh(
    access: OrganisationAccess | NetworkAccess, found: WallCharts, items: Sequence[NewsItem] | None
) -> frozenset[int]:
    if isinstance(access, NetworkAccess):
        return moved_lately(access, [each.measure.id for each in found.chosen])
    return frozenset() if items is None else measures_with_news(access, items)


def _sections(
    found: WallCharts, shown: Sequence[WallChart], locale: Locale
) -> list[tuple[str, Sequence[WallChart], Sequence[WallChart]]]:
    """Give each section's title, its charts, and those that make its scale: the same whatever a chip picks out."""
    if found.asked.order is WallOrder.NEED:
        titles = need_titles(locale)
        return [
            (titles[key], [each for each in shown if PLACE_BY_NEED[each.verdict][0] == place], found.chosen)
            for place, (key, _verdicts) in enumerate(BY_NEED)
        ]
    return [
        (
            one.name,
            [each for each in shown if each.of == one],
            [each for each in found.chosen if each.of == one],
        )
        for one in found.measures
    ]


def _scale(charts: Sequence[WallChart], frame: WallFrame, locale: Locale) -> str:
    style = draw_judged(charts[0].judged, locale).plot
    return scale_in_words(charts, frame, style, locale, unit=unit_in_words(charts))


def _card(
    chart: WallChart,
    frame: WallFrame,
    fresh: frozenset[int],
    begun: Sequence[date],
    locale: Locale,
    links: Links,
    *,
    wall: str,
    about: str,
) -> WallCard:
    drawn = draw_judged(chart.judged, locale)
    has_numbers = chart.verdict is not None
    return WallCard(
        chart.team.name,
        about,
        links.measure_from_wall(chart.team.slug, chart.measure, wall=wall),
        anchor_of(chart.measure.id),
        wall_chart(drawn.reading, drawn.plot, locale, frame, begun=[day.toordinal() for day in begun]),
        drawn.verdict_label if has_numbers else locale.gettext("Ikke startet"),
        drawn.verdict.value if has_numbers else "",
        locale.figure(drawn.last, drawn.plot) if drawn.last is not None else "",
        chart.measure.id in fresh,
    )


def anchor_of(measure_id: int) -> str:
    """Return the name of a chart's place on the wall."""
    return f"m{measure_id}"


def _chips(found: WallCharts, locale: Locale, links: Links) -> list[WallChip]:
    """Give a chip for each verdict that there is; those that are chosen stay, so that one can let go of them."""
    counts = Counter(WallVerdict.of(each.verdict) for each in found.chosen)
    chosen, href = found.asked.verdict, _verdict_href(found.asked, links)
    chips = [WallChip(locale.gettext("Alle"), len(found.chosen), href(None), chosen is None)]
    for verdict in WallVerdict:
        if counts[verdict] or verdict is chosen:
            is_begun = verdict is not WallVerdict.NONE
            text = label(Verdict(verdict.value), locale) if is_begun else locale.gettext("Ikke startet")
            kind = verdict.value if is_begun else ""
            chips.append(WallChip(text, counts[verdict], href(verdict), verdict is chosen, kind))
    return chips


def _verdict_href(asked: WallQuestion, links: Links) -> Callable[[WallVerdict | None], str]:
    return lambda verdict: asked.href(links, verdict=verdict)
