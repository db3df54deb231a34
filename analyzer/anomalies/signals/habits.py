"""Habits of a unit: figures carried over from last year, budgets spent to the cent. One share a unit and year.

One figure that stays the same is nothing; a unit of which most figures stay the same where the peers' change did not
budget anew. The share is held against the spread among the peers (beta-binomial), so what everybody does is no habit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from analyzer.anomalies.signals.digits import beta_of, significant_digits
from analyzer.changes.integers import Bools

if TYPE_CHECKING:
    import pandas as pd

LEAST: Final = 8
"""Fewest figures of a unit and year by which a share is judged."""
DIGITS: Final = 4
"""Fewest significant digits of a figure that does not stay the same by being round."""
UNITS: Final = 12
"""Fewest units and years among which a share can stand out by the spread of the others."""
ALONE: Final = 0.9
"""The share from which a unit without peers is asked."""
SHARE: Final = 0.5
"""The share below which no unit is asked, however its peers do."""


def unchanged(rows: pd.DataFrame) -> pd.DataFrame:
    """Units and years with an unlikely share of figures equal to last year's to the cent."""
    counted = rows[(rows["code"] != "") & (rows["base_origin"] == "printed") & _sharp(rows)]
    return _shares(counted, np.asarray(counted["now_fen"] == counted["base_fen"], dtype=bool))


def spent(rows: pd.DataFrame) -> pd.DataFrame:
    """Units and years with an unlikely share of final accounts equal to the budget to the cent."""
    final = rows[(rows["stage"] == "final") & (rows["code"] != "") & _sharp(rows)]
    names = ["entity", "key", "year"]
    budget = rows[rows["stage"] == "budget"][[*names, "now_fen"]].rename(columns={"now_fen": "budget_fen"})
    joined = final.merge(budget.drop_duplicates(names), on=names, how="inner")
    return _shares(joined, np.asarray(joined["now_fen"] == joined["budget_fen"], dtype=bool))


def _sharp(rows: pd.DataFrame) -> Bools:
    return np.asarray(significant_digits(rows["now_fen"].fillna(0), None) >= DIGITS, dtype=bool)


def _shares(rows: pd.DataFrame, equal: Bools) -> pd.DataFrame:
    """One row a unit and year: ``equal`` of ``number`` figures, their money (``now``), and ``suspicion``."""
    names = ["entity", "scope", "region", "level", "stage", "year"]
    marked = rows.assign(equal=equal.astype(np.int64), money=np.where(equal, rows["now"], 0.0))
    table = marked.groupby(names, observed=True, dropna=False, sort=True).agg(
        equal=("equal", "sum"), number=("equal", "size"), money=("money", "sum"), document=("document", "first"),
        page=("page", "first"),
    ).reset_index()  # fmt: skip
    table = table[table["number"] >= LEAST]
    share = table["equal"] / table["number"]
    found = table.assign(share=share, middle=float(share.median()) if len(share) else 0.0, peers=len(table) - 1)
    chosen = found.assign(suspicion=_suspicion(found))
    return chosen[(share >= SHARE).to_numpy(dtype=bool)]


def _suspicion(table: pd.DataFrame) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    k, n = table["equal"].to_numpy(dtype=np.int64), table["number"].to_numpy(dtype=np.int64)
    if len(table) < UNITS:
        return np.where(k >= ALONE * n, 4.0, 0.0)
    from scipy.stats import betabinom

    a, b = beta_of(k, n)
    return np.asarray(-np.log10(np.maximum(betabinom.sf(k - 1, n, a, b), 1e-12)), dtype=np.float64)
