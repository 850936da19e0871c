"""The report of what users told users in a network, from the same values as its page."""

from __future__ import annotations

from tracker.access.network import NetworkAccess
from tracker.documents.network_evaluation import NetworkEvaluationReport, NetworkEvaluationWords, ReportedGoal
from tracker.text.locale import Locale
from tracker.views.user_evaluations.network_page import NetworkEvaluations


def network_evaluation_report(
    access: NetworkAccess, page: NetworkEvaluations, locale: Locale, *, product: str, is_demo: bool
) -> NetworkEvaluationReport:
    """Return the report: numbers, recurring themes and the programme's goals. No team has its name here."""
    foot = locale.gettext(
        "Laget %(day)s. Antall team, ikke personer. Ingen team eller personer er navngitt.",
        day=locale.day(access.today),
    )
    invented = locale.gettext("Oppdiktede data: ingen pasient, ansatt eller avdeling ligger bak.")
    numbers = [(tile.text, tile.value if tile.of is None else _of(tile.value, tile.of, locale)) for tile in page.tiles]
    return NetworkEvaluationReport(
        lang=locale.code,
        product=product,
        day=access.today,
        title=locale.gettext("Bruker spør bruker %(year)s", year=page.year),
        network=access.network.name,
        host=access.network.host,
        numbers=numbers,
        withheld=page.withheld,
        again=[(bar.name, bar.text) for bar in page.again],
        again_sub=page.again_sub,
        answered=[(bar.name, bar.text) for bar in page.answered],
        under=page.under,
        goals=[ReportedGoal(goal.text, goal.judgement) for goal in page.goals],
        foot=f"{foot} {invented}" if is_demo else foot,
        words=NetworkEvaluationWords(
            numbers=locale.gettext("Hvor langt teamene er kommet"),
            again=locale.gettext("Det brukerne sier igjen og igjen"),
            answered=locale.gettext("I svarene på «Hva er viktig for deg?»"),
            goals=locale.gettext("Det programmet vil"),
            none=locale.gettext("Ingen tema er kommet fram i mange nok team ennå."),
            not_judged=locale.gettext("Vertskapene har ikke vurdert dette ennå."),
        ),
    )


def _of(value: str, whole: int, locale: Locale) -> str:
    return locale.gettext("%(number)s av %(all)s", number=value, all=whole)
