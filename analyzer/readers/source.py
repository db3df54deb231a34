"""What every reader starts from and what it must declare: the file in memory, and the format it can read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from analyzer.errors import UnreadableDocument
from analyzer.model import Block, Document, Grid, Issue
from analyzer.readers.limits import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file taken into memory, with the limits and wishes it is to be read under."""

    path: Path
    data: bytes
    limits: Limits
    ocr: bool = False

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def suffix(self) -> str:
        return self.path.suffix.lower()

    def refuse(self, message: str) -> UnreadableDocument:
        """The error to raise: one line that names the file."""
        return UnreadableDocument(f"{self.name}: {' '.join(message.split())}")

    def document(
        self, form: str, blocks: Iterable[Block], issues: Iterable[Issue] = (), pages: int | None = None
    ) -> Document:
        """The finished document; refuses one that has no content or more cells than the limits allow."""
        kept = tuple(blocks)
        if not kept:
            raise self.refuse("holds no text and no table")
        self.count(block for block in kept if isinstance(block, Grid))
        return Document(
            name=self.name,
            path=str(self.path),
            format=form,
            sha256=hashlib.sha256(self.data).hexdigest(),
            blocks=kept,
            pages=pages,
            issues=tuple(issues),
        )

    def count(self, grids: Iterable[Grid]) -> None:
        """Refuse grids wider or larger than the limits."""
        cells = 0
        for grid in grids:
            self.check_size(len(grid.rows), grid.width)
            cells += len(grid.rows) * grid.width
        self.check_size(1, 0, cells)

    def check_size(self, rows: int, columns: int, cells: int | None = None) -> None:
        """Refuse a table of ``rows`` × ``columns`` (or of ``cells`` places) before memory is spent on it."""
        if columns > self.limits.max_columns:
            raise self.refuse(
                f"a table has {columns} columns, more than Limits.max_columns = {self.limits.max_columns}"
            )
        places = rows * columns if cells is None else cells
        if places > self.limits.max_cells:
            raise self.refuse(f"the tables have {places} cells, more than Limits.max_cells = {self.limits.max_cells}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A kind of file that can be read; each module of this package may hold one under the name ``FORMAT``.

    ``accepts`` decides by content (first) and suffix; formats are asked in the order of ``rank`` (low first).
    """

    name: str
    suffixes: tuple[str, ...]
    accepts: Callable[[File], bool]
    read: Callable[[File], Document]
    rank: int = 50
