"""No count under the threshold follows from all that is shown: each random network's linear system is solved.

The attacker knows every sum of a period and every team's total that is shown, which team contributed when, and all of
one team's own numbers, or of those a reader follows. What is left is a set of linear equations in numbers that are not
negative. For every cell, every run of cells of a team and every total, the largest value that fits the equations is
found by the simplex method: where it is under the threshold, the count is known to be small, and that is a leak.
"""

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.equations import leaks
from tracker.analysis.pooling.disclosure import Counts, Withheld, open_periods, withheld_teams

BLOCK = 4
FIRST = range(BLOCK)


def shown_of(counts, threshold, known=()):
    """All that is shown of a network: which periods have a sum, and which teams have a total over which block."""
    sums = open_periods(counts, threshold, known)
    totals = {}
    for start in range(0, counts.has.shape[1], BLOCK):
        block = np.zeros(counts.has.shape[1], dtype=bool)
        block[start : start + BLOCK] = True
        hidden = withheld_teams(counts.over(block), threshold, known)
        if hidden is not None:
            here = counts.has[:, block].any(axis=1)
            totals[_block(start, counts)] = [at for at in np.flatnonzero(here) if at not in hidden]
    return sums, totals


def only_the_small(counts, threshold):
    """What would be shown by hiding the small totals alone."""
    has = counts.has
    totals = {}
    for start in range(0, has.shape[1], BLOCK):
        block = counts.over(np.arange(has.shape[1]) // BLOCK == start // BLOCK)
        sums = [np.nan_to_num(part).sum(axis=1) for part in block.parts]
        shown = [at for at in np.flatnonzero(block.has.any(axis=1)) if min(s[at] for s in sums) >= threshold]
        totals[_block(start, counts)] = shown
    return has.sum(axis=0) >= 3, totals


def _block(start, counts):
    return range(start, min(start + BLOCK, counts.has.shape[1]))


@st.composite
def networks(draw):
    """Teams with numbers of every size in two blocks, some of them with gaps."""
    teams, periods = draw(st.integers(4, 8)), draw(st.integers(2, 5))
    seed = draw(st.integers(0, 2**32 - 1))
    rng = np.random.default_rng(seed)
    size = rng.choice([1, 8, 20, 20, 60], size=(teams, 1))
    bottoms = rng.poisson(size * rng.choice([0.3, 1, 2], size=(teams, periods))).astype(float)
    tops = rng.binomial(bottoms.astype(int), rng.choice([0.2, 0.5, 0.9], size=(teams, 1))).astype(float)
    gaps = (rng.random((teams, periods)) < 0.3) & (rng.random((teams, 1)) < draw(st.sampled_from([0, 0.3, 0.6])))
    tops[gaps] = np.nan
    return Counts.of(tops, bottoms, is_share=draw(st.booleans()))


@settings(max_examples=50, deadline=None, derandomize=True)
@given(networks(), st.sampled_from([3, 5, 10]))
def test_no_small_count_follows_from_all_that_is_shown(counts, threshold):
    shown = shown_of(counts, threshold)
    for known in (frozenset(), *(frozenset({team}) for team in range(len(counts.has)))):
        assert not leaks(counts, threshold, shown, known)


@settings(max_examples=20, deadline=None, derandomize=True)
@given(networks(), st.sampled_from([5, 10]), st.integers(0, 30))
def test_nor_for_a_reader_who_follows_several_teams(counts, threshold, choice):
    pairs = list(combinations(range(len(counts.has)), 2))
    known = frozenset(pairs[choice % len(pairs)])
    assert not leaks(counts, threshold, shown_of(counts, threshold, known), known)


def rows(*counted):
    """Teams by (what was counted, out of how many), one pair a period."""
    pairs = np.array(counted, dtype=float)
    return Counts.of(pairs[..., 0], pairs[..., 1], is_share=True)


BIG = [(20, 40)] * 4
SMALL = [(1, 12), (0, 12), (1, 12), (1, 12)]


def test_hiding_the_small_one_alone_gives_it_away():
    counts = rows(BIG, BIG, BIG, BIG, SMALL)
    found = leaks(counts, 5, only_the_small(counts, 5))
    assert [cell[0] for cell in found[-1]] == [4] * 4
    _sums, totals = shown_of(counts, 5)
    assert totals == {}


def test_one_that_is_hidden_takes_two_others_along():
    """Two hidden would do for a stranger; each of the two knows its own, and would find the other."""
    counts = rows(BIG, BIG, BIG, BIG, BIG, SMALL)
    sums, totals = shown_of(counts, 5)
    assert len(totals[FIRST]) == 3
    for known in range(6):
        assert not leaks(counts, 5, (sums, totals), frozenset({known}))
    assert not leaks(counts, 5, (sums, {FIRST: [0, 2, 3, 4]}))
    assert leaks(counts, 5, (sums, {FIRST: [0, 2, 3, 4]}), frozenset({1}))
    hidden = withheld_teams(rows(BIG, BIG, BIG, BIG, BIG, SMALL), 5)
    assert sorted(hidden.values()) == [Withheld.BESIDE, Withheld.BESIDE, Withheld.SMALL]


def test_where_nothing_is_small_nothing_is_hidden():
    counts = rows(BIG, BIG, BIG, BIG)
    assert open_periods(counts, 5).all()
    assert withheld_teams(counts, 5) == {}


def test_every_count_of_a_share_counts():
    for small in ([(1, 40)] * 4, [(39, 40)] * 4, [(1, 2)] * 4):
        assert withheld_teams(rows(BIG, BIG, BIG, BIG, BIG, small), 5)[5] is (
            Withheld.BESIDE if sum(min(top, bottom - top) for top, bottom in small) >= 5 else Withheld.SMALL
        )


def test_two_teams_have_no_sum():
    assert not open_periods(rows(BIG, BIG), 5).any()
    assert withheld_teams(rows(BIG, BIG), 5) is None


def test_a_sum_that_one_team_makes_nearly_alone_is_not_shown():
    """That team would read the rest out of it."""
    assert not open_periods(rows(BIG, [(1, 2)] * 4, [(1, 3)] * 4), 5).any()


def test_a_team_with_a_gap_has_no_total_in_the_block():
    """With a gap on one side and a gap on the other, totals and sums together give single weeks."""
    gap = [*BIG[:3], (np.nan, np.nan)]
    hidden = withheld_teams(rows(BIG, BIG, BIG, BIG, gap, gap, gap), 5)
    assert set(hidden.values()) == {Withheld.INCOMPLETE}


def test_a_period_without_a_sum_keeps_every_total_of_its_block_back():
    thin = [*BIG[:3], (2, 4)]
    counts = rows(thin, thin, thin, thin)
    assert open_periods(counts, 5).tolist() == [True, True, True, True]
    fewer = [*BIG[:3], (1, 2)]
    counts = rows(fewer, fewer, fewer, fewer)
    assert open_periods(counts, 5).tolist() == [True, True, True, False]
    assert withheld_teams(counts, 5) is None


def test_a_reader_who_has_nearly_all_the_teams_sees_no_sum_of_the_rest():
    counts = rows(BIG, BIG, BIG, BIG)
    assert open_periods(counts, 5, known=[0, 1]).all()
    assert not open_periods(counts, 5, known=[0, 1, 2]).any()
    assert withheld_teams(counts, 5, known=[0, 1, 2]) is None


def test_teams_that_are_shown_have_the_threshold_in_each_period():
    """Where those withheld have one period alone, totals and sums tell what the others had in it, all together."""
    nothing = [(np.nan, np.nan)] * 3
    shown, late = [*BIG[:3], (1, 2)], [*nothing, (20, 40)]
    counts = rows(shown, shown, shown, late, late, late)
    assert open_periods(counts, 5).all()
    assert leaks(counts, 5, (open_periods(counts, 5), {FIRST: [0, 1, 2]}), frozenset({3}))
    assert withheld_teams(counts, 5) is None
    more = [*BIG[:3], (4, 8)]
    assert sorted(withheld_teams(rows(more, more, more, late, late, late), 5)) == [3, 4, 5]
