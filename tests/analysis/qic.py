"""The qicharts2 cases: how one is put to the engine, and how the answers are compared."""

from collections import Counter
from datetime import date
from functools import cache
from math import inf, isnan, nan

from tests.analysis import oracle_files
from tests.analysis.oracle_files import number
from tracker.analysis import ChartKind, Period, PeriodKind, Series, read

KINDS = {
    "run": ChartKind.RUN,
    "i": ChartKind.I,
    "mr": ChartKind.MR,
    "xbar": ChartKind.XBAR,
    "s": ChartKind.S,
    "t": ChartKind.T,
    "p": ChartKind.P,
    "pp": ChartKind.P_PRIME,
    "c": ChartKind.C,
    "u": ChartKind.U,
    "up": ChartKind.U_PRIME,
    "g": ChartKind.G,
    "ip": ChartKind.I_PRIME,
}
LINES = {
    "y": "values",
    "cl": "centre",
    "lcl": "lower",
    "ucl": "upper",
    "lcl.95": "lower95",
    "ucl.95": "upper95",
}
COUNTS = {
    "n.obs": "observed",
    "n.useful": "useful",
    "longest.run": "longest_run",
    "longest.run.max": "longest_run_limit",
    "n.crossings": "crossings",
    "n.crossings.min": "crossings_limit",
    "runs.signal": "signal",
}


def cases():
    return {case["id"]: case for case in oracle_files.cases("qic")}


def differences():
    return {row["id"]: row["reason"] for row in oracle_files.table("qic_differences.csv")}


@cache
def dataset(name):
    rows = oracle_files.table(name)
    return {column: [cell(row[column]) for row in rows] for column in rows[0]}


def cell(text):
    if not text:
        return None
    try:
        return float(text)
    except ValueError:
        return text


def facets(case):
    """The rows of each facet: ``(facet1, facet2) -> row numbers``, rows without x left out."""
    columns = columns_of(case)
    size = len(next(iter(columns.values())))
    place = columns[case["roles"]["x"]]
    pair = [columns.get(case["roles"].get(name), [None] * size) for name in ("facet1", "facet2")]
    rows = {}
    for row, key in enumerate(zip(*pair, strict=True)):
        if place[row] is not None:
            rows.setdefault(key, []).append(row)
    return rows


def columns_of(case):
    return case["data"] if "data" in case else dataset(case["dataset"])


def series(case, rows, *, with_freeze=False):
    """The series of one facet. Freeze goes unused where there are parts, as in qic, unless asked for."""
    columns, roles, args = columns_of(case), case["roles"], case["args"]
    column = {role: [columns[name][row] for row in rows] for role, name in roles.items()}
    x = column["x"]
    if "x.period" in args:
        kind = PeriodKind(args["x.period"])
        x = [Period.containing(kind, date.fromisoformat(day)).start.isoformat() for day in x]
    firsts = dict(reversed(list(zip(x, range(len(x)), strict=True))))
    points = [firsts[place] for place in sorted(firsts)]
    options = {"screened": case["screened_mr"], "excluded": [point - 1 for point in args.get("exclude", ())]}
    if "freeze" in args and (with_freeze or not ("part" in args or "part" in roles)):
        options["freeze"] = args["freeze"]
    if "part" in args:
        options["phase_starts"] = args["part"]
    if "part" in roles:
        names = [column["part"][row] for row in points]
        options["phase_starts"] = [at for at in range(1, len(names)) if names[at] != names[at - 1]]
    if "cl" in args:
        options["centre"] = args["cl"]
    if "cl" in roles:
        options["centre"] = [number(column["cl"][row]) for row in points]
    if "multiply" in args:
        options["multiplier"] = args["multiply"]
    y = [number(value) for value in column["y"]]
    n = [number(value) for value in column["n"]] if "n" in roles else None
    return Series.from_rows(KINDS[args["chart"]], x, y, n, **options)


def readings(case, **how):
    return {key: read(series(case, rows, **how)) for key, rows in facets(case).items()}


def mismatches(case, answers):
    """What the engine answers otherwise than qicharts2: numbers beyond 1e-9, counts and flags at all."""
    points, parts = case["points"], case["parts"]
    floored = case["args"].get("y.neg") is False
    for row, place in enumerate(points["xx"]):
        reading = answers[facet(points, row)]
        expected = {line: nan if points[line] is None else number(points[line][row]) for line in LINES}
        scale = max((abs(expected[line]) for line in ("y", "cl", "ucl") if abs(expected[line]) < inf), default=0)
        for line, name in LINES.items():
            given = float(getattr(reading, name)[place - 1])
            if floored and line.startswith("lcl") and expected[line] == 0:
                given = max(given, 0.0)
            if not alike(expected[line], given, 1e-9 * scale):
                yield line, row, expected[line], given
        if bool(points["sigma.signal"][row]) != bool(reading.outside[place - 1]):
            yield "sigma.signal", row, points["sigma.signal"][row]
    seen = Counter()
    for row in range(len(parts["n.obs"])):
        key = facet(parts, row)
        phase = answers[key].phases[seen[key]]
        seen[key] += 1
        for count, name in COUNTS.items():
            if parts[count][row] != getattr(phase, name):
                yield count, row, parts[count][row], getattr(phase, name)
    if seen != Counter({key: len(reading.phases) for key, reading in answers.items()}):
        yield "parts", seen


def alike(expected, given, tolerance):
    if isnan(expected) or isnan(given):
        return isnan(expected) and isnan(given)
    return expected == given or abs(expected - given) <= tolerance


def facet(table, row):
    return tuple(table[name][row] if name in table else None for name in ("facet1", "facet2"))
