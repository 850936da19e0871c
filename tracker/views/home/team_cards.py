"""The cards of a person's teams. What is asked of her comes first, and is found by the first state that answers.

A subject that can ask something of a team adds its state to `TEAM_STATES`, where it belongs among the others, and what
it must know to `TeamStanding`: read for all teams at once, in one query.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess, measures_in
from tracker.analysis import Period, Verdict
from tracker.charts.words.nouns import counted
from tracker.models.accounts import Role
from tracker.models.measures import Measure
from tracker.services.improvement.goals import teams_with_goals
from tracker.services.measurements.history import due_period, histories, lacking, next_to_record
from tracker.services.networks.standards import Standards, standards_in
from tracker.services.tally.codes import teams_with_codes
from tracker.text.locale import Locale, capital
from tracker.views.home.place_card import (
    CardDeed,
    PlaceCard,
    PlaceState,
    StateSign,
    Urgency,
    as_sentence,
    verdict_counts,
)
from tracker.views.labels import label
from tracker.views.links import Links
from tracker.views.measures.reading import Drawn, draw
from tracker.views.teams.first_steps import StepsDone, first_steps, has_begun

NAMED = 3
"""So many measures are named; more are counted."""

_ROLES = (Role.LEADER, Role.MEMBER, Role.USER_REPRESENTATIVE, Role.RELATIVE_REPRESENTATIVE, Role.ADVISOR)


@dataclass(frozen=True, slots=True)
class TeamStanding:
    """What is known of one team when its card is written."""

    access: TeamAccess
    drawn: Sequence[Drawn]
    missing: Mapping[Period, Sequence[Measure]]
    """Finished periods without numbers, the first to end first."""
    due: Period | None
    done: StepsDone
    locale: Locale
    links: Links

    @property
    def slug(self) -> str:
        """The team's name in addresses."""
        return self.access.team.slug

    @property
    def records(self) -> bool:
        """Whether this person writes numbers for the team."""
        return self.access.may(Permission.RECORD) and not self.access.team.is_reference

    @property
    def begun(self) -> list[Drawn]:
        """The measures that have a number."""
        return [each for each in self.drawn if each.last is not None]

    def deed_see(self) -> CardDeed:
        """Return the way to the team's charts."""
        return CardDeed(self.locale.gettext("Se diagrammene"), self.links.team(self.slug), "chart")


TeamState = Callable[[TeamStanding], PlaceState | None]
"""Gives the state of a team where it applies."""


def team_cards(doors: Sequence[TeamAccess], locale: Locale, links: Links) -> list[PlaceCard]:
    """Return a card for each team, in a constant number of queries."""
    return [_card(standing) for standing in _standings(doors, locale, links)]


def _standings(doors: Sequence[TeamAccess], locale: Locale, links: Links) -> list[TeamStanding]:
    if not doors:
        return []
    today = doors[0].today
    measures, standards = measures_in(doors), standards_in(doors)
    codes, goals = teams_with_codes(doors), teams_with_goals(doors)
    told = histories([measure for own in measures.values() for measure in own], today=today, words=False)
    by_standards: defaultdict[Standards, list[int]] = defaultdict(list)
    for place, history in enumerate(told):
        by_standards[standards[history.measure.team_id]].append(place)
    drawn: dict[int, Drawn] = {}
    for each, places in by_standards.items():
        own = [told[place] for place in places]
        read = draw(own, locale, standards=each)
        drawn |= dict(zip(places, read, strict=True))
    of_team: defaultdict[int, list[Drawn]] = defaultdict(list)
    for place in sorted(drawn):
        of_team[drawn[place].measure.team_id].append(drawn[place])
    found = []
    for access in doors:
        own_drawn = of_team[access.team.id]
        own_told = [each.history for each in own_drawn]
        found.append(
            TeamStanding(
                access,
                own_drawn,
                lacking(own_told, today=today),
                None if access.team.is_reference else next_to_record(own_told, today=today),
                StepsDone(access.team.id in codes, access.team.id in goals),
                locale,
                links,
            )
        )
    return found


def _card(standing: TeamStanding) -> PlaceCard:
    access, locale = standing.access, standing.locale
    state = next(state for find in TEAM_STATES if (state := find(standing)) is not None)
    places = ", ".join(organisation.name for organisation in access.team.organisations)
    role = next((role for role in _ROLES if role in access.roles), None)
    said = [places] if places else []
    if role is not None:
        said.append(locale.gettext("du er %(role)s", role=label(role, locale).lower()))
    return PlaceCard(
        name=access.team.name,
        about=" · ".join(said),
        href=standing.links.team(standing.slug),
        state=state,
        verdicts=verdict_counts((each.verdict for each in standing.begun), locale),
    )


def lacks_numbers(standing: TeamStanding) -> PlaceState | None:
    """A period is over and has measures without a number: to who writes them."""
    if not standing.records or not standing.missing:
        return None
    locale = standing.locale
    period, missed = next(iter(standing.missing.items()))
    all_of_kind = [each for each in standing.begun if each.measure.period_kind is period.kind]
    name = locale.period(period)
    text = locale.ngettext(
        "%(period)s: %(missing)s av %(num)s tall mangler",
        "%(period)s: %(missing)s av %(num)s tall mangler",
        len(all_of_kind),
        period=capital(name),
        missing=len(missed),
    )
    is_all = len(missed) == len(all_of_kind)
    if is_all:
        text = locale.gettext("%(period)s har ingen tall ennå", period=capital(name))
    names = _names([measure.name for measure in missed], locale)
    others = [capital(locale.period(other)) for other in list(standing.missing)[1:]]
    more = [names, *(locale.gettext("%(period)s mangler også tall", period=other) for other in others)]
    sign = StateSign.NOTHING if is_all else StateSign.HALF
    deed = CardDeed(
        locale.gettext("Registrer %(period)s", period=name), standing.links.record(standing.slug, period=period), "pen"
    )
    return PlaceState(
        urgency=Urgency.ASKS, sign=sign, text=text, more=" ".join(as_sentence(part) for part in more), deed=deed
    )


def has_no_measures(standing: TeamStanding) -> PlaceState | None:
    """The team has nothing to measure yet."""
    if standing.drawn:
        return None
    locale = standing.locale
    text = locale.gettext("Ingen indikatorer ennå")
    if standing.access.may(Permission.DEFINE):
        deed = CardDeed(locale.gettext("Åpne biblioteket"), standing.links.library(standing.slug), "plus")
        more = locale.gettext("Velg én fra biblioteket, så kan dere telle allerede i dag.")
    else:
        deed = CardDeed(locale.gettext("Se teamet"), standing.links.team(standing.slug), "users")
        more = locale.gettext("Teamlederen velger dem fra biblioteket.")
    return PlaceState(urgency=Urgency.BEGINS, sign=StateSign.NOTHING, text=text, more=more, deed=deed)


def is_beginning(standing: TeamStanding) -> PlaceState | None:
    """The team is new, and there are first steps this person can take."""
    locale = standing.locale
    steps = first_steps(standing.access, standing.drawn, locale, standing.links, standing.done, due=standing.due)
    if not steps:
        return None
    sign = StateSign.HALF if has_begun(standing.drawn) else StateSign.NOTHING
    text = locale.ngettext("Kom i gang: %(num)s ting igjen", "Kom i gang: %(num)s ting igjen", len(steps))
    deed = CardDeed(steps[0].action, steps[0].href, "right")
    return PlaceState(urgency=Urgency.BEGINS, sign=sign, text=text, deed=deed, steps=steps)


def waits_for_a_first_number(standing: TeamStanding) -> PlaceState | None:
    """Some measures have numbers and others have none yet: to who writes them."""
    waiting = [each for each in standing.drawn if each.last is None and not each.measure.value_kind.is_between_events]
    if not standing.records or not waiting or standing.due is None:
        return None
    locale, due = standing.locale, standing.due
    text = locale.ngettext(
        "%(num)s indikator har ingen tall ennå", "%(num)s indikatorer har ingen tall ennå", len(waiting)
    )
    names = _names([each.measure.name for each in waiting], locale)
    where = standing.links.record(standing.slug, period=due)
    deed = CardDeed(locale.gettext("Registrer %(period)s", period=locale.period(due)), where, "pen")
    return PlaceState(urgency=Urgency.PARTLY, sign=StateSign.HALF, text=text, more=as_sentence(names), deed=deed)


def is_worse(standing: TeamStanding) -> PlaceState | None:
    """A measure shows a change for the worse: to who advises the team."""
    worse = [each for each in standing.begun if each.verdict is Verdict.WORSE]
    if standing.records or not standing.access.may(Permission.DECIDE) or not worse:
        return None
    locale, first = standing.locale, worse[0]
    text = locale.ngettext("%(num)s indikator viser forverring", "%(num)s indikatorer viser forverring", len(worse))
    more = _names([each.measure.name for each in worse], locale)
    deed = CardDeed(locale.gettext("Les diagrammet"), standing.links.measure(standing.slug, first.measure), "chart")
    return PlaceState(urgency=Urgency.ASKS, sign=StateSign.HALF, text=text, more=as_sentence(more), deed=deed)


def is_silent(standing: TeamStanding) -> PlaceState | None:
    """Nothing has been recorded for a long time: to who advises the team."""
    begun = standing.begun
    is_quiet = bool(begun) and all(each.verdict is Verdict.SILENT for each in begun)
    if standing.records or not standing.access.may(Permission.DECIDE) or not is_quiet:
        return None
    locale = standing.locale
    least = min(begun, key=lambda each: each.history.silent_periods)
    span = counted(least.measure.period_kind, least.history.silent_periods, locale)
    text = locale.gettext("Ikke registrert på %(periods)s", periods=span)
    return PlaceState(urgency=Urgency.ASKS, sign=StateSign.NOTHING, text=text, deed=standing.deed_see())


def has_not_begun(standing: TeamStanding) -> PlaceState | None:
    """No measure has a number yet: to who reads."""
    if standing.begun:
        return None
    text = standing.locale.gettext("Ingen tall ennå")
    return PlaceState(urgency=Urgency.RESTS, sign=StateSign.NOTHING, text=text, deed=standing.deed_see())


def is_finished(standing: TeamStanding) -> PlaceState | None:
    """All numbers are in: to who writes them."""
    by_period = [each for each in standing.begun if not each.measure.value_kind.is_between_events]
    if not standing.records or not by_period:
        return None
    locale = standing.locale
    due = due_period(by_period[0].measure.period_kind, standing.access.today)
    text = locale.gettext("%(period)s er ferdig", period=capital(locale.period(due)))
    more = ""
    if standing.due is not None and standing.due > due:
        more = locale.gettext("%(period)s fylles inn når den er over.", period=capital(locale.period(standing.due)))
    return PlaceState(urgency=Urgency.RESTS, sign=StateSign.DONE, text=text, more=more, deed=standing.deed_see())


def moves(standing: TeamStanding) -> PlaceState | None:
    """A measure shows a change for the better: to who reads."""
    better = [each for each in standing.begun if each.verdict in (Verdict.BETTER, Verdict.HELD)]
    if standing.records or not better:
        return None
    locale = standing.locale
    text = locale.ngettext("%(num)s indikator går rett vei", "%(num)s indikatorer går rett vei", len(better))
    more = _names([each.measure.name for each in better], locale)
    return PlaceState(
        urgency=Urgency.RESTS, sign=StateSign.DONE, text=text, more=as_sentence(more), deed=standing.deed_see()
    )


def rests(standing: TeamStanding) -> PlaceState:
    """Nothing is asked."""
    text = standing.locale.gettext("Ingenting haster")
    return PlaceState(urgency=Urgency.RESTS, sign=StateSign.DONE, text=text, deed=standing.deed_see())


def _names(names: Sequence[str], locale: Locale) -> str:
    """Return a few names in a row; the others are counted."""
    named = " · ".join(names[:NAMED])  # a name may be a question, or hold a comma
    return locale.gettext("%(names)s og %(more)s til", names=named, more=len(names) - NAMED) if names[NAMED:] else named


TEAM_STATES: Sequence[TeamState] = (
    lacks_numbers,
    has_no_measures,
    is_beginning,
    waits_for_a_first_number,
    has_not_begun,
    is_worse,
    is_silent,
    is_finished,
    moves,
    rests,
)
"""In the order they are asked; the first that applies is the card's."""
