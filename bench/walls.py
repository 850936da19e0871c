"""What a wall of sixty charts costs, beside the table of the same sixty teams in the same run.

Goals: at most twice the CPU of the table, at most 60 KB compressed for each ten charts, queries as many for sixty
teams as for ten. Bytes are compressed as nginx does unless told otherwise, at level 1.
"""

import gzip
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask, url_for
from flask.testing import FlaskClient
from flask_migrate import upgrade

from bench.pages import application, client_of, cpu_of, queries_of
from tracker import demo
from tracker.app import settle
from tracker.demo.large import load_large
from tracker.models.accounts import Role
from tracker.models.base import db

CHARTS, FEW = 60, 10
ROUNDS = 25


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        few = _asked(Path(folder) / "few", FEW)
        app, host, paths = _network(Path(folder) / "many", CHARTS)
        settle()
        spent = cpu_of({name: (host, path) for name, path in paths.items()}, ROUNDS)
        for name, path in paths.items():
            page = host.get(path).get_data()
            packed = len(gzip.compress(page, 1)) / 1024
            print(
                f"{name:14}{spent[name] * 1e3:7.1f} ms CPU, {packed:6.1f} KB compressed, "
                f"queries {few[name]} with {FEW} teams and {queries_of(app, host, path)} with {CHARTS}"
            )
            if name != "table":
                charts = page.count(b'class="w-card')
                print(
                    f"  {spent[name] / spent['table']:.2f} times the table (goal 2), "
                    f"{10 * packed / charts:.1f} KB for ten of its {charts} charts (goal 60)"
                )
        _leave(app)


def _asked(folder: Path, teams: int) -> dict[str, int]:
    app, host, paths = _network(folder, teams)
    asked = {name: queries_of(app, host, path) for name, path in paths.items()}
    _leave(app)
    return asked


def _network(folder: Path, teams: int) -> tuple[Flask, FlaskClient, dict[str, str]]:
    """Make a network of so many teams in a database of its own; return its host and its pages."""
    folder.mkdir()
    app = application(folder)
    with app.app_context():
        upgrade()
        demo.load(now=datetime.now(UTC))
        network = load_large(teams, now=datetime.now(UTC))
        db.session.commit()
        host, slug = client_of(app, Role.HOST), network.slug
    with app.test_request_context():
        wall = url_for("walls.network", network=slug)
        return (
            app,
            host,
            {
                "table": url_for("networks.matrix", network=slug),
                "wall": wall,
                "wall, whole": f"{wall}?span=all&order=measure",
            },
        )


def _leave(app: Flask) -> None:
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


if __name__ == "__main__":
    main()
