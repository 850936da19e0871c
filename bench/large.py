"""A network of 500 teams, 12 measures and 104 weeks: how soon it is made, and what its pages cost in the same run.

Goals: made in under 180 s of CPU; the table at most 3 times the CPU of the database's own reading of the same rows and
`read_many`, and at most 300 KB compressed; a samling at most 5 times the empty page for each 50 teams it shows; queries
as many for 500 teams as for 10. Bytes are compressed as nginx does unless told otherwise, at level 1.
"""

import gzip
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from sqlalchemy import Select, select

from bench.pages import application, client_of, queries_of
from bench.servers import postgresql
from tracker import demo
from tracker.analysis import ChartKind, Reading, RuleSet, Series, read_many
from tracker.app import settle
from tracker.demo.large import load_large
from tracker.models.accounts import Role
from tracker.models.base import db
from tracker.models.gatherings import Gathering
from tracker.models.measures import CatalogueMeasure, Measure
from tracker.models.networks import NetworkTeam

TEAMS, FEW = 500, 10
ROUNDS = 9
SHOWN = 50
"""Teams on a page."""
Bare = tuple[Callable[[], object], Callable[[], object], Callable[[], object]]
_ROWS = "SELECT measure_id, period_start, value, numerator, denominator, not_measured, excluded_at FROM measurement"


def main(teams: int = TEAMS) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        _pages(Path(folder), teams)
    with tempfile.TemporaryDirectory() as folder, postgresql() as url:
        app = application(Path(folder), url)
        with app.app_context():
            upgrade()
            demo.load(now=datetime.now(UTC))
            _made("PostgreSQL", teams)
            db.session.remove()
            db.engine.dispose()


def _made(name: str, teams: int) -> int:
    """Make the network, and say how long it took; return its id."""
    spent, passed = time.process_time(), time.monotonic()
    network = load_large(teams, now=datetime.now(UTC))
    db.session.commit()
    spent, passed = time.process_time() - spent, time.monotonic() - passed
    print(f"{name}: {teams} teams made in {spent:.0f} s of our CPU (goal 180), {passed:.0f} s on the clock")
    return network.id


def _pages(folder: Path, teams: int) -> None:
    few = _queries(folder / "few", FEW)
    app, paths, raw = _network(folder / "many", teams)
    with app.app_context():
        host = client_of(app, Role.HOST)
        settle()
        visits: dict[str, Callable[[], object]] = {
            "empty": lambda: _visit(host, "/bench/empty"),
            "rows": raw[0],
            "read": raw[1],
            "readings": raw[2],
        }
        visits |= {name: (lambda path=path: _visit(host, path)) for name, path in paths.items()}
        spent = _cpu(visits)
        bare = spent["rows"] + spent["read"]
        print(f"the rows of one measure of {teams} teams: {spent['rows'] * 1e3:.0f} ms in the driver, and")
        print(f"  {spent['read'] * 1e3:.0f} ms to make their series and read them")
        for name, path in paths.items():
            packed = len(gzip.compress(_visit(host, path), 1)) / 1024
            asked = queries_of(app, host, path)
            print(
                f"{name:10}{spent[name] * 1e3:8.0f} ms{spent[name] / spent['empty']:7.1f} x empty"
                f"{packed:8.1f} KB, queries {few[name]} with {FEW} teams and {asked} with {teams}"
            )
        made = spent["rows"] + spent["readings"]
        print(f"table against rows and read_many: {spent['table'] / bare:.2f} (goal 3)")
        print(f"  and with every reading made, as the table needs it: {spent['table'] / made:.2f}")
        each = spent["samling"] / spent["empty"]
        print(f"samling against the empty page: {each:.1f} for {SHOWN} of {teams} teams shown (goal 5)")
        db.session.remove()
        db.engine.dispose()


def _queries(folder: Path, teams: int) -> dict[str, int]:
    app, paths, _raw = _network(folder, teams)
    with app.app_context():
        host = client_of(app, Role.HOST)
        asked = {name: queries_of(app, host, path) for name, path in paths.items()}
        db.session.remove()
        db.engine.dispose()
    return asked


def _network(folder: Path, teams: int) -> tuple[Flask, dict[str, str], Bare]:
    """Make the network in a database of its own; return its pages, and its rows read with no more than must be."""
    folder.mkdir()
    app = application(folder)
    with app.app_context():
        upgrade()
        demo.load(now=datetime.now(UTC))
        db.session.commit()
        network_id = _made("SQLite", teams)
        ids = list(db.session.scalars(_measures(network_id)))
        held = select(Gathering.id).where(Gathering.network_id == network_id).order_by(Gathering.starts_at)
        held_id, *_between, coming_id = db.session.scalars(held)
        here = "/networks/stort-nettverk-oppdiktet"
        paths = {
            "table": here,
            "samling": f"{here}/gatherings/{coming_id}",
            "attendance": f"{here}/gatherings/{held_id}/attendance",
            "screen": f"{here}/gatherings/{coming_id}/screen",
        }
        db.session.commit()
    return app, paths, _bare(app, ids)


def _measures(network_id: int) -> Select[int]:
    """Select what the table shows: of each team its own of the measure that most of them have."""
    first = select(CatalogueMeasure.id).where(CatalogueMeasure.key == "matters_asked").scalar_subquery()
    query = select(Measure.id).join(NetworkTeam, NetworkTeam.team_id == Measure.team_id)
    return query.where(NetworkTeam.network_id == network_id, Measure.catalogue_id == first).order_by(Measure.id)


def _bare(app: Flask, ids: list[int]) -> Bare:
    """Return the reading of these rows by the driver alone, by the engine alone, and with every reading made."""
    with app.app_context():
        engine = db.engine
    where = f"{_ROWS} WHERE measure_id IN ({', '.join('?' * len(ids))}) ORDER BY measure_id, period_start"

    def fetch() -> list[tuple[Any, ...]]:
        with engine.connect() as connection:
            cursor = connection.connection.cursor()
            return cursor.execute(where, ids).fetchall()

    stored = [list(own) for _measure, own in groupby(fetch(), key=itemgetter(0))]

    def read() -> Sequence[Reading]:
        columns = (list(zip(*own, strict=True)) for own in stored)
        series = [Series(ChartKind.RUN, each[3], each[4], multiplier=100, freeze=12) for each in columns]
        return read_many(series, RuleSet.ANHOEJ_SPLIT)

    return fetch, read, lambda: list(read())


def _visit(client: FlaskClient, path: str) -> bytes:
    answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    return answer.get_data()


def _cpu(visits: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Give the CPU seconds of each, the median of many rounds in turn, so that all have the same weather."""
    taken: dict[str, list[float]] = {name: [] for name in visits}
    for number in range(ROUNDS + 2):
        for name, work in visits.items():
            start = time.process_time()
            work()
            if number >= 2:
                taken[name].append(time.process_time() - start)
    return {name: statistics.median(each) for name, each in taken.items()}


if __name__ == "__main__":
    main()
