"""Tables whose columns are only gaps between blanks, as a text dump of a PDF has them: a guess, so ``ruled=False``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.amounts import absence, parse_number
from analyzer.model import Cell, Grid
from analyzer.readers.layout.paragraphs import width

GAP = re.compile(r"(?:[ \u00a0]{2,}|\u3000[ \u3000]+)")
MIN_ROWS, MIN_FIELDS = 3, 2
MAX_LENGTH = 2000
"""Characters of a line that may still be a row of a page."""


@dataclass(frozen=True, slots=True)
class Field:
    """A piece of a line between two gaps, and the display columns it takes."""

    text: str
    left: int
    right: int


def fields(line: str) -> list[Field]:
    """The pieces of ``line`` that gaps of two or more blanks set apart."""
    found: list[Field] = []
    start = column = 0
    for gap in [*GAP.finditer(line), None]:
        end = gap.start() if gap else len(line)
        piece = line[start:end]
        text = piece.strip()
        if text:
            left = column + width(piece[: len(piece) - len(piece.lstrip())])
            found.append(Field(text, left, left + width(text)))
        column += width(piece) + (width(gap[0]) if gap else 0)
        start = gap.end() if gap else end
    return found


def runs(lines: Sequence[str]) -> frozenset[int]:
    """Indices of the lines that lie in a table of gaps: three or more on end, with figures in two of them at least."""
    inside: set[int] = set()
    run: list[int] = []
    for index in range(len(lines) + 1):
        line = lines[index] if index < len(lines) else ""
        if (
            len(line) <= MAX_LENGTH
            and "\t" not in line
            and GAP.search(line.strip())
            and len(fields(line)) >= MIN_FIELDS
        ):
            run.append(index)
            continue
        if len(run) >= MIN_ROWS and sum(_has_figure(lines[at]) for at in run) >= MIN_ROWS - 1:
            inside.update(run)
        run = []
    return frozenset(inside)


def _has_figure(line: str) -> bool:
    return any(parse_number(field.text) is not None or absence(field.text) for field in fields(line)[1:])


def grid(numbered: Sequence[tuple[int, str]]) -> Grid:
    """The grid of such lines: a column is a stretch that pieces of the fullest rows share; a wider piece spans."""
    rows = [(number, fields(line)) for number, line in numbered]
    most = max(len(row) for _, row in rows)
    columns = _columns([field for _, row in rows if len(row) == most for field in row], most)
    cells = tuple(_placed(number, row, columns) for number, row in rows)
    return Grid(rows=cells, line=rows[0][0], ruled=False)


def _columns(pieces: Sequence[Field], most: int) -> list[tuple[int, int]]:
    """Stretches of display columns, overlapping pieces united."""
    united: list[tuple[int, int]] = []
    for piece in sorted(pieces, key=lambda each: each.left):
        if united and piece.left < united[-1][1]:
            united[-1] = (united[-1][0], max(united[-1][1], piece.right))
        else:
            united.append((piece.left, piece.right))
    return united if len(united) >= min(most, MIN_FIELDS) else [(0, 10**6)]


def _placed(number: int, row: Sequence[Field], columns: Sequence[tuple[int, int]]) -> tuple[Cell | None, ...]:
    cells: list[Cell | None] = [None] * len(columns)
    for piece in row:
        under = [at for at, (left, right) in enumerate(columns) if piece.left < right and left < piece.right]
        under = under or [min(range(len(columns)), key=lambda at: _distance(piece, columns[at]))]
        taken = cells[under[0]]
        text = f"{taken.text} {piece.text}" if taken is not None else piece.text
        cell = Cell(text=text, line=number)
        for at in under:
            cells[at] = cell
    return tuple(cells)


def _distance(piece: Field, column: tuple[int, int]) -> int:
    return max(column[0] - piece.right, piece.left - column[1], 0)
