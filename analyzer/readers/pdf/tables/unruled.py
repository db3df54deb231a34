"""Stage: tables without vertical rules, found by columns of figures between gaps; marked as not ruled.

Only what is clearly a table is taken for one: at least three printed lines, each of several pieces set apart by wide
gaps, with at least one column of figures. Prose with a figure in it never looks so.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from analyzer.readers.pdf.geometry import Lattice, Line, Rule, Rules
from analyzer.readers.pdf.tables.heads import Head, centred, column_edges
from analyzer.readers.pdf.tables.lattices import walled
from analyzer.readers.pdf.tables.pieces import FIGURE, NARROW, Band, Piece, bands, pieces, pieces_of

SENTENCE = re.compile(r"[，。；]")
MIN_ROWS = 3
HEAD = 3
"""Pieces without a figure that make a line below rows of figures the head of another table; labels make two."""
MAX_ROW = 90.0
"""Points between two rules of one table."""
MAX_STEP = 4.0
"""Parts of the font size from one row's baseline to the next within a table."""


def guessed(lines: Sequence[Line], rules: Rules) -> tuple[Lattice, ...]:
    """The tables that columns of figures make among the lines outside ruled tables.

    Rows come from a stack of horizontal rules where there is one, so that a label of two lines is one row; otherwise
    each printed line is a row.
    """
    found = []
    rest = list(lines)
    for ys in _stacks(rules.across):
        held = [line for line in rest if ys[0] < line.base < ys[-1] + line.size * 0.5]
        ys, head = _stacked_head(held, ys, rules.across)
        table = _table(_by_row(held, ys), ys, head, held) if len(held) >= MIN_ROWS else None
        if table is not None:
            found.append(table)
            rest = [line for line in rest if line not in held]
    rows = bands(rest)
    for first, last in _runs(rows):
        start = _spanned_from(rows, first, rules.across)
        table = _headed(rows[start : last + 1], rules.across)
        if table is not None:
            found.append(table)
    return tuple(sorted(found, key=lambda table: table.ys[0]))


def _stacked_head(
    held: Sequence[Line], ys: tuple[float, ...], across: Sequence[Rule]
) -> tuple[tuple[float, ...], Head]:
    """The edges of a stack of rules and its head: the rows above the first of figures, parted by short rules too.

    Where the columns are numbered (栏次 1 2 3 …) below their names, the numbers are a row of their own and tell which
    columns there are.
    """
    top = bands([line for line in held if line.base < ys[1]])
    for above, below in itertools.pairwise(top):
        numbers = pieces_of(below)
        if _numbers_columns(numbers):
            edge = (max(line.base for line in above) + min(line.box[1] for line in below)) / 2
            first = next(piece.x0 for piece in numbers if piece.text == "1")
            return (ys[0], edge, *ys[1:]), Head((below,), (), first)
    rows = _by_row(held, ys)
    figures = (n for n, row in enumerate(rows) if any(FIGURE.fullmatch(piece.text) for piece in row))
    first_row = next(figures, 0)
    head = Head.of(bands([line for line in held if line.base < ys[first_row]]), across)
    return (ys[0], *head.edges, *ys[first_row:]) if first_row else ys, head


def _numbers_columns(parts: Sequence[Piece]) -> bool:
    """Whether a row numbers the columns, from 1 on."""
    numbers = [piece.text for piece in parts if piece.text != "栏次"]
    return len(numbers) > 1 and numbers == [str(n) for n in range(1, len(numbers) + 1)]


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


def _runs(rows: Sequence[Band]) -> list[tuple[int, int]]:
    """Ranges of bands that hold a table: rows of figures, a few lines of head above, nothing of prose between."""
    kinds = _kinds(rows)
    runs: list[tuple[int, int]] = []
    number = 0
    while number < len(rows):
        if kinds[number] != "row":
            number += 1
            continue
        first = last = number
        while last + 1 < len(rows) and kinds[last + 1] in ("row", "head", "name") and _near(rows[last], rows[last + 1]):
            last += 1
        number = last + 1
        if sum(kind == "row" for kind in kinds[first:number]) < MIN_ROWS:
            continue
        while first > 0 and kinds[first - 1] == "head" and _near(rows[first - 1], rows[first]):
            first -= 1
        runs.extend(_parted(rows, kinds, first, last))
    return runs


def _spanned_from(rows: Sequence[Band], first: int, across: Sequence[Rule]) -> int:
    """Where a head begins: a lone name above it belongs to it if a short rule between the two spans some columns."""
    left, right = min(line.x0 for line in rows[first]), max(line.x1 for line in rows[first])
    while first > 0 and len(pieces_of(rows[first - 1])) == 1 and len(rows[first - 1]) == 1:
        [line], top = rows[first - 1], min(below.box[1] for below in rows[first])
        middle = (line.x0 + line.x1) / 2
        short = [r for r in across if r.start <= middle <= r.end and r.end - r.start < _SHORT * (right - left)]
        if not any(line.base < rule.at < top + line.size for rule in short):
            break
        first -= 1
    return _below_rule(rows, first, across)


def _below_rule(rows: Sequence[Band], first: int, across: Sequence[Rule]) -> int:
    """Where a head begins that a rule of the whole width stands above, and that short rules part: what stands between
    the two rules is of the head, a name in the middle of its two lines too."""
    top = min(line.box[1] for line in rows[first])
    above = sorted((rule for rule in across if rule.at < top + MAX_STEP), reverse=True)
    longest = max((rule.end - rule.start for rule in above), default=0.0)
    short = list(itertools.takewhile(lambda rule: rule.end - rule.start < _SHORT * longest, above))
    if not short:
        return first
    wide = above[len(short)].at
    start = first
    while start > 0 and rows[start - 1][0].base > wide and not _wordy(rows[start - 1]) and first - start < HEAD:
        start -= 1
    return start


_SHORT = 0.9
"""Parts of the width of a head that a rule spanning some of its columns has at most."""


def _parted(rows: Sequence[Band], kinds: Sequence[str], first: int, last: int) -> list[tuple[int, int]]:
    """The run from ``first`` to ``last``, divided where a head of three pieces or more stands below rows of figures."""
    runs: list[tuple[int, int]] = []
    start = first
    for number in range(first + 1, last + 1):
        begins = kinds[number] == "head" and kinds[number - 1] == "row" and len(pieces_of(rows[number])) >= HEAD
        whole = all(kinds[a:b].count("row") >= MIN_ROWS for a, b in ((start, number), (number, last + 1)))
        if begins and whole:
            runs.append((start, number - 1))
            start = number
    return [*runs, (start, last)]


def _kinds(rows: Sequence[Band]) -> list[str]:
    """The kind of every band; ``name`` for lone names between rows, below another name: their figures are blank, and
    for a note between two rows."""
    parts = [pieces_of(band) for band in rows]
    kinds = [_kind(band, own) for band, own in zip(rows, parts, strict=True)]
    lone = [len(own) == 1 and not _wordy(band) for band, own in zip(rows, parts, strict=True)]
    for number in range(1, len(rows) - 1):
        between = kinds[number - 1] == kinds[number + 1] == "row" and _near(rows[number - 1], rows[number + 1])
        if between and len(parts[number]) == 1 and _NOTE.match(rows[number][0].text):
            kinds[number] = "name"
    number = 0
    while number < len(rows):
        last = number
        while last < len(rows) and kinds[last] == "prose" and lone[last]:
            last += 1
        if 0 < number < last < len(rows) and kinds[number - 1] != "prose" and kinds[last] != "prose":
            around = [*parts[number - 1], *parts[last]]
            near = all(_near(rows[n], rows[n + 1]) for n in range(number - 1, last))
            if near and all(_aligned_left(rows[n], around) for n in range(number, last)):
                kinds[number:last] = ["name"] * (last - number)
        number = max(last, number + 1)
    return kinds


_NOTE = re.compile(r"\s*(?:说明|备注|注)\s*[：:]")


def _wordy(band: Band) -> bool:
    return any(SENTENCE.search(line.text) for line in band)


def _aligned_left(band: Band, around: Sequence[Piece]) -> bool:
    return any(abs(piece.x0 - band[0].x0) <= _FLUSH for piece in around if not FIGURE.fullmatch(piece.text))


_FLUSH = 3.0
"""Points by which names of one column may begin apart."""


def _kind(band: Band, parts: Sequence[Piece]) -> str:
    """``row``: a label or several figures apart from a figure; ``head``: several pieces without one; or ``prose``."""
    if len(parts) < 2 or _wordy(band):
        return "prose"
    return "row" if any(FIGURE.fullmatch(part.text) for part in parts) else "head"


def _near(above: Band, below: Band) -> bool:
    return below[0].base - above[-1].base <= MAX_STEP * max(above[-1].size, below[0].size)


def _headed(rows: Sequence[Band], across: Sequence[Rule]) -> Lattice | None:
    """The lattice of a run: a row for each band, and as many for the head as the rules within it tell."""
    first = next(number for number, band in enumerate(rows) if _kind(band, pieces_of(band)) == "row")
    ys, head = _row_edges(rows), Head.of(rows[:first], across)
    if head.rules:
        ys = (ys[0], *head.edges, *ys[first:])
    lines = [line for band in rows for line in band]
    return _table(_by_row(lines, ys), ys, head, lines)


def _table(
    parts: Sequence[Sequence[Piece]], ys: tuple[float, ...], head: Head, lines: Sequence[Line]
) -> Lattice | None:
    """The lattice of rows with common column gaps; None where fewer than two columns, or none of figures, are left."""
    body = [row for row in parts if any(FIGURE.fullmatch(piece.text) for piece in row) and not _numbers_columns(row)]
    if not body:
        return None
    low, high = min(line.x0 for line in lines) - 2, max(line.x1 for line in lines) + 2
    xs = tuple(column_edges(body, head, low, high, NARROW * lines[0].size))
    names = [piece for row in parts if row not in body for piece in row]
    xs = _beside_names(xs, names, [piece for row in body for piece in row])
    if len(xs) < 3 or not _aligned(body, xs) or _contents(body):
        return None
    side = np.ones((len(parts), len(xs)), dtype=bool)
    floor = np.ones((len(ys), len(xs) - 1), dtype=bool)
    for number, row in enumerate(parts):
        for piece in row:
            for edge, x in enumerate(xs[1:-1], start=1):
                if piece.crosses(x):
                    side[number, edge] = False
    for number, height in enumerate(head.edges):
        floor[number + 1] = False
        for rule, columns in head.spanned(height, xs):
            floor[number + 1, columns.start : columns.stop] = True
            above = [p for p in parts[number] if rule.start <= (p.x0 + p.x1) / 2 <= rule.end]
            for span in centred(above, columns, xs):
                side[number, span.start + 1 : span.stop] = False
    return replace(walled(xs, ys, side, floor), ruled=False)


def _beside_names(xs: Sequence[float], names: Sequence[Piece], figures: Sequence[Piece]) -> tuple[float, ...]:
    """The edges, moved where they cut a name of the head near its end and nothing else stands in the way."""
    moved = list(xs)
    for place, edge in enumerate(xs[1:-1], start=1):
        for name in (name for name in names if name.crosses(edge)):
            over = min(edge - name.x0, name.x1 - edge)
            free = name.x0 - 1 if edge - name.x0 == over else name.x1 + 1
            low, high = sorted((edge, free))
            if over <= _CUT * (name.x1 - name.x0) and not any(p.x0 < high and p.x1 > low for p in figures):
                moved[place] = free
    return tuple(moved)


_CUT = 0.2
"""Parts of its width that an edge may cut off a name which stands in one column."""


def _by_row(lines: Sequence[Line], ys: Sequence[float]) -> list[list[Piece]]:
    """The pieces of the lines in each interval of ``ys``."""
    rows: list[list[Piece]] = [[] for _ in ys[1:]]
    for line in lines:
        number = bisect_right(ys, line.base - 0.35 * line.size) - 1
        rows[min(max(number, 0), len(rows) - 1)].extend(pieces(line))
    return [sorted(row, key=lambda piece: piece.x0) for row in rows]


def _row_edges(rows: Sequence[Band]) -> tuple[float, ...]:
    """Edges half-way between the bands."""
    tops = [min(line.box[1] for line in band) for band in rows]
    ends = [max(line.box[3] for line in band) for band in rows]
    inner = [(end + top) / 2 for end, top in zip(ends, tops[1:], strict=False)]
    return (tops[0] - 1, *inner, ends[-1] + 1)


def _contents(body: Sequence[Sequence[Piece]]) -> bool:
    """Whether the figures are the page numbers of a list of contents: one a line, small, at its end."""
    last = [row[-1].text for row in body]
    return all(len(row) == 2 for row in body) and all(text.isdigit() and len(text) <= 3 for text in last)


def _aligned(body: Sequence[Sequence[Piece]], xs: Sequence[float]) -> bool:
    """Whether a column holds figures in most rows, and the rows agree on the number of columns that are used."""
    columns = len(xs) - 1
    counts, held = [0] * columns, [0] * columns
    for row in body:
        for piece in row:
            column = int(np.searchsorted(xs, (piece.x0 + piece.x1) / 2)) - 1
            held[column] += 1
            counts[column] += bool(FIGURE.fullmatch(piece.text))
    used = sum(2 * count >= len(body) for count in held)
    full = sum(len(row) >= max(2, min(columns, used) * 0.5) for row in body)
    return max(counts) >= max(MIN_ROWS, 0.6 * len(body)) and full >= 0.6 * len(body)
