"""A network's report: gathered once, for its page, its slides and its workbook.

What of a team's numbers may stand in it is decided before anything is drawn or written: of a team whose numbers the
reader may not have beside others there is its name and its verdict, and nothing else, in no file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.access.network import NetworkAccess
from tracker.analysis import Verdict
from tracker.charts.shown import Shown, shown
from tracker.charts.words.nouns import named
from tracker.charts.words.summary import caution, verdict_label
from tracker.documents.network import NetworkMeasure, NetworkReport, NetworkWords, StandCount, TeamStand
from tracker.services.measurements.history import histories
from tracker.services.networks.overview import Overview, Shared, overview, rows_of
from tracker.services.networks.pooled_source import PooledSource
from tracker.services.networks.small_numbers import readable_teams
from tracker.services.networks.standards import Standards
from tracker.text.locale import Locale
from tracker.views.labels import label
from tracker.views.measures.reading import Drawn, Judged, draw_judged, judge
from tracker.views.networks.matrix import MatrixEntry, entries, label_of
from tracker.views.networks.pooled import Pooled, can_be_pooled, pooled, same_way, source_of
from tracker.views.programmes.words import in_a_row, period_in_words
from tracker.views.reports.figures import number_shape, sized
from tracker.views.reports.measure import rules_line, told_measure

FEWEST = 3
"""Measures of fewer teams are only named, unless the network has no other."""

_LONG = 300
"""With more charts of teams than this, a file takes more than about two seconds."""


def network_report(access: NetworkAccess, locale: Locale, *, product: str) -> NetworkReport:
    """Gather a network's report, in the same queries for any number of teams, measures and points."""
    whole = overview(access, locale.code)
    chosen = [one for one in whole.shared if len(one.measure_ids) >= FEWEST] or whole.shared
    judged = _judged(access, chosen)
    readable = readable_teams(access, [team.id for team in whole.teams])
    source = source_of(access, chosen)
    measures = [_measure(access, whole, source, one, judged, readable, locale) for one in chosen]
    network = access.network
    alone = [label_of(one, whole.shared, locale) for one in whole.shared if one not in chosen]
    teams = locale.ngettext("%(num)s team", "%(num)s team", len(whole.teams))
    counted = locale.ngettext("%(num)s indikator", "%(num)s indikatorer", len(measures))
    return NetworkReport(
        language=locale.code,
        network=network.name,
        title=locale.gettext("Nettverksrapport"),
        host=network.host,
        when=locale.day(access.today),
        facts=locale.gettext(
            "%(teams)s, %(measures)s. %(period)s.",
            teams=teams,
            measures=counted,
            period=period_in_words(network, locale),
        ),
        measures=measures,
        takes_long=sum(len(each.stands) for each in measures) > _LONG,
        alone=locale.gettext("Måles av ett eller to team, og står ikke her: %(names)s.", names=in_a_row(alone, locale))
        if alone
        else "",
        caution=caution(locale),
        product=product,
        day=access.today,
        words=_words(locale),
    )


def _words(locale: Locale) -> NetworkWords:
    return NetworkWords(
        table=locale.gettext("Tallene, de nyeste først"),
        overview=locale.gettext("Oversikt"),
        teams=locale.gettext("Teamene, etter hva de trenger, så etter navn"),
        measure=locale.gettext("Indikator"),
        says=locale.gettext("Der teamene står"),
        heads=(
            locale.gettext("Team"),
            locale.gettext("Vurdering"),
            locale.gettext("Siste måling"),
            locale.gettext("Periode"),
            locale.gettext("Median"),
            locale.gettext("Mål"),
        ),
        numerator=locale.gettext("Teller"),
        denominator=locale.gettext("Nevner"),
        together=locale.gettext("Alle samlet"),
        together_says=locale.gettext("Det alle samlet sier"),
        contributing=locale.gettext("Team som bidro"),
        count=locale.gettext("Antall team"),
    )


def _judged(access: NetworkAccess, chosen: Sequence[Shared]) -> dict[int, Judged]:
    """Read every team's own measure at once, by the measure's id."""
    rows = rows_of(access, chosen)
    read = judge(
        histories(list(rows.values()), today=access.today, words=False),
        standards=Standards.of(access.network),
    )
    return dict(zip(rows, read, strict=True))


def _measure(
    access: NetworkAccess,
    whole: Overview,
    source: PooledSource,
    shared: Shared,
    judged: Mapping[int, Judged],
    readable: frozenset[int],
    locale: Locale,
) -> NetworkMeasure:
    own = {team: judged[row_id] for team, row_id in shared.measure_ids.items()}
    found = entries((team for team in whole.teams if team.id in own), own, shared)
    drawn = {entry.team.id: draw_judged(entry.judged, locale) for entry in found if entry.judged is not None}
    stands = [_stand(entry, drawn.get(entry.team.id), locale, is_readable=entry.team.id in readable) for entry in found]
    counts = _counts(found, locale)
    first = next(iter(drawn.values()), None)
    together = _together(access, whole, source, shared, own, locale)
    unit = first.plot.unit if first is not None and not first.plot.is_share else ""
    rules = list(dict.fromkeys(rules_line(each) for each in drawn.values()))
    return NetworkMeasure(
        name=label_of(shared, whole.shared, locale),
        kind=" · ".join(part for part in (label(shared.period_kind, locale), unit) if part),
        says=_says(found, locale),
        told=", ".join(f"{each.label.lower()} {each.count}" for each in counts) + ".",
        counts=counts,
        stands=stands,
        rules="; ".join(rules),
        shape=number_shape(drawn.values()),
        pooled=told_measure(together.drawn, key=shared.key, is_large=True) if together and together.drawn else None,
        contributing=[point.teams for point in together.points] if together else (),
    )


def _together(
    access: NetworkAccess,
    whole: Overview,
    source: PooledSource,
    shared: Shared,
    own: Mapping[int, Judged],
    locale: Locale,
) -> Pooled | None:
    """Lay the teams together as the page of all of them does; None where that cannot be done."""
    if not can_be_pooled(shared):
        return None
    alike = same_way({team: each.history.measure for team, each in own.items()})
    return pooled(access, whole, source, shared, {team: own[team] for team in alike}, locale)


def _stand(entry: MatrixEntry, drawn: Drawn | None, locale: Locale, *, is_readable: bool) -> TeamStand:
    name = entry.team.name
    if drawn is None:
        told = locale.gettext("Ikke startet")
        return TeamStand(team=name, verdict="", verdict_label=told, texts=(name, told, "", "", "", ""))
    told, verdict = drawn.verdict_label, drawn.verdict.value
    if not is_readable:
        texts = (name, told, locale.gettext("Holdt tilbake"), "", "", "")
        return TeamStand(team=name, verdict=verdict, verdict_label=told, texts=texts)
    view = shown(drawn.reading, drawn.plot)
    at = view.latest or 0
    plot, centre, goal = view.plot, drawn.centre, drawn.plot.target
    return TeamStand(
        team=name,
        verdict=verdict,
        verdict_label=told,
        texts=(
            name,
            told,
            locale.figure(view.values[at], plot),
            named(plot.periods[at], plot, locale),
            "" if centre is None else locale.level(centre, plot),
            _goal(view, locale),
        ),
        last_day=plot.periods[at].start,
        numerator=plot.numerators[at] if plot.numerators else None,
        denominator=plot.denominators[at] if plot.denominators else None,
        value=sized(drawn, view.values[at]),
        centre=sized(drawn, centre),
        goal=sized(drawn, goal),
    )


def _goal(view: Shown, locale: Locale) -> str:
    plot = view.plot
    if plot.target is not None:
        return locale.level(plot.target, plot)
    return "" if plot.goal_range is None else locale.level_range(*plot.goal_range, plot)


def _counts(found: Sequence[MatrixEntry], locale: Locale) -> list[StandCount]:
    """Count teams by where they stand, in the order of need, each group by name."""
    teams: dict[Verdict | None, list[str]] = {}
    for entry in found:
        teams.setdefault(entry.verdict, []).append(entry.team.name)
    return [
        StandCount(
            verdict.value if verdict else "",
            verdict_label(verdict, locale) if verdict else locale.gettext("Ikke startet"),
            names,
        )
        for verdict, names in teams.items()
    ]


def _says(found: Sequence[MatrixEntry], locale: Locale) -> str:
    """Say in one sentence where the teams stand; what asks for something first."""
    worse, better, held = (
        sum(entry.verdict is verdict for entry in found) for verdict in (Verdict.WORSE, Verdict.BETTER, Verdict.HELD)
    )
    teams = locale.ngettext("%(num)s team", "%(num)s team", len(found))
    if worse and better:
        going = locale.ngettext("%(num)s viser forverring", "%(num)s viser forverring", worse)
        coming = locale.ngettext("%(num)s viser bedring", "%(num)s viser bedring", better)
        return locale.gettext("Av %(teams)s: %(going)s, %(coming)s", teams=teams, going=going, coming=coming)
    if worse:
        return locale.ngettext(
            "%(num)s av %(teams)s viser forverring", "%(num)s av %(teams)s viser forverring", worse, teams=teams
        )
    if better:
        return locale.ngettext(
            "%(num)s av %(teams)s viser bedring", "%(num)s av %(teams)s viser bedring", better, teams=teams
        )
    if held:
        return locale.ngettext(
            "%(num)s av %(teams)s har nådd målet og holder det",
            "%(num)s av %(teams)s har nådd målet og holder det",
            held,
            teams=teams,
        )
    return locale.gettext("Ingen av %(teams)s viser noe skift ennå", teams=teams)
