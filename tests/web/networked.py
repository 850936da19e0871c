"""What tests of a network's table share: teams with a line of shares each, and the rows that show them."""

from datetime import UTC, date, datetime, timedelta

from tests.people import MADE
from tracker.access.people import local_day
from tracker.analysis import Direction, PeriodKind
from tracker.models.base import db
from tracker.models.measurements import Measurement
from tracker.models.measures import CatalogueMeasure, Measure, MeasureKind, MeasureTarget, ValueKind
from tracker.models.networks import NetworkTeam
from tracker.models.organisations import Organisation
from tracker.models.teams import ServiceKind, Team
from tracker.services.measurements.history import due_period

PAGE = "/networks/brukermedvirkning"
NAME = "«Hva er viktig for deg?» spurt ved innkomst eller oppstart"
EVEN = [5, 6] * 8
"""Sixteen weeks of chance, in tenths; the newest last."""
BETTER = EVEN + [8, 9] * 5
WORSE = EVEN + [2, 1] * 5
HELD = [8, 9] * 8


def today() -> date:
    return local_day(datetime.now(UTC))


def due() -> date:
    return due_period(PeriodKind.WEEK, today()).start


def put_team(cast, name, tenths=None, *, organisation="Fjordheim sykehus", measure=NAME, weeks_ago=0, **more) -> Team:
    """Put a team into the network, with one number a week in tenths up to the last week that is over; None: a gap."""
    team = _team(cast, name, organisation, is_reference=more.pop("is_reference", False))
    if tenths is not None:
        put_measure(cast, team, measure, tenths, weeks_ago=weeks_ago, **more)
    db.session.commit()
    return team


def put_measure(cast, team, name, tenths, *, weeks_ago=0, **more) -> Measure:
    """Give a team a measure with one number a week in tenths."""
    row = _measure(cast, team, name, **more)
    first = due() - timedelta(weeks=weeks_ago + len(tenths) - 1)
    for place, share in enumerate(tenths):
        if share is not None:
            record_share(cast, row, first + timedelta(weeks=place), share)
    db.session.commit()
    return row


def _team(cast, name, organisation, *, is_reference):
    home = db.session.query(Organisation).filter_by(name=organisation).first()
    slug = "-".join(name.lower().split())
    team = Team(name=name, slug=slug, service=ServiceKind.OTHER, organisations=[home], created_at=MADE)
    team.is_reference = is_reference
    db.session.add(team)
    db.session.flush()
    db.session.add(NetworkTeam(network_id=cast.network.id, team_id=team.id, joined_on=date(2026, 1, 5)))
    return team


def _measure(cast, team, name, **more):
    plan = {
        "kind": MeasureKind.PROCESS,
        "value_kind": ValueKind.PROPORTION,
        "direction": Direction.HIGHER,
        "baseline_points": 12,
        "target": 0.8,
    } | more
    target = plan.pop("target")
    if name == NAME:
        plan["catalogue_id"] = db.session.query(CatalogueMeasure).filter_by(key="matters_asked").one().id
    slug = "spurt" if name == NAME else name.lower().replace(" ", "-")
    row = Measure(team_id=team.id, name=name, slug=slug, unit="pasienter", created_at=MADE, **plan)
    db.session.add(row)
    db.session.flush()
    if target is not None:
        said = {"valid_from": date(2026, 1, 5), "set_by_id": cast.people["nora"].id, "set_at": MADE}
        db.session.add(MeasureTarget(team_id=team.id, measure_id=row.id, value=target, **said))
    return row


def record_share(cast, row, start, share, **more):
    said = {"numerator": share, "denominator": 10} if share is not None else {}
    by = {"recorded_by_id": cast.people["nora"].id, "recorded_at": MADE}
    db.session.add(Measurement(team_id=row.team_id, measure_id=row.id, period_start=start, **said, **by, **more))


def rows(page) -> list[str]:
    return [cell.get_text() for cell in page.select(".matrix .m-team a")]


def row_of(page, name):
    return next(row for row in page.select(".matrix tbody tr") if row.select(".m-team a") and row.a.get_text() == name)
