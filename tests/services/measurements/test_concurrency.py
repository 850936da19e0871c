"""Two processes of eight threads correct one number: nobody's correction is lost, on either database."""

import json
import subprocess
import sys
from pathlib import Path

from sqlalchemy import func, select

from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db
from tracker.models.measurements import Measurement

ROOT = Path(__file__).parents[3]
PROCESSES, THREADS, TIMES = 2, 8, 4


def test_no_correction_is_lost_among_sixteen(shared):
    command = [
        sys.executable,
        "-m",
        "tests.correcting",
        shared.config["SQLALCHEMY_DATABASE_URI"],
        str(THREADS),
        str(TIMES),
    ]
    crowd = [
        subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(PROCESSES)
    ]
    told = [process.communicate(timeout=120) for process in crowd]
    assert [error for _, error in told if "Error" in error] == []  # "database is locked" would stand here
    acknowledged, again = (sum(column) for column in zip(*(json.loads(out) for out, _ in told), strict=True))
    assert again > 0, "nobody met anybody: this proves nothing"
    lines = select(func.count()).where(AuditLine.subject == "measurement")
    made = lines.where(AuditLine.deed.in_([Deed.CREATED, Deed.CHANGED]))
    assert acknowledged == PROCESSES * THREADS * TIMES
    assert db.session.scalars(select(Measurement.numerator)).all() == [acknowledged]
    assert db.session.scalar(made) == db.session.scalar(lines) == acknowledged
