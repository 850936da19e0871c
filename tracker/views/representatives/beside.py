"""What stands beside: where users are in, how the cooperation is rated, and who sits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.access.people import local_day
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.improvement import Level
from tracker.models.representatives import COOPERATION, RecruitmentState, RepresentativeSeat
from tracker.models.teams import Membership
from tracker.services.representatives.cooperation import JOINED, Cooperation, cooperation_of
from tracker.services.representatives.coverage import Coverage
from tracker.text.locale import Locale
from tracker.views.labels import label
from tracker.views.links import Links


@dataclass(frozen=True, slots=True)
class RatedLine:
    """One sentence of the cooperation: how many of five, in words, and what it was before."""

    sentence: str
    full: int
    text: str
    before: str


@dataclass(frozen=True, slots=True)
class RatingCard:
    """How the cooperation is rated, for the person who looks."""

    when: str
    lines: Sequence[RatedLine]
    note: str
    """Who sees what is shown, or why nothing is."""
    may_rate: bool
    has_rated: bool


@dataclass(frozen=True, slots=True)
class SeatLine:
    """Who speaks for patients, or what the team is looking for."""

    role: str
    who: str
    state: str
    edit: str
    """Where who leads the team changes it."""


def cooperation_sentences(locale: Locale) -> Mapping[str, str]:
    """Return the three sentences that are rated, by the names of their columns."""
    said = (
        locale.gettext("Jeg er med fra start"),
        locale.gettext("Det jeg sier, blir brukt"),
        locale.gettext("Jeg får vite hva som skjedde"),
    )
    return dict(zip(COOPERATION, said, strict=True))


def who_sees(speakers: int, locale: Locale) -> str:
    """Say who sees what a representative gives, before she gives it."""
    if speakers < JOINED:
        return locale.gettext("Du er eneste representant nå. Bare du og verten for nettverket ser svarene dine.")
    return locale.gettext(
        "Teamet ser gjennomsnittet når minst to har svart, aldri hva hver enkelt svarte. Verten for nettverket ser det "
        "også om bare én har svart."
    )


def rating_card(access: TeamAccess, locale: Locale) -> RatingCard:
    """Read how the cooperation is rated, as this person may see it."""
    found = cooperation_of(access)
    means = found.now or {}
    before = found.before or {}
    lines = [
        RatedLine(
            sentence,
            round(means[name]),
            locale.gettext("%(value)s av 5", value=_mean(means[name], locale)),
            locale.gettext("før %(value)s", value=_mean(before[name], locale)) if name in before else "",
        )
        for name, sentence in cooperation_sentences(locale).items()
        if name in means
    ]
    is_open = access.may(Permission.REPRESENT) and found.rounds.current is not None
    return RatingCard(_when(found, access, locale), lines, _note(found, access, locale), is_open, found.own is not None)


def level_rows(coverage: Mapping[Level, Coverage], locale: Locale) -> list[tuple[str, int, int]]:
    """Return the name of each level, its interventions, and how many were planned together with users."""
    return [(label(level, locale), each.interventions, each.together) for level, each in coverage.items()]


def missing_level(coverage: Mapping[Level, Coverage], locale: Locale) -> str:
    """Say what the levels lack: nothing planned on the system's level, or nothing together with users."""
    if not any(each.interventions for each in coverage.values()):
        return locale.gettext("Ingen tiltak ennå.")
    if not any(each.together for each in coverage.values()):
        return locale.gettext("Ingen tiltak er planlagt sammen med representanter eller brukerorganisasjoner ennå.")
    if not coverage[Level.SYSTEM].interventions:
        return locale.gettext("Ingen tiltak på systemnivå ennå. Det er rutiner og planer for hele organisasjonen.")
    return ""


def seat_lines(
    access: TeamAccess,
    speakers: Sequence[Membership],
    seats: Sequence[RepresentativeSeat],
    locale: Locale,
    links: Links,
) -> list[SeatLine]:
    """List who speaks, each with how far her seat has come, then the seats nobody has; those who left stand last."""
    by_member = {seat.membership_id: seat for seat in seats if seat.state is not RecruitmentState.ENDED}
    manages = access.may(Permission.MANAGE_TEAM)

    def way(seat: RepresentativeSeat | None) -> str:
        return links.edit_seat(access.team.slug, seat.id) if seat is not None and manages else ""

    lines, told = [], set()
    for each in speakers:
        seat = by_member.get(each.id)
        told.add(seat.id if seat else None)
        lines.append(
            SeatLine(label(each.role, locale), each.user.name, _state(seat, locale) if seat else "", way(seat))
        )
    for seat in seats:
        if seat.id in told:
            continue
        who = seat.membership.user.name if seat.membership is not None else ""
        lines.append(SeatLine(label(seat.role, locale), who, _state(seat, locale), way(seat)))
    return lines


def _state(seat: RepresentativeSeat, locale: Locale) -> str:
    said = label(seat.state, locale)
    if seat.until is None or seat.state is RecruitmentState.ENDED:
        return said
    return locale.gettext("%(state)s, til %(day)s", state=said, day=locale.day(seat.until))


def _mean(value: float, locale: Locale) -> str:
    return locale.number(value, 0 if float(value).is_integer() else 1)


def _when(found: Cooperation, access: TeamAccess, locale: Locale) -> str:
    following = found.rounds.following
    if following is None:
        return locale.gettext("Etter hver fjerde samling, telefonmøter medregnet.")
    day = local_day(following.ends_at)
    return locale.gettext(
        "Etter hver fjerde samling, telefonmøter medregnet. Neste gang: %(day)s.",
        day=locale.day_seen_from(day, access.today),
    )


def _note(found: Cooperation, access: TeamAccess, locale: Locale) -> str:
    if found.rounds.current is None:
        return locale.gettext("Ingen har vurdert samarbeidet ennå.")
    if found.now is None:
        if found.answers and not access.may(Permission.REPRESENT):
            return locale.gettext("Én har svart. Svarene vises når minst to har svart.")
        return locale.gettext("Ingen har vurdert samarbeidet ennå.")
    if found.is_own_alone:
        return locale.gettext("Bare representanten selv og verten for nettverket ser dette.")
    return locale.ngettext(
        "Svarene fra %(num)s representant samlet.", "Svarene fra %(num)s representanter samlet.", found.answers
    )
