"""Where an answer is, in words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from tracker.access.team import TeamAccess
from tracker.models.improvement import InterventionState
from tracker.services.answers.standing import AnswerStanding, DeedOfAnswer, WhereItIs, standings
from tracker.text.locale import Locale
from tracker.views.labels import label


@dataclass(frozen=True, slots=True)
class StandingInWords:
    """The sign, its word, and a sentence of what was done."""

    where: WhereItIs
    word: str
    note: str


def standings_in_words(access: TeamAccess, answer_ids: Collection[int], locale: Locale) -> dict[int, StandingInWords]:
    """Say where each of these answers is."""
    found = standings(answer_ids, access.today)
    return {
        answer_id: StandingInWords(each.where, label(each.where, locale), standing_note(each, locale))
        for answer_id, each in found.items()
    }


def standing_note(standing: AnswerStanding, locale: Locale) -> str:
    """Return what was done with an answer in one line."""
    deed = standing.deeds[0] if standing.deeds else None
    match standing.where:
        case WhereItIs.TOLD:
            return standing.told
        case WhereItIs.DECLINED:
            return standing.reason
        case WhereItIs.TAKEN_IN:
            return standing.told or locale.gettext("Slik skal det være. Ingenting å endre.")
        case WhereItIs.WAITING:
            if standing.read_on is None:
                return ""
            day = locale.day(standing.read_on, year=False)
            return locale.gettext("Lest %(day)s. Ikke avklart ennå.", day=day)
        case _:
            return _deed_in_words(deed, locale) if deed else ""


def _deed_in_words(deed: DeedOfAnswer, locale: Locale) -> str:
    if deed.state is None:
        return locale.gettext("%(title)s. Test %(number)s.", title=deed.title, number=deed.flag)
    if deed.state is InterventionState.IDEA:
        return deed.title
    if deed.started_on is None:
        return locale.gettext("%(title)s. Tiltak %(number)s.", title=deed.title, number=deed.flag)
    day = locale.day(deed.started_on, year=False)
    return locale.gettext("%(title)s. Tiltak %(number)s, fra %(day)s.", title=deed.title, number=deed.flag, day=day)
