"""Which line a line is a part of, and how much of the parent's change each part explains.

类 ⊃ 款 ⊃ 项 by code; a code's top line ⊂ the statement's total; basic and project ⊂ total; personnel and operating ⊂
basic; the items of the three public expenses ⊂ their sum; listed projects of the prose ⊂ the whole of the list.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from analyzer.changes.comparands import Bases
from analyzer.changes.integers import Bytes, Floats, Ints, Line
from analyzer.changes.settled import Figures
from analyzer.changes.statuses import CONFLICT
from analyzer.concepts.headlines import PARENTS
from analyzer.concepts.places import preference

TOTALS = ("total", "expenditure_total", "income_total", "expenditure_current", "income_current")
PARTS = frozenset({"basic", "project", "personnel", "operating", "business_expenditure", "remitted_up",
                   "subsidy_down"})  # fmt: skip
DEPTH = 6


def candidates(lines: tuple[Line, ...]) -> list[list[int]]:
    """For each line the lines it may be a part of, nearest first."""
    index = {(ln.statement, ln.side, ln.code or ln.item, ln.measure): n for n, ln in enumerate(lines)}
    concepts: dict[str, list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        if line.concept:
            concepts[line.concept].append(n)
    for name, members in concepts.items():
        members.sort(key=lambda n, name=name: preference(name, lines[n].statement))  # type: ignore[misc]
    return [_above(n, line, index, concepts) for n, line in enumerate(lines)]


def _above(
    n: int, line: Line, index: dict[tuple[str, str, str, str], int], concepts: dict[str, list[int]]
) -> list[int]:
    found: list[int | None] = []
    if line.code:
        found += [index.get((line.statement, line.side, line.code[:size], line.measure)) for size in (5, 3)
                  if size < len(line.code)]  # fmt: skip
        found += [index.get((line.statement, line.side, name, line.measure)) for name in TOTALS]
        found += [index.get((line.statement, line.side, line.code, m)) for m in ("total", "amount")
                  if line.measure in PARTS]  # fmt: skip
    elif line.measure in PARTS:
        found += [index.get((line.statement, line.side, line.item, m)) for m in ("total", "amount")]
    if line.item in PARENTS:
        found.append(index.get((line.statement, line.side, PARENTS[line.item], line.measure)))
    for concept in (PARENTS.get(line.concept, ""), line.within):
        found += [m for m in concepts.get(concept, ()) if concept]
    return list(dict.fromkeys(m for m in found if m is not None and m != n))[:DEPTH]


def parents(figures: Figures, found: Bases, status: Bytes) -> Ints:
    """For each figure the position of the nearest parent whose change is known, −1 where there is none."""
    above = candidates(figures.keys.lines)
    table = np.full((max(1, len(above)), DEPTH), -1, dtype=np.int64)
    for n, names in enumerate(above):
        table[n, : len(names)] = names
    known = (found.at >= 0) & (status != CONFLICT)
    parent = np.full(len(figures.cell), -1, dtype=np.int64)
    open_ = np.flatnonzero(known)
    for step in range(DEPTH):
        line = table[figures.line[open_], step]
        open_ = open_[line >= 0]
        line = line[line >= 0]
        if not len(open_):
            break
        cells = figures.keys.cells(figures.entity[open_], line, figures.stage[open_], figures.year[open_])
        at = figures.find(cells)
        good = (at >= 0) & known[np.maximum(at, 0)]
        parent[open_[good]] = at[good]
        open_ = open_[~good]
    return parent


def roots(parent: Ints) -> Ints:
    """For each figure the topmost parent, −1 for a figure that is nobody's part."""
    top = parent.copy()
    for _ in range(DEPTH + 2):
        up = np.where(top >= 0, parent[np.maximum(top, 0)], -1)
        if not (up >= 0).any():
            break
        top = np.where(up >= 0, up, top)
    return top


def share(part: Ints, whole: Ints, at: Ints) -> Floats:
    """The quotient part ÷ whole[at], NaN where there is no whole or it is zero."""
    base = np.where(at >= 0, whole[np.maximum(at, 0)], 0) if len(whole) else np.zeros(len(at), dtype=np.int64)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(base != 0, part / base, np.nan)
