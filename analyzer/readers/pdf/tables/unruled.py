"""Stage: tables without vertical rules, found by columns of figures between gaps; marked as not ruled.

Only what is clearly a table is taken for one: at least three printed lines, each of several pieces set apart by wide
gaps, with at least one column of figures. Prose with a figure in it never looks so.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from analyzer.readers.pdf.geometry import Char, Lattice, Line, Rule, Rules
from analyzer.readers.pdf.tables.lattices import walled

FIGURE = re.compile(r"[-−—(（]?\d[\d,]*(?:\.\d+)?[)）]?%?|[-—－]+")
SENTENCE = re.compile(r"[，。；]")
GAP = 1.2
"""Parts of the font size that set two pieces of a line apart."""
MIN_ROWS = 3
HEAD = 3
"""Pieces without a figure that make a line below rows of figures the head of another table; labels make two."""
MAX_ROW = 90.0
"""Points between two rules of one table."""
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
    """The tables that columns of figures make among the lines outside ruled tables.

    Rows come from a stack of horizontal rules where there is one, so that a label of two lines is one row; otherwise
    each printed line is a row.
    """
    found = []
    rest = list(lines)
    for ys in _stacks(rules.across):
        held = [line for line in rest if ys[0] < line.base < ys[-1] + line.size * 0.5]
        table = _table(held, ys) if len(held) >= MIN_ROWS else None
        if table is not None:
            found.append(table)
            rest = [line for line in rest if line not in held]
    for first, last in _runs(rest):
        part = rest[first : last + 1]
        table = _table(part, _row_edges(part))
        if table is not None:
            found.append(table)
    return tuple(sorted(found, key=lambda table: table.ys[0]))


def _stacks(across: Sequence[Rule]) -> list[tuple[float, ...]]:
    """The heights of horizontal rules of one length, one under the other: at least a head and two rows."""
    stacks: list[list[Rule]] = []
    for rule in sorted(across):
        for stack in stacks:
            last = stack[-1]
            if rule.at - last.at < MAX_ROW and abs(rule.start - last.start) < 6 and abs(rule.end - last.end) < 6:
                stack.append(rule)
                break
        else:
            stacks.append([rule])
    return [tuple(rule.at for rule in stack) for stack in stacks if len(stack) >= MIN_ROWS + 1]


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
        runs.extend(_parted(lines, kinds, first, last))
    return runs


def _parted(lines: Sequence[Line], kinds: Sequence[str], first: int, last: int) -> list[tuple[int, int]]:
    """The run from ``first`` to ``last``, divided where a head of three pieces or more stands below rows of figures."""
    runs: list[tuple[int, int]] = []
    start = first
    for number in range(first + 1, last + 1):
        begins = kinds[number] == "head" and kinds[number - 1] == "row" and len(pieces(lines[number])) >= HEAD
        whole = all(kinds[a:b].count("row") >= MIN_ROWS for a, b in ((start, number), (number, last + 1)))
        if begins and whole:
            runs.append((start, number - 1))
            start = number
    return [*runs, (start, last)]


def _kind(line: Line) -> str:
    """``row``: a label or several figures apart from a figure; ``head``: several pieces without one; or ``prose``."""
    parts = pieces(line)
    figures = sum(bool(FIGURE.fullmatch(part.text)) for part in parts)
    if len(parts) < 2 or SENTENCE.search(line.text):
        return "prose"
    return "row" if figures else "head"


def _near(above: Line, below: Line) -> bool:
    return below.base - above.base <= MAX_STEP * max(above.size, below.size)


def _table(lines: Sequence[Line], ys: tuple[float, ...]) -> Lattice | None:
    """The lattice of lines with common column gaps; None where fewer than two columns, or none of figures, are left."""
    rows = _by_row(lines, ys)
    body = [row for row in rows if any(FIGURE.fullmatch(piece.text) for piece in row)]
    xs = _column_edges(body, lines)
    if len(xs) < 3 or not _aligned(body, xs) or _contents(body):
        return None
    side = np.ones((len(rows), len(xs)), dtype=bool)
    for number, row in enumerate(rows):
        for piece in row:
            for edge, x in enumerate(xs[1:-1], start=1):
                if piece.x0 < x - 0.5 and piece.x1 > x + 0.5:
                    side[number, edge] = False
    lattice = walled(xs, ys, side, np.ones((len(ys), len(xs) - 1), dtype=bool))
    return replace(lattice, ruled=False)


def _by_row(lines: Sequence[Line], ys: Sequence[float]) -> list[list[Piece]]:
    """The pieces of the lines in each interval of ``ys``."""
    rows: list[list[Piece]] = [[] for _ in ys[1:]]
    for line in lines:
        number = bisect_right(ys, line.base - 0.35 * line.size) - 1
        rows[min(max(number, 0), len(rows) - 1)].extend(pieces(line))
    return rows


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
