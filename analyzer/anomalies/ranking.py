"""Which candidates get a card: suspicion × money × what is left unexplained, with places for every signal.

After significance editing (Lawrence and McKenzie 2000, Journal of Official Statistics 16): what is improbable, large
and unexplained is asked first. Each signal has places of its own, so that a hundred jumps leave room for one unit whose
digits are invented; places that a signal does not fill go to the others. One story gets one card.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from analyzer.changes.integers import Floats

if TYPE_CHECKING:
    import pandas as pd

PER_HUNDRED: Final = 10
"""Cards per hundred units; a smaller panel gets as many."""
FAMILY: Final[dict[str, str]] = {
    "slip": "slip", "jump": "jump", "drop": "jump", "residual-grows": "residual", "starts": "start", "ends": "start",
    "contrast": "contrast", "unchanged": "habit", "executed-exactly": "habit", "last-digits": "digits",
    "cost-per-vehicle": "cost", "cost-per-reception": "cost", "cost-per-guest": "cost", "cost-per-head": "cost",
}  # fmt: skip
PLACES: Final[dict[str, int]] = {"slip": 2, "jump": 2, "residual": 1, "start": 1, "contrast": 1, "habit": 1,
                                 "digits": 1, "cost": 1}  # fmt: skip
"""Places of each signal among ten cards; those left over are given to the best of all."""
MONEY: Final = 0.18
"""The power of the part of the unit's total that is at stake."""
LEAST_MONEY: Final = 0.001
WHOLE_UNIT: Final = 0.05
"""The part that stands for signals about a unit as a whole."""
UNEXPLAINED: Final[dict[str, float]] = {"no": 1.0, "stated": 0.75, "stated, numbers agree": 0.6,
                                        "stated, numbers differ": 1.1}  # fmt: skip
PER_UNIT_YEAR: Final = 4
SMALL: Final = 1000
"""Up to so many cells every place may be filled."""
SAME: Final = 0.35
"""Two changes of a unit and year that differ by less than this part tell one story."""
CROSSING: Final = 0.5


def scored(found: pd.DataFrame) -> pd.DataFrame:
    """The candidates with ``score`` and ``family``, best first."""
    part = (found["stake"].abs() / found["total"]).astype("float64").fillna(WHOLE_UNIT)
    money = np.clip(part, LEAST_MONEY, 1.0) ** MONEY
    weight = found["explained"].map(UNEXPLAINED).fillna(1.0)
    score = found["suspicion"].astype("float64") * money * weight
    ranked = found.assign(score=score, family=found["kind"].map(FAMILY))
    order = ["score", "entity", "year", "key"]
    return ranked.sort_values(order, ascending=[False, True, False, True], kind="stable", ignore_index=True)


def floor(found: pd.DataFrame, cells: int) -> Floats:
    """The suspicion each candidate must have: of a signal with n tests about ten false ones may pass the floor of a
    jump, one that of a unit-wide test; a small panel is asked what stands out at all."""
    size = float(np.log10(max(cells, 1)))
    jumps = max(0.7, size - (1.0 if cells > SMALL else 1.5))
    rare = max(0.7, size - 0.5) if cells > SMALL else jumps
    units = max(1, found["entity"].nunique())
    lowest = {"jump": jumps, "residual": rare, "start": 1.5, "contrast": rare, "slip": 0.0,
              "habit": max(2.0, float(np.log10(units * 10))), "digits": max(2.0, float(np.log10(units * 10))),
              "cost": max(2.0, float(np.log10(units * 10)))}  # fmt: skip
    return np.asarray(found["family"].map(lowest), dtype=np.float64)


def chosen(found: pd.DataFrame, units: int, cells: int) -> pd.DataFrame:
    """The candidates that get a card, best first: at most ten per hundred units."""
    ranked = scored(found)
    ranked = ranked[ranked["suspicion"].astype("float64") >= floor(ranked, cells)].reset_index(drop=True)
    cap = PER_HUNDRED * ceil(max(units, 1) / 100)
    kept = _told_once(ranked)
    taken: list[int] = []
    for family, places in PLACES.items():
        taken += [n for n in kept if ranked.loc[n, "family"] == family][: places * cap // PER_HUNDRED]
    rest = [n for n in kept if n not in taken and certain(ranked, cells)[n]]
    taken = sorted([*taken, *rest[: cap - len(taken)]])
    return ranked.loc[taken].reset_index(drop=True)


def certain(ranked: pd.DataFrame, cells: int) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """The candidates that may fill a place left over: of all the panel's cells, hardly two such are due to chance; in
    a small panel every candidate."""
    least = np.log10(max(cells, 1)) - 0.2 if cells > SMALL else 0.0
    return np.asarray(ranked["suspicion"].astype("float64") >= least, dtype=bool)


def _told_once(ranked: pd.DataFrame) -> list[int]:
    """Positions of the best candidate of each story, best first."""
    finer = _finer(ranked)
    stories: dict[tuple[Any, ...], list[tuple[str, float]]] = {}
    kept = []
    columns = (ranked[name] for name in ("entity", "year", "key", "now", "base", "family"))
    for n, (entity, year, key, now, base, family) in enumerate(zip(*columns, strict=True)):
        told = stories.setdefault((entity, int(year)), [])
        change = float(now) - float(base) if now == now and base == base else np.nan
        if n in finer or len(told) >= PER_UNIT_YEAR or any(_nested(str(key), name) for name, _ in told):
            continue
        if family == "start" and any(name[:5] == str(key)[:5] for name, _ in told):
            continue  # within one 款 items begin and end together
        economic = str(key)[:1] == "3"
        if family in ("jump", "start") and any(_same(change, other, economic) for _, other in told):
            continue
        told.append((str(key), change))
        kept.append(n)
    return kept


def _finer(ranked: pd.DataFrame) -> set[int]:
    """Positions of wholes whose change a part of them, a candidate too, makes up: the part is asked."""
    members: dict[tuple[Any, ...], list[tuple[int, int, float]]] = {}
    columns = (ranked[name] for name in ("entity", "stage", "year", "key", "now", "base"))
    for n, (entity, stage, year, key, now, base) in enumerate(zip(*columns, strict=True)):
        depth = {"total_expenditure": 0, "basic": 1, "project": 1, "three_public": 1}.get(str(key), 2)
        depth += len(str(key)) - 5 if str(key).isdigit() and len(str(key)) in (5, 7) and str(key)[0] == "2" else 0
        members.setdefault((entity, stage, int(year)), []).append((n, depth, float(now) - float(base)))
    return {n for group in members.values() for n, depth, change in group
            if any(other > depth and _same(change, part) for _, other, part in group)}  # fmt: skip


def _nested(one: str, other: str) -> bool:
    """Whether two subjects are one, or one a part of the other by its code."""
    codes = one.isdigit() and other.isdigit()
    return bool(one) and (one == other or (codes and (one.startswith(other) or other.startswith(one))))


def _same(one: float, other: float, crossing: bool = False) -> bool:
    """Whether two changes may be one story; the economic classification tells the money of the functional one again,
    in parts (``crossing``)."""
    width = CROSSING if crossing else SAME
    return one * other > 0 and abs(one - other) <= width * max(abs(one), abs(other))
