"""Stage: tables without vertical rules, found by columns of figures between gaps; marked as not ruled.

Only what is clearly a table is taken for one: at least three printed lines, each of several pieces set apart by wide
gaps, with at least one column of figures. Prose with a figure in it never looks so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from analyzer.readers.pdf.geometry import Char, Lattice, Line, Rules
from analyzer.readers.pdf.lattices import walled

FIGURE = re.compile(r"[-−—(（]?\d[\d,]*(?:\.\d+)?[)）]?%?|[-—－]+")
SENTENCE = re.compile(r"[，。；]")
GAP = 1.2
"""Parts of the font size that set two pieces of a line apart."""
MIN_ROWS = 3
MAX_STEP = 3.2
"""Parts of the font size from one row's baseline to the next within a table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What stands between two wide gaps of a printed line."""

    x0: float
    x1: float
    text: str


def pieces(line: Line) -> list[Piece]:
    """The pieces of a line between wide gaps."""
    groups: list[list[Char]] = []
    for char in line.chars:
        if groups and char.x0 - groups[-1][-1].x1 < GAP * line.size:
            groups[-1].append(char)
        else:
            groups.append([char])
    return [Piece(x0=g[0].x0, x1=g[-1].x1, text="".join(c.text for c in g)) for g in groups]


def guessed(lines: Sequence[Line], rules: Rules) -> tuple[Lattice, ...]:
    """The tables that columns of figures make among the lines outside ruled tables, top to bottom."""
    found = []
    for first, last in _runs(lines):
        table = _table(lines[first : last + 1], rules)
        if table is not None:
            found.append(table)
    return tuple(found)


def _runs(lines: Sequence[Line]) -> list[tuple[int, int]]:
    """Ranges of lines that hold a table: rows of figures, a few lines of head above, nothing of prose between."""
    kinds = [_kind(line) for line in lines]
    runs: list[tuple[int, int]] = []
    number = 0
    while number < len(lines):
        if kinds[number] != "row":
            number += 1
            continue
        first = last = number
        while last + 1 < len(lines) and kinds[last + 1] in ("row", "head") and _near(lines[last], lines[last + 1]):
            last += 1
        number = last + 1
        if sum(kind == "row" for kind in kinds[first:number]) < MIN_ROWS:
            continue
        while first > 0 and kinds[first - 1] == "head" and _near(lines[first - 1], lines[first]):
            first -= 1
        runs.append((first, last))
    return runs


def _kind(line: Line) -> str:
    """``row``: a label or several figures apart from a figure; ``head``: several pieces without one; or ``prose``."""
    parts = pieces(line)
    figures = sum(bool(FIGURE.fullmatch(part.text)) for part in parts)
    if len(parts) < 2 or SENTENCE.search(line.text):
        return "prose"
    return "row" if figures else "head"


def _near(above: Line, below: Line) -> bool:
    return below.base - above.base <= MAX_STEP * max(above.size, below.size)


def _table(lines: Sequence[Line], rules: Rules) -> Lattice | None:
    """The lattice of lines with common column gaps; None where fewer than two columns, or none of figures, are left."""
    rows = [pieces(line) for line in lines]
    body = [row for row in rows if any(FIGURE.fullmatch(piece.text) for piece in row)]
    xs = _column_edges(body, lines)
    if len(xs) < 3 or not _aligned(body, xs) or _contents(body):
        return None
    ys = _row_edges(lines)
    side = np.ones((len(rows), len(xs)), dtype=bool)
    for number, row in enumerate(rows):
        for piece in row:
            for edge, x in enumerate(xs[1:-1], start=1):
                if piece.x0 < x - 0.5 and piece.x1 > x + 0.5:
                    side[number, edge] = False
    floor = np.ones((len(ys), len(xs) - 1), dtype=bool)
    lattice = walled(xs, ys, side, floor)
    return Lattice(xs=lattice.xs, ys=lattice.ys, places=lattice.places, boxes=lattice.boxes, ruled=False)


def _column_edges(body: Sequence[Sequence[Piece]], lines: Sequence[Line]) -> tuple[float, ...]:
    """Edges in the middle of the gaps that no row of figures reaches into."""
    spans = sorted((piece.x0, piece.x1) for row in body for piece in row)
    if not spans:
        return ()
    low, high = min(line.x0 for line in lines) - 2, max(line.x1 for line in lines) + 2
    edges, end = [low], spans[0][1]
    least = 0.5 * lines[0].size
    for x0, x1 in spans:
        if x0 - end >= least:
            edges.append((end + x0) / 2)
        end = max(end, x1)
    return (*edges, high)


def _row_edges(lines: Sequence[Line]) -> tuple[float, ...]:
    """Edges half-way between the lines."""
    boxes = [line.box for line in lines]
    inner = [(above[3] + below[1]) / 2 for above, below in pairwise(boxes)]
    return (boxes[0][1] - 1, *inner, boxes[-1][3] + 1)


def _contents(body: Sequence[Sequence[Piece]]) -> bool:
    """Whether the figures are the page numbers of a list of contents: one a line, small, at its end."""
    last = [row[-1].text for row in body]
    return all(len(row) == 2 for row in body) and all(text.isdigit() and len(text) <= 3 for text in last)


def _aligned(body: Sequence[Sequence[Piece]], xs: Sequence[float]) -> bool:
    """Whether a column holds figures in most rows, and the rows agree on the number of columns."""
    columns = len(xs) - 1
    counts = [0] * columns
    for row in body:
        for piece in row:
            if FIGURE.fullmatch(piece.text):
                counts[int(np.searchsorted(xs, (piece.x0 + piece.x1) / 2)) - 1] += 1
    full = sum(len(row) >= max(2, columns * 0.5) for row in body)
    return max(counts) >= max(MIN_ROWS, 0.6 * len(body)) and full >= 0.6 * len(body)
