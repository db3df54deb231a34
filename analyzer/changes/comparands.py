"""The base of every figure: the same series one year earlier, else another stage of it, else the code it bore then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from analyzer.changes.integers import Bools, Bytes, Ints
from analyzer.changes.reforms import reformed
from analyzer.changes.settled import IMPLIED, STATED, Figures
from analyzer.changes.statuses import (
    BASIS,
    CONFLICT,
    ENDED,
    IMPLIED_BASE,
    MOVED,
    NEW,
    NO_BASE,
    NOT_COMPARABLE,
    OK,
    RESTATED,
    SIGN,
    STATED_BASE,
    ZERO,
)
from analyzer.series import STAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class Bases:
    """For each figure the position of its base (−1: none), and how the base was found."""

    at: Ints
    basis_differs: Bools
    moved: Bools


def bases(figures: Figures, concordance: Mapping[tuple[str, int], str] | None = None) -> Bases:
    """The bases of all figures. ``concordance`` tells (new code, first year) → the code before."""
    count = len(figures.cell)
    at = np.full(count, -1, dtype=np.int64)
    if count:
        follows = figures.cell[1:] == figures.cell[:-1] + 1
        at[1:][follows] = np.flatnonzero(follows)
    moved = _moved(figures, at, concordance or {})
    differs = _other_stages(figures, at)
    return Bases(at=at, basis_differs=differs, moved=moved)


def _other_stages(figures: Figures, at: Ints) -> Bools:
    """Fill in bases of another stage where the own stage has none; true where that was done."""
    keys, differs = figures.keys, np.zeros(len(at), dtype=bool)
    if len(keys.stages) < 2:
        return differs
    for name in STAGES:
        if name not in keys.stages:
            continue
        stage = keys.stages.index(name)
        open_ = np.flatnonzero((at < 0) & (figures.year > 0) & (figures.stage != stage))
        cells = keys.cells(figures.entity[open_], figures.line[open_], stage, figures.year[open_] - 1)
        found = figures.find(cells)
        at[open_] = found
        differs[open_[found >= 0]] = True
    return differs


def _moved(figures: Figures, at: Ints, concordance: Mapping[tuple[str, int], str]) -> Bools:
    """Fill in bases under the code an item bore the year before; true where that was done."""
    moved, keys = np.zeros(len(at), dtype=bool), figures.keys
    lines = {(ln.statement, ln.side, ln.code, ln.measure): n for n, ln in enumerate(keys.lines) if ln.code}
    for (new, year), old in concordance.items():
        before = np.full(len(keys.lines), -1, dtype=np.int64)
        for n, line in enumerate(keys.lines):
            if line.code == new:
                before[n] = lines.get((line.statement, line.side, old, line.measure), -1)
        if (before < 0).all():
            continue
        open_ = np.flatnonzero((at < 0) & (figures.year == year - keys.first_year) & (before[figures.line] >= 0))
        cells = keys.cells(
            figures.entity[open_], before[figures.line[open_]], figures.stage[open_], figures.year[open_] - 1
        )
        at[open_] = figures.find(cells)
        moved[open_[at[open_] >= 0]] = True
    return moved


def statuses(figures: Figures, found: Bases) -> Bytes:
    """The status of each change as an index into ``STATUSES``."""
    has, at = found.at >= 0, np.maximum(found.at, 0)
    status = np.full(len(at), OK, dtype=np.int8)
    if not len(at):
        return status
    base, rank = figures.fen[at], figures.rank[at]
    status[has & (rank == IMPLIED)] = IMPLIED_BASE
    status[has & (rank == STATED)] = STATED_BASE
    status[found.moved] = MOVED
    status[has & (base == 0) & (figures.fen != 0)] = ZERO
    status[has & figures.absent[at]] = NEW
    status[has & figures.absent] = ENDED
    status[has & (np.sign(base) * np.sign(figures.fen) < 0)] = SIGN
    status[has & (figures.restated[at] >= 0)] = RESTATED
    status[found.basis_differs] = BASIS
    status[has & reformed(figures)] = NOT_COMPARABLE
    status[~has] = NO_BASE
    status[figures.conflict | (has & figures.conflict[at])] = CONFLICT
    return status
