"""What pages cost: CPU against an empty page of the same layout, queries, and bytes before any script.

Goals: the indicator page at most 3 times and the team page at most 5 times the CPU of the empty page, queries
constant in points and teams, at most 60 KB compressed before any script, no fonts.
"""

import gzip
import re
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Flask, render_template_string, url_for
from flask.testing import FlaskClient
from flask_migrate import upgrade
from sqlalchemy import event, func, insert, select

from config import Config
from tracker import demo
from tracker.analysis import PeriodKind
from tracker.app import create_app, settle
from tracker.models.accounts import Role, User
from tracker.models.base import db
from tracker.models.improvement import Goal
from tracker.models.measurements import Measurement
from tracker.models.measures import Measure
from tracker.models.networks import Network, NetworkTeam
from tracker.models.teams import ServiceKind, Team
from tracker.services.accounts import sessions
from tracker.web.core.guard import TOKEN
from tracker.web.core.routes import SIGNED_IN

ROUNDS = 40
PAGES = {
    "indicator page": "indicator",
    "team page": "team",
    "goal page": "goal",
    "weekly entry": "record",
    "network matrix": "network",
}
"""Which pages are visited, and the name each has among `_paths`."""
GOALS = {"indicator page": 3, "team page": 5}
COPIED = (
    "team_id", "measure_id", "recorded_by_id", "recorded_at", "value", "numerator", "denominator", "source",
)  # fmt: skip
EMPTY = """{% extends "layouts/page.html" %}{% block title %}Tom{% endblock %}
{% block content %}<h1>Tom</h1>{% endblock %}"""


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        app = application(Path(folder))
        with app.app_context():
            upgrade()
            demo.load(now=datetime.now(UTC))
            db.session.commit()
            leader = client_of(app, Role.LEADER)
            host = client_of(app, Role.HOST)
            paths = _paths(app)
        settle()  # as the server does when it has started
        visits = {"empty signed-in page": (leader, "/bench/empty")}
        visits |= {name: (host if key == "network" else leader, paths[key]) for name, key in PAGES.items()}
        costs = cpu_of(visits, ROUNDS)
        empty = costs["empty signed-in page"]
        print(f"{'page':34}{'CPU':>10}{'ratio':>8}{'goal':>6}{'queries':>9}{'html gz':>9}{'all gz':>9}")
        for name, (client, path) in visits.items():
            page, total = _bytes(client, path)
            print(
                f"{name:34}{costs[name] * 1000:7.2f} ms{costs[name] / empty:8.2f}{GOALS.get(name, ''):6}"
                f"{queries_of(app, client, path):9}{page / 1024:6.1f} KB{total / 1024:6.1f} KB"
            )
        _growth(app, leader, host, paths)


def application(folder: Path, url: str = "") -> Flask:
    """Build the application with one more page, that holds the layout and nothing else; on SQLite unless told."""
    app = create_app(
        Config(
            secret_key="for the benchmark only, and long enough",
            database_url=url or f"sqlite:///{folder / 'bench.sqlite3'}",
            instance_path=folder,
            demo=True,
            secure_cookies=False,
        )
    )
    app.add_url_rule("/bench/empty", "bench_empty", lambda: render_template_string(EMPTY))
    app.extensions["tracker.rules"]["bench_empty"] = SIGNED_IN
    return app


def client_of(app: Flask, role: Role) -> FlaskClient:
    """Return the browser of the demo's person of a role."""
    user = db.session.scalars(select(User).where(User.persona == role)).one()
    token = sessions.start_session(user, days=1, now=datetime.now(UTC))
    db.session.commit()
    client = app.test_client()
    with client.session_transaction() as session:
        session[TOKEN] = token
    return client


def _paths(app: Flask) -> dict[str, str]:
    """Find the demo's main team: the one with most measurements."""
    counted = select(Measurement.measure_id).group_by(Measurement.measure_id).order_by(func.count().desc())
    measure = db.session.get_one(Measure, db.session.scalars(counted).first())
    team = db.session.get_one(Team, measure.team_id)
    goal = db.session.scalars(select(Goal).where(Goal.team_id == team.id)).first()
    network = db.session.scalars(select(Network)).first()
    with app.test_request_context():
        return {
            "team": url_for("teams.team", team=team.slug),
            "indicator": url_for("measures.measure", team=team.slug, measure_id=measure.id, slug=measure.slug),
            "goal": url_for("improvement.goal", team=team.slug, goal_id=goal.id, slug=goal.slug),
            "record": url_for("measurements.record", team=team.slug),
            "network": url_for("networks.matrix", network=network.slug),
        }


def cpu_of(visits: dict[str, tuple[FlaskClient, str]], rounds: int) -> dict[str, float]:
    """Give the CPU seconds of one visit to each page: the median of many rounds, so that all have the same weather."""
    taken: dict[str, list[float]] = {name: [] for name in visits}
    for visit in range(rounds + 5):
        for name, (client, path) in visits.items():
            start = time.process_time()
            response = client.get(path)
            spent = time.process_time() - start
            if response.status_code != 200:
                raise RuntimeError(f"{path} answered {response.status_code}")
            if visit >= 5:
                taken[name].append(spent)
    return {name: statistics.median(each) for name, each in taken.items()}


def queries_of(app: Flask, client: FlaskClient, path: str) -> int:
    """Count the statements of one visit, without the transaction's own."""
    seen: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            seen.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", listen)
    client.get(path)
    event.remove(engine, "before_cursor_execute", listen)
    return len(seen)


def _bytes(client: FlaskClient, path: str) -> tuple[int, int]:
    """Return the compressed bytes of the page, and of the page with its styles and pictures: all before any script."""
    page = client.get(path).get_data()
    linked = re.findall(rb'<link rel="(?:stylesheet|icon)" href="([^"]+)"', page)
    parts = [client.get(href.decode()).get_data() for href in linked]
    if any(b"@font-face" in part for part in parts):
        raise RuntimeError("a style sheet asks for a font")
    return len(gzip.compress(page)), sum(len(gzip.compress(part)) for part in (page, *parts))


def _growth(app: Flask, leader: FlaskClient, host: FlaskClient, paths: dict[str, str]) -> None:
    """Count queries again with ten times the points, and with fifty teams more."""
    watched = (
        ("indicator page", leader, "indicator"),
        ("team page", leader, "team"),
        ("network matrix", host, "network"),
    )
    before = {name: queries_of(app, client, paths[key]) for name, client, key in watched}
    with app.app_context():
        _more_points()
        _more_teams()
        db.session.commit()
    for name, client, key in watched:
        now = queries_of(app, client, paths[key])
        print(f"{name:34}queries {before[name]} -> {now} with 10 times the points and 50 teams more")


def _more_points() -> None:
    """Put years of weeks before every weekly series of the demo."""
    for measure in db.session.scalars(select(Measure)).all():
        oldest = db.session.scalars(
            select(Measurement).where(Measurement.measure_id == measure.id).order_by(Measurement.period_start)
        ).first()
        if oldest is None or measure.period_kind is not PeriodKind.WEEK:
            continue
        db.session.execute(
            insert(Measurement),
            [
                {
                    **{name: getattr(oldest, name) for name in COPIED},
                    "period_start": oldest.period_start - timedelta(weeks=back),
                }
                for back in range(1, 400)
            ],
        )


def _more_teams() -> None:
    """Put fifty teams more into the network, each with a copy of the first team's catalogue measures."""
    network = db.session.scalars(select(Network)).first()
    for number in range(50):
        team = Team(
            name=f"Post {number}",
            slug=f"post-{number}",
            service=ServiceKind.HOSPITAL_WARD,
            created_at=network.created_at,
        )
        db.session.add(team)
        db.session.flush()
        db.session.add(NetworkTeam(network_id=network.id, team_id=team.id, joined_on=network.starts_on))
