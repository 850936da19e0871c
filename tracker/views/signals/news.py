"""The inbox of signals: what is new to an advisor, in groups by what it asks of her, each with its chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from textwrap import shorten

from tracker.access.organisation import OrganisationAccess, enter_organisation
from tracker.access.people import Actor, ForbiddenError, NotFoundError
from tracker.access.permissions import Permission
from tracker.analysis import Effect, Period
from tracker.charts.words.summary import suggestion
from tracker.models.measures import Measure
from tracker.models.notifications import MeasureSignal, NewsOf, SignalKind
from tracker.models.teams import Team
from tracker.services.paging import PageOf, page_of
from tracker.services.signals.keeping import NOT_OF_RUNS
from tracker.services.signals.news import (
    MessageNews,
    NewsItem,
    SignalNews,
    charts_of,
    has_read,
    messages_by_id,
    signals_by_id,
    unread,
    waiting_for,
)
from tracker.text.locale import Locale
from tracker.views.links import Links
from tracker.views.measures.reading import Drawn
from tracker.views.measures.thread_places import kind_of
from tracker.views.moments import moment
from tracker.views.signals.watching import drawn_of

A_PAGE = 25
_SIGNS = {SignalKind.SILENT: "silent", SignalKind.GOAL_HELD: "held"}
"""The mark of what is no run; a run has that of its effect."""


class NewsGroup(StrEnum):
    """What a piece of news asks of the advisor."""

    LOOK = "look"
    ANSWER = "answer"
    PHASE = "phase"
    BETTER = "better"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsLine:
    """One piece of news, ready to be written beside its chart."""

    drawn: Drawn
    name: str
    tag: str
    kind: str
    when: str
    team: str
    href: str
    text: str
    comment: str
    by: str = ""
    """Who wrote it, where it is a message."""
    propose: str = ""
    propose_text: str = ""


_LONGEST = 60
"""So many letters of a question stand in the list of those that wait."""


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """What the advisor waits for."""

    text: str
    about: str
    href: str


@dataclass(frozen=True, slots=True)
class NewsInbox:
    """The inbox of one page."""

    count: int
    charts: int
    groups: Mapping[NewsGroup, Sequence[NewsLine]]
    names: str
    """All that this page shows, as its form says it."""
    first: str
    waiting: Sequence[WaitingLine]
    page: PageOf
    has_read: bool


@dataclass(frozen=True, slots=True)
class NewsStrip:
    """Where the reader is in what is new, on the page of a chart."""

    organisation: str
    name: str
    number: int
    count: int


def news_inbox(access: OrganisationAccess, locale: Locale, links: Links, *, asked: int = 1) -> NewsInbox:
    """Read what is new, in a constant number of queries however much there is."""
    found = unread(access)
    page = page_of(len(found), size=A_PAGE, asked=asked)
    shown = found[page.rows]
    signals = signals_by_id(access, [item.row_id for item in shown if item.of is not NewsOf.SAID])
    said = messages_by_id(access, [item.row_id for item in shown if item.of is NewsOf.SAID])
    measures = {news.measure.id: news.measure for news in signals.values()}
    measures |= {told.measure.id: told.measure for told in said.values()}
    drawn = {each.measure.id: each for each in drawn_of(list(measures.values()), locale, today=access.today)}
    groups: dict[NewsGroup, list[NewsLine]] = {group: [] for group in NewsGroup}
    for item in shown:
        if item.of is NewsOf.SAID and item.row_id in said:
            groups[NewsGroup.ANSWER].append(_message(access, item, said[item.row_id], drawn, links))
        elif item.row_id in signals:
            group, line = _signal(access, item, signals[item.row_id], drawn, links)
            groups[group].append(line)
    return NewsInbox(
        count=len(found),
        charts=charts_of(access),
        groups=groups,
        names=" ".join(item.name for item in shown),
        first=next((line.href for lines in groups.values() for line in lines), ""),
        waiting=_waiting(access, locale, links),
        page=page,
        has_read=has_read(access),
    )


def news_strip(actor: Actor, organisation: str, name: str) -> NewsStrip | None:
    """Return where a chart stands in what is new; None where it is not new to this person, or not hers to read."""
    try:
        access = enter_organisation(actor.user, organisation, Permission.READ_NEWS, now=actor.now)
    except (NotFoundError, ForbiddenError):
        return None
    names = [item.name for item in unread(access)]
    if name not in names:
        return None
    return NewsStrip(organisation, name, names.index(name) + 1, len(names))


def next_after(access: OrganisationAccess, found: Sequence[NewsItem], name: str, links: Links) -> str:
    """Return the address of what is new after this, round to the first; nothing where it is alone."""
    names = [item.name for item in found]
    if name not in names or len(names) == 1:
        return ""
    item = found[(names.index(name) + 1) % len(found)]
    if item.of is NewsOf.SAID:
        told = messages_by_id(access, [item.row_id])[item.row_id]
        return links.at_thread(_href(access, item, told.measure, told.team, links), told.thread.flag)
    news = signals_by_id(access, [item.row_id])[item.row_id]
    return _href(access, item, news.measure, news.team, links)


def _message(
    access: OrganisationAccess, item: NewsItem, told: MessageNews, drawn: Mapping[int, Drawn], links: Links
) -> NewsLine:
    chart = drawn[told.measure.id]
    locale = chart.locale
    return NewsLine(
        drawn=chart,
        name=item.name,
        team=told.team.name,
        tag=locale.gettext("Har svart") if told.row.answers else locale.gettext("Har skrevet"),
        kind="neutral",
        when=moment(told.row.written_at, locale, today=access.today),
        href=links.at_thread(_href(access, item, told.measure, told.team, links), told.thread.flag),
        text=told.row.text,
        by=told.row.by.name,
        comment=links.thread(told.team.slug, told.thread.id),
    )


def _signal(
    access: OrganisationAccess, item: NewsItem, news: SignalNews, drawn: Mapping[int, Drawn], links: Links
) -> tuple[NewsGroup, NewsLine]:
    chart = drawn[news.measure.id]
    locale, has_gone, effect = chart.locale, item.of is NewsOf.WENT, news.row.effect
    at = (news.row.gone_at if has_gone else news.row.appeared_at) or access.now
    is_run = news.row.rule not in NOT_OF_RUNS
    is_for_a_phase = is_run and not has_gone and effect is not Effect.WORSE
    proposed = suggestion(chart.reading, chart.plot, locale) if is_for_a_phase else None
    group = NewsGroup.LOOK if item.needs_look else NewsGroup.BETTER
    href = _href(access, item, news.measure, news.team, links)
    return NewsGroup.PHASE if proposed else group, NewsLine(
        drawn=chart,
        name=item.name,
        team=news.team.name,
        tag=_tag(news.row, locale, has_gone=has_gone),
        kind="steady" if has_gone else _SIGNS.get(news.row.rule, effect.value),
        when=moment(at, locale, today=access.today),
        href=href,
        text=_gone(news.row, chart) if has_gone else chart.summary,
        comment=f"{href}#write",
        propose=""
        if proposed is None
        else links.propose_phase(news.team.slug, news.measure.id, starts=proposed.period.start.isoformat()),
        propose_text=""
        if proposed is None
        else locale.gettext("Foreslå fase fra %(period)s", period=locale.period(proposed.period)),
    )


def _tag(row: MeasureSignal, locale: Locale, *, has_gone: bool) -> str:
    match row.rule:
        case SignalKind.SILENT:
            return locale.gettext("Registrerer igjen") if has_gone else locale.gettext("Registrerer ikke")
        case SignalKind.GOAL_HELD:
            return locale.gettext("Målet er tapt") if has_gone else locale.gettext("Mål nådd og holdt")
    if has_gone:
        return {
            Effect.WORSE: locale.gettext("Forverring er borte"),
            Effect.BETTER: locale.gettext("Bedring er borte"),
            Effect.NEUTRAL: locale.gettext("Endring er borte"),
        }[row.effect]
    return {
        Effect.WORSE: locale.gettext("Forverring"),
        Effect.BETTER: locale.gettext("Bedring"),
        Effect.NEUTRAL: locale.gettext("Endring"),
    }[row.effect]


def _gone(row: MeasureSignal, chart: Drawn) -> str:
    """Say that a signal is no longer there, and then what the chart says now."""
    since = chart.locale.period(Period.containing(kind_of(chart), row.first_on), year=True)
    match row.rule:
        case SignalKind.SILENT:
            gone = chart.locale.gettext("Teamet registrerer igjen, etter stillhet fra %(period)s.", period=since)
        case SignalKind.GOAL_HELD:
            gone = chart.locale.gettext("Målet var nådd og holdt, og er det ikke lenger.")
        case _:
            gone = chart.locale.gettext("Det som begynte i %(period)s, vises ikke lenger.", period=since)
    return f"{gone} {chart.summary}"


def _href(access: OrganisationAccess, item: NewsItem, measure: Measure, team: Team, links: Links) -> str:
    return links.measure_from_news(team.slug, measure, organisation=access.organisation.slug, item=item.name)


def _waiting(access: OrganisationAccess, locale: Locale, links: Links) -> list[WaitingLine]:
    lines = []
    for turn in waiting_for(access):
        when = moment(turn.since, locale, today=access.today)
        href = links.measure(turn.team.slug, turn.measure)
        if turn.thread is not None:
            text = shorten(turn.question, _LONGEST, placeholder=" …")
            text = text or locale.gettext("Samtale %(number)s", number=turn.thread.flag)
            lines.append(WaitingLine(text, f"{turn.team.name} · {when}", links.at_thread(href, turn.thread.flag)))
        elif turn.proposal is not None:
            since = locale.period(Period.containing(turn.measure.period_kind, turn.proposal.starts_on))
            text = locale.gettext("Fase fra %(period)s, foreslått", period=since)
            lines.append(WaitingLine(text, f"{turn.team.name} · {when}", href))
    return lines
