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
NARROW = 0.4
"""Parts of the font size between the heads of two columns where no column of figures is."""
OVERLAP = 1.05
"""Parts of the font size between two lines of one row: less than from one row to the next."""
MIN_ROWS = 3
HEAD = 3
"""Pieces without a figure that make a line below rows of figures the head of another table; labels make two."""
MAX_ROW = 90.0
"""Points between two rules of one table."""
MAX_STEP = 3.2
"""Parts of the font size from one row's baseline to the next within a table."""


Band = tuple[Line, ...]
"""Lines of one row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What stands between two wide gaps of a printed line."""

    x0: float
    x1: float
    text: str
    gaps: tuple[tuple[float, float], ...] = ()

    def crosses(self, x: float) -> bool:
        """Whether it reaches over ``x`` on both sides, and not with a gap."""
        return self.x0 < x - 0.5 and self.x1 > x + 0.5 and not any(a <= x <= b for a, b in self.gaps)


def pieces(line: Line) -> list[Piece]:
    """The pieces of a line between wide gaps."""
    return [
        Piece(x0=g[0].x0, x1=g[-1].x1, text="".join(c.text for c in g), gaps=_narrow(g, line.size))
        for g in _groups(line.chars, GAP * line.size)
    ]


def _groups(chars: Sequence[Char], gap: float) -> list[list[Char]]:
    groups: list[list[Char]] = []
    for char in chars:
        if groups and char.x0 - groups[-1][-1].x1 < gap:
            groups[-1].append(char)
        else:
            groups.append([char])
    return groups


def _narrow(chars: Sequence[Char], size: float) -> tuple[tuple[float, float], ...]:
    """The narrow gaps of a piece that may part the heads of two columns (“本年收入合计 财政拨款收入”).

    Those between single characters are within a word (“项 目”).
    """
    parts = _groups(chars, NARROW * size)
    apart = [(a, b) for a, b in pairwise(parts) if max(len(a), len(b)) > 1]
    return tuple((a[-1].x1, b[0].x0) for a, b in apart)


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
    bands = _bands(rest)
    for first, last in _runs(bands):
        part = bands[first : last + 1]
        table = _table([line for band in part for line in band], _row_edges(part))
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


def _bands(lines: Sequence[Line]) -> list[Band]:
    """Lines that overlap in height, as the names of two lines beside their figures do, and heads of several lines."""
    bands: list[list[Line]] = []
    for line in lines:
        if bands and line.base - bands[-1][-1].base < OVERLAP * min(line.size, bands[-1][-1].size):
            bands[-1].append(line)
        else:
            bands.append([line])
    return [tuple(band) for band in bands]


def _pieces(band: Band) -> list[Piece]:
    return [piece for line in band for piece in pieces(line)]


def _runs(bands: Sequence[Band]) -> list[tuple[int, int]]:
    """Ranges of bands that hold a table: rows of figures, a few lines of head above, nothing of prose between."""
    kinds = [_kind(band) for band in bands]
    runs: list[tuple[int, int]] = []
    number = 0
    while number < len(bands):
        if kinds[number] != "row":
            number += 1
            continue
        first = last = number
        while last + 1 < len(bands) and kinds[last + 1] in ("row", "head") and _near(bands[last], bands[last + 1]):
            last += 1
        number = last + 1
        if sum(kind == "row" for kind in kinds[first:number]) < MIN_ROWS:
            continue
        while first > 0 and kinds[first - 1] == "head" and _near(bands[first - 1], bands[first]):
            first -= 1
        runs.extend(_parted(bands, kinds, first, last))
    return runs


def _parted(bands: Sequence[Band], kinds: Sequence[str], first: int, last: int) -> list[tuple[int, int]]:
    """The run from ``first`` to ``last``, divided where a head of three pieces or more stands below rows of figures."""
    runs: list[tuple[int, int]] = []
    start = first
    for number in range(first + 1, last + 1):
        begins = kinds[number] == "head" and kinds[number - 1] == "row" and len(_pieces(bands[number])) >= HEAD
        whole = all(kinds[a:b].count("row") >= MIN_ROWS for a, b in ((start, number), (number, last + 1)))
        if begins and whole:
            runs.append((start, number - 1))
            start = number
    return [*runs, (start, last)]


def _kind(band: Band) -> str:
    """``row``: a label or several figures apart from a figure; ``head``: several pieces without one; or ``prose``."""
    parts = _pieces(band)
    figures = sum(bool(FIGURE.fullmatch(part.text)) for part in parts)
    if len(parts) < 2 or any(SENTENCE.search(line.text) for line in band):
        return "prose"
    return "row" if figures else "head"


def _near(above: Band, below: Band) -> bool:
    return below[0].base - above[-1].base <= MAX_STEP * max(above[-1].size, below[0].size)


def _table(lines: Sequence[Line], ys: tuple[float, ...]) -> Lattice | None:
    """The lattice of lines with common column gaps; None where fewer than two columns, or none of figures, are left."""
    rows = _by_row(lines, ys)
    body = [row for row in rows if any(FIGURE.fullmatch(piece.text) for piece in row)]
    xs = _column_edges(body, [row for row in rows if row not in body], lines)
    if len(xs) < 3 or not _aligned(body, xs) or _contents(body):
        return None
    side = np.ones((len(rows), len(xs)), dtype=bool)
    for number, row in enumerate(rows):
        for piece in row:
            for edge, x in enumerate(xs[1:-1], start=1):
                if piece.crosses(x):
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


def _column_edges(
    body: Sequence[Sequence[Piece]], heads: Sequence[Sequence[Piece]], lines: Sequence[Line]
) -> tuple[float, ...]:
    """Edges in the middle of the gaps that no row of figures reaches into, and of these where no head does."""
    spans = sorted((piece.x0, piece.x1) for row in body for piece in row)
    if not spans:
        return ()
    low, high = min(line.x0 for line in lines) - 2, max(line.x1 for line in lines) + 2
    edges, end = [low], spans[0][1]
    least = 0.5 * lines[0].size
    for x0, x1 in spans:
        if x0 - end >= least:
            edges.append(_between((end, x0), [piece for row in heads for piece in row]))
        end = max(end, x1)
    return (*edges, high)


def _between(gap: tuple[float, float], heads: Sequence[Piece]) -> float:
    """The middle of what the heads leave free of a gap; a head that fills it is one of both columns."""
    low, high = gap
    for piece in heads:
        spans = pairwise([piece.x0, *(x for inner in piece.gaps for x in inner), piece.x1])
        for x0, x1 in list(spans)[::2]:
            if x0 <= low < x1 < high:
                low = x1
            elif low < x0 < high <= x1:
                high = x0
    return (low + high) / 2


def _row_edges(bands: Sequence[Band]) -> tuple[float, ...]:
    """Edges half-way between the bands."""
    tops = [min(line.box[1] for line in band) for band in bands]
    ends = [max(line.box[3] for line in band) for band in bands]
    inner = [(end + top) / 2 for end, top in zip(ends, tops[1:], strict=False)]
    return (tops[0] - 1, *inner, ends[-1] + 1)


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
