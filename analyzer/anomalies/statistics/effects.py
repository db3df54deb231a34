"""What a change is expected to be, and how far from it is far.

The log ratio to last year is taken apart into what all units did with the item that year, what the unit did with all
its items, and a rest. The rest is measured in a standard deviation of its own item, size and unit, each shrunk towards
all others by empirical Bayes (Smyth 2004, https://doi.org/10.2202/1544-6115.1027), so that a handful of years or peers
cannot make a scale of their own; rounding of the printed digits sets a floor below it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from analyzer.anomalies.candidates import groups
from analyzer.anomalies.statistics.robust import MAD_EFFICIENCY, MAD_SCALE, group_median, tail_df
from analyzer.changes.integers import Bools, Floats, Ints

if TYPE_CHECKING:
    import pandas as pd

PRIOR_SCALE: Final = 0.30
PRIOR_DF: Final = 6.0
"""What is assumed of the scatter of log ratios before any is seen: ±30 %, worth six observations. It decides only where
a panel has a handful of changes."""
ROUNDS: Final = 4
PULL: Final = 3.0
"""An effect of n members is pulled to none by n / (n + PULL), and one of a single member is none."""
PEERS: Final = ["level", "scope", "stage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Each change with its rest ``z`` in standard deviations, the p-value of that, what was expected (万元), and the
    peers: their number, and the quartiles of their changes as ratios."""

    z: Floats
    p: Floats
    expected: Floats
    peers: Ints
    low: Floats
    middle: Floats
    high: Floats


def judged(rows: pd.DataFrame) -> Judged:
    """The changes of ``rows`` (money in both years) judged; figures that stayed the same take no part in the scales."""
    ratio = np.log(rows["now"].to_numpy(dtype=np.float64) / rows["base"].to_numpy(dtype=np.float64))
    moved = ratio != 0
    item, unit = groups(rows, [*PEERS, "key", "year"]), groups(rows, ["entity", "stage", "year"])
    of_item, of_unit = _effects(ratio, item, unit, moved)
    rest = ratio - of_item - of_unit
    scale, df = _scales(rows, rest, moved)
    rounding = _rounding(rows)
    with np.errstate(divide="ignore", invalid="ignore"):
        z = rest / np.sqrt(scale**2 + rounding**2)
    z = np.where(moved, z, 0.0)
    from scipy.special import stdtr

    tails = min(tail_df(z[moved]), 60.0) if moved.sum() >= 200 else 5.0
    p = 2 * stdtr(np.minimum(tails, np.maximum(df, 3.0)), -np.abs(z))
    expected = rows["base"].to_numpy(dtype=np.float64) * np.exp(of_item + of_unit)
    peers, low, middle, high = _among(ratio, item)
    return Judged(z=z, p=np.maximum(p, 1e-300), expected=expected, peers=peers, low=low, middle=middle, high=high)


def _effects(ratio: Floats, item: Ints, unit: Ints, moved: Bools) -> tuple[Floats, Floats]:
    """Item × year and unit × year effects by median polish, each shrunk by the number behind it."""
    a, b = np.zeros(len(ratio)), np.zeros(len(ratio))
    for _ in range(ROUNDS):
        a = _shrunk(ratio - b, item, moved)
        b = _shrunk(ratio - a, unit, moved)
    return a, b


def _shrunk(values: Floats, group: Ints, moved: Bools) -> Floats:
    size = int(group.max(initial=-1)) + 1
    number = np.bincount(group[moved], minlength=size).astype(np.float64)
    middle = np.nan_to_num(group_median(values[moved], group[moved], size))
    factor = np.where(number > 1, (number - 1) / (number - 1 + PULL), 0.0)
    return (middle * factor)[group]


def _scales(rows: pd.DataFrame, rest: Floats, moved: Bools) -> tuple[Floats, Floats]:
    """The standard deviation of each rest and its degrees of freedom: all, then by size, by item and by unit."""
    if not moved.any():
        return np.full(len(rest), PRIOR_SCALE), np.full(len(rest), PRIOR_DF)
    size = np.maximum(rows["now"].to_numpy(dtype=np.float64), rows["base"].to_numpy(dtype=np.float64))
    factor = _by_size(rest, size, moved)
    spread = np.abs(rest) / factor
    mad = MAD_SCALE * float(np.median(spread[moved]))
    known = MAD_EFFICIENCY * float(moved.sum())
    pooled = np.sqrt((PRIOR_DF * PRIOR_SCALE**2 + known * mad**2) / (PRIOR_DF + known))
    scale = factor * pooled
    df = np.full(len(rest), PRIOR_DF + known)
    for names in (["key", *PEERS], ["entity", "stage"]):
        more, own = _moderated(np.abs(rest) / scale, groups(rows, names), moved)
        scale, df = scale * more, np.minimum(df, own)
    return scale, df


def _by_size(rest: Floats, size: Floats, moved: Bools) -> Floats:
    """How much wider small amounts scatter: a power of size between −0.5 and 0, one where there are few."""
    usable = moved & (rest != 0)
    if usable.sum() < 100:
        return np.ones(len(rest))
    x, y = np.log(size[usable]), np.log(np.abs(rest[usable]))
    spread = float(np.var(x))
    slope = float(np.cov(x, y, bias=True)[0, 1]) / spread if spread > 0 else 0.0
    power = min(0.0, max(-0.5, slope))
    return np.asarray(np.exp(power * (np.log(size) - float(np.median(x)))), dtype=np.float64)


def _moderated(spread: Floats, group: Ints, moved: Bools) -> tuple[Floats, Floats]:
    """Each group's scale relative to all, shrunk by Smyth's moderated variance, and its degrees of freedom."""
    size = int(group.max(initial=-1)) + 1
    number = np.bincount(group[moved], minlength=size).astype(np.float64)
    own = MAD_SCALE * group_median(spread[moved], group[moved], size)
    df = np.maximum(MAD_EFFICIENCY * (number - 1), 0.0)
    good = (df > 0.5) & np.isfinite(own) & (own > 0)
    if good.sum() < 4:
        return np.ones(len(spread)), np.full(len(spread), np.inf)
    prior_df, prior = _prior(own[good] ** 2, df[good])
    variance = np.full(size, prior)
    if np.isfinite(prior_df):
        variance[good] = (prior_df * prior + df[good] * own[good] ** 2) / (prior_df + df[good])
    total = np.where(good, prior_df + df, prior_df)
    return np.sqrt(variance)[group], total[group]


def _prior(variance: Floats, df: Floats) -> tuple[float, float]:
    """Degrees of freedom and value of the prior variance, by the moments of log variances (Smyth 2004, section 6.2)."""
    from scipy.special import digamma, polygamma

    logs = np.log(variance) - digamma(df / 2) + np.log(df / 2)
    mean = float(np.mean(logs))
    excess = float(np.var(logs, ddof=1) - np.mean(polygamma(1, df / 2)))
    if excess <= 0:
        return np.inf, float(np.exp(mean))
    half = _inverse_trigamma(excess)
    return 2 * half, float(np.exp(mean + digamma(half) - np.log(half)))


def _inverse_trigamma(value: float) -> float:
    """The x whose trigamma is ``value``, by Newton's method (Smyth 2004, appendix)."""
    from scipy.special import polygamma

    x = 0.5 + 1 / value
    for _ in range(30):
        first = float(polygamma(1, x))
        step = first * (1 - first / value) / float(polygamma(2, x))
        x += step
        if abs(step) < 1e-8 * x:
            break
    return x


def _rounding(rows: pd.DataFrame) -> Floats:
    """The standard deviation that rounding of both printed amounts gives to their log ratio."""
    quantum = rows["quantum"].fillna(1).to_numpy(dtype=np.float64) / 1e6
    now, base = rows["now"].to_numpy(dtype=np.float64), rows["base"].to_numpy(dtype=np.float64)
    return np.asarray(quantum / np.sqrt(12) * np.sqrt(1 / now**2 + 1 / base**2), dtype=np.float64)


def _among(ratio: Floats, item: Ints) -> tuple[Ints, Floats, Floats, Floats]:
    """Number of peers and the quartiles of their ratios, by item and year."""
    import pandas as pd

    table = pd.Series(ratio).groupby(item)
    count = table.transform("size").to_numpy(dtype=np.int64)
    quartiles = [np.exp(table.transform("quantile", q).to_numpy(dtype=np.float64)) for q in (0.25, 0.5, 0.75)]
    low, middle, high = (np.where(count > 1, value, np.nan) for value in quartiles)
    return count - 1, low, middle, high
