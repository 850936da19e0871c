"""The review of a reminder: whom it can go to, who is ticked and why not, and the words that are proposed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tracker.access.network import NetworkAccess
from tracker.access.people import NotFoundError, local_day
from tracker.analysis import Period
from tracker.models.accounts import User
from tracker.models.measurements import MissingReason
from tracker.models.measures import Measure
from tracker.models.reminders import ReminderKind
from tracker.models.teams import Team
from tracker.services.measurements.history import History, due_period, histories
from tracker.services.networks.overview import NOTHING_SHARED, Overview, Shared, measures_of, overview
from tracker.services.reminders.recipients import PAUSE, last_recorded, last_reminded, leaders
from tracker.services.reminders.wording import Filled, Wording, filled, first_name, last_number, places
from tracker.text.locale import Locale
from tracker.views.labels import label

_PLANNED = (MissingReason.HOLIDAY, MissingReason.CLOSED)


@dataclass(frozen=True, slots=True)
class ReviewQuestion:
    """What is asked of the page. `teams` is None where nobody has chosen: then all of them are listed."""

    measure: int | None
    kind: ReminderKind | None
    teams: Collection[int] | None


@dataclass(frozen=True, slots=True)
class Recipient:
    """A team that can be written to."""

    team: Team
    leaders: Sequence[User]
    last: Period | None
    """The last period that has a number."""
    told: str
    """Its last number and its last reminder, in words; nothing where a message is written."""
    why_not: str
    """Why it is not ticked, where a reminder would miss: a pause, a reminder some days ago, or the number is there."""
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class Review:
    """What is shown before anything is sent."""

    kind: ReminderKind
    recipients: Sequence[Recipient]
    leaderless: Sequence[Team]
    """Teams that were chosen and have nobody to write to."""
    proposed: Wording

    def find(self, team_id: int) -> Recipient | None:
        """Return the recipient of this team, if it is listed."""
        return next((each for each in self.recipients if each.team.id == team_id), None)


@dataclass(frozen=True, slots=True)
class ReminderPreview:
    """How it reads for one leader, and whose turn is next."""

    to: User
    to_team: int
    said: Filled
    why: str
    next_team: int | None
    next_name: str


def review(access: NetworkAccess, asked: ReviewQuestion, locale: Locale) -> Review:
    """Gather the teams that are asked for; the queries do not grow with them.

    Raises:
        NotFoundError: no team at work has the measure that is asked for.
    """
    whole = overview(access, locale.code)
    shared = _shared(whole, asked.measure)
    listed = [team for team in whole.teams if not asked.teams or team.id in asked.teams]
    measures = measures_of(access, shared, listed)
    read = histories(list(measures.values()), today=access.today, words=False)
    told = {history.measure.team_id: history for history in read}
    kind = asked.kind or _kind(asked, listed, told)
    led = leaders(access)
    found = _Findings(access, locale, shared, told, asked)
    if kind is ReminderKind.NUMBERS:
        found.look_back([team.id for team in listed])
    recipients = [found.recipient(team, led[team.id], kind) for team in listed if led.get(team.id)]
    leaderless = [team for team in listed if not led.get(team.id)]
    return Review(kind, recipients, leaderless, _proposed(access, kind, found.due, locale))


def preview_of(
    shown: Review, wording: Wording, ticked: Collection[int], team_id: int | None, locale: Locale
) -> ReminderPreview | None:
    """Return how the words read for the first leader of a team: the one asked for, else the first that is ticked."""
    places = [each for each in shown.recipients if each.team.id in ticked] or list(shown.recipients)
    if not places:
        return None
    at = next((place for place, each in enumerate(places) if each.team.id == team_id), 0)
    here, after = places[at], places[(at + 1) % len(places)]
    to = here.leaders[0]
    period = last_number(here.last, Locale.of(to.language.value))
    said = filled(wording, name=to.name, team=here.team.name, period=period)
    why = locale.gettext("Du får denne fordi du leder %(team)s.", team=here.team.name)
    return ReminderPreview(
        to,
        here.team.id,
        said,
        why,
        after.team.id if after is not here else None,
        first_name(after.leaders[0].name),
    )


class _Findings:
    """What is known of the teams of one review."""

    def __init__(
        self,
        access: NetworkAccess,
        locale: Locale,
        shared: Shared,
        told: Mapping[int, History],
        asked: ReviewQuestion,
    ) -> None:
        self.access, self.locale, self.shared, self.told, self.asked = access, locale, shared, told, asked
        self.due = None if shared.value_kind.is_between_events else due_period(shared.period_kind, access.today)
        self.reminded: Mapping[int, datetime] = {}
        self.recorded: Mapping[int, datetime] = {}

    def look_back(self, team_ids: Collection[int]) -> None:
        """Find when these were last reminded, and whether they have recorded since."""
        self.reminded = last_reminded(self.access, team_ids)
        if self.reminded:
            since = min(self.reminded.values())
            self.recorded = last_recorded(self.access, list(self.reminded), since=since)

    def recipient(self, team: Team, led: Sequence[User], kind: ReminderKind) -> Recipient:
        history = self.told.get(team.id)
        last = _last(history)
        if kind is ReminderKind.MESSAGE:
            return Recipient(team, led, last, "", "", is_ticked=self.asked.teams != ())
        why_not = self._why_not(team.id, history)
        wanted = team.id in self.asked.teams if self.asked.teams is not None else self._is_silent(history)
        told = f"{self._number_of(team.id, last)} {self._reminder_of(team.id)}"
        return Recipient(team, led, last, told, why_not, is_ticked=wanted and not why_not)

    def _is_silent(self, history: History | None) -> bool:
        return (
            history is not None and bool(history.periods) and history.silent_periods >= self.access.network.silent_after
        )

    def _why_not(self, team_id: int, history: History | None) -> str:
        reminded = self.reminded.get(team_id)
        if history is not None and self.due is not None and history.periods and not history.misses_last:
            said = self.locale.period(self.due)
            reason = _pause(history, self.due)
            if reason is None:
                return self.locale.gettext("Har registrert %(period)s.", period=said)
            kind = label(reason, self.locale)
            return self.locale.gettext("Planlagt pause %(period)s: %(reason)s.", period=said, reason=kind.lower())
        if reminded is not None and reminded > self.access.now - PAUSE:
            return self.locale.gettext("Påminnet de siste 7 dagene. Kryss av hvis du vil minne om det igjen.")
        return ""

    def _number_of(self, team_id: int, last: Period | None) -> str:
        if last is not None:
            return self.locale.gettext("Siste tall er fra %(period)s.", period=self.locale.period(last))
        if team_id in self.shared.measure_ids:
            return self.locale.gettext("Ikke startet: ingen tall ennå.")
        return self.locale.gettext("Ikke startet: har ikke valgt indikatoren.")

    def _reminder_of(self, team_id: int) -> str:
        at = self.reminded.get(team_id)
        if at is None:
            return self.locale.gettext("Ikke påminnet før.")
        day = self.locale.day(local_day(at), year=False)
        since = self.recorded.get(team_id)
        if since is None or since <= at:
            return self.locale.gettext("Påminnet %(day)s, ikke registrert siden.", day=day)
        return self.locale.gettext("Påminnet %(day)s, har registrert siden.", day=day)


def _shared(whole: Overview, measure: int | None) -> Shared:
    if measure is None:
        return next(iter(whole.shared), NOTHING_SHARED)
    found = whole.find(measure)
    if found is None:
        raise NotFoundError(Measure.__tablename__)
    return found


def _kind(asked: ReviewQuestion, listed: Sequence[Team], told: Mapping[int, History]) -> ReminderKind:
    """Return what suits those who were chosen: a reminder where each lacks a number, else a message."""
    if asked.teams is None:
        return ReminderKind.NUMBERS
    lacking = all((history := told.get(team.id)) is None or _lacks(history) for team in listed)
    return ReminderKind.NUMBERS if lacking and asked.teams else ReminderKind.MESSAGE


def _lacks(history: History) -> bool:
    return history.misses_last or not history.periods


def _last(history: History | None) -> Period | None:
    if history is None:
        return None
    places = range(len(history.periods) - 1, -1, -1)
    return next((history.periods[place] for place in places if history.numerators[place] is not None), None)


def _pause(history: History, due: Period) -> MissingReason | None:
    """Return the reason of the planned pause that the last period over lies in; None where it lies in none."""
    place = history.periods.index(due) if due in history.periods else -1
    note = history.notes.get(place) if place in history.not_measured else None
    return note.missing_reason if note is not None and note.missing_reason in _PLANNED else None


def _proposed(access: NetworkAccess, kind: ReminderKind, due: Period | None, locale: Locale) -> Wording:
    put = places(locale)
    hello = locale.gettext("Hei %(name)s,", name=put["name"])
    signed = f"{access.user.name}, {access.network.host}"
    if kind is ReminderKind.MESSAGE:
        return Wording("", f"{hello}\n\n\n\n{signed}")
    if due is None:
        subject = locale.gettext("%(team)s: tallene mangler", team=put["team"])
        lack = locale.gettext(
            "det er en stund siden vi fikk tall fra %(team)s. Siste tall: %(week)s.", team=put["team"], week=put["week"]
        )
    else:
        period = locale.period(due)
        subject = locale.gettext("%(team)s: tallene for %(period)s mangler", team=put["team"], period=period)
        lack = locale.gettext(
            "vi har ikke fått tall fra %(team)s for %(period)s. Siste tall: %(week)s.",
            team=put["team"],
            period=period,
            week=put["week"],
        )
    rest = locale.gettext(
        "Har dere hatt ferie eller stengt, så merk perioden med «Ikke målt». Da slipper dere flere påminnelser."
    )
    offer = locale.gettext("Trenger dere hjelp, så svar på denne e-posten. Ti minutter rekker.")
    return Wording(subject, f"{hello}\n\n{lack} {rest}\n\n{offer}\n\n{signed}")
