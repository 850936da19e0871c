"""The page of an interview guide: one version, who has approved it, and the other versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.access.team import TeamAccess
from tracker.models.user_evaluations import GuideSide, InterviewGuide, UserEvaluation
from tracker.text.locale import Locale
from tracker.views.labels import label
from tracker.views.user_evaluations.track import TrackStep, track_of


@dataclass(frozen=True, slots=True)
class ApprovalLine:
    """One side, and when it approved the version that is shown; empty where it has not."""

    side: GuideSide
    name: str
    day: str


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version of the guide."""

    number: int
    says: str
    is_shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidePage:
    """What the page of a guide shows. `shown` is None where none is begun."""

    evaluation: UserEvaluation
    shown: InterviewGuide | None
    sub: str
    steps: Sequence[TrackStep]
    approvals: Sequence[ApprovalLine]
    versions: Sequence[VersionLine]
    is_newest: bool


def guide_page(
    access: TeamAccess,
    evaluation: UserEvaluation,
    rows: Sequence[InterviewGuide],
    shown: InterviewGuide | None,
    locale: Locale,
) -> GuidePage:
    """Return the page of a version of the guide, from what is read already."""
    approvals = () if shown is None else shown.approvals
    days = {each.side: locale.day_seen_from(each.on_date, access.today) for each in approvals}
    return GuidePage(
        evaluation=evaluation,
        shown=shown,
        sub=_sub(shown, locale),
        steps=track_of(evaluation, access.today, locale),
        approvals=[ApprovalLine(side, label(side, locale), days.get(side, "")) for side in GuideSide],
        versions=[VersionLine(each.number, _says(each, access, locale), each is shown) for each in rows],
        is_newest=bool(rows) and shown is rows[0],
    )


def _sub(shown: InterviewGuide | None, locale: Locale) -> str:
    if shown is None:
        return locale.gettext("Skrives av intervjuerne sammen med evaluator.")
    number = len(shown.questions)
    said = locale.ngettext("%(num)s spørsmål", "%(num)s spørsmål", number)
    if shown.minutes:
        said = locale.gettext("%(questions)s, omtrent %(minutes)s minutter", questions=said, minutes=shown.minutes)
    return locale.gettext(
        "Skrevet av intervjuerne sammen med evaluator. Versjon %(number)s: %(said)s.", number=shown.number, said=said
    )


def _says(row: InterviewGuide, access: TeamAccess, locale: Locale) -> str:
    if not row.is_approved:
        return locale.gettext("Ikke godkjent ennå")
    day = max(each.on_date for each in row.approvals if each.side is not GuideSide.TEAM)
    return locale.gettext("Godkjent %(day)s", day=locale.day_seen_from(day, access.today))
