"""Cells that span rows and columns laid out on a rectangle, the same for web pages, Word and Excel."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.model import Cell
from analyzer.readers.files.source import File

Row = tuple[Cell | None, ...]


class Canvas:
    """A growing rectangle on which cells are put; a place once taken is not given away again."""

    def __init__(self, file: File, height: int) -> None:
        self.file = file
        self.rows: list[list[Cell | None]] = [[] for _ in range(height)]
        self.places = 0

    def free(self, row: int, start: int = 0) -> int:
        """The first free column of ``row`` from ``start`` on."""
        cells = self.rows[row]
        for column in range(start, len(cells)):
            if cells[column] is None:
                return column
        return max(start, len(cells))

    def put(self, row: int, column: int, cell: Cell, height: int = 1, width: int = 1) -> None:
        """Lay ``cell`` over ``height`` rows (cut at the lower edge) and ``width`` columns.

        Raises UnreadableDocument where the table would grow beyond the limits.
        """
        bottom = min(row + max(height, 1), len(self.rows))
        right = column + max(width, 1)
        self.places += (bottom - row) * (right - column)
        self.file.check_size(1, right)
        self.file.check_size(1, right, self.places)
        for at in range(row, bottom):
            cells = self.rows[at]
            cells.extend([None] * (right - len(cells)))
            for place in range(column, right):
                if cells[place] is None:
                    cells[place] = cell

    def rectangle(self) -> tuple[Row, ...]:
        """Equal rows without those that hold nothing and without columns that only go on with a span."""
        width = max((len(cells) for cells in self.rows), default=0)
        self.file.check_size(len(self.rows), width)
        full = [cells + [None] * (width - len(cells)) for cells in self.rows if any(cells)]
        kept = [column for column in range(width) if column == 0 or not _repeats(full, column)]
        return tuple(tuple(cells[column] for column in kept) for cells in full)


def _repeats(rows: Sequence[Sequence[Cell | None]], column: int) -> bool:
    return all(row[column] is None or row[column] is row[column - 1] for row in rows)
