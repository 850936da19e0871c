"""The report of an evaluation, from the same values as its page."""

from __future__ import annotations

from tracker.access.team import TeamAccess
from tracker.documents.evaluation import EvaluationReport, EvaluationWords, ReportedFinding, ReportedPoint
from tracker.models.user_evaluations import EvaluationStage
from tracker.services.user_evaluations.evaluations import dates_of
from tracker.text.locale import Locale
from tracker.views.user_evaluations.found import FindingLine, PointLine
from tracker.views.user_evaluations.page import UserEvaluationPage


def evaluation_report(
    access: TeamAccess, page: UserEvaluationPage, locale: Locale, *, product: str, is_demo: bool
) -> EvaluationReport:
    """Return the report; until the dialogue meeting is held it is the preliminary one, for discussion."""
    row = page.evaluation
    is_preliminary = dates_of(row, EvaluationStage.DIALOGUE).done_on is None
    came = [(locale.gettext("På dialogmøtet"), page.came)] if page.came else []
    foot = locale.gettext(
        "Laget %(day)s. Opptak, utskrifter og navn på dem som ble intervjuet, finnes ikke her.",
        day=locale.day(access.today),
    )
    invented = locale.gettext("Oppdiktede data: ingen pasient, ansatt eller avdeling ligger bak.")
    return EvaluationReport(
        lang=locale.code,
        product=product,
        day=access.today,
        title=row.title,
        kind=locale.gettext("Foreløpig rapport, til drøfting") if is_preliminary else locale.gettext("Rapport"),
        team=access.team.name,
        company=", ".join(each.name for each in access.team.organisations),
        sub=page.sub,
        facts=[*page.who, *page.asked, *came],
        findings=[_finding(line, locale) for line in page.findings],
        follow=f"{page.follow_day}. {page.follow_says}" if page.follow_day else "",
        note=page.note,
        foot=f"{foot} {invented}" if is_demo else foot,
        words=EvaluationWords(
            how=locale.gettext("Hvem spurte, og hvor mange"),
            found=locale.gettext("Dette fant vi"),
            agreed=locale.gettext("Dette ble vi enige om"),
            follow=locale.gettext("Oppfølging"),
            none=locale.gettext("Ingen funn er skrevet ned ennå."),
        ),
    )


def _finding(line: FindingLine, locale: Locale) -> ReportedFinding:
    return ReportedFinding(
        theme=line.theme,
        said_by=line.said_by,
        sentence=line.sentence,
        state=line.state,
        points=[_point(point, locale) for point in line.points],
    )


def _point(point: PointLine, locale: Locale) -> ReportedPoint:
    if not point.is_new:
        return ReportedPoint(point.text, locale.gettext("Ikke noe nytt punkt"), "", "")
    who = locale.gettext("Ansvar: %(name)s", name=point.who) if point.who else locale.gettext("Ansvar mangler")
    return ReportedPoint(point.text, who, point.became.text if point.became else "", point.verdict)
