"""Codes whose meaning a reform changed: what they held before and after cannot be compared.

Of a code that was merged or split, a part would be compared with a whole; and where an item moved to another class (in
2018 住房公积金 from 303 to 301), the two classes changed without anybody spending more or less. A move counts only
for the units that had the old item, or have the new one for the first time.
"""

from __future__ import annotations

import numpy as np

from analyzer.changes.integers import Bools, Ints
from analyzer.changes.settled import Figures
from analyzer.concepts import codes


def reformed(figures: Figures) -> Bools:
    """True where a figure's code does not hold what it held the year before."""
    keys = figures.keys
    touched = np.zeros(len(figures.cell), dtype=bool)
    by_code: dict[str, list[int]] = {}
    for n, line in enumerate(keys.lines):
        if line.code:
            by_code.setdefault(line.code, []).append(n)
    for move in codes.moves():
        year = move.year - keys.first_year
        affected = [n for code in changed(move) for n in by_code.get(code, ())]
        if not affected or not 0 <= year < keys.years:
            continue
        units = _having(figures, by_code.get(move.old, []), year - 1)
        begun = _having(figures, by_code.get(move.new, []), year)
        units = np.union1d(units, np.setdiff1d(begun, _having(figures, by_code.get(move.new, []), year - 1)))
        touched |= (figures.year == year) & np.isin(figures.line, affected) & np.isin(figures.entity, units)
    return touched


def _having(figures: Figures, lines: list[int], year: int) -> Ints:
    """The units with money under one of these lines in a year."""
    rows = (figures.fen != 0) & (figures.year == year) & np.isin(figures.line, lines)
    return np.unique(figures.entity[rows])


def changed(move: codes.Move) -> list[str]:
    """The codes that do not hold the same after a move: both where it merged or split, and the classes it left and
    entered."""
    ends = [move.old, move.new] if move.relation != "moved" else []
    old, new = (([code[:size] for size in (3, 5) if size < len(code)]) for code in (move.old, move.new))
    return [*ends, *(code for code in (*old, *new) if (code in old) != (code in new))]
