"""A spreadsheet as blocks: one grid a sheet, the titles above it and the notes below it as paragraphs.

A sheet is not split at blank rows, because tables have them. ``line`` is the row number in the sheet.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from analyzer.amounts import parse_number
from analyzer.model import Block, Cell, Grid, Issue, Paragraph
from analyzer.readers.files.source import File
from analyzer.readers.layout.paragraphs import OPENERS
from analyzer.readers.layout.spans import Canvas, Row

LABELLED = re.compile(r"^[^：:]{1,12}[：:]")
"""“单位：万元”, “编制单位：…”: what stands beside one another in the lines above a table."""

LONG = 20
"""Characters above which a lone cell below a table is a sentence and not the label of a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """What all sheets of a workbook share: format code of each cell style, strings, and where its days begin."""

    codes: Sequence[str]
    strings: Sequence[str]
    base1904: bool


@dataclass(slots=True)
class Sheet:
    """What a workbook says of one sheet: shown texts by (row, column), both from 0, and merged ranges.

    A range is (first row, first column, last row, last column), the last ones included. Rows and columns that the
    sheet hides are left out by `blocks`, as they are not shown. ``uncomputed`` counts formulas saved without a value.
    """

    name: str
    hidden: bool = False
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    uncomputed: int = 0

    def hide(self, rows: Collection[int], columns: Iterable[tuple[int, int]]) -> None:
        """Note hidden rows and ranges of columns (last one included), as far as they hold anything."""
        ranges = list(columns)
        self.hidden_rows = {row for row, _ in self.texts if row in rows}
        used = {column for _, column in self.texts}
        self.hidden_columns = {column for column in used if any(low <= column <= high for low, high in ranges)}


def noted(sheet: Sheet, file: File) -> Iterator[Issue]:
    """What a reader should know of a sheet that is not shown in full."""
    if sheet.hidden and sheet.texts:
        yield Issue(code="hidden-sheet", document=file.name, detail=f"sheet {sheet.name} is hidden but was read")
    if sheet.uncomputed:
        detail = f"sheet {sheet.name} has {sheet.uncomputed} formulas without a value; open and save it in Excel or WPS"
        yield Issue(code="formula-without-value", document=file.name, detail=detail)
    if sheet.hidden_rows or sheet.hidden_columns:
        rows = ", ".join(str(row + 1) for row in sorted(sheet.hidden_rows)[:10])
        columns = ", ".join(letters(column) for column in sorted(sheet.hidden_columns)[:10])
        places = "; ".join(f"{kind} {places}" for kind, places in (("rows", rows), ("columns", columns)) if places)
        detail = f"sheet {sheet.name} hides {places}, which were left out"
        yield Issue(code="hidden-cells", document=file.name, detail=detail)


def letters(column: int) -> str:
    """The letters of a column counted from 0."""
    text, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def blocks(sheet: Sheet, file: File) -> Iterator[Block]:
    """The paragraphs and the grid of a sheet, in order of rows."""
    rows = _laid(sheet, file)
    start, end = 0, len(rows)
    while start < end and _is_heading(rows[start]):
        start += 1
    while end > start and _is_note(rows, end - 1):
        end -= 1
    if end - start < 2 or max(_filled(row) for row in rows[start:end]) < 2:
        start = end = len(rows)
    yield from _paragraphs(rows[:start])
    if end > start:
        yield Grid(rows=_trimmed(rows[start:end]), line=_line(rows[start]), sheet=sheet.name, hidden=sheet.hidden)
    yield from _paragraphs(rows[end:])


def _laid(sheet: Sheet, file: File) -> list[Row]:
    """The rows with content, merged ranges expanded, blank and hidden rows and columns left out."""
    shown = {at: text for at, text in sheet.texts.items() if text.strip() and not _is_hidden(sheet, at)}
    if not shown:
        return []
    rows = sorted({row for row, _ in sheet.texts} - sheet.hidden_rows)
    columns = sorted({column for _, column in sheet.texts} - sheet.hidden_columns)
    file.check_size(len(rows), len(columns))
    row_at, column_at = {row: i for i, row in enumerate(rows)}, {column: i for i, column in enumerate(columns)}
    canvas = Canvas(file, len(rows))
    covered: set[tuple[int, int]] = set()
    for top, left, bottom, right in sheet.merged:
        across = [column_at[c] for c in _between(left, right, columns, column_at)]
        down = [row_at[r] for r in _between(top, bottom, rows, row_at)]
        if across and down and (down[0], across[0]) not in covered:
            cell = Cell(text=sheet.texts.get((top, left), "").strip(), line=rows[down[0]] + 1)
            canvas.put(down[0], across[0], cell, len(down), len(across))
            covered.update((r, c) for r in down for c in across)
    for (row, column), text in sorted(sheet.texts.items()):
        place = (row_at.get(row, -1), column_at.get(column, -1))
        if min(place) >= 0 and place not in covered:
            canvas.put(*place, Cell(text=text.strip(), line=row + 1))
    laid = canvas.rectangle()
    return [row for row in laid if any(cell and cell.text for cell in row)]


def _between(first: int, last: int, ordered: Sequence[int], known: dict[int, int]) -> Iterable[int]:
    if last - first < len(ordered):
        return [at for at in range(first, last + 1) if at in known]
    return [at for at in ordered if first <= at <= last]


def _is_hidden(sheet: Sheet, at: tuple[int, int]) -> bool:
    return at[0] in sheet.hidden_rows or at[1] in sheet.hidden_columns


def _distinct(row: Row) -> list[Cell]:
    seen = {id(cell): cell for cell in row if cell is not None and cell.text}
    return list(seen.values())


def _single(row: Row) -> Cell | None:
    """The only filled cell of a row, unless it is a number or belongs to a header."""
    cells = _distinct(row)
    return cells[0] if len(cells) == 1 and parse_number(cells[0].text) is None else None


def _is_heading(row: Row) -> bool:
    cells = _distinct(row)
    return _single(row) is not None or (len(cells) < 4 and all(LABELLED.match(cell.text) for cell in cells))


def _is_note(rows: Sequence[Row], at: int) -> bool:
    """A line below the table: one cell, and long, merged, set off or introduced as a note; a bare label is a row."""
    cell = _single(rows[at])
    if cell is None:
        return False
    set_off = at > 0 and _line(rows[at]) > _line(rows[at - 1]) + 1
    merged = sum(each is cell for each in rows[at]) > 1
    return set_off or merged or len(cell.text) > LONG or OPENERS.match(cell.text) is not None


def _filled(row: Row) -> int:
    return len(_distinct(row))


def _line(row: Row) -> int:
    return next((cell.line for cell in row if cell is not None and cell.line), 1)


def _paragraphs(rows: Sequence[Row]) -> Iterator[Paragraph]:
    for row in rows:
        for cell in _distinct(row):
            for part in cell.text.split("\n"):
                if part.strip():
                    yield Paragraph(text=part.strip(), line=cell.line)


def _trimmed(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows without columns that no row of the table fills at either side."""
    used = [at for at in range(len(rows[0])) if any(row[at] is not None and _text(row[at]) for row in rows)]
    return tuple(row[used[0] : used[-1] + 1] for row in rows)


def _text(cell: Cell | None) -> str:
    return cell.text if cell is not None else ""
