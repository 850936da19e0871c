"""The kept numbers of a team that reaches zero falls and stays there (invented): 12 weeks with falls, 13 without."""

import csv
from pathlib import Path

FILE = Path(__file__).parent / "falls-to-zero-13-weeks.csv"


def values():
    """The falls of each week, in order."""
    with FILE.open(encoding="utf-8-sig") as file:
        return [float(row["Verdi"]) for row in csv.DictReader(file, delimiter=";")]
