"""Grids cut into chunks: caption lines inside a grid, several tables in one grid, notes below.

A chunk is what one table shows on one page: captions, header rows, body rows, notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TypeAlias, TypeVar

from analyzer.amounts import parse_number
from analyzer.concepts.vocabulary import heading_of
from analyzer.forms.grids.captions import LABEL, NOTE, TABLE_WORD, Caption, kinds, may_be_title
from analyzer.forms.grids.collapsed import restored
from analyzer.forms.grids.header import header_length, trimmed
from analyzer.forms.grids.unfolding import unfolded
from analyzer.model import Cell, Grid, Paragraph
from analyzer.text import squeeze

SENTENCE = re.compile(r"^(?!注|备注|说明).{20,}[。；]")
Row: TypeAlias = tuple[Cell | None, ...]
_Piece = TypeVar("_Piece", Cell, Paragraph)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A table as it stands on one page. ``head`` rows of ``rows`` are its header."""

    rows: tuple[Row, ...]
    head: int = 0
    captions: tuple[Caption, ...] = ()
    notes: tuple[str, ...] = ()
    edges: tuple[float, ...] = ()
    page: int | None = None
    line: int | None = None
    sheet: str = ""
    after_prose: bool = field(default=False)

    @property
    def header(self) -> tuple[Row, ...]:
        """The rows of labels above the figures."""
        return self.rows[: self.head]

    @property
    def body(self) -> tuple[Row, ...]:
        """The rows below the header."""
        return self.rows[self.head :]

    @property
    def width(self) -> int:
        """The most cells of a row."""
        return max((len(row) for row in self.rows), default=0)

    def said(self, kind: str) -> str:
        """The value of the last caption of that kind (the nearest to the table), empty where none is."""
        return next((caption.value for caption in reversed(self.captions) if caption.kind == kind), "")

    @property
    def title(self) -> str:
        """The title nearest to the table, empty where there is none."""
        return next((caption.text for caption in reversed(self.captions) if caption.kind == "title"), "")


def distinct(row: Row) -> list[Cell]:
    """The non-blank cells of a row, a spanned one once."""
    seen: dict[int, Cell] = {}
    for cell in row:
        if cell is not None and squeeze(cell.text):
            seen.setdefault(id(cell), cell)
    return list(seen.values())


def blank(row: Row) -> bool:
    """Whether a row has no text."""
    return not distinct(row)


def framed(grid: Grid) -> list[Paragraph]:
    """The paragraphs in a grid that is only a frame about text (one column, no figures); empty where it is a table."""
    rows = [distinct(row) for row in grid.rows if not blank(row)]
    worded = sum(parse_number(cells[0].text) is None for cells in rows)
    if not rows or any(len(cells) > 1 for cells in rows) or worded * 2 <= len(rows):
        return []
    if any(NOTE.match(squeeze(cells[0].text)) for cells in rows) or all(_captions((row[0],), None) for row in rows):
        return []
    return [
        Paragraph(text=text.strip(), page=cell.page or grid.page, line=cell.line, box=cell.box)
        for (cell,) in rows
        for text in cell.text.split("\n")
        if text.strip()
    ]


def released(grid: Grid) -> list[Grid | Paragraph]:
    """A grid with the narrative that stands in its rows (a sheet with tables and text) taken out of it, in order."""
    if frame := framed(grid):
        return list(frame)
    rows = [row for row in grid.rows if not blank(row)]
    result: list[Grid | Paragraph] = []
    table: list[Row] = []
    for alone, group in groupby(rows, key=_alone):
        run = list(group)
        if not alone or not _narrative(run, grid.width):
            table.extend(run)
            continue
        while run and NOTE.match(squeeze(distinct(run[0])[0].text)):
            table.append(run.pop(0))
        result += [replace(grid, rows=tuple(table))] if table else []
        result += [_paragraph(distinct(row)[0], grid) for row in run]
        table = []
    return [*result, replace(grid, rows=tuple(table))] if table else result


def _alone(row: Row) -> bool:
    cells = distinct(row)
    return len(cells) == 1 and row[0] is cells[0] and parse_number(cells[0].text) is None


def _narrative(run: Sequence[Row], width: int) -> bool:
    """Whether rows of one cell each are text: sentences beside nothing, or several sentences over the whole width."""
    sentences = [row for row in run if SENTENCE.search(squeeze(distinct(row)[0].text))]
    spread = any(cell is row[0] for row in sentences for cell in row[1:])
    return width > 1 and len(sentences) >= (2 if spread else 1)


def _paragraph(cell: Cell, grid: Grid) -> Paragraph:
    return Paragraph(text=cell.text.strip(), page=cell.page or grid.page, line=cell.line, box=cell.box)


def of(grid: Grid) -> Iterator[Chunk]:
    """The chunks of a grid in order; a grid without anything printed gives none."""
    rows = [row for row in grid.rows if not blank(row)]
    start = 0
    while start < len(rows):
        end = next((i for i in range(start + 1, len(rows)) if _starts(rows, start, i)), len(rows))
        chunk = _chunk(rows[start:end], grid)
        if chunk.rows or chunk.captions or chunk.notes:
            yield chunk
        start = end


def _starts(rows: Sequence[Row], start: int, index: int) -> bool:
    """Whether a new table starts at ``index``: a caption row after a body, with a header soon after it."""
    if _captions(rows[index], None) is None or _captions(rows[index - 1], None) is not None:
        return False
    titled = False
    for row in rows[index : index + 5]:
        said = _captions(row, None)
        if said is None:
            return titled and header_length(rows[rows.index(row, index) :]) > 0
        titled |= any(caption.kind == "title" for caption in said)
    return False


def _chunk(rows: list[Row], grid: Grid) -> Chunk:
    captions: list[Caption] = []
    top = 0
    while top < len(rows) and (said := _captions(rows[top], grid.page)) is not None:
        captions.extend(said)
        top += 1
    notes: list[str] = []
    bottom = len(rows)
    while bottom > top and (note := _note(rows[bottom - 1])):
        notes.insert(0, note)
        bottom -= 1
    body = tuple(restored(unfolded(rows[top:bottom])))
    line = next((cell.line for row in rows for cell in distinct(row)), grid.line)
    return Chunk(
        rows=body, head=header_length(body), captions=tuple(captions), notes=tuple(notes), edges=grid.edges,
        page=grid.page, line=line, sheet=grid.sheet,
    )  # fmt: skip


def _captions(row: Row, page: int | None) -> list[Caption] | None:
    """The captions a grid row holds when it holds nothing else, None where it is a row of the table."""
    cells = distinct(row)
    if not cells or len(cells) > 4:
        return None
    result: list[Caption] = []
    for cell in labelled(cells):
        said = kinds(cell.text)
        if any(kind == "note" for kind, _ in said):
            return None
        for kind, value in said:
            text = value if kind == "title" else cell.text
            result.append(Caption(kind=kind, text=text, value=value, page=cell.page or page, line=cell.line))
        if not said:
            title = re.sub(r"\s*\n\s*", "", cell.text)
            if len(cells) > 2 or not _titled(title, len(cells) == 1):
                return None
            result.append(Caption(kind="title", text=title.strip(), page=cell.page or page, line=cell.line))
    return result


def labelled(pieces: Sequence[_Piece], ends: str = "") -> list[_Piece]:
    """The cells of a caption row, or lines, a label put together with the name in the next one (部门： | X局).

    What has a colon, or one of ``ends``, is no name.
    """
    result: list[_Piece] = []
    for piece in pieces:
        if result and LABEL.match(squeeze(result[-1].text)) and not re.search(f"[:：{ends}]", piece.text):
            result[-1] = replace(result[-1], text=result[-1].text + piece.text)
        else:
            result.append(piece)
    return result


def _titled(text: str, alone: bool) -> bool:
    flat = squeeze(text)
    named = not TABLE_WORD.search(flat) and any(heading_of(form)[0] for form in trimmed(flat))
    return alone and len(flat) >= 4 and not named and may_be_title(text, False)


def _note(row: Row) -> str:
    cells = distinct(row)
    return cells[0].text if len(cells) == 1 and NOTE.match(squeeze(cells[0].text)) else ""


def within(chunk: Chunk, head: Chunk) -> Chunk:
    """``chunk`` on the columns of ``head``: by position where they are as wide, else by the edges of the columns."""
    if chunk.width == head.width or len(chunk.edges) < 2 or len(head.edges) < 2:
        width = max(head.width, chunk.width)
        return replace(chunk, rows=tuple(row + (None,) * (width - len(row)) for row in chunk.rows))
    centres = [(left + right) / 2 for left, right in zip(head.edges, head.edges[1:], strict=False)]
    places = [
        next((i for i in range(len(chunk.edges) - 1) if chunk.edges[i] <= x < chunk.edges[i + 1]), None)
        for x in centres
    ]
    rows = tuple(tuple(None if p is None or p >= len(row) else row[p] for p in places) for row in chunk.rows)
    return replace(chunk, rows=rows)
