"""Columns that compare two periods inside one table: 增减额 = this year − last year.

Which two columns are compared is not said reliably by headers of several storeys; the pair that most rows obey is
taken, and where no pair is obeyed nothing is judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from analyzer.binding.figures import Figures
from analyzer.model import Fact, Relation, Table
from analyzer.relations.system import judge

WHOLE = ("total", "amount", "current_subtotal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row (or one side of it): its whole amounts by column, and the cell that compares them."""

    wholes: dict[int, Fact]
    cell: Fact


def compared_rows(figures: Figures, document: str, table: Table, measure: str) -> list[Row]:
    """The rows with one cell of ``measure`` (change, change_rate) and at least two whole amounts of the same item."""
    rows = []
    for _, facts in figures.matrix(document, table.index):
        for cell in facts:
            if cell.measure != measure or cell.value is None:
                continue
            same = [f for f in facts if (f.side, f.item, f.item_code) == (cell.side, cell.item, cell.item_code)]
            wholes = {f.column: f for f in same if f.measure in WHOLE and f.id in figures.amounts}
            once = sum(f.measure == measure for f in same) == 1
            if once and len({(f.year, f.stage) for f in wholes.values()}) > 1:
                rows.append(Row(wholes=wholes, cell=cell))
    return rows


def pairs(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """The ordered pairs of columns that rows may compare: (this, base)."""
    columns = sorted({c for row in rows for c in row.wholes})
    return list(permutations(columns, 2))


def change_relations(figures: Figures, document: str, table: Table) -> Iterator[Relation]:
    """增减额 of every row as the difference of the pair of columns that most rows obey."""
    rows = [r for r in compared_rows(figures, document, table, "change") if r.cell.id in figures.amounts]
    tried = [[*_differences(rows, this, base, document)] for this, base in pairs(rows)]
    outcomes = [judge(relations, figures.amounts) for relations in tried]
    held = [sum(o.kind in ("holds", "improbable") for o in found) for found in outcomes]
    best = max(range(len(tried)), key=held.__getitem__, default=None)
    if best is not None and 3 * held[best] >= 2 * len(tried[best]) and held[best] > 1:
        yield from tried[best]


def _differences(rows: Sequence[Row], this: int, base: int, document: str) -> Iterator[Relation]:
    for row in rows:
        if this in row.wholes and base in row.wholes:
            terms = ((1, row.cell.id), (-1, row.wholes[this].id), (1, row.wholes[base].id))
            yield Relation(check="row-change", rule="this-base", terms=terms, document=document)
