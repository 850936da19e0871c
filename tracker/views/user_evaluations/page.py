"""The page of one evaluation: its track, what is missing now, the points, who does what, and the follow-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.user_evaluations import EvaluationStage, InterviewGuide, UserEvaluation
from tracker.services.representatives.feedback import speakers_of
from tracker.services.user_evaluations.evaluations import dates_of
from tracker.services.user_evaluations.findings import findings_of
from tracker.services.user_evaluations.guides import guides_of
from tracker.text.locale import Locale
from tracker.views.labels import label
from tracker.views.links import Links
from tracker.views.user_evaluations.found import FindingLine, PointLine, finding_lines
from tracker.views.user_evaluations.lacks import EvaluationParts, StageCheck, checks_of
from tracker.views.user_evaluations.track import TrackStep, days_left, stage_now, track_of
from tracker.views.user_evaluations.words import CountWords, counts_of


@dataclass(frozen=True, slots=True, kw_only=True)
class UserEvaluationPage:
    """All that the page of an evaluation shows, and its report."""

    evaluation: UserEvaluation
    sub: str
    steps: Sequence[TrackStep]
    now: EvaluationStage | None
    over: str
    """What stage is now, and how long there is to its deadline."""
    checks: Sequence[StageCheck]
    findings: Sequence[FindingLine]
    points: Sequence[PointLine]
    who: Sequence[tuple[str, str]]
    asked: Sequence[tuple[str, str]]
    """How many were interviewed, and how; empty where nobody has said."""
    came: str
    """Who came to the dialogue meeting, by kind; empty where nobody has said."""
    follow_day: str
    follow_says: str
    is_due: bool
    """Whether the points have come back."""
    guide: InterviewGuide | None
    note: str
    """What is said of numbers that are withheld, and of whose words the findings are."""


def evaluation_page(access: TeamAccess, row: UserEvaluation, locale: Locale, links: Links) -> UserEvaluationPage:
    """Gather the page in a constant number of queries."""
    rows = findings_of(access, row)
    guides = guides_of(access, row) if access.may(Permission.READ_GUIDE) else []
    guide = guides[0] if guides else None
    counts = counts_of(access, row, locale)
    lines = finding_lines(access, row, rows, counts, links)
    now = stage_now(row)
    parts = EvaluationParts(row, guide, rows, access.today)
    points = [point for line in lines for point in line.points if point.is_new]
    follow = dates_of(row, EvaluationStage.FOLLOW_UP)
    return UserEvaluationPage(
        evaluation=row,
        sub=sub_of(row, counts, locale),
        steps=track_of(row, access.today, locale),
        now=now.stage if now else None,
        over=_over(access, row, locale),
        checks=checks_of(parts, now.stage, locale) if now and access.may(Permission.READ_GUIDE) else [],
        findings=lines,
        points=points,
        who=_who(access, row, locale),
        asked=_asked(row, counts, locale),
        came=came_of(row, counts, locale),
        follow_day="" if follow.due is None else locale.day_seen_from(follow.due, access.today),
        follow_says=_follow_says(points, locale),
        is_due=any(point.is_waiting for point in points),
        guide=guide,
        note=note_of(counts, locale),
    )


def sub_of(row: UserEvaluation, counts: CountWords, locale: Locale) -> str:
    """Return the line under the title: how many were interviewed, by whom, and who leads it."""
    asked = counts.persons(row.persons)
    if asked:
        return locale.gettext(
            "Folk med egen erfaring har intervjuet %(asked)s. Evaluator: %(evaluator)s",
            asked=asked,
            evaluator=row.evaluator,
        )
    return locale.gettext(
        "Folk med egen erfaring intervjuer andre som bruker tjenesten. Evaluator: %(evaluator)s",
        evaluator=row.evaluator,
    )


def came_of(row: UserEvaluation, counts: CountWords, locale: Locale) -> str:
    """Return who came to the dialogue meeting; of those who were interviewed never a small number."""
    said = []
    if row.came_interviewers:
        said.append(locale.ngettext("%(num)s intervjuer", "%(num)s intervjuere", row.came_interviewers))
    if row.came_team:
        said.append(locale.ngettext("%(num)s fra teamet", "%(num)s fra teamet", row.came_team))
    if row.came_representatives:
        said.append(locale.ngettext("%(num)s representant", "%(num)s representanter", row.came_representatives))
    if row.came_asked:
        said.append(counts.of_them(row.came_asked))
    return ", ".join(said)


def note_of(counts: CountWords, locale: Locale) -> str:
    """Return what is said under findings."""
    return locale.gettext(
        "Tall under %(least)s personer viser vi ikke. Setningene er evaluators ord, ikke sitater. Ingen som ble "
        "intervjuet, skal kunne kjennes igjen.",
        least=counts.least,
    )


def _over(access: TeamAccess, row: UserEvaluation, locale: Locale) -> str:
    now = stage_now(row)
    if now is None:
        return locale.gettext("Alle stegene er ferdige")
    name = label(now.stage, locale).lower()
    if now.due is None:
        return locale.gettext("Nå: %(stage)s", stage=name)
    return locale.gettext("Nå: %(stage)s, %(left)s", stage=name, left=days_left(now.due, access.today, locale))


def _who(access: TeamAccess, row: UserEvaluation, locale: Locale) -> Sequence[tuple[str, str]]:
    speakers = ", ".join(each.user.name for each in speakers_of(access))
    interviewers = ""
    if row.interviewers:
        interviewers = locale.gettext("%(number)s med egen erfaring", number=row.interviewers)
        if row.are_trained:
            interviewers = locale.gettext("%(number)s med egen erfaring, opplært", number=row.interviewers)
    lines = [
        (locale.gettext("Intervjuere"), interviewers),
        (locale.gettext("Evaluator"), row.evaluator),
        (locale.gettext("Kontakt i teamet"), row.contact.user.name if row.contact else ""),
        (locale.gettext("Representanter"), speakers),
    ]
    return [(name, said or locale.gettext("Ikke avtalt")) for name, said in lines]


def _asked(row: UserEvaluation, counts: CountWords, locale: Locale) -> Sequence[tuple[str, str]]:
    """Return how many were interviewed; where that is a small number, nothing from which it could be worked out."""
    lines = [(locale.gettext("Personer"), counts.persons(row.persons))]
    if not counts.is_small:
        lines += [
            (locale.gettext("Enkeltintervjuer"), "" if row.interviews is None else str(row.interviews)),
            (locale.gettext("Gruppeintervjuer"), "" if row.groups is None else str(row.groups)),
        ]
    return [(name, said) for name, said in lines if said]


def _follow_says(points: Sequence[PointLine], locale: Locale) -> str:
    if not points:
        return locale.gettext("Da kommer punktene fra dialogmøtet tilbake: gjort, i gang, eller ikke gjort og hvorfor.")
    return locale.ngettext(
        "Da kommer punktet tilbake til teamet og representantene: gjort, i gang, eller ikke gjort og hvorfor.",
        "Da kommer de %(num)s punktene tilbake, ett for ett, til teamet og representantene: gjort, i gang, eller ikke "
        "gjort og hvorfor.",
        len(points),
    )
