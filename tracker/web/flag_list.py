"""The numbered list beside a chart: the same flags as on it, with when, how far and what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from tracker.analysis.periods import Period, PeriodKind
from tracker.charts.language import Language
from tracker.models.audit import Subject
from tracker.models.improvement import Decision
from tracker.services.flags import TeamFlag
from tracker.web.drawing import flag_href, flag_kind
from tracker.web.labels import label

DECIDED: Mapping[Decision, object] = {
    Decision.ADOPT: lazy_gettext("Innført"),
    Decision.ADAPT: lazy_gettext("Justert"),
    Decision.ABANDON: lazy_gettext("Forkastet"),
}
"""What a test led to, as it is told afterwards."""


@dataclass(frozen=True, slots=True)
class ListedFlag:
    """One line of the list, ready for the `notes` macro."""

    number: int
    kind: str
    title: str
    href: str
    when: str
    state: str
    text: str


def listed(flags: Iterable[TeamFlag], *, team_slug: str, language: Language) -> list[ListedFlag]:
    """Say each flag in the reader's language; the order is kept."""
    return [
        ListedFlag(
            flag.number,
            flag_kind(flag).value,
            flag.title,
            flag_href(flag, team_slug),
            _when(flag, language),
            _state(flag),
            flag.text,
        )
        for flag in flags
    ]


def _when(flag: TeamFlag, language: Language) -> str:
    """Say the week it began, and the one it ended: "Uke 14", "Uke 20–22"."""
    first = _week(flag.on)
    if flag.until is None or (last := _week(flag.until)) == first:
        said = language.period(first)
    elif last.year == first.year:
        said = f"{language.period(first)}–{last.number}"
    else:
        said = f"{language.period(first)}–{language.period(last)}"
    return said[:1].upper() + said[1:]


def _state(flag: TeamFlag) -> str:
    if isinstance(flag.status, Decision):
        return str(DECIDED[flag.status])
    if flag.status is not None:
        return label(flag.status)
    if flag.subject is Subject.TEST:
        return str(_("Testes"))
    return str(_("Kommentar") if flag.is_comment else _("Hendelse"))


def _week(day: date) -> Period:
    return Period.containing(PeriodKind.WEEK, day)
