"""Where the reference results lie, and how they are read."""

import csv
import gzip
import json
from functools import cache
from math import inf, nan
from pathlib import Path

HERE = Path(__file__).parent / "oracle"
WORDS = {None: nan, "NaN": nan, "Inf": inf, "-Inf": -inf}


@cache
def cases(name):
    with gzip.open(HERE / f"{name}_cases.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@cache
def table(name):
    with (HERE / name).open(encoding="utf-8") as rows:
        return list(csv.DictReader(rows))


def number(value):
    return WORDS[value] if value is None or isinstance(value, str) else value
