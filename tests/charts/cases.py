"""Readings that tests and the gallery draw. All numbers, wards and people are invented unless a name says otherwise."""

import random
from datetime import date

from tracker.analysis import ChartKind, Direction, Period, PeriodKind, RuleSet, Series, read
from tracker.charts.plot import EarlierTarget, Flag, FlagKind, Pause, Plot

YEAR = 2026


def weeks(first, count, year=YEAR):
    start = Period.numbered(PeriodKind.WEEK, year, first)
    found = [start]
    while len(found) < count:
        found.append(found[-1].next)
    return tuple(found)


def months(year, first, count):
    return stretch(PeriodKind.MONTH, year, first, count)


def stretch(kind, year, first, count):
    found = [Period.numbered(kind, year, first)]
    while len(found) < count:
        found.append(found[-1].next)
    return tuple(found)


def thursday(week, year=YEAR):
    return date.fromisocalendar(year, week, 4)


def charted(values, *, below=None, kind=ChartKind.RUN, rules=RuleSet.ANHOEJ, periods=None, **options):
    """A reading and its plot: series options go to the series, the rest to the plot."""
    names = {"phase_starts", "freeze", "excluded", "centre", "multiplier", "target", "direction"}
    chosen = {name: options.pop(name) for name in list(options) if name in names}
    reading = read(Series(kind, values, below, **chosen), rules)
    fields = {"title": "Satte legen seg ned?", "periods": weeks(10, len(values)) if periods is None else periods}
    return reading, Plot.of(reading, **{**fields, **options})


SEATED = [9, 11, 8, 12, 10, 9, 13, 10, 12, 9, 13, 11, 14, 17, 13, 18, 15, 16, 18, 14, 17, 15, 19, 15, 14, 16]
SEATED += [None] * 4 + [12, 14, 15, 19, 20, 18, 21, 20, 22, 21, 24, 22, 25, 24]
ROUNDS = [24, 27, 25, 28, 22, 26, 29, 27, 26, 23, 28, 30, 26, 27, 25, 28, 26, 29, 27, 25, 28, 27, 30, 26, 26, 26]
ROUNDS += [None] * 4 + [22, 23, 27, 28, 27, 26, 27, 28, 27, 28, 29, 28, 30, 28]

FLAGS = (
    Flag(1, FlagKind.INTERVENTION, thursday(14), "Visittstol på veggen i alle rom"),
    Flag(2, FlagKind.TEST, thursday(20), "Sykepleier minner om stolen før visitt"),
    Flag(3, FlagKind.INTERVENTION, thursday(34), "Stolen følger visittvogna"),
    Flag(4, FlagKind.EVENT, thursday(36), "Nye LIS1-leger"),
)
HOLIDAY = (Pause(date(2026, 7, 6), date(2026, 8, 2), "Ferie: ingen måling"),)


def chair(**changes):
    """The main picture: two phases, a frozen baseline, a holiday, four flags, and a shift for the better."""
    fields = {
        "below": ROUNDS,
        "phase_starts": (12,),
        "freeze": 12,
        "multiplier": 100,
        "target": 80,
        "direction": Direction.HIGHER,
        "periods": weeks(2, 44),
        "title": "Satte legen seg ned under visitten?",
        "is_share": True,
        "phase_names": ("Før", "Stol på veggen"),
        "numerators": tuple(SEATED),
        "denominators": tuple(ROUNDS),
        "counted": "visitter",
        "flags": FLAGS,
        "pauses": HOLIDAY,
    }
    return charted(SEATED, **{**fields, **changes})


BASE = [42, 51, 46, 55, 40, 49, 52, 44, 50, 43, 54, 47]
SHARE = {"is_share": True, "direction": Direction.HIGHER}


def better(**changes):
    return charted([*BASE, 58, 66, 61, 70, 64, 73, 68, 75, 71], **{"freeze": 12, "target": 80, **SHARE, **changes})


FALLS_PER_WEEK = [4.1, 3.2, 3.8, 4.4, 3.5, 4.0, 3.1, 3.9, 4.2, 3.4, 3.7, 4.3]
FALLS_PER_WEEK += [4.6, 5.2, 4.7, 5.5, 5.0, 5.8, 5.3, 6.1]


def worse(**changes):
    fields = {"freeze": 12, "target": 2, "direction": Direction.LOWER, "unit": "per 1000 liggedøgn", "decimals": 1}
    return charted(FALLS_PER_WEEK, **{**fields, "title": "Fall med skade", **changes})


STILL = [52, 46, 55, 48, 51, 44, 57, 47, 53, 45, 50, 56, 43, 54, 49, 58, 46, 52, 48, 55]


def still(**changes):
    return charted(STILL, **{"target": 80, **SHARE, **changes})


FEW_CROSSINGS = [38, 41, 36, 44, 40, 62, 66, 61, 65, 60, 37, 43, 39, 36, 41, 67, 60, 63, 64, 62]


def few_crossings(**changes):
    return charted(FEW_CROSSINGS, **{**SHARE, **changes})


def two_phases(**changes):
    after = [61, 68, 58, 66, 63, 70, None, None, None, None, 60, 67, 62, 65, 59, 64, 69]
    values = [30, 38, 33, 41, 35, 29, 37, 34, 40, 32, 36, 39, *after]
    fields = {"phase_starts": (12,), "freeze": (None, 12), "phase_names": ("Før", "Etter"), "pauses": HOLIDAY}
    return charted(values, **{**SHARE, **fields, **changes})


def few_points(**changes):
    return charted([41, 55, 47, 60, 52, 58], **{**SHARE, **changes})


def neutral(**changes):
    return charted([*BASE, 58, 66, 61, 70, 64, 73, 68, 75, 71], **{"freeze": 12, "is_share": True, **changes})


def held(**changes):
    values = [88, 91, 86, 92, 90, 87, 93, 89, 91, 88, 94, 90, 87, 92]
    return charted(values, **{"target": 80, **SHARE, **changes})


def constant(value=100, **changes):
    return charted([value] * 16, **{"target": 100, **SHARE, **changes})


def excluded(**changes):
    values = [52, 46, 55, 48, 51, 5, 57, 47, 53, 45, 50, 56, 43, 54, 49, 58]
    return charted(values, **{"excluded": (5,), "notes": {5: "strømbrudd"}, "target": 80, **SHARE, **changes})


def running(**changes):
    """The main picture in the middle of its last week: what is counted so far is drawn, and left out of the reading."""
    return chair(excluded=(43,), running=frozenset({43}), **changes)


def small_denominators(**changes):
    above = [3, 2, 8, 9, 1, 7, 8, 9, 6, 2, 8, 7, 9]
    below = [4, 3, 12, 14, 2, 11, 12, 13, 9, 4, 12, 11, 14]
    fields = {"below": below, "multiplier": 100, "counted": "visitter"}
    fields |= {"numerators": tuple(above), "denominators": tuple(below)}
    return charted(above, **{**SHARE, **fields, **changes})


def falls(**changes):
    """Monthly falls with injury over two years."""
    values = [4.8, 4.2, 5.1, 4.6, 3.9, 5.0, 4.4, 5.3, 4.7, 4.1, 4.9, 4.5]
    values += [4.9, 4.8, 3.7, 4.0, 3.2, 3.4, 2.9, 3.3, 2.7, 2.6]
    fields = {"freeze": 12, "target": 2.3, "direction": Direction.LOWER, "unit": "per 1000 liggedøgn", "decimals": 1}
    return charted(values, **{**fields, "periods": months(2025, 1, 22), "title": "Fall med skade", **changes})


def minutes(**changes):
    draw = random.Random(99)
    values = [round(draw.gauss(7.9, 0.8), 1) for _ in range(44)]
    values[26:30] = [None] * 4
    fields = {"unit": "min", "decimals": 1, "direction": Direction.LOWER, "title": "Visittid per pasient"}
    return charted(values, **{**fields, "periods": weeks(2, 44), **changes})


def goal_range(**changes):
    values = [52, 46, 55, 48, 51, 44, 57, 47, 53, 45, 50, 56, 43, 54]
    return charted(values, **{"target_low": 40, "target_high": 60, "is_share": True, **changes})


def moved_goal(**changes):
    earlier = (EarlierTarget(date(2026, 4, 30), 60.0),)
    return still(**{"earlier_targets": earlier, **changes})


def control_chart(**changes):
    return charted(STILL, **{"kind": ChartKind.I, **SHARE, **changes})


def quarters(**changes):
    values = [12, 14, 11, 15, 13, 12, 16, 11, 14, 13, 12, 9, 10, 8]
    periods = stretch(PeriodKind.QUARTER, 2023, 1, 14)
    return charted(values, **{"periods": periods, "direction": Direction.LOWER, "title": "Trykksår", **changes})


def long_series(count=160, **changes):
    draw = random.Random(7)
    values = [round(min(100, max(0, draw.gauss(58, 9)))) for _ in range(count)]
    return charted(values, **{**SHARE, "target": 80, "periods": weeks(2, count, 2023), **changes})


def nothing(**changes):
    return charted([None] * 4, **{**SHARE, "target": 80, **changes})


def one_point(**changes):
    return charted([58], **{**SHARE, "target": 80, **changes})


def crowded_flags(**changes):
    days = [(1, 12), (2, 13), (3, 17), (4, 18), (5, 18), (6, 29)]
    kinds = [FlagKind.INTERVENTION, FlagKind.TEST, FlagKind.EVENT, FlagKind.COMMENT, FlagKind.TEST, FlagKind.COMMENT]
    flags = tuple(
        Flag(number, kind, thursday(week), f"Flagg {number}") for (number, week), kind in zip(days, kinds, strict=True)
    )
    return still(**{"flags": flags, **changes})


def ended_run(**changes):
    """A long run below that is over: the verdict is of now, the bracket stays."""
    values = [60, 40, 62, 41, 30, 33, 28, 35, 31, 29, 34, 32, 36, 61, 39, 63, 58, 62, 60, 59, 64, 38]
    return charted(values, **{**SHARE, "target": 80, "freeze": None, **changes})


def every_period(kind):
    return charted([5, 7, 6, 8, 5, 9, 6, 7, 8, 5, 6, 9, 7], periods=stretch(kind, 2025, 1, 13), title="Hendelser")


def all_excluded(**changes):
    return charted([5.0, 7.0, 6.0], **{"excluded": (0, 1, 2), **changes})


def trend(**changes):
    values = [50, 52, 48, 53, 49, 51, 47, 50, 54, 47, 49, 51, 53, 55, 57, 58, 56, 59, 57, 60, 58]
    return charted(values, **{"rules": RuleSet.IHI, "target": 80, **SHARE, **changes})


def outside(**changes):
    """An individuals chart with points beyond its limits and a shift."""
    values = [50, 52, 49, 51, 50, 48, 52, 51, 49, 50, 51, 66, 50, 52, 49, 53, 54, 55, 53, 54, 56, 54, 55, 53, 54, 38]
    return charted(values, **{"kind": ChartKind.I, "freeze": 12, "target": 60, **SHARE, **changes})


def rare(**changes):
    """Counts of a rare event, fewer for the last half year."""
    values = [3, 2, 4, 1, 3, 5, 2, 3, 4, 2, 3, 4, 2, 1, 1, 0, 2, 1, 0, 1, 1, 0, 2, 1]
    fields = {
        "direction": Direction.LOWER,
        "freeze": 12,
        "target": 1,
        "title": "Trykksår",
        "periods": months(2024, 1, 24),
    }
    return charted(values, **{**fields, **changes})
