"""Header rows whose levels a converter wrote into one cell each (“人员经费-金额”), as the rows they were.

Markdown, CSV and some text extractions have one header row; what merged cells told is kept before a dash, a stroke or
a colon.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from analyzer.forms.grids.header import Row, known_key, text_of
from analyzer.model import Cell

_TWO: Final = re.compile(
    r"^(?P<parent>(?:20\d\d年)?[^-—–/_：:|（(\d][^-—–/_：:|]*?)[-—–/_：:|](?P<child>[^-—–/_：:|].*)$"
)
_GROUPS: Final = re.compile(
    r"^(?:收入|支出|人员经费|公用经费|基本支出|项目支出|预算数?|决算数?|上年.*|本年.*|20\d\d年.*)$"
)
"""Parents that stand over columns of their own in the forms of the genre."""


def unfolded(rows: Sequence[tuple[Cell | None, ...]]) -> list[tuple[Cell | None, ...]]:
    """``rows`` with their first row in as many as its cells have levels, where most of what it says is so written; else
    as they are."""
    if not rows:
        return list(rows)
    parts = [_TWO.match(text_of(cell)) for cell in rows[0]]
    parents = [found["parent"] if found else "" for found in parts]
    written = [parent for parent in parents if parent]
    repeated = any(written.count(parent) > 1 for parent in written)
    if len(written) < 2 or not (repeated or all(_GROUPS.match(parent) for parent in written)):
        return list(rows)
    above, below = _two_rows(rows[0], parents, [found["child"] if found else "" for found in parts])
    return [above, *unfolded([below, *rows[1:]])]


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
