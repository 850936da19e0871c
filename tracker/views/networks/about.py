"""«Om nettverket»: what it wants and when, who takes part, who stands behind, and what is agreed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.access.network import NetworkAccess
from tracker.access.permissions import Permission
from tracker.models.improvement import Level
from tracker.models.networks import Network, NetworkStatus
from tracker.models.organisations import OrganisationKind
from tracker.models.teams import Team
from tracker.services.networks.about import Participants, participants
from tracker.services.networks.agreement import SigningTeam, signing_teams
from tracker.services.programmes.steering import steering_group
from tracker.services.representatives.seats import recruitment_in
from tracker.text.locale import Locale
from tracker.views.bars import NamedBar
from tracker.views.labels import label
from tracker.views.programmes.gatherings import gathering_counts
from tracker.views.programmes.steering import SteeringView, steering_view
from tracker.views.programmes.words import gatherings_in_words, in_a_row, period_in_words
from tracker.views.representatives.recruitment import recruitment_in_words

MOST_NAMED = 3
"""Teams that are named before the rest are counted."""


@dataclass(frozen=True, slots=True)
class AboutNetwork:
    """All that the page shows."""

    status: str
    facts: Sequence[tuple[str, str]]
    levels: Sequence[NamedBar]
    interventions: int
    represented: str
    """How many teams have a representative; for the host, which have none."""
    recruitment: Sequence[tuple[str, str]]
    """For the host: each team, and how far it has come in finding somebody."""
    agreed: Sequence[str]
    signed: str
    to_sign: Sequence[Team]
    """Teams the reader leads, which have not signed what is agreed now."""
    steering: SteeringView


def about_network(access: NetworkAccess, locale: Locale) -> AboutNetwork:
    """Gather the page; the number of questions to the database does not follow the number of teams."""
    network = access.network
    status = network.status(access.today)
    part, teams = participants(access), signing_teams(access)
    hosts = access.may(Permission.MANAGE_NETWORK)
    return AboutNetwork(
        label(status, locale).lower(),
        _facts(access, status, part, len(teams), locale),
        _levels(part, locale),
        sum(each.interventions for each in part.levels.values()),
        _represented(part, len(teams), locale, named=hosts),
        _recruitment(access, teams, locale) if hosts else [],
        agreed(network, locale),
        _signed(teams, locale, named=hosts),
        [each.team for each in teams if each.is_led_by_reader and not each.has_signed],
        steering_view(steering_group(access), locale),
    )


def agreed(network: Network, locale: Locale) -> list[str]:
    """Say who sees what, one thing a line: what the product holds to, what the network chose, what it wrote."""
    see = locale.gettext("Teamene ser hverandres diagrammer, tiltak og tester, og endrer ingenting hos hverandre")
    blind = locale.gettext("Teamene ser ikke hverandres diagrammer")
    team_decides = locale.gettext("Kvalitetsrådgiver foreslår nye faser, og teamlederen bestemmer")
    both_decide = locale.gettext("Kvalitetsrådgiver kan dele et diagram i faser, med navn og grunn")
    return [
        see if network.teams_see_each_other else blind,
        locale.gettext("Vertskapet ser tallene og endrer dem aldri"),
        locale.gettext("Kvalitetsrådgiver og leder i teamets egen organisasjon ser tallene og endrer dem aldri"),
        both_decide if network.advisors_decide_phases else team_decides,
        locale.gettext("Programeieren ser nettverk og antall, aldri tallene til et team"),
        locale.gettext("Tall under %(number)s skjules i alt som er åpent", number=network.small_number),
        locale.gettext("Svar fra pasienter blir i teamet"),
        *(line.strip() for line in network.agreement.splitlines() if line.strip()),
    ]


def _facts(
    access: NetworkAccess, status: NetworkStatus, part: Participants, teams: int, locale: Locale
) -> list[tuple[str, str]]:
    network = access.network
    held = gathering_counts(access, [network], locale)[network.id]
    facts = [(locale.gettext("Periode"), period_in_words(network, locale))]
    if status is NetworkStatus.PLANNED and network.join_by:
        facts.append((locale.gettext("Påmeldingsfrist"), locale.day(network.join_by)))
    told = gatherings_in_words(held, locale)
    if held.following:
        told = locale.gettext("%(held)s. Neste: %(following)s", held=told, following=held.following)
    return [*facts, (locale.gettext("Samlinger"), told), (locale.gettext("Team"), _teams(part, teams, locale))]


def _teams(part: Participants, teams: int, locale: Locale) -> str:
    told = locale.ngettext("%(num)s team", "%(num)s team", teams)
    count = part.homes.get
    homes = [
        locale.ngettext("%(num)s helseforetak", "%(num)s helseforetak", count(OrganisationKind.HEALTH_TRUST, 0)),
        locale.ngettext("%(num)s sykehus", "%(num)s sykehus", count(OrganisationKind.HOSPITAL, 0)),
        locale.ngettext("%(num)s kommune", "%(num)s kommuner", count(OrganisationKind.MUNICIPALITY, 0)),
        locale.ngettext("%(num)s annen organisasjon", "%(num)s andre organisasjoner", count(OrganisationKind.OTHER, 0)),
    ]
    homes = [home for home, kind in zip(homes, OrganisationKind, strict=True) if count(kind)]
    return locale.gettext("%(teams)s fra %(homes)s", teams=told, homes=in_a_row(homes, locale)) if homes else told


def _levels(part: Participants, locale: Locale) -> list[NamedBar]:
    whole = sum(each.interventions for each in part.levels.values())
    bars = []
    for level in Level:
        found = part.levels.get(level)
        number, teams, together = (found.interventions, found.teams, found.together) if found else (0, 0, 0)
        own = locale.ngettext("%(num)s tiltak", "%(num)s tiltak", number)
        theirs = locale.ngettext("%(num)s team", "%(num)s team", teams)
        planned = locale.ngettext("%(num)s sammen med brukere", "%(num)s sammen med brukere", together)
        said = ", ".join([own, theirs, *([planned] if number else [])])
        bars.append(NamedBar(label(level, locale), said, round(100 * number / whole) if whole else 0))
    return bars


def _represented(part: Participants, teams: int, locale: Locale, *, named: bool) -> str:
    if not teams:
        return ""
    lacking = len(part.unrepresented)
    told = locale.ngettext(
        "%(have)s av %(num)s team har en bruker- eller pårørenderepresentant.",
        "%(have)s av %(num)s team har en bruker- eller pårørenderepresentant.",
        teams,
        have=teams - lacking,
    )
    return f"{told} {_lacking(part.unrepresented, locale)}" if named and lacking else told


def _recruitment(access: NetworkAccess, teams: Sequence[SigningTeam], locale: Locale) -> list[tuple[str, str]]:
    found = recruitment_in(access, [each.team.id for each in teams])
    return [(each.team.name, recruitment_in_words(found[each.team.id], locale)) for each in teams]


def _signed(teams: Sequence[SigningTeam], locale: Locale, *, named: bool) -> str:
    lacking = [each.team.name for each in teams if not each.has_signed]
    told = locale.ngettext(
        "Undertegnet av %(signed)s av %(num)s team.",
        "Undertegnet av %(signed)s av %(num)s team.",
        len(teams),
        signed=len(teams) - len(lacking),
    )
    return f"{told} {_lacking(lacking, locale)}" if named and lacking else told


def _lacking(names: Sequence[str], locale: Locale) -> str:
    """Name the first few, and count the rest."""
    shown = list(names[:MOST_NAMED])
    more = len(names) - len(shown)
    if more:
        shown.append(locale.ngettext("%(num)s til", "%(num)s til", more))
    return locale.gettext("Mangler: %(names)s.", names=in_a_row(shown, locale))
