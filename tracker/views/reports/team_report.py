"""A team's report: gathered once, for the page, the paper, the slides and the workbook.

It is for the next samling: the measures the team chose for it, else those with a signal, and what it wants help with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.access.team import TeamAccess
from tracker.charts.words.summary import caution
from tracker.documents.report import ReportFlag, ReportWords, TeamReport
from tracker.models.gatherings import Gathering, GatheringKind, GatheringStatus, Preparation
from tracker.models.improvement import Goal
from tracker.services.gatherings.gatherings import gathering, gatherings_of, networks_of
from tracker.services.gatherings.numbering import numbered, status_of
from tracker.services.gatherings.preparation import chosen_ids, preparation_of
from tracker.services.improvement.goals import followed, goals
from tracker.services.measurements.flags import FlagSubject, TeamFlag, team_flags
from tracker.services.measurements.history import histories
from tracker.services.networks.standards import standards_of
from tracker.services.teams.teams import company
from tracker.text.locale import Locale
from tracker.views.gatherings import words
from tracker.views.gatherings.bring import PROPOSED, proposed
from tracker.views.labels import label
from tracker.views.links import Links
from tracker.views.measures.flag_list import listed
from tracker.views.measures.reading import Drawn, draw
from tracker.views.reports.measure import report_goal, report_measure, rules_line

DONE = 6
"""So many of the latest things a team did are told; its charts show all."""


@dataclass(frozen=True, slots=True)
class TeamReportPage:
    """A report, and what it was made for: the page sends it, and leads back to where it is prepared."""

    report: TeamReport
    gathering: Gathering | None
    preparation: Preparation | None
    """What the team has said before the gathering; None where it has said nothing, or none is planned."""


def team_report(
    access: TeamAccess, locale: Locale, links: Links, *, product: str, is_demo: bool, gathering_id: int | None = None
) -> TeamReportPage:
    """Gather a team's report, in the same queries for any number of measures and points.

    Raises:
        NotFoundError: the gathering it is asked for is none of the team's.
    """
    row = _next_samling(access) if gathering_id is None else gathering(access, gathering_id)
    own = preparation_of(access, row) if row is not None else None
    # What people say to each other on a chart stays in the team; what happened and what was done goes along.
    flags = [flag for flag in team_flags(access) if not flag.is_comment]
    drawn = draw(
        histories(access.measures(), today=access.today, words=False),
        locale,
        flags=flags,
        standards=standards_of(access),
    )
    chosen = _chosen(access, row, own, drawn)
    goal = next((each for each in goals(access) if each.closed_at is None), None)
    on_goal = next((each for each in drawn if goal is not None and each.measure.id == goal.outcome_id), None)
    report = TeamReport(
        language=locale.code,
        team=access.team.name,
        occasion=_occasion(access, row, locale),
        place=", ".join(each.name for each in access.team.organisations),
        when=words.short_when(row, locale) if row is not None else "",
        company=_company(access, locale),
        title=locale.gettext("%(team)s, rapport", team=access.team.name),
        goal=report_goal(goal, on_goal, locale) if goal is not None else None,
        measures=[report_measure(access, each, links, is_large=at == 0) for at, each in enumerate(chosen)],
        done=_done(access, chosen, flags, locale, links),
        help=own.help.strip() if own is not None else "",
        foot=list(_foot(access, goal, chosen, locale, is_demo=is_demo)),
        product=product,
        day=access.today,
        words=_words(locale),
    )
    return TeamReportPage(report, row, own)


def _words(locale: Locale) -> ReportWords:
    return ReportWords(
        goal=locale.gettext("Målet vårt"),
        done=locale.gettext("Det vi har gjort"),
        help=locale.gettext("Dette vil vi ha hjelp til"),
        ask=locale.gettext("Skriv hva dere vil ha hjelp til"),
        key=locale.gettext("Tallene nå"),
        table=locale.gettext("Tallene, de nyeste først"),
    )


def _next_samling(access: TeamAccess) -> Gathering | None:
    """Find the samling that comes next in any of the team's networks."""
    samlinger = (row for row in gatherings_of(access) if row.kind is GatheringKind.SAMLING)
    return next((row for row in samlinger if status_of(row, access.now) is GatheringStatus.PLANNED), None)


def _chosen(
    access: TeamAccess, row: Gathering | None, own: Preparation | None, drawn: Sequence[Drawn]
) -> Sequence[Drawn]:
    """Return what the team chose in its order; else what has a signal; else the first measures with numbers."""
    by_id = {each.measure.id: each for each in drawn}
    if row is not None and own is not None and own.has_chosen:
        return [by_id[measure_id] for measure_id in chosen_ids(access, row) if measure_id in by_id]
    with_numbers = [each for each in drawn if each.last is not None]
    return [by_id[measure_id] for measure_id in proposed(drawn)] or with_numbers[:PROPOSED]


def _occasion(access: TeamAccess, row: Gathering | None, locale: Locale) -> str:
    if row is None:
        return ""
    network = next(each.name for each in networks_of(access) if each.id == row.network_id)
    kind = words.kind_line(row, numbered(row.network_id)[row.id], locale)
    return " · ".join((kind, network, f"{words.short_when(row, locale)} {row.starts_at.year}"))


def _company(access: TeamAccess, locale: Locale) -> str:
    own = company(access)
    places = ", ".join(each.name for each in access.team.organisations)
    size = locale.gettext("%(n)s i forbedringsteamet", n=own.size)
    people = [f"{label(role, locale)}: {name}" for role, name in own.representatives]
    return " · ".join(part for part in (places, size, *people) if part)


def _done(
    access: TeamAccess, chosen: Sequence[Drawn], flags: Sequence[TeamFlag], locale: Locale, links: Links
) -> list[ReportFlag]:
    """List what the team did about these measures: interventions first, then tests, each in the order of time."""
    ids = [each.measure.id for each in chosen]
    wanted = (FlagSubject.INTERVENTION, FlagSubject.TEST)
    own = [flag for flag in flags if flag.subject in wanted and flag.stands_on(ids)][-DONE:]
    own.sort(key=lambda flag: wanted.index(flag.subject))
    return [
        ReportFlag(each.number, each.kind, each.title, f"{each.when} · {each.state}")
        for each in listed(own, locale, links, team=access.team.slug, today=access.today)
    ]


def _foot(
    access: TeamAccess, goal: Goal | None, chosen: Sequence[Drawn], locale: Locale, *, is_demo: bool
) -> Iterator[str]:
    """Yield the small print: the rules with their version, the caution, how strong the link is, day and origin."""
    rules = list(dict.fromkeys(rules_line(each) for each in chosen))
    if rules:
        yield locale.gettext("Regler: %(rules)s.", rules="; ".join(rules))
    yield caution(locale)
    if goal is not None:
        ids = {each.measure.id for each in chosen}
        claims = [label(link.claim, locale) for measure, link in followed(access, goal) if measure.id in ids]
        if claims:
            said = ", ".join(dict.fromkeys(claim.lower() for claim in claims))
            yield locale.gettext("Koblingen til målet: %(claims)s.", claims=said)
    yield locale.gettext("Laget %(day)s.", day=locale.day(access.today))
    if is_demo:
        yield locale.gettext("Oppdiktede data.")
