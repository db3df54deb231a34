"""Robust distances that keep their error rates on short panels.

A median and a MAD of a handful of peers are uncertain themselves, and budgets have heavier tails than the normal
law. So
distances are referred to a Student law whose degrees of freedom are read off the bulk of the data (which planted
outliers do not reach), never above what the number of peers allows.
"""

from __future__ import annotations

import numpy as np

from analyzer.changes.integers import Floats, Ints

MAD_SCALE = 1.4826
MAD_EFFICIENCY = 0.37
"""Share of the observations that a MAD is worth, as an estimate of scale, under the normal law."""
_DF_GRID = (2.5, 3, 3.5, 4, 5, 6, 8, 10, 15, 20, 30, 60, 120)


def group_median(values: Floats, groups: Ints, size: int) -> Floats:
    """The median of each group (NaN for an empty one); groups are numbered 0 … size − 1."""
    order = np.lexsort((values, groups))
    sizes = np.bincount(groups, minlength=size)
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    found = np.full(size, np.nan)
    some = sizes > 0
    low = starts[some] + (sizes[some] - 1) // 2
    high = starts[some] + sizes[some] // 2
    found[some] = (values[order][low] + values[order][high]) / 2
    return found


def tail_df(z: Floats) -> float:
    """Degrees of freedom of the Student law that has the bulk of these distances: the ratio of two inner quantiles.

    The ratio of the 95 % to the 75 % quantile of |z| is 1.70 for the normal law and grows with the tails.
    """
    from scipy.special import stdtrit

    size = np.abs(z[np.isfinite(z)])
    if len(size) < 200:
        return 4.0
    inner, outer = np.quantile(size, [0.75, 0.95])
    if inner <= 0:
        return _DF_GRID[0]
    ratios = np.array([stdtrit(df, 0.975) / stdtrit(df, 0.875) for df in _DF_GRID])
    fits = np.flatnonzero(ratios >= outer / inner)
    return float(_DF_GRID[int(fits[-1])]) if len(fits) else _DF_GRID[0]


def distances(values: Floats, groups: Ints, sizes: Floats, *, least: int) -> tuple[Floats, Floats, Ints, Floats]:
    """Distance of each value from its group's median in robust scales, two-sided p-value, group size, group median.

    ``sizes`` are the magnitudes behind the values: small units vary more (Hidiroglou and Berthelot 1986), so deviations
    are first brought to one scale by their regression on size. Groups of fewer than ``least`` give NaN.
    """
    from scipy.special import stdtr

    count = int(groups.max(initial=-1)) + 1
    number = np.bincount(groups, minlength=count)
    centre = group_median(values, groups, count)
    deviation = (values - centre[groups]) / _size_effect(values - centre[groups], sizes)
    scale = MAD_SCALE * group_median(np.abs(deviation), groups, count)
    members = number[groups]
    with np.errstate(divide="ignore", invalid="ignore"):
        z = np.where((members >= least) & (scale[groups] > 0), deviation / scale[groups], np.nan)
    df = np.minimum(tail_df(z), np.maximum(2.0, MAD_EFFICIENCY * (members - 1)))
    return z, np.where(np.isnan(z), np.nan, 2 * stdtr(df, -np.abs(z))), members, centre[groups]


def _size_effect(deviation: Floats, sizes: Floats) -> Floats:
    """How much wider units of this size scatter than the typical unit: a power of size, between −0.5 and 0."""
    usable = (deviation != 0) & (sizes > 0)
    if usable.sum() < 100:
        return np.ones(len(sizes))
    x, y = np.log(sizes[usable]), np.log(np.abs(deviation[usable]))
    spread = float(np.var(x))
    slope = float(np.cov(x, y, bias=True)[0, 1] / spread) if spread > 0 else 0.0
    power = min(0.0, max(-0.5, slope))
    return np.where(sizes > 0, np.exp(power * (np.log(np.maximum(sizes, 1e-12)) - float(np.median(x)))), 1.0)
