"""Stage: characters into the cells of a lattice, giving the grid as it is printed on one page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from analyzer.model import Cell, Grid
from analyzer.readers.pdf.geometry import Char, Lattice
from analyzer.readers.pdf.lines import cell_text


def shared_out(chars: Iterable[Char], tables: Sequence[Lattice]) -> tuple[list[list[Char]], list[Char]]:
    """The characters inside each table (the smallest one round them) and those outside all."""
    inside: list[list[Char]] = [[] for _ in tables]
    outside: list[Char] = []
    order = sorted(range(len(tables)), key=lambda number: tables[number].area)
    boxes = [(number, tables[number].box) for number in order]
    for char in chars:
        _, x0, x1, base, size, _ = char  # as Char.middle, which would cost a call for each of them
        x, y = (x0 + x1) / 2, base - 0.35 * size
        for number, (left, top, right, bottom) in boxes:
            if left <= x <= right and top <= y <= bottom:
                inside[number].append(char)
                break
        else:
            outside.append(char)
    return inside, outside


def grid(chars: Iterable[Char], table: Lattice, page: int) -> Grid:
    """The grid that ``chars`` make in the cells of ``table``; an empty cell has the text ''."""
    contents: list[list[Char]] = [[] for _ in table.boxes]
    places, floors, sides = table.places, table.ys[1:-1], table.xs[1:-1]
    for char in chars:
        _, x0, x1, base, size, _ = char
        x, y = (x0 + x1) / 2, base - 0.35 * size
        contents[places[bisect_right(floors, y)][bisect_right(sides, x)]].append(char)
    cells = [_cell(text, box, page) for text, box in zip(contents, table.boxes, strict=True)]
    rows = tuple(tuple(cells[number] for number in places) for places in table.places)
    return Grid(rows=rows, page=page, box=table.box, edges=table.xs, ruled=table.ruled)


def _cell(chars: list[Char], box: tuple[float, float, float, float], page: int) -> Cell:
    scores = [char.score for char in chars if char.score is not None]
    text = cell_text(chars, box[2] - box[0]) if chars else ""
    return Cell(text=text, page=page, box=box, score=min(scores) if scores else None)
