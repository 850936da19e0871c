"""Words that several pages of an evaluation share: how many said something, when a stage is, what a point became."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.access.people import local_day
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.improvement import Intervention, InterventionState
from tracker.models.user_evaluations import DialoguePoint, Finding, RecurringTheme, StageDates, UserEvaluation
from tracker.services.networks.small_numbers import threshold_of
from tracker.text.locale import Locale
from tracker.views.labels import label
from tracker.views.links import Links


@dataclass(frozen=True, slots=True)
class Became:
    """What a point became: the flag it has on the charts, if any, and how far that has come."""

    text: str
    flag: str = ""
    """The kind of flag: "intervention", "idea" or "barrier"; empty where nothing has come of it yet."""
    number: int | None = None
    href: str = ""


@dataclass(frozen=True, slots=True)
class CountWords:
    """Says how many persons, and withholds what is under the team's threshold."""

    locale: Locale
    least: int
    asked: int | None
    """All who were interviewed, where it is known."""

    @property
    def under(self) -> str:
        """What stands where a number is withheld."""
        return self.locale.gettext("under %(least)s personer", least=self.least)

    @property
    def is_small(self) -> bool:
        """Whether so few were interviewed that no number of them is said."""
        return self.asked is not None and self.asked < self.least

    def persons(self, number: int | None) -> str:
        """Return a number of persons, in words; empty where it is not known."""
        if number is None:
            return ""
        if number < self.least or self.is_small:
            return self.under
        return self.locale.ngettext("%(num)s person", "%(num)s personer", number)

    def of_them(self, number: int) -> str:
        """Return how many of those who were interviewed did something."""
        if number < self.least or self.is_small:
            return self.locale.gettext("under %(least)s av de intervjuede", least=self.least)
        return self.locale.gettext("%(number)s av de intervjuede", number=number)

    def said_by(self, number: int | None) -> str:
        """Return how many of those who were interviewed said something; empty where it is not known."""
        if number is None or number < self.least or self.is_small or self.asked is None:
            return self.persons(number)
        return self.locale.gettext("%(number)s av %(asked)s personer", number=number, asked=self.asked)


def counts_of(access: TeamAccess, evaluation: UserEvaluation, locale: Locale) -> CountWords:
    """Return what says how many persons, by the threshold of the team's networks."""
    return CountWords(locale, threshold_of(access.team.id), evaluation.persons)


def theme_words(row: Finding, locale: Locale) -> str:
    """Return what a finding is about: a theme that all teams share, or the team's own."""
    return row.own_theme if row.theme is RecurringTheme.OWN else label(row.theme, locale)


def became_of(access: TeamAccess, row: DialoguePoint, locale: Locale, links: Links) -> Became | None:
    """Return what a point became; None where nothing has come of it yet."""
    if row.intervention is not None:
        made = row.intervention
        is_idea = made.state is InterventionState.IDEA
        return Became(
            _how_far(made, access.today, locale),
            flag="idea" if is_idea else "intervention",
            number=None if is_idea else made.flag,
            href=links.intervention(access.team.slug, made.id),
        )
    if row.barrier is not None:
        if row.barrier.gone_on is not None:
            gone = locale.day_seen_from(row.barrier.gone_on, access.today)
            text = locale.gettext("Hindring, borte siden %(day)s", day=gone)
        elif row.barrier.lift is not None:
            text = locale.gettext("Løftet til leder som hindring")
        else:
            text = locale.gettext("Ført som hindring")
        may_read = access.may(Permission.READ_BARRIERS)
        return Became(text, flag="barrier", href=links.barriers(access.team.slug) if may_read else "")
    return None


def stage_day(dates: StageDates, today: date, locale: Locale) -> str:
    """Return when a stage was done, or is to be done; empty where nobody has said."""
    if dates.done_on is not None:
        done = locale.day_seen_from(dates.done_on, today)
        if dates.began_on is None or dates.began_on == dates.done_on:
            return done
        if (dates.began_on.year, dates.began_on.month) == (dates.done_on.year, dates.done_on.month):
            first = locale.day_number(dates.began_on)
        else:
            first = locale.day_seen_from(dates.began_on, dates.done_on)
        return locale.gettext("%(first)s til %(last)s", first=first, last=done)
    return "" if dates.due is None else locale.day_seen_from(dates.due, today)


def _how_far(row: Intervention, today: date, locale: Locale) -> str:
    begun = None if row.started_on is None else locale.day_seen_from(row.started_on, today)
    match row.state:
        case InterventionState.IDEA:
            return locale.gettext("Idé siden %(day)s", day=locale.day_seen_from(local_day(row.created_at), today))
        case InterventionState.TESTING if begun:
            return locale.gettext("Testes siden %(day)s", day=begun)
        case InterventionState.IMPLEMENTED if begun:
            return locale.gettext("Innført. Begynte %(day)s", day=begun)
        case InterventionState.ENDED if row.ended_on is not None:
            return locale.gettext("Avsluttet %(day)s", day=locale.day_seen_from(row.ended_on, today))
    return label(row.state, locale)
