"""The page of a team's progress: what each side says, the ladder, what speaks for a step, and the months."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from tracker.access.people import local_day
from tracker.access.team import TeamAccess
from tracker.models.progress import EvidenceKind, Progress, ProgressSide, ProgressStep
from tracker.services.progress.ladder import LADDER, step_after, suggested
from tracker.services.progress.scores import MonthOfScores, months_of
from tracker.services.progress.sides import month_of, own_side, scored_side
from tracker.text.locale import Locale
from tracker.views.labels import label
from tracker.views.links import Links
from tracker.views.moments import moment
from tracker.views.progress.evidence import EvidenceLine, evidence_of
from tracker.views.progress.months import ProgressHistory, history_of
from tracker.views.progress.words import number_of, said_now

_NEW = timedelta(days=31)
"""So long a team is new: what it has stored says little yet."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the ladder, and who stands on it."""

    step: ProgressStep
    number: str
    name: str
    evidence: str
    team: bool
    host: bool
    is_suggested: bool


@dataclass(frozen=True, slots=True)
class OtherScore:
    """What another side says, with its reason and who said it."""

    title: str
    why: str
    by: str


@dataclass(frozen=True, slots=True)
class ProgressPage:
    """All that the page shows. `side` is the reader's own, None for who only reads."""

    month: date
    month_name: str
    side: ProgressSide | None
    own: Progress | None
    """What that side has said of this month."""
    before: ProgressStep | None
    """What it said last before, which the form of a new month begins with."""
    may_set: bool
    said: Markup
    rungs: Sequence[Rung]
    suggestion: str
    there: Sequence[EvidenceLine]
    lacking: Sequence[EvidenceLine]
    """What the next step asks for, what is there of it as well."""
    there_title: str
    lacking_title: str
    is_new: bool
    others: Sequence[OtherScore]
    saved: str
    history: ProgressHistory | None


def progress_page(access: TeamAccess, locale: Locale, links: Links) -> ProgressPage:
    """Read the scores as far as this person may see, and look for what speaks for a step."""
    months = months_of(access)
    this = month_of(access.today)
    now = next((each for each in months if each.month == this), None)
    now = now or MonthOfScores(this, None, None, hidden=frozenset())
    evidence = {line.kind: line for line in evidence_of(access, locale, links)}
    there = [kind for kind, line in evidence.items() if line.is_there]
    step = suggested(there)
    after, side = step_after(step), own_side(access)
    own = None if side is None else now.of(side)
    return ProgressPage(
        month=this,
        month_name=locale.month(this.month),
        side=side,
        own=own,
        before=_step_before(months, this, side),
        may_set=scored_side(access) is not None,
        said=said_now(now, step, side, locale),
        rungs=_rungs(now, step, there, locale),
        suggestion=locale.gettext("Forslag: %(step)s", step=number_of(step, locale))
        if step
        else locale.gettext("Ingen forslag ennå"),
        there=[evidence[kind] for kind in LADDER[step]] if step else (),
        lacking=[evidence[kind] for kind in LADDER[after]] if after else (),
        there_title=locale.gettext("Dette er på plass"),
        lacking_title=locale.gettext("Dette trengs for %(step)s", step=number_of(after, locale)),
        is_new=access.today - local_day(access.team.created_at) < _NEW,
        others=_others(now, side, locale),
        saved=_saved(own, access.today, locale),
        history=history_of(months, this, locale),
    )


def _step_before(months: Sequence[MonthOfScores], this: date, side: ProgressSide | None) -> ProgressStep | None:
    rows = [month.of(side) for month in months if side is not None and month.month < this]
    last = next((row for row in reversed(rows) if row is not None), None)
    return None if last is None else last.step


def _rungs(now: MonthOfScores, step: ProgressStep | None, there: Sequence[EvidenceKind], locale: Locale) -> list[Rung]:
    found = []
    for each in reversed(ProgressStep):
        needed = LADDER[each]
        number = sum(kind in there for kind in needed)
        has_all = step is not None and each <= step
        words = locale.gettext("%(num)s av %(all)s på plass", num=number, all=len(needed))
        found.append(
            Rung(
                each,
                number_of(each, locale),
                label(each, locale),
                locale.gettext("alt på plass") if has_all else words,
                team=_is_on(now.team, each),
                host=_is_on(now.host, each),
                is_suggested=each is step,
            )
        )
    return found


def _is_on(row: Progress | None, step: ProgressStep) -> bool:
    return row is not None and row.step is step


def _others(now: MonthOfScores, side: ProgressSide | None, locale: Locale) -> list[OtherScore]:
    titles: Mapping[ProgressSide, str] = {
        ProgressSide.TEAM: locale.gettext("Teamet sier %(step)s"),
        ProgressSide.HOST: locale.gettext("Vertskapet sier %(step)s"),
    }
    return [
        OtherScore(
            titles[other] % {"step": number_of(row.step, locale)},
            row.why,
            f"{row.by.name}, {locale.day(local_day(row.set_at), year=False)}",
        )
        for other in ProgressSide
        if other is not side and (row := now.of(other)) is not None
    ]


def _saved(own: Progress | None, today: date, locale: Locale) -> str:
    if own is None:
        return ""
    when = moment(own.set_at, locale, today=today)
    return locale.gettext("Sist lagret av %(name)s, %(when)s.", name=own.by.name, when=when)
