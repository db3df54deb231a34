"""Headers as they were before a converter or a copy lost their merged cells.

Markdown, CSV and some text extractions have one header row; what merged cells told is kept before a dash, a stroke or
a colon (“人员经费-金额”), and becomes two rows again. Other copies keep the rows and leave out the blanks that a merged
cell covered, so that all that is printed to its right stands too far left.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from analyzer.amounts import parse_number
from analyzer.concepts.vocabulary import heading_of
from analyzer.forms.grids.header import KEYS, Row, known_key, text_of
from analyzer.model import Cell

_TWO: Final = re.compile(r"^(?P<parent>[^-—–/_：:|（(\d][^-—–/_：:|]*?)[-—–/_：:|](?P<child>[^-—–/_：:|]+)$")
_GROUPS: Final = re.compile(
    r"^(?:收入|支出|人员经费|公用经费|基本支出|项目支出|预算数?|决算数?|上年.*|本年.*|20\d\d年.*)$"
)
"""Parents that stand over columns of their own in the forms of the genre."""
_FEWEST: Final = 3
"""Cells of a header row that has a key and columns of figures."""


def unfolded(rows: Sequence[tuple[Cell | None, ...]]) -> list[tuple[Cell | None, ...]]:
    """``rows`` with their first row in two, where most of what it says is so written; else as they are."""
    if not rows:
        return list(rows)
    parts = [_TWO.match(text_of(cell)) for cell in rows[0]]
    parents = [found["parent"] if found else "" for found in parts]
    written = [parent for parent in parents if parent]
    repeated = any(written.count(parent) > 1 for parent in written)
    if len(written) < 2 or not (repeated or all(_GROUPS.match(parent) for parent in written)):
        return list(rows)
    return [*_two_rows(rows[0], parents, [found["child"] if found else "" for found in parts]), *rows[1:]]


def widened(rows: Sequence[tuple[Cell | None, ...]]) -> list[tuple[Cell | None, ...]]:
    """``rows`` with the blanks that a merged 项目 covered, where the row of 科目编码 | 科目名称 below it shows them.

    A row is moved where its second cell is none of the names that stand in this column: another heading, a number.
    """
    keys = _key_row(rows)
    if not keys:
        return list(rows)
    count = sum(cell is not None and bool(text_of(cell)) for cell in rows[keys])
    return [row if at == keys or not _short(row, count) else (row[0], *[None] * (count - 1), *row[1:])
            for at, row in enumerate(rows)]  # fmt: skip


def _key_row(rows: Sequence[tuple[Cell | None, ...]]) -> int:
    """The place of a header row of nothing but keys under one key and headings of figures, 0 where there is none."""
    if not rows or len(rows[0]) < _FEWEST or heading_of(text_of(rows[0][0]))[0] not in KEYS:
        return 0
    for at in range(1, min(len(rows), 3)):
        texts = [text_of(cell) for cell in rows[at]]
        count = sum(map(bool, texts))
        named = count > 1 and all(heading_of(text)[0] in ("code", "label") for text in texts[:count])
        over = [text_of(cell) for cell in rows[0][1:count]]
        if named and all(text and heading_of(text)[0] not in KEYS for text in over):
            return at
    return 0


def _short(row: Row, count: int) -> bool:
    """Whether a figure or a heading of figures stands where one of ``count`` keys should, behind no code."""
    if text_of(row[0]).isdecimal():
        return False
    texts = [text_of(cell) for cell in row[1:count]]
    return any(text and (bool(parse_number(text)) or heading_of(text)[0] not in ("", *KEYS)) for text in texts)


def _two_rows(row: Row, parents: list[str], children: list[str]) -> tuple[tuple[Cell | None, ...], ...]:
    above: list[Cell | None] = []
    below: list[Cell | None] = []
    before: tuple[str, Cell] | None = None
    for place, cell in enumerate(row):
        parent = parents[place] or _adopted(row, parents, place)
        if cell is None or not parent:
            above.append(cell)
            below.append(cell)
            before = None
            continue
        if before is None or before[0] != parent:
            before = (parent, replace(cell, text=parent))
        above.append(before[1])
        below.append(replace(cell, text=children[place] or cell.text))
    return tuple(above), tuple(below)


def _adopted(row: Row, parents: Sequence[str], place: int) -> str:
    """The side of a key column (项目) that stands before its column of figures (收入-金额)."""
    follows = parents[place + 1] if place + 1 < len(parents) else ""
    return follows if known_key(text_of(row[place])) and follows in ("收入", "支出") else ""
