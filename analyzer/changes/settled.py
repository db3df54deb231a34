"""One figure a cell: the best of the rows that name it, with what the others say beside it.

Best is what the year's own document prints, then what another document prints of that year, then what a sentence
states, then what a change implies. Nothing is overwritten: rows that contradict the best one are reported.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analyzer.changes.integers import Bools, Ints, Keys, encode, factor
from analyzer.changes.lifecycle import ABSENT
from analyzer.concepts.statements import UNTOLD

if TYPE_CHECKING:
    import pandas as pd

OWN, OTHER, STATED, IMPLIED = range(4)
_RANKS = {"printed": OWN, "ocr": OWN, "combined": OWN, ABSENT: OWN, "stated": STATED, "implied": IMPLIED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Figures sorted by cell. ``row`` is the position in the panel; ``restated`` the row that contradicts, or −1."""

    keys: Keys
    cell: Ints
    row: Ints
    entity: Ints
    line: Ints
    stage: Ints
    year: Ints
    fen: Ints
    quantum: Ints
    rank: Ints
    conflict: Bools
    restated: Ints
    absent: Bools
    """Zeros of items that the year's table does not list."""

    def find(self, cells: Ints) -> Ints:
        """The positions of these cells, −1 where there is none."""
        if not len(self.cell):
            return np.full(len(cells), -1, dtype=np.int64)
        at = np.searchsorted(self.cell, cells)
        np.minimum(at, len(self.cell) - 1, out=at)
        return np.where(self.cell[at] == cells, at, -1)


def comparable(panel: pd.DataFrame) -> Ints:
    """Positions of the rows with an exact amount, a year and a lasting key."""
    mask = np.array(panel["amount_fen"].notna() & panel["year"].notna(), dtype=bool)
    codes, names = factor(panel["statement"])
    skipped = np.array([name in UNTOLD for name in names] or [False])
    if skipped.any():
        mask = mask & ~(skipped[codes] & (codes >= 0))  # pandas may hand out a read-only array
    return np.flatnonzero(mask).astype(np.int64)


def ranks(panel: pd.DataFrame, rows: Ints) -> Ints:
    """How directly each row tells its figure: 0 its own document … 3 implied."""
    codes, names = factor(panel["origin"]) if "origin" in panel else (np.zeros(len(panel), dtype=np.int64), ["printed"])
    rank = np.array([_RANKS.get(name, OTHER) for name in names] or [OWN], dtype=np.int64)[codes[rows]]
    if "document_year" in panel:
        told = panel["document_year"].to_numpy(dtype=np.float64, na_value=np.nan)[rows]
        foreign = ~np.isnan(told) & (told != panel["year"].to_numpy(dtype=np.float64, na_value=np.nan)[rows])
        if {"document_stage", "stage"} <= set(panel.columns):
            foreign |= _stage_differs(panel, rows)
        rank[(rank == OWN) & foreign] = OTHER
    return rank


def _stage_differs(panel: pd.DataFrame, rows: Ints) -> Bools:
    document, stage = panel["document_stage"].iloc[rows], panel["stage"].iloc[rows]
    return np.asarray((document != "") & (document.astype("str") != stage.astype("str")), dtype=bool)


def figures(panel: pd.DataFrame) -> Figures:
    """The figures of a panel, one a cell, sorted by cell."""
    rows = comparable(panel)
    keys = encode(panel, rows)
    cell, rank = keys.cell, ranks(panel, rows)
    order = sorted_order(cell * 4 + rank)
    cell, rank, rows = cell[order], rank[order], rows[order]
    fen = panel["amount_fen"].to_numpy(dtype=np.int64, na_value=0)[rows]
    quantum = np.ones(len(rows), dtype=np.int64)
    if "quantum_fen" in panel:
        quantum = panel["quantum_fen"].to_numpy(dtype=np.int64, na_value=1)[rows]
    first = np.ones(len(cell), dtype=bool)
    first[1:] = cell[1:] != cell[:-1]
    conflict, restated = _beside(first, rows, fen, quantum, rank)
    cell = cell[first]
    series, year = np.divmod(cell, keys.years + 1)
    rest, stage = np.divmod(series, len(keys.stages))
    entity, line = np.divmod(rest, len(keys.lines))
    return Figures(keys=keys, cell=cell, row=rows[first], entity=entity, line=line,
                   stage=stage, year=year - 1, fen=fen[first], quantum=quantum[first],
                   rank=rank[first], conflict=conflict, restated=restated,
                   absent=_absent(panel, rows[first]))  # fmt: skip


def _absent(panel: pd.DataFrame, rows: Ints) -> Bools:
    if "origin" not in panel:
        return np.zeros(len(rows), dtype=bool)
    codes, names = factor(panel["origin"])
    return np.array([name == ABSENT for name in names] or [False])[codes[rows]]


def sorted_order(values: Ints) -> Ints:
    """The stable sorting order; the fast unstable sort is enough where no value occurs twice."""
    order = np.argsort(values)
    if len(values) and (values[order[1:]] == values[order[:-1]]).any():
        order = np.argsort(values, kind="stable")
    return order.astype(np.int64, copy=False)


def _beside(first: Bools, rows: Ints, fen: Ints, quantum: Ints, rank: Ints) -> tuple[Bools, Ints]:
    """What the other rows of a cell say: a conflict of equals, or a contradicting row of lesser rank."""
    count = int(first.sum())
    conflict, restated = np.zeros(count, dtype=bool), np.full(count, -1, dtype=np.int64)
    others = np.flatnonzero(~first)
    if len(others):
        best = np.flatnonzero(first)
        group = (np.cumsum(first) - 1)[others]
        head = best[group]
        disjoint = 2 * np.abs(fen[others] - fen[head]) > quantum[others] + quantum[head]
        equal = rank[others] == rank[head]
        conflict[group[disjoint & equal]] = True
        told = disjoint & ~equal
        restated[group[told][::-1]] = rows[others[told]][::-1]
    return conflict, restated
