"""A process of threads that all correct one number, for tests/services/test_concurrency.py.

`python -m tests.correcting URL THREADS TIMES`: each thread adds one to the numerator TIMES times, as people with
forms do: it reads, writes down one more, sends with the version it saw, and looks again where somebody was quicker.
Prints how many corrections were acknowledged, and how many had to be made again.
"""

import json
import random
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from flask import Flask
from sqlalchemy import select

from tracker.access.permissions import Permission
from tracker.access.team import enter_team
from tracker.analysis import Period, PeriodKind
from tracker.models.accounts import User
from tracker.models.base import db, may_write
from tracker.models.measurements import Measurement
from tracker.models.measures import Measure
from tracker.services.measurements.entries import Entry
from tracker.services.measurements.record import ConflictError, record

WEEK = Period.numbered(PeriodKind.WEEK, 2026, 45)
NOW = datetime(2026, 11, 11, 8, 30, tzinfo=UTC)


def correct(app: Flask) -> bool:
    """Add one; False where somebody was quicker."""
    with app.app_context():
        may_write.set(False)  # the form is opened by a GET
        measure = select(Measure.id).where(Measure.slug == "satte-legen-seg").scalar_subquery()
        seen = select(Measurement.numerator, Measurement.version).where(Measurement.measure_id == measure)
        numerator, version = db.session.execute(seen).one_or_none() or (0, 0)
        db.session.rollback()
        may_write.set(True)  # and sent by a POST
        user = db.session.scalars(select(User).where(User.email == "ali@example.no")).one()
        access = enter_team(user, "kirurgisk-3", Permission.RECORD, now=NOW)
        [chair] = [row for row in access.measures() if row.slug == "satte-legen-seg"]
        try:
            entry = Entry(numerator=numerator + 1, denominator=100_000)
            made = record(access, chair, period=WEEK, entry=entry, seen_version=version)
        except ConflictError:
            db.session.rollback()
            return False
        db.session.commit()
        return made is not None  # None: somebody else has just written the same number


def work(app: Flask, times: int) -> tuple[int, int]:
    """Correct the number that many times; give how many were acknowledged and how many were made again."""
    acknowledged = again = 0
    while acknowledged < times:
        if correct(app):
            acknowledged += 1
        else:
            again += 1
            time.sleep(random.uniform(0, 0.1))  # people do not all press at the same moment again
    return acknowledged, again


def main(url: str, threads: str, times: str) -> None:
    app = Flask(__name__)  # the services' floor needs no pages
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    db.init_app(app)
    with ThreadPoolExecutor(int(threads)) as pool:
        done = list(pool.map(lambda _: work(app, int(times)), range(int(threads))))
    sys.stdout.write(json.dumps([sum(column) for column in zip(*done, strict=True)]))


if __name__ == "__main__":
    main(*sys.argv[1:])
