"""How sure a run of many units can be: one test a unit and year, against the other units, adjusted for their number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from analyzer.changes.integers import Floats

if TYPE_CHECKING:
    import pandas as pd

UNITS: Final = 100
"""Fewest units with which a q-value is given; below, cards are a ranking."""


def q_values(cards: pd.DataFrame, found: pd.DataFrame, units: int, places: int) -> Floats:
    """The q-value of each card's unit and year, NaN below ``UNITS`` units and for slips (two witnesses, no test).

    ``found`` are the candidates with their family, ``places`` the number of units and years of the panel.

    A unit and year is as odd as its oddest candidate of the family. Its conformal p-value is its rank among all units
    and years, (1 + as odd others) / (1 + others); the q-value is Benjamini and Yekutieli's (2001), which holds under
    any dependence.
    """
    q = np.full(len(cards), np.nan)
    if units < UNITS or not len(cards):
        return q
    from scipy.stats import false_discovery_control

    for family, group in found.groupby("family", sort=True):
        if family == "slip":
            continue
        worst = group.groupby(["entity", "year"], observed=True)["suspicion"].max().astype("float64")
        p = worst.rank(ascending=False, method="max") / (1 + max(places, len(worst)))
        adjusted = dict(zip(worst.index, false_discovery_control(np.clip(p, 0, 1), method="by"), strict=True))
        for n, (own, entity, year) in enumerate(zip(cards["family"], cards["entity"], cards["year"], strict=True)):
            if own == family:
                q[n] = adjusted.get((entity, year), np.nan)
    return q
