"""Amounts that repeat to the cent, budgets spent to the cent, and slips of the unit: rules with a score, no p-value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from analyzer.anomalies.frames import found, significant_digits

if TYPE_CHECKING:
    import pandas as pd

DIGITS = 5
"""Fewest significant digits for an equality to be neither chance nor a matter of round numbers."""
YEARS = 3
"""Fewest years with one amount that count as a run."""


def equal_to_last_year(rows: pd.DataFrame, *, least: int = DIGITS) -> pd.DataFrame:
    """The same amount as last year to the cent, with at least ``least`` significant digits; ``score`` is their
    number."""
    same = (rows["amount_fen"] == rows["base_fen"]).fillna(False).to_numpy(dtype=bool)
    same &= (rows["base_origin"].astype("str") == "printed").to_numpy()
    digits = significant_digits(rows["amount_fen"].fillna(0), None)
    return found("equal-to-last-year", rows, same & (digits >= least), score=digits.astype(float))


def repeated(rows: pd.DataFrame, *, years: int = YEARS) -> pd.DataFrame:
    """The same amount, not zero, in at least ``years`` consecutive years; ``score`` is the length of the run.

    Reported once, in the last year of the run. Runs of fewer than three significant digits are allowances, not copies.
    """
    chosen = rows.sort_values(["entity", "scope", "stage", "key", "year"], kind="stable")
    same = (chosen["amount_fen"] == chosen["base_fen"]).fillna(False).to_numpy(dtype=bool)
    same &= (chosen["amount_fen"].fillna(0) != 0).to_numpy(dtype=bool)
    series = chosen.groupby(["entity", "scope", "stage", "key"], sort=False, observed=True).ngroup().to_numpy()
    run = np.ones(len(chosen), dtype=np.int64)
    for n in range(1, len(chosen)):
        if same[n]:
            run[n] = run[n - 1] + 1 if series[n] == series[n - 1] else 2
    goes_on = np.zeros(len(chosen), dtype=bool)
    goes_on[:-1] = same[1:] & (series[1:] == series[:-1])
    digits = significant_digits(chosen["amount_fen"].fillna(0), None)
    return found("repeated-amount", chosen, (run >= years) & ~goes_on & (digits >= 3), score=run.astype(float))


def spent_exactly(rows: pd.DataFrame, *, least: int = DIGITS) -> pd.DataFrame:
    """Final accounts that equal the budget to the cent, with at least ``least`` significant digits."""
    exact = (rows["completion"] == 100).to_numpy(dtype=bool)
    digits = significant_digits(rows["amount_fen"].fillna(0), None)
    return found("executed-exactly", rows, exact & (digits >= least), score=digits.astype(float),
                 detail="100 %")  # fmt: skip


def unit_slips(rows: pd.DataFrame, *, width: float = 0.3) -> pd.DataFrame:
    """A ratio to last year near ×10⁴ or ÷10⁴ (元 for 万元): a hypothesis, ``score`` is the decimal log of the ratio.

    ``width`` is how far the log may be from 4; an item that truly grew so much is rare, yet this is no proof.
    """
    now = rows["amount_fen"].to_numpy(dtype=np.float64, na_value=np.nan)
    before = rows["base_fen"].to_numpy(dtype=np.float64, na_value=np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        log = np.log10(np.abs(now / before))
    slip = np.isfinite(log) & (np.abs(np.abs(log) - 4) <= width)
    detail = ["×10⁴" if value > 0 else "÷10⁴" for value in np.nan_to_num(log)]
    return found("unit-slip", rows, slip, score=log, detail=detail)
