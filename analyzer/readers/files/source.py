"""What every reader starts from and what it must declare: the file in memory, and the format it can read."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from analyzer.errors import UnreadableDocument
from analyzer.model import Block, Document, Grid, Issue
from analyzer.readers.files.limits import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file taken into memory, with the limits and wishes it is to be read under.

    ``packed`` marks a file out of an archive or out of another file: nothing lies beside it on the disk; ``siblings``
    finds what lies beside it in its archive. ``depth`` counts the files that it lies in.
    """

    path: Path
    data: bytes
    limits: Limits
    ocr: bool = False
    packed: bool = False
    siblings: Callable[[str], bytes | None] | None = None
    depth: int = 0

    @property
    def name(self) -> str:
        """The name of the file, without its folder."""
        return self.path.name

    @property
    def suffix(self) -> str:
        """The suffix with its dot, in lower case."""
        return self.path.suffix.lower()

    @property
    def digest(self) -> str:
        """The SHA-256 of the content."""
        return hashlib.sha256(self.data).hexdigest()

    def refuse(self, message: str) -> UnreadableDocument:
        """The error to raise: one line that names the file."""
        return UnreadableDocument(f"{self.name}: {' '.join(message.split())}")

    def part(self, name: str, data: bytes) -> File:
        """A part of this file that is a file of its own: an embedded workbook, a frame, a mail's page."""
        return replace(self, path=Path(self.name) / name, data=data, packed=True, siblings=None, depth=self.depth + 1)

    def beside(self, location: str) -> bytes | None:
        """The content of the file that a page at this place calls by the relative ``location``; None where it is not
        there, is too large, or lies outside the folder of the page."""
        name = unquote(re.split(r"[?#]", location.strip().replace("\\", "/"))[0])
        if not name or name.startswith("/") or ":" in name or ".." in name.split("/"):
            return None
        if self.packed:
            return self.siblings(name) if self.siblings else None
        try:
            target = (self.path.parent / name).resolve()
            if not target.is_relative_to(self.path.parent.resolve()) or not target.is_file():
                return None
            return target.read_bytes() if target.stat().st_size <= self.limits.max_bytes else None
        except (OSError, ValueError):
            return None

    def document(
        self, form: str, blocks: Iterable[Block], issues: Iterable[Issue] = (), pages: int | None = None
    ) -> Document:
        """The finished document; refuses one that has no content or more cells than the limits allow."""
        kept, met = tuple(blocks), tuple(issues)
        if not kept:
            raise self.refuse("; ".join(["holds no text and no table", *(issue.detail for issue in met[:3])]))
        self.count(block for block in kept if isinstance(block, Grid))
        return Document(
            name=self.name,
            path=str(self.path),
            format=form,
            sha256=self.digest,
            blocks=kept,
            pages=pages,
            issues=met,
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
