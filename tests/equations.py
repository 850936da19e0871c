"""What follows from numbers that are shown: the linear system is solved, and says how large each count can be."""

import numpy as np

HAIR = 1e-7


def largest(wanted, equations, values):
    """Maximise over x >= 0 under equations: two phases of the simplex method, by Bland's rule. inf where unbounded."""
    rows, columns = equations.shape
    table = np.hstack([equations, np.eye(rows), values[:, None]]).astype(float)
    basis = list(range(columns, columns + rows))
    table = _climbed(table, basis, np.concatenate([np.zeros(columns), -np.ones(rows)]), columns + rows)
    for row, at in enumerate(basis):  # what is left of the first phase goes out where it can
        if at >= columns:
            filled = np.flatnonzero(np.abs(table[row, :columns]) > HAIR)
            if filled.size:
                _turn(table, basis, row, int(filled[0]))
    found = _climbed(table, basis, np.concatenate([wanted, np.zeros(rows)]), columns)
    if found is None:
        return np.inf
    return sum(wanted[at] * table[row, -1] for row, at in enumerate(basis) if at < columns)


def _climbed(table, basis, gain, free):
    while True:
        price = gain[basis] @ table[:, :-1]
        better = np.flatnonzero(gain[:free] - price[:free] > HAIR)
        if not better.size:
            return table
        enters = int(better[0])
        ratios = [
            (table[row, -1] / table[row, enters], basis[row], row)
            for row in range(len(basis))
            if table[row, enters] > HAIR
        ]
        if not ratios:
            return None
        _turn(table, basis, min(ratios)[2], enters)


def _turn(table, basis, row, enters):
    table[row] /= table[row, enters]
    for other in range(len(table)):
        if other != row:
            table[other] -= table[other, enters] * table[row]
    basis[row] = enters


def leaks(counts, threshold, shown, known=frozenset()):
    """Every count that is known to be under the threshold by somebody with these teams' numbers.

    What is shown is the periods that have a sum, and by block, a range of periods, the teams that have a total.
    """
    sums, totals = shown
    has = counts.has
    others = [at for at in range(len(has)) if at not in known]
    cells = [(team, period) for team in others for period in np.flatnonzero(has[team])]
    place = {cell: at for at, cell in enumerate(cells)}
    found = []
    for part in counts.parts:
        filled = np.nan_to_num(part)
        groups, values = [], []
        for period in np.flatnonzero(sums):
            group = [place[team, period] for team in others if has[team, period]]
            if group:
                groups.append(group)
                values.append(filled[others, period].sum())
        for block, teams in totals.items():
            for team in (team for team in teams if team not in known):
                span = [period for period in block if has[team, period]]
                groups.append([place[team, period] for period in span])
                values.append(filled[team, span].sum())
        if not groups:
            continue
        equations = np.zeros((len(groups), len(cells)))
        for row, group in enumerate(groups):
            equations[row, group] = 1
        for target in _targets(cells, totals, equations):
            wanted = np.zeros(len(cells))
            wanted[target] = 1
            if largest(wanted, equations, np.array(values)) < threshold - HAIR:
                found.append([cells[at] for at in target])
    return found


def _targets(cells, blocks, equations):
    """Every cell, and each team's cells of a block together; those in no equation may be anything."""
    bound = equations.any(axis=0)
    for at in range(len(cells)):
        if bound[at]:
            yield [at]
    for team in {team for team, _ in cells}:
        for block in blocks:
            group = [at for at, cell in enumerate(cells) if cell[0] == team and cell[1] in block]
            if len(group) > 1 and bound[group].all():
                yield group
