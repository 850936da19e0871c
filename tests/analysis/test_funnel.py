"""The funnel's limits, against numbers worked out apart, and when none is drawn."""

from math import comb

import numpy as np
import pytest

from tracker.analysis.pooling.funnel import limits, read_funnel


def below(count: int, size: int, share: float) -> float:
    """Chance of a count or fewer, by the formula itself."""
    return sum(comb(size, k) * share**k * (1 - share) ** (size - k) for k in range(count + 1))


@pytest.mark.parametrize(("size", "share"), [(12, 0.77), (77, 0.77), (200, 0.1), (900, 0.5)])
def test_each_limit_lies_where_the_exact_distribution_passes_its_part(size, share):
    found = limits(share, np.array([float(size)]), is_share=True)
    for line, part in ((found.lower, 0.001), (found.lower95, 0.025), (found.upper95, 0.975), (found.upper, 0.999)):
        count = int(np.ceil(line[0] * size - 1e-9))
        assert below(count, size, share) >= part > below(count - 2, size, share)


def test_limits_of_a_large_team_are_those_of_the_normal_curve():
    found = limits(0.4, np.array([100_000.0]), is_share=True)
    sigma = (0.4 * 0.6 / 100_000) ** 0.5
    assert found.upper[0] == pytest.approx(0.4 + 3.0902 * sigma, abs=2e-5)
    assert found.lower95[0] == pytest.approx(0.4 - 1.96 * sigma, abs=2e-5)


def test_rates_have_the_limits_of_poisson():
    """Mean 20: P(X <= 7) = 0.00078 and P(X <= 8) = 0.00209; P(X <= 34) = 0.99880 and P(X <= 35) = 0.99929."""
    found = limits(2.0, np.array([10.0]), is_share=False)
    assert 7 <= found.lower[0] * 10 <= 8
    assert 34 <= found.upper[0] * 10 <= 35


def test_one_team_apart_is_outside_and_the_others_are_not():
    counts = np.array([43, 96, 32, 69, 52, 142, 87, 98, 49, 87, 86, 71], dtype=float)
    sizes = np.array([77, 115, 41, 83, 61, 177, 119, 123, 67, 115, 111, 94], dtype=float)
    found = read_funnel(counts, sizes, is_share=True)
    assert found.outside.tolist() == [True, *[False] * 11]
    assert not found.too_unlike


def test_teams_that_spread_far_more_than_chance_are_too_unlike():
    sizes = np.full(12, 200.0)
    few_outside = read_funnel(np.array([100.0] * 6 + [130.0] * 6), sizes, is_share=True)
    assert few_outside.dispersion > 2
    assert few_outside.too_unlike
    half_outside = read_funnel(np.array([20.0, 20, 180, 180]), np.full(4, 200.0), is_share=True)
    assert half_outside.too_unlike


def test_teams_alike_have_the_dispersion_of_chance():
    """Drawing in a tenth at each end leaves 0.66 of the variance of a normal curve."""
    rng = np.random.default_rng(4)
    sizes = rng.integers(40, 200, 400).astype(float)
    found = read_funnel(rng.binomial(sizes.astype(int), 0.7).astype(float), sizes, is_share=True)
    assert 0.55 < found.dispersion < 0.8
    assert found.outside.mean() < 0.01


def test_two_teams_are_no_funnel():
    assert read_funnel(np.array([5.0, 6]), np.array([10.0, 10]), is_share=True) is None
