"""Last digits of a unit's amounts, with a test that is exact for few figures.

First-digit laws are not used: their usual cut-offs call most small honest samples nonconforming.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from analyzer.changes.integers import Floats, Ints

if TYPE_CHECKING:
    import pandas as pd

LEAST: Final = 30
"""Fewest amounts of a unit with which its digits are judged."""
SHORTEST: Final = 100
"""The last digit of a shorter number is not free: few amounts begin with a nine."""
DRAWS: Final = 20_000
SEED: Final = 20160


def last_digits(rows: pd.DataFrame, *, least: int = LEAST) -> pd.DataFrame:
    """Units with last printed digits that are not uniform: copied, invented or rounded figures.

    One row a unit, dated by its latest year: ``number`` of digits, ``often`` (the digits that stand there most) and
    ``suspicion``. Zeros are left out (round budgets are honest), and so is a figure that repeats last year's (its digit
    was counted). The chi-square of the nine others is referred to its exact distribution by Monte Carlo.
    """
    fresh = rows[(rows["code"] != "") & (rows["now_fen"] != rows["base_fen"]) & (rows["now_fen"] != 0)]
    quantum = np.maximum(fresh["quantum"].fillna(1).to_numpy(dtype=np.int64), 1)
    printed = np.abs(fresh["now_fen"].to_numpy(dtype=np.int64)) // quantum
    fresh = fresh.assign(digit=printed % 10)[(printed % 10 > 0) & (printed >= SHORTEST)]
    found = []
    for (_, _), unit in fresh.groupby(["entity", "stage"], sort=True, observed=True):
        if len(unit) < least:
            continue
        counts = np.bincount(unit["digit"], minlength=10)[1:]
        p = exceedance(float(_chi_square(counts[None, :])[0]), len(unit))
        often = "、".join(str(n + 1) for n in np.argsort(-counts, kind="stable")[:3])
        latest = unit.loc[unit["year"].idxmax()]
        found.append({**latest.to_dict(), "number": len(unit), "often": often, "suspicion": -np.log10(p),
                      "top": float(np.sort(counts)[-3:].sum() / counts.sum())})  # fmt: skip
    import pandas as pd

    return pd.DataFrame(found, columns=[*rows.columns, "number", "often", "suspicion", "top"])


@lru_cache(maxsize=512)
def null(number: int) -> Any:
    """The sorted chi-squares of ``DRAWS`` samples of ``number`` uniform digits 1–9."""
    rng = np.random.default_rng([SEED, number])
    return np.sort(_chi_square(rng.multinomial(number, [1 / 9] * 9, size=DRAWS)))


def exceedance(statistic: float, number: int) -> float:
    """Monte-Carlo p-value of a chi-square of ``number`` digits: (1 + exceedances) / (1 + draws).

    Where no draw exceeds it, the asymptotic law tells how much smaller the chance is.
    """
    from scipy.special import chdtrc

    draws = null(min(number, 2_000))
    exceed = DRAWS - int(np.searchsorted(draws, statistic - 1e-9))
    p = (1 + exceed) / (1 + DRAWS)
    return p if exceed else float(max(min(p, chdtrc(8, statistic)), 1e-12))


def _chi_square(counts: Any) -> Floats:
    expected = counts.sum(axis=1, keepdims=True) / counts.shape[1]
    value: Floats = ((counts - expected) ** 2 / expected).sum(axis=1)
    return value


def beta_of(k: Ints, n: Ints) -> tuple[float, float]:
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


def significant_digits(fen: Any, quantum: Any) -> Any:
    """Digits of each amount up to the last that is not zero: 1,200,000 元 has 2, 1,234,567 元 has 7."""
    values = np.abs(np.asarray(fen, dtype=np.int64))
    digits = np.floor(np.log10(np.maximum(values, 1))).astype(np.int64) + 1
    zeros = np.zeros(len(values), dtype=np.int64)
    rest = np.where(values == 0, 1, values)
    for _ in range(18):
        even = (rest % 10 == 0) & (rest > 0)
        if not even.any():
            break
        zeros += even
        rest = np.where(even, rest // 10, rest)
    return np.where(values == 0, 0, digits - zeros)
