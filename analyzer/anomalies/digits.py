"""Round numbers and last digits of a unit's amounts, with tests that are exact for few figures.

First-digit laws are not used: their usual cut-offs call most small honest samples nonconforming.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from analyzer.anomalies.frames import found, significant_digits
from analyzer.changes.keys import Floats, Ints

if TYPE_CHECKING:
    import pandas as pd

LEAST = 30
"""Fewest amounts of a unit with which its digits are judged."""
DRAWS = 9_999
MORE_DRAWS = 1_000_000


def unit_rows(figures: pd.DataFrame) -> pd.DataFrame:
    """The amounts of the finest lines of each unit, not zero: 项 by function and 款 by economic classification."""
    code = figures["code"].str.len()
    fine = (code == 7) | ((code == 5) & figures["statement"].isin(["basic_expenditure", "expenditure_by_economic"]))
    return figures[fine & (figures["amount_fen"] != 0)]


def last_digits(figures: pd.DataFrame, *, least: int = LEAST, seed: int = 20160) -> pd.DataFrame:
    """Last printed digits of a unit's amounts that are not uniform: copied, invented or rounded figures.

    Zeros are left out (round budgets are honest); the chi-square of the nine others is referred to its exact
    distribution by Monte Carlo (p = (1 + exceedances) / (1 + draws)), with more draws where none exceeds.
    """
    rows = unit_rows(figures)
    fen, quantum = rows["amount_fen"].to_numpy(dtype=np.int64), rows["quantum_fen"].to_numpy(dtype=np.int64, na_value=1)
    digit = np.abs(fen) // np.maximum(quantum, 1) % 10
    rng = np.random.default_rng(seed)
    heads, p, score, number = [], [], [], []
    for _, positions in _units(rows, digit > 0):
        if len(positions) < least:
            continue
        counts = np.bincount(digit[positions], minlength=10)[1:]
        statistic = _chi_square(counts[None, :])[0]
        heads.append(positions[0])
        p.append(monte_carlo(statistic, len(positions), rng))
        score.append(statistic)
        number.append(len(positions))
    return _of_units("last-digits", rows, heads, p, score, number)


def monte_carlo(statistic: float, number: int, rng: np.random.Generator) -> float:
    """Exact Monte-Carlo p-value of the chi-square of ``number`` digits 1–9 under uniformity."""
    exceed = _exceed(statistic, number, DRAWS, rng)
    if exceed:
        return (1 + exceed) / (1 + DRAWS)
    for _ in range(10):
        exceed += _exceed(statistic, number, MORE_DRAWS // 10, rng)
    return (1 + exceed) / (1 + MORE_DRAWS)


def _exceed(statistic: float, number: int, draws: int, rng: np.random.Generator) -> int:
    counts = rng.multinomial(number, [1 / 9] * 9, size=draws)
    return int((_chi_square(counts) >= statistic - 1e-9).sum())


def _chi_square(counts: Any) -> Floats:
    expected = counts.sum(axis=1, keepdims=True) / counts.shape[1]
    value: Floats = ((counts - expected) ** 2 / expected).sum(axis=1)
    return value


def heaping(figures: pd.DataFrame, *, least: int = LEAST) -> pd.DataFrame:
    """A unit with more round amounts (at most two significant digits) than its peers, by a beta-binomial tail.

    Units differ honestly in how round they budget; the spread among them is estimated from all units, so that only a
    unit outside of it is named.
    """
    from scipy.stats import betabinom

    rows = unit_rows(figures)
    round_ = significant_digits(rows["amount_fen"], None) <= 2
    heads, hits, number = [], [], []
    for _, positions in _units(rows, np.ones(len(rows), dtype=bool)):
        if len(positions) >= least:
            heads.append(positions[0])
            hits.append(int(round_[positions].sum()))
            number.append(len(positions))
    if len(heads) < 12:
        return _of_units("round-numbers", rows, [], [], [], [])
    k, n = np.array(hits), np.array(number)
    a, b = _beta(k, n)
    p = np.asarray(betabinom.sf(k - 1, n, a, b)).tolist()
    return _of_units("round-numbers", rows, heads, p, (k / n).tolist(), number)


def _beta(k: Ints, n: Ints) -> tuple[float, float]:
    """Beta parameters by moments from the inner 90 % of units; without overdispersion the law is the binomial."""
    share = k / n
    low, high = np.quantile(share, [0.05, 0.95])
    inner = (share >= low) & (share <= high)
    mean = float(k[inner].sum() / n[inner].sum())
    mean = min(max(mean, 0.5 / float(n.sum())), 1 - 0.5 / float(n.sum()))
    size = float(np.median(n))
    spread = 2.0 * float(np.var(share[inner]))  # the inner 90 % have about half of the variance, if tails are heavy
    noise = mean * (1 - mean) / size
    excess = max(spread - noise, noise * 0.3)
    strength = max(1.0, mean * (1 - mean) / excess - 1)
    return mean * strength, (1 - mean) * strength


def _units(rows: pd.DataFrame, mask: Any) -> list[tuple[Any, Ints]]:
    numbers = rows.groupby(["entity", "scope"], sort=True, observed=True).ngroup().to_numpy()
    positions = np.flatnonzero(mask)
    order = positions[np.argsort(numbers[positions], kind="stable")]
    cuts = np.flatnonzero(np.diff(numbers[order])) + 1
    return [(n, part.astype(np.int64)) for n, part in enumerate(np.split(order, cuts)) if len(part)]


def _of_units(kind: str, rows: pd.DataFrame, heads: list[int], p: list[float], score: list[float],
              number: list[int]) -> pd.DataFrame:  # fmt: skip
    chosen = rows.iloc[heads]
    blank = dict.fromkeys(("statement", "item", "code", "measure", "row", "id"), "")
    return found(kind, chosen.assign(**blank, amount_wan=np.nan), score=score, p_value=p, peers=number,
                 detail=[f"{n} amounts" for n in number])  # fmt: skip
