"""Items that start from nothing or end: a hurdle of their own, because no ratio tells how odd they are.

How often items start, and with which share of the unit's money, is learned from the panel; where it is short, a share
of one in a hundred counts as ordinary.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from analyzer.changes.integers import Bools, Floats

if TYPE_CHECKING:
    import pandas as pd

ORDINARY: Final = 0.01
TWINS: Final = 0.2
"""An item that starts where another of about this amount ended was moved, not begun."""


def starts(rows: pd.DataFrame, share: Floats) -> pd.DataFrame:
    """The rows of items that start or end, with ``suspicion``; ``share`` is the money of each of its unit's total."""
    begun: Bools = np.asarray((rows["now"] > 0) & (rows["base"] == 0), dtype=bool)
    ended = np.asarray((rows["now"] == 0) & (rows["base"] > 0), dtype=bool)
    some = (begun | ended) & np.isfinite(share) & np.asarray(rows["code"] != "", dtype=bool)
    chosen: pd.DataFrame = rows[some].assign(share=share[some], begun=begun[some])
    if not len(chosen):
        return chosen.assign(suspicion=0.0)
    chosen = chosen.loc[~_moved(chosen)]
    size = np.asarray(chosen["share"], dtype=np.float64)
    rarity = -np.log10(max(int(some.sum()), 1) / max(len(rows), 1))
    excess = np.log10(np.maximum(size, 1e-9) / ORDINARY)
    return chosen.assign(suspicion=np.where(excess > 0, rarity + 1.0 + 1.5 * excess, 0.0))


def _moved(chosen: pd.DataFrame) -> Bools:
    """Starts whose amount another item of the unit, stage and year gave up, and those."""
    amount = np.asarray(chosen[["now", "base"]].max(axis=1), dtype=np.float64)
    place = list(zip(chosen["entity"], chosen["stage"], chosen["year"], strict=True))
    by_place: dict[object, list[int]] = {}
    for n, name in enumerate(place):
        by_place.setdefault(name, []).append(n)
    begun = chosen["begun"].to_numpy(dtype=bool)
    found = np.zeros(len(chosen), dtype=bool)
    for members in by_place.values():
        for one in members:
            twin = [n for n in members if begun[n] != begun[one]]
            found[one] = any(abs(amount[n] - amount[one]) <= TWINS * amount[one] for n in twin)
    return found
