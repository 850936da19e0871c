"""How often random series are told as a change: ``python -m tests.analysis.simulation [seed] [series]``.

Poisson counts and shares with nothing but chance in them, each read and judged as the product does, and weeks of falls
that end in zeros. Printed in percent of the series, by the number of points.
"""

import sys

import numpy as np

from tracker.analysis import ChartKind, Direction, Rule, RuleSet, Series, Verdict, read_many, verdict

MEANS = (0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1, 1.5, 2, 3, 5, 8, 12)
SHARES = (0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995)
POINTS = (20, 22, 24, 26, 30, 36, 40, 52, 60, 80, 104, 120)


def counts(random, mean, points, series):
    return [Series(ChartKind.RUN, row, direction=Direction.LOWER) for row in random.poisson(mean, (series, points))]


def shares(random, share, of, points, series):
    rows = random.binomial(of, share, (series, points))
    return [Series(ChartKind.RUN, row, np.full(points, of), direction=Direction.HIGHER) for row in rows]


def told(series, rules):
    """The share of the series that are told as worse, that have any signal, and that have one of long runs."""
    readings = read_many(series, rules)
    runs = {Rule.LONG_RUN, Rule.SHIFT}
    return (
        np.mean([verdict(reading) is Verdict.WORSE for reading in readings]),
        np.mean([reading.phases[-1].signal for reading in readings]),
        np.mean([any(signal.rule in runs for signal in reading.signals) for reading in readings]),
    )


def falls_to_none(random, mean, zeros, series, **options):
    """Twelve weeks of falls and so many without."""
    rows = np.hstack([random.poisson(mean, (series, 12)), np.zeros((series, zeros))])
    return [Series(ChartKind.RUN, row, direction=Direction.LOWER, **options) for row in rows]


def main(seed=1, series=4000):
    random = np.random.default_rng(seed)
    say = sys.stdout.write
    for rules in (RuleSet.ANHOEJ_SPLIT, RuleSet.IHI_SPLIT, RuleSet.ANHOEJ):
        say(f"{rules.name}, {series} series each, seed {seed}: told as worse / any signal of runs / a long run, %\n")
        say(f"{'points':16}" + "".join(f"{points:>15}" for points in POINTS) + "\n")
        kinds = [(f"Poisson {mean}", counts, (mean,)) for mean in MEANS]
        kinds += [(f"{share} of {of}", shares, (share, of)) for of in (10, 20) for share in SHARES]
        for name, draw, chosen in kinds:
            found = (told(draw(random, *chosen, points, series), rules) for points in POINTS)
            cells = "".join(f"{100 * worse:5.1f}{100 * any_:5.1f}{100 * long:5.1f}" for worse, any_, long in found)
            say(f"{name:16}{cells}\n")
    say("12 weeks of falls, then zeros: better or held with target 0 / better without a target / worse, %\n")
    for mean in (1, 2, 3, 5):
        for zeros in (5, 8, 12, 13, 20, 40, 80, 160):
            held = [verdict(one) for one in read_many(falls_to_none(random, mean, zeros, 1000, target=0), SPLIT)]
            free = [verdict(one) for one in read_many(falls_to_none(random, mean, zeros, 1000), SPLIT)]
            good = np.isin(held, [Verdict.HELD, Verdict.BETTER]).mean()
            better, worse = np.mean([one is Verdict.BETTER for one in free]), np.isin(held + free, ["worse"]).mean()
            say(f"mean {mean}, {zeros:3} zeros {100 * good:6.1f}{100 * better:6.1f}{100 * worse:6.1f}\n")


SPLIT = RuleSet.ANHOEJ_SPLIT

if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
