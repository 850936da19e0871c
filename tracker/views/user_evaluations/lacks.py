"""What is there and what is missing in each stage of an evaluation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.models.user_evaluations import (
    EvaluationStage,
    Finding,
    FindingState,
    GuideSide,
    InterviewGuide,
    UserEvaluation,
)
from tracker.services.user_evaluations.evaluations import dates_of
from tracker.services.user_evaluations.points import is_waiting
from tracker.text.locale import Locale
from tracker.views.labels import label


class FilledAt(StrEnum):
    """Where what is missing is filled in."""

    EDIT = "edit"
    STAGE = "stage"
    GUIDE = "guide"
    FINDINGS = "findings"
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class StageCheck:
    """One thing of a stage: whether it is there, and where it is filled in."""

    done: bool
    text: str
    at: FilledAt


@dataclass(frozen=True, slots=True)
class EvaluationParts:
    """An evaluation with all that its stages are judged by. `guide` is None where there is none, or it is not read."""

    evaluation: UserEvaluation
    guide: InterviewGuide | None
    findings: Sequence[Finding]
    today: date


def checks_of(parts: EvaluationParts, stage: EvaluationStage, locale: Locale) -> Sequence[StageCheck]:
    """Return what is there and what is missing in a stage."""
    return _CHECKS[stage](parts, locale)


def _agreement(parts: EvaluationParts, locale: Locale) -> Sequence[StageCheck]:
    row = parts.evaluation
    return [
        StageCheck(bool(row.evaluator), locale.gettext("Hvem som er evaluator"), FilledAt.EDIT),
        StageCheck(row.contact_id is not None, locale.gettext("Hvem som er kontakt i teamet"), FilledAt.EDIT),
        StageCheck(bool(row.interviewers), locale.gettext("Hvor mange som skal intervjue"), FilledAt.EDIT),
        StageCheck(row.are_trained, locale.gettext("Intervjuerne har fått opplæring"), FilledAt.EDIT),
    ]


def _recruitment(parts: EvaluationParts, locale: Locale) -> Sequence[StageCheck]:
    dates = dates_of(parts.evaluation, EvaluationStage.RECRUITMENT)
    return [
        StageCheck(
            dates.due is not None or dates.began_on is not None,
            locale.gettext("Når tjenesten spør dem som skal intervjues"),
            FilledAt.STAGE,
        )
    ]


def _guide(parts: EvaluationParts, locale: Locale) -> Sequence[StageCheck]:
    guide = parts.guide
    number = len(guide.questions) if guide else 0
    sides = {each.side for each in guide.approvals} if guide else set()
    words = {
        GuideSide.INTERVIEWERS: locale.gettext("Godkjenning fra intervjuerne"),
        GuideSide.EVALUATOR: locale.gettext("Godkjenning fra evaluator"),
        GuideSide.TEAM: locale.gettext("Teamet har lest guiden"),
    }
    return [
        StageCheck(
            number > 0,
            locale.ngettext("%(num)s spørsmål i guiden", "%(num)s spørsmål i guiden", number)
            if number
            else locale.gettext("Spørsmål i guiden"),
            FilledAt.GUIDE,
        ),
        *(StageCheck(side in sides, text, FilledAt.GUIDE) for side, text in words.items()),
    ]


def _interviews(parts: EvaluationParts, locale: Locale) -> Sequence[StageCheck]:
    row = parts.evaluation
    return [
        StageCheck(row.no_staff, locale.gettext("Ingen ansatte i rommet"), FilledAt.EDIT),
        StageCheck(row.persons is not None, locale.gettext("Hvor mange personer som er intervjuet"), FilledAt.EDIT),
    ]


def _findings(parts: EvaluationParts, locale: Locale) -> StageCheck:
    number, uncounted = len(parts.findings), sum(each.persons is None for each in parts.findings)
    if not number:
        return StageCheck(
            done=False, text=locale.gettext("Funnene, med antall personer bak hvert"), at=FilledAt.FINDINGS
        )
    if uncounted:
        text = locale.ngettext(
            "Hvor mange som sa det, for %(num)s funn", "Hvor mange som sa det, for %(num)s funn", uncounted
        )
        return StageCheck(done=False, text=text, at=FilledAt.FINDINGS)
    text = locale.ngettext(
        "%(num)s funn, med antall personer bak", "%(num)s funn, med antall personer bak hvert", number
    )
    return StageCheck(done=True, text=text, at=FilledAt.FINDINGS)


def _analysis(parts: EvaluationParts, locale: Locale) -> Sequence[StageCheck]:
    return [_findings(parts, locale)]


def _preliminary(parts: EvaluationParts, locale: Locale) -> Sequence[StageCheck]:
    invited = locale.gettext("De intervjuede er invitert til dialogmøtet, uten plikt")
    return [_findings(parts, locale), StageCheck(parts.evaluation.are_invited, invited, FilledAt.EDIT)]


def _dialogue(parts: EvaluationParts, locale: Locale) -> Sequence[StageCheck]:
    row = parts.evaluation
    open_ones = sum(each.state is FindingState.PRELIMINARY for each in parts.findings)
    came = (row.came_team, row.came_representatives, row.came_interviewers, row.came_asked)
    discussed = (
        locale.ngettext("%(num)s funn er ikke drøftet", "%(num)s funn er ikke drøftet", open_ones)
        if open_ones
        else locale.gettext("Alle funn er drøftet")
    )
    return [
        StageCheck(any(each is not None for each in came), locale.gettext("Hvem som kom"), FilledAt.EDIT),
        StageCheck(bool(parts.findings) and not open_ones, discussed, FilledAt.FINDINGS),
        _points(parts, locale),
    ]


def _points(parts: EvaluationParts, locale: Locale) -> StageCheck:
    number = sum(len(each.points) for each in parts.findings)
    text = (
        locale.ngettext("%(num)s punkt fra dialogmøtet", "%(num)s punkter fra dialogmøtet", number)
        if number
        else locale.gettext("Punktene fra dialogmøtet")
    )
    return StageCheck(number > 0, text, FilledAt.FINDINGS)


def _report(parts: EvaluationParts, locale: Locale) -> Sequence[StageCheck]:
    row = parts.evaluation
    points = [point for each in parts.findings for point in each.points]
    alone = sum(point.is_new and point.responsible_id is None for point in points)
    who = (
        locale.ngettext("Hvem følger opp %(num)s av punktene", "Hvem følger opp %(num)s av punktene", alone)
        if alone
        else locale.gettext("Hvem som følger opp hvert punkt")
    )
    return [
        _findings(parts, locale),
        _points(parts, locale),
        StageCheck(bool(points) and not alone, who, FilledAt.FINDINGS),
        StageCheck(row.approved_on is not None, locale.gettext("Godkjenning fra intervjuerne"), FilledAt.STAGE),
        StageCheck(row.have_report, locale.gettext("De intervjuede har fått rapporten"), FilledAt.EDIT),
    ]


def _follow_up(parts: EvaluationParts, locale: Locale) -> Sequence[StageCheck]:
    due = dates_of(parts.evaluation, EvaluationStage.FOLLOW_UP).due
    if due is None:
        return [StageCheck(done=False, text=locale.gettext("Dagen punktene kommer tilbake"), at=FilledAt.STAGE)]
    points = [point for each in parts.findings for point in each.points if point.is_new]
    waiting = [point for point in points if is_waiting(point, due, parts.today)]
    seen = [point for point in points if point.verdict is not None and point not in waiting]
    looked_at = [
        StageCheck(done=True, text=f"{point.text}: {label(point.verdict, locale)}", at=FilledAt.POINTS)
        for point in seen
        if point.verdict
    ]
    return looked_at + [StageCheck(done=False, text=point.text, at=FilledAt.POINTS) for point in waiting]


_CHECKS: Mapping[EvaluationStage, Callable[[EvaluationParts, Locale], Sequence[StageCheck]]] = {
    EvaluationStage.AGREEMENT: _agreement,
    EvaluationStage.RECRUITMENT: _recruitment,
    EvaluationStage.GUIDE: _guide,
    EvaluationStage.INTERVIEWS: _interviews,
    EvaluationStage.ANALYSIS: _analysis,
    EvaluationStage.PRELIMINARY: _preliminary,
    EvaluationStage.DIALOGUE: _dialogue,
    EvaluationStage.REPORT: _report,
    EvaluationStage.FOLLOW_UP: _follow_up,
}
