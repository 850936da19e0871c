"""One answer or one theme through the four words: dates, days between, where it stopped, and the one next step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.models.improvement import InterventionState
from tracker.services.answers.chain.reading import AnswerInChain, longest_still
from tracker.services.answers.standing import DeedOfAnswer, WhereItIs
from tracker.text.locale import Locale
from tracker.views.answers.chain.words import days_said, leading, waits_for
from tracker.views.labels import label
from tracker.views.links import Links


class StationState(StrEnum):
    """How a station is drawn."""

    DONE = "done"
    NOW = "now"
    NOT_YET = "todo"


class NextStep(StrEnum):
    """The one thing the leader does next."""

    IDEA = "idea"
    TEST = "test"
    INTERVENTION = "intervention"
    TELL = "tell"


@dataclass(frozen=True, slots=True)
class DeedSign:
    """A deed in the station Gjort, with the chart's own flag."""

    number: int | str
    kind: str
    title: str
    href: str
    said: str


@dataclass(frozen=True, slots=True)
class Station:
    """One of the four words. `wait` is the days on the line that leads to it."""

    word: str
    icon: str
    state: StationState
    day: str
    text: str = ""
    wait: str = ""
    deeds: tuple[DeedSign, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """The chain as it is told: a sentence, and four stations."""

    head: str
    text: str
    icon: str
    stations: tuple[Station, ...]
    step: NextStep | None = None
    deed: DeedOfAnswer | None = None


def story_of(
    answers: Sequence[AnswerInChain],
    locale: Locale,
    links: Links,
    *,
    team: str,
    today: date,
    limit: int,
    came: str = "",
    heard: str = "",
) -> Story:
    """Tell the chain of some answers: of one, or of all in a theme. There is at least one.

    `came` and `heard` are what stands under Spurt and Hørt.
    """
    still = longest_still(answers)
    first = min(each.sent_on for each in answers)
    read = min((each.standing.read_on for each in answers if each.standing.read_on), default=None)
    deeds = _deeds(answers)
    nos = [each.standing.ended_on for each in answers if each.standing.ended_on and not each.standing.deeds]
    did = [deed.linked_on for deed in deeds] + [day for day in nos if day]
    told = max((each.standing.told_on for each in answers if each.standing.told_on), default=None)
    now = _stands_at(still, has_deed=bool(did), is_told=told is not None)
    head, text, icon = _sentence(answers, still, first, told, locale, today, limit)
    last = max(did, default=read)
    open_since = days_said((today - still.moved_on).days, locale) if still else ""
    until_now = locale.gettext("%(days)s til nå", days=open_since) if still else ""
    return Story(
        head=head,
        text=text,
        icon=icon,
        stations=(
            Station(locale.gettext("Spurt"), "talk", StationState.DONE, locale.day(first), came),
            Station(
                locale.gettext("Hørt"),
                "user",
                StationState.NOW if now == 1 else StationState.DONE,
                locale.day(read) if read else "",
                heard,
                _between(first, read, locale),
            ),
            Station(
                locale.gettext("Gjort"),
                "flag",
                _state(2, now, is_done=bool(did)),
                _spread(did, locale) if did else locale.gettext("ikke ennå"),
                _reason(answers, locale),
                _between(read, min(did), locale) if did else until_now,
                tuple(_sign(deed, locale, links, team) for deed in deeds),
            ),
            Station(
                locale.gettext("Fortalt"),
                "mail",
                _state(3, now, is_done=told is not None),
                locale.day(told) if told else locale.gettext("ikke ennå"),
                "" if told else locale.gettext("Når dere har noe å fortelle"),
                _between(last, told, locale) if told else (until_now if did else ""),
            ),
        ),
        step=_next(answers),
        deed=leading(answers[0]),
    )


def _stands_at(still: AnswerInChain | None, *, has_deed: bool, is_told: bool) -> int | None:
    """Return the place of the station where all of it stands; None where nothing waits, or others have come further."""
    waits = still is not None and still.standing.where is WhereItIs.WAITING
    if still is None or is_told or (waits and has_deed):
        return None
    return 1 if waits else 2


def _state(place: int, now: int | None, *, is_done: bool) -> StationState:
    if now == place:
        return StationState.NOW
    return StationState.DONE if is_done else StationState.NOT_YET


def _sentence(
    answers: Sequence[AnswerInChain],
    still: AnswerInChain | None,
    first: date,
    told: date | None,
    locale: Locale,
    today: date,
    limit: int,
) -> tuple[str, str, str]:
    if still is not None:
        place = label(still.standing.where, locale).lower()
        waits = waits_for(still, locale, others=sum(each.standing.where is still.standing.where for each in answers))
        stood, whole = days_said(still.still(today), locale), days_said((today - first).days, locale)
        text = locale.gettext("%(waits)s. Det har stått i %(days)s.", waits=waits, days=stood)
        since = (
            locale.gettext("Det er %(whole)s siden svaret kom.", whole=whole)
            if len(answers) == 1
            else locale.gettext("Det er %(whole)s siden det første svaret kom.", whole=whole)
        )
        text = f"{text} {since}"
        if still.has_stopped(today, limit):
            return locale.gettext("Stoppet: %(place)s.", place=place), text, "clock"
        return locale.gettext("Her er det nå: %(place)s.", place=place), text, "right"
    if told is not None:
        whole = days_said((told - first).days, locale)
        return locale.gettext("Hele veien, på %(days)s.", days=whole), "", "check"
    if all(each.standing.where is WhereItIs.TAKEN_IN for each in answers):
        return (
            locale.gettext("Tatt til seg."),
            locale.gettext("Slik skal det være. Her er det ikke noe å endre."),
            "check",
        )
    return (
        locale.gettext("Fikk nei, med grunn."),
        locale.gettext("Grunnen er ikke fortalt tilbake ennå."),
        "info",
    )


def _next(answers: Iterable[AnswerInChain]) -> NextStep | None:
    """Return the one next step of what waits; a no with its reason is told back too."""
    found = {each.standing.where for each in answers}
    untold = any(each.standing.where is WhereItIs.DECLINED and each.standing.told_on is None for each in answers)
    steps = {
        WhereItIs.WAITING: NextStep.IDEA,
        WhereItIs.IDEA: NextStep.TEST,
        WhereItIs.TESTED: NextStep.INTERVENTION,
        WhereItIs.DONE: NextStep.TELL,
    }
    return next((step for where, step in steps.items() if where in found), NextStep.TELL if untold else None)


def _deeds(answers: Iterable[AnswerInChain]) -> list[DeedOfAnswer]:
    found: dict[tuple[int, bool], DeedOfAnswer] = {}
    for each in answers:
        for deed in each.standing.deeds:
            key = deed.id, deed.state is None
            if key not in found or deed.linked_on < found[key].linked_on:
                found[key] = deed
    return sorted(found.values(), key=lambda deed: (deed.linked_on, deed.flag))


def _sign(deed: DeedOfAnswer, locale: Locale, links: Links, team: str) -> DeedSign:
    if deed.state is None:
        said = locale.gettext("Test, %(day)s", day=locale.day(deed.started_on or deed.linked_on, year=False))
        return DeedSign(deed.flag, "test", deed.title, links.test(team, deed.id), said)
    is_idea = deed.state is InterventionState.IDEA
    day = deed.linked_on if is_idea else deed.ended_on or deed.started_on or deed.linked_on
    said = f"{label(deed.state, locale)}, {locale.day(day, year=False)}"
    number, kind = ("", "idea") if is_idea else (deed.flag, "intervention")
    return DeedSign(number, kind, deed.title, links.intervention(team, deed.id), said)


def _reason(answers: Sequence[AnswerInChain], locale: Locale) -> str:
    """Return the reason of a no, where all of it is one answer."""
    only = answers[0].standing
    if len(answers) == 1 and only.where is WhereItIs.DECLINED:
        return locale.gettext("Nei: %(reason)s", reason=only.reason)
    if len(answers) == 1 and only.where is WhereItIs.TAKEN_IN:
        return locale.gettext("Tatt til seg: slik skal det være")
    return ""


def _spread(days: Sequence[date], locale: Locale) -> str:
    first, last = min(days), max(days)
    return locale.day(first) if first == last else locale.days(first, last)


def _between(first: date | None, last: date | None, locale: Locale) -> str:
    return "" if first is None or last is None else days_said(max(0, (last - first).days), locale)
