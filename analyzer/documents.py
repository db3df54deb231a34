"""What readers make of a file: a document of paragraphs and grids, and where each thing stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

Box: TypeAlias = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a figure or a phrase stands, and what is printed there.

    ``page`` is 1-based (None for text formats, which have ``line``, 1-based). ``table`` is the title as printed, empty
    in prose. ``column`` is the header path joined by “/”. ``score`` is the recogniser's confidence for OCR, else None.
    """

    document: str
    page: int | None = None
    line: int | None = None
    table: str = ""
    row: str = ""
    row_code: str = ""
    column: str = ""
    text: str = ""
    box: Box | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """An exact sum of money: ``fen`` (分) and ``quantum``, the size in 分 of its last printed digit."""

    fen: int
    quantum: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a grid. A cell that spans several places is the same object in each place it covers."""

    text: str
    page: int | None = None
    line: int | None = None
    box: Box | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table as it lies on one page or in one block of text: a rectangle of cells, None where nothing is.

    ``edges`` are the x positions of the column borders (PDF), so that a table continued without a header can be joined
    to its head. ``ruled`` is False where columns were guessed from gaps. ``hidden`` marks a hidden Excel sheet.
    """

    rows: tuple[tuple[Cell | None, ...], ...]
    page: int | None = None
    line: int | None = None
    box: Box | None = None
    edges: tuple[float, ...] = ()
    ruled: bool = True
    sheet: str = ""
    hidden: bool = False

    @property
    def width(self) -> int:
        """The places of the widest row."""
        return max(map(len, self.rows), default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of prose, rejoined over line and page breaks.

    ``breaks`` tells for each printed line where it starts: (offset in ``text``, page, line, box), ascending.
    ``level`` is the heading level (1-6) where the format knows it, else 0.
    """

    text: str
    page: int | None = None
    line: int | None = None
    box: Box | None = None
    level: int = 0
    breaks: tuple[tuple[int, int | None, int | None, Box | None], ...] = ()

    def place(self, offset: int) -> tuple[int | None, int | None]:
        """(page, line) of the character at ``offset``."""
        page, line = self.page, self.line
        for start, at_page, at_line, _ in self.breaks:
            if start > offset:
                break
            page, line = at_page, at_line
        return page, line

    def source(self, document: str, start: int, end: int, text: str) -> Source:
        """Where ``self.text[start:end]`` stands, quoted as ``text``; its box covers the printed lines of that page."""
        page, line = self.place(start)
        last = max((b[0] for b in self.breaks if b[0] <= start), default=0)
        boxes = [box for at, of, _, box in self.breaks if last <= at < max(end, start + 1) and of == page and box]
        if not boxes and self.box and not self.breaks:
            boxes = [self.box]
        return Source(document=document, page=page, line=line, text=text, box=united(boxes))


def united(boxes: Sequence[Box]) -> Box | None:
    """The smallest box around all of them, None around none."""
    if not boxes:
        return None
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


Block: TypeAlias = Paragraph | Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Trouble of ours (an unreadable page, a header nobody can place, a check that crashed), never of the publisher."""

    code: str
    document: str
    page: int | None = None
    line: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file as read: its blocks in reading order. ``name`` is the file name, ``format`` e.g. ``pdf`` or ``html``."""

    name: str
    path: str
    format: str
    sha256: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    issues: tuple[Issue, ...] = ()
