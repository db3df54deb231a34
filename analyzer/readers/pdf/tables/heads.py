"""Columns of a table without vertical rules, and the rows of its head: short rules below a name span its columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analyzer.readers.pdf.geometry import Rule
from analyzer.readers.pdf.tables.pieces import Band, Piece, pieces

Span = tuple[float, float]
SLACK = 2.0
"""Points that a rule may begin behind or end before the middle of a column it spans."""


@dataclass(frozen=True, slots=True)
class Head:
    """The lines above the rows of figures, and the rules between them from top to bottom.

    Where the lines number the columns of figures, ``first`` is where the first number stands: labels are left of it.
    """

    bands: tuple[Band, ...]
    rules: tuple[Rule, ...]
    first: float = 0.0

    @classmethod
    def of(cls, bands: Sequence[Band], across: Sequence[Rule]) -> Head:
        """The head of these bands, with those of the rules ``across`` the page that stand within it."""
        lines = [line for band in bands for line in band]
        if not lines:
            return cls((), ())
        top, bottom = min(line.box[1] for line in lines), max(line.base for line in lines)
        left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
        held = (r for r in across if top + SLACK < r.at < bottom - SLACK and r.start < right and r.end > left)
        return cls(tuple(bands), tuple(sorted(held)))

    @property
    def edges(self) -> tuple[float, ...]:
        """The heights of the rules, each once."""
        return tuple(sorted({rule.at for rule in self.rules}))

    def leaves(self) -> Iterator[Span]:
        """From where to where the names reach that are of one column: no rule stands below them."""
        for band in self.bands:
            for line in band:
                for piece in pieces(line):
                    middle = (piece.x0 + piece.x1) / 2
                    if not any(r.at > line.base and r.start <= middle <= r.end for r in self.rules):
                        ends = [piece.x0, *(x for gap in piece.gaps for x in gap), piece.x1]
                        yield from zip(ends[::2], ends[1::2], strict=True)

    def spanned(self, edge: float, xs: Sequence[float]) -> Iterator[tuple[Rule, range]]:
        """Every rule at a height with the columns it spans."""
        for rule in self.rules:
            if rule.at == edge:
                columns = [n for n, (a, b) in enumerate(pairwise(xs)) if _covers(rule, (a + b) / 2)]
                if columns:
                    yield rule, range(columns[0], columns[-1] + 1)


def centred(names: Sequence[Piece], columns: range, xs: Sequence[float]) -> list[range]:
    """The columns that each of several names above one rule spans: names stand in the middle of what they span.

    Of all ways to part the columns the one that fits the names best; none where it fits some name badly. The best way
    to part the first columns among the first names is found for each number of both (dynamic programming).
    """
    if len(names) < 2:
        return [columns] if names else []
    best: dict[int, tuple[float, list[range]]] = {columns.start: (0.0, [])}
    for name in names:
        found: dict[int, tuple[float, list[range]]] = {}
        for start, (off, spans) in best.items():
            for stop in range(start + 1, columns.stop + 1):
                own = _off_centre(name, xs[start], xs[stop])
                if own <= _CENTRED and off + own < found.get(stop, (float("inf"), []))[0]:
                    found[stop] = (off + own, [*spans, range(start, stop)])
        best = found
    return best.get(columns.stop, (0.0, []))[1]


def _off_centre(name: Piece, low: float, high: float) -> float:
    """How far a name stands from the middle of its columns, in parts of their width."""
    return abs((name.x0 + name.x1) / 2 - (low + high) / 2) / (high - low)


_CENTRED = 0.2


def _covers(rule: Rule, x: float) -> bool:
    return rule.start - SLACK <= x <= rule.end + SLACK


def column_edges(body: Sequence[Sequence[Piece]], head: Head, low: float, high: float, least: float) -> list[float]:
    """Edges between the columns that no row of figures reaches over, drawn where no name of the head stands.

    A name over several columns is of all of them; one that is left over when each column has its own is of a column
    that is empty.
    """
    found = _together(((p.x0, p.x1) for row in body for p in row), least)
    labels, columns = ([c for c in found if (c[1] < head.first) == left] for left in (True, False))
    leaves = [leaf for leaf in _together(head.leaves(), 0.0) if sum(not _apart(leaf, c) for c in columns) < 2]
    leaves = [leaf for leaf in leaves if leaf[0] >= head.first]
    named = _matched(leaves, columns)
    reach = [_joined(column, leaves[named.index(n)]) if n in named else column for n, column in enumerate(columns)]
    reach = sorted([*labels, *reach, *(leaf for leaf, n in zip(leaves, named, strict=True) if n is None)])
    if any(left[1] > right[0] for left, right in pairwise(reach)):
        reach = found
    return [low, *((left[1] + right[0]) / 2 for left, right in pairwise(reach)), high]


def _apart(one: Span, other: Span) -> float:
    return max(0.0, one[0] - other[1], other[0] - one[1])


def _joined(one: Span, other: Span) -> Span:
    return min(one[0], other[0]), max(one[1], other[1])


def _matched(leaves: Sequence[Span], columns: Sequence[Span]) -> list[int | None]:
    """For each name its column, from left to right: as many as can be, at the least distance (an alignment of two
    sequences, Needleman and Wunsch 1970)."""
    best: list[list[tuple[float, list[int | None]]]] = [[(0.0, [])] * (len(columns) + 1)]
    for leaf in leaves:
        row: list[tuple[float, list[int | None]]] = [(best[-1][0][0] + _LEFT_OVER, [*best[-1][0][1], None])]
        for n, column in enumerate(columns):
            without = (best[-1][n + 1][0] + _LEFT_OVER, [*best[-1][n + 1][1], None])
            here = (best[-1][n][0] + _apart(leaf, column), [*best[-1][n][1], n])
            row.append(min(row[n], without, here, key=lambda way: way[0]))
        best.append(row)
    return best[-1][-1][1]


_LEFT_OVER: float = 10_000.0
"""What a name without a column costs: more than any distance."""


def _together(spans: Iterator[Span], least: float) -> list[Span]:
    """Spans that overlap, or are less than ``least`` apart, as one."""
    joined: list[Span] = []
    for x0, x1 in sorted(spans):
        if joined and x0 - joined[-1][1] < least:
            joined[-1] = (joined[-1][0], max(joined[-1][1], x1))
        else:
            joined.append((x0, x1))
    return joined
