"""Growth over several years, completion of the budget, and changes in real terms."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from analyzer.changes.integers import Floats, Ints
from analyzer.changes.settled import Figures
from analyzer.errors import UsageError

_BUDGETS = ("initial_budget", "budget", "full_year_budget")


def cagr(figures: Figures) -> tuple[Floats, Ints]:
    """Compound annual growth since the first year of the series, and that year (as an offset, −1 where undefined).

    Defined over at least two years between positive amounts.
    """
    count = len(figures.cell)
    if not count:
        return np.zeros(0), np.zeros(0, dtype=np.int64)
    series = figures.cell // (figures.keys.years + 1)
    starts = np.ones(count, dtype=bool)
    starts[1:] = series[1:] != series[:-1]
    first = np.maximum.accumulate(np.where(starts, np.arange(count), 0))
    span = figures.year - figures.year[first]
    good = (span >= 2) & (figures.fen > 0) & (figures.fen[first] > 0)
    rate = np.full(count, np.nan)
    rate[good] = 100 * ((figures.fen[good] / figures.fen[first][good]) ** (1 / span[good]) - 1)
    return rate, np.where(good, figures.year[first], -1)


def completion(figures: Figures) -> tuple[Floats, Ints]:
    """Final accounts in percent of the year's budget, and the position of that budget (−1: none).

    The base is the beginning-of-year budget where it is known, else the budget, else the full-year budget.
    """
    keys, at = figures.keys, np.full(len(figures.cell), -1, dtype=np.int64)
    if "final" in keys.stages:
        for name in (n for n in _BUDGETS if n in keys.stages):
            open_ = np.flatnonzero((at < 0) & (figures.stage == keys.stages.index("final")))
            cells = keys.cells(figures.entity[open_], figures.line[open_], keys.stages.index(name), figures.year[open_])
            at[open_] = figures.find(cells)
    base = np.where(at >= 0, figures.fen[np.maximum(at, 0)], 0) if len(at) else np.zeros(0, dtype=np.int64)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(base != 0, 100 * figures.fen / base, np.nan), at


def price_ratio(year: Ints, deflator: Mapping[int, float]) -> Floats:
    """Prices of the year over prices of the year before, NaN where the deflator lacks one of them.

    Raises UsageError for a price index that is not positive.
    """
    for when, index in deflator.items():
        if not index > 0:
            raise UsageError(f"the deflator of {when} is {index}; a price index is positive")
    distinct, inverse = np.unique(year, return_inverse=True)
    ratios = [deflator[y] / deflator[y - 1] if y in deflator and y - 1 in deflator else np.nan
              for y in map(int, distinct)]  # fmt: skip
    return np.array(ratios, dtype=np.float64)[inverse] if len(ratios) else np.zeros(0)
