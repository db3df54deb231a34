"""Whole columns of figures in one cell, a line for each row: told apart where the lines of the cells agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from analyzer.amounts import absence, parse_number
from analyzer.model import Cell, Issue
from analyzer.readers.layout.spans import Row

Lines: TypeAlias = dict[int, list[str]]
"""The printed lines of a cell, blank ones too, by the identity of the cell."""
LEAST = 2
"""Figures in one cell that make it a column."""


def unstacked(rows: Sequence[Row], lines: Mapping[int, list[str]]) -> tuple[tuple[Row, ...], list[str]]:
    """The rows with each row of columns in cells divided into its lines, and the texts of cells that cannot be.

    A row is divided where every cell with text has the same number of lines and some hold figures alone, some do not.
    """
    out: list[Row] = []
    crowded: list[str] = []
    for row in rows:
        columns = [cell for cell in _distinct(row) if _is_column(lines.get(id(cell), []))]
        if not columns:
            out.append(row)
            continue
        counts = {len(lines.get(id(cell), [cell.text])) for cell in _distinct(row) if cell.text}
        named = any(cell.text for cell in _distinct(row) if cell not in columns)
        if len(counts) == 1 and named:
            out.extend(_divided(row, lines, counts.pop()))
        else:
            crowded.extend(cell.text for cell in columns)
            out.append(row)
    return tuple(out), crowded


def issue(document: str, crowded: Sequence[str], *, line: int) -> Issue:
    """What to tell of cells with several values."""
    first = " | ".join(crowded[0].split("\n")[:4])
    detail = f"several values in one cell ({first} …), {len(crowded)} such cells; their rows cannot be told apart"
    return Issue(
        code="several-values", document=document, line=line, detail=f"{detail}; get the table with a row for each"
    )


def _distinct(row: Row) -> list[Cell]:
    return list({id(cell): cell for cell in row if cell is not None}.values())


def _is_column(texts: Sequence[str]) -> bool:
    """Whether the lines of a cell are figures of one precision, blanks between them allowed.

    Two lines without decimals may be one figure that a narrow column breaks.
    """
    figures = [number for number in map(parse_number, texts) if number is not None]
    decimals = {number.decimals for number in figures}
    if len(figures) < LEAST or len(decimals) != 1 or (len(texts) == LEAST and not decimals.pop()):
        return False
    return all(not text or absence(text) or parse_number(text) is not None for text in texts)


def _divided(row: Row, lines: Mapping[int, list[str]], count: int) -> list[Row]:
    """The rows that the lines of the cells make; a cell without text stays what it is in each of them."""
    made: dict[int, list[Cell]] = {}
    for cell in _distinct(row):
        texts = lines.get(id(cell), [""] * count) if cell.text else [""] * count
        made[id(cell)] = [Cell(text=text, page=cell.page, line=cell.line, box=cell.box) for text in texts]
    return [tuple(made[id(cell)][at] if cell is not None else None for cell in row) for at in range(count)]
