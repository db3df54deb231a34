"""Slips of the pen by a power of ten: a figure that one other fact of the panel says is ten or ten thousand times off.

One odd ratio is no proof; budgets do grow tenfold. So a slip needs two witnesses: the jump from last year by a power of
ten, and one of (a) the next year returns to where it was, (b) the other stage of the same year (final accounts beside
the budget) stands at the old size, (c) the sum of its group holds only with the figure put back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from analyzer.changes.integers import Bools, Floats

if TYPE_CHECKING:
    import pandas as pd

POWERS: Final = (1, 2, 4)
WIDTH: Final = 0.18
"""How far the decimal log of the jump may be from a power: an item grows by up to half besides."""
WITNESS: Final = 0.25
REVERSAL, STAGE, SUM = "reversal", "stage", "sum"


def slips(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows (money in both years) that are slips, with ``power`` (10 to which), ``witness`` and ``suspicion``."""
    log = np.log10(rows["now"].to_numpy(dtype=np.float64) / rows["base"].to_numpy(dtype=np.float64))
    power = _power(log)
    suspects: pd.DataFrame = rows.assign(log=log, power=power)[power != 0]
    if not len(suspects):
        return suspects.assign(witness="", suspicion=0.0)
    chosen = suspects.assign(after=_next(rows, suspects), other=_other(rows, suspects))
    witness = np.select(
        [_back(chosen["after"], chosen["power"]), _back(chosen["other"], chosen["power"]), _sums(rows, chosen)],
        [REVERSAL, STAGE, SUM], "",
    )  # fmt: skip
    found: pd.DataFrame = chosen.assign(witness=witness, suspicion=12.0)
    return found[found["witness"] != ""]


def _power(log: Floats) -> Floats:
    """The signed power of ten each log ratio is near, 0 for none."""
    found = np.zeros(len(log))
    for power in POWERS:
        found = np.where(np.abs(np.abs(log) - power) <= WIDTH, power * np.sign(log), found)
    return found


def _back(log: pd.Series, power: pd.Series) -> Bools:
    """Whether a ratio to another figure undoes the power."""
    return np.asarray((log + power).abs() <= WITNESS, dtype=bool)


def _next(rows: pd.DataFrame, suspects: pd.DataFrame) -> Floats:
    """The decimal log of next year's amount over this year's, NaN where it is not known."""
    known = dict(zip(zip(rows["entity"], rows["stage"], rows["key"], rows["year"] - 1, strict=True),
                     np.log10(rows["now"] / rows["base"]), strict=True))  # fmt: skip
    names = zip(suspects["entity"], suspects["stage"], suspects["key"], suspects["year"], strict=True)
    return np.array([known.get(name, np.nan) for name in names], dtype=np.float64)


def _other(rows: pd.DataFrame, suspects: pd.DataFrame) -> Floats:
    """The decimal log of the other stage's amount of the same year over this one, NaN where it is not known."""
    known: dict[tuple[object, ...], list[tuple[str, float]]] = {}
    for entity, stage, key, year, now in zip(rows["entity"], rows["stage"], rows["key"], rows["year"], rows["now"],
                                             strict=True):  # fmt: skip
        known.setdefault((entity, key, year), []).append((stage, float(now)))
    found = []
    for entity, stage, key, year, now in zip(suspects["entity"], suspects["stage"], suspects["key"], suspects["year"],
                                             suspects["now"], strict=True):  # fmt: skip
        other = [amount for name, amount in known.get((entity, key, year), []) if name != stage]
        found.append(np.log10(other[0] / now) if other else np.nan)
    return np.array(found, dtype=np.float64)


def _sums(rows: pd.DataFrame, suspects: pd.DataFrame) -> Bools:
    """Whether the unit's total stands at the old size: the item alone would be more than the whole of its unit."""
    whole = rows[rows["key"] == "total_expenditure"]
    known = dict(zip(zip(whole["entity"], whole["stage"], whole["year"], strict=True), whole["now"], strict=True))
    names = zip(suspects["entity"], suspects["stage"], suspects["year"], suspects["key"], strict=True)
    total = np.array([np.nan if key == "total_expenditure" else known.get((e, s, y), np.nan) for e, s, y, key in names])
    too_much = np.asarray(suspects["now"].to_numpy() > 1.001 * total, dtype=bool)
    return too_much & (suspects["power"].to_numpy() > 0)
