"""A network whose teams count the same from the library, and see each other where a test says so."""

from datetime import date, timedelta

import pytest

from tests.people import MADE
from tests.web.networked import NAME, due
from tracker.analysis import Direction
from tracker.models.base import db
from tracker.models.measurements import Measurement
from tracker.models.measures import CatalogueMeasure, Measure, MeasureKind, ValueKind
from tracker.models.networks import NetworkTeam
from tracker.models.organisations import Organisation
from tracker.models.teams import ServiceKind, Team


@pytest.fixture
def count(cast):
    """Put a team with what it counted each week, up to some weeks ago: `count("Berg", [(20, 40)] * 12)`."""

    def put(name, weeks, *, until=0, team=None, recorded_at=MADE, **more):
        if team is None:
            home = db.session.query(Organisation).filter_by(name="Fjordheim sykehus").first()
            slug = "-".join(name.lower().split())
            team = Team(name=name, slug=slug, service=ServiceKind.OTHER, organisations=[home], created_at=MADE)
            db.session.add(team)
            db.session.flush()
            db.session.add(NetworkTeam(network_id=cast.network.id, team_id=team.id, joined_on=date(2020, 1, 6)))
        ready = db.session.query(CatalogueMeasure).filter_by(key="matters_asked").one()
        plan = {"kind": MeasureKind.PROCESS, "value_kind": ValueKind.PROPORTION, "direction": Direction.HIGHER} | more
        row = Measure(
            team_id=team.id, catalogue_id=ready.id, name=NAME, slug="spurt", unit="pasienter", created_at=MADE, **plan
        )
        db.session.add(row)
        db.session.flush()
        first = due() - timedelta(weeks=until + len(weeks) - 1)
        for place, pair in enumerate(weeks):
            if pair is not None:
                by = {"recorded_by_id": cast.people["nora"].id, "recorded_at": recorded_at}
                start = first + timedelta(weeks=place)
                said = dict(zip(("numerator", "denominator"), pair, strict=True))
                db.session.add(Measurement(team_id=team.id, measure_id=row.id, period_start=start, **said, **by))
        db.session.commit()
        return row

    return put


@pytest.fixture
def sharing(cast):
    """Let the teams see each other, and Nora's team have taken part all along."""
    cast.network.teams_see_each_other = True
    for part in db.session.query(NetworkTeam):
        part.joined_on = date(2020, 1, 6)
    db.session.commit()
    return cast
