"""Headers of copies that left out the blanks of merged cells, so that what stands to their right is too far left.

What was merged is found again from what the rows still say: the row of column numbers tells how many columns there
are, names of keys below 项目 tell how many it covered, and labels that repeat tell where the groups of a parent begin.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final, TypeAlias

from analyzer.amounts import parse_number
from analyzer.concepts.vocabulary import heading_of
from analyzer.forms.grids.header import KEYS, Row, is_ordinal, text_of
from analyzer.model import Cell
from analyzer.text import bigrams

Rows: TypeAlias = Sequence[tuple[Cell | None, ...]]
_FEWEST: Final = 3
"""Cells of a header row that has a key and columns of figures."""
_DEEPEST: Final = 4
"""Rows of labels that a header may have above its column numbers."""


def restored(rows: Rows) -> list[tuple[Cell | None, ...]]:
    """``rows`` with the places of merged header cells that a copy left out, as far as the rows tell them."""
    return _paired(_regrown(_widened(rows)))


# ---- keys under one label --------------------------------------------------------------------------------------------


def _widened(rows: Rows) -> list[tuple[Cell | None, ...]]:
    """``rows`` with the blanks that a merged 项目 covered, where the row of 科目编码 | 科目名称 below it shows them.

    A row is moved where its second cell is none of the names that stand in this column: another heading, a number.
    """
    keys = _key_row(rows)
    if not keys:
        return list(rows)
    count = sum(cell is not None and bool(text_of(cell)) for cell in rows[keys])
    return [row if at == keys or not _short(row, count) else (row[0], *[None] * (count - 1), *row[1:])
            for at, row in enumerate(rows)]  # fmt: skip


def _key_row(rows: Rows) -> int:
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


# ---- totals under labels that cover code and name --------------------------------------------------------------------


def _paired(rows: Rows) -> list[tuple[Cell | None, ...]]:
    """``rows`` with “人员经费合计 | 1,096.79 | 公用经费合计 | 116.33” in the columns of amounts again.

    Below 科目编码 | 科目名称 | 金额, several times over, a label that covered code and name leaves its figure one place
    too far left, and the next label two.
    """
    at = next((n for n, row in enumerate(rows[:_DEEPEST]) if _triples(row)), None)
    if at is None:
        return list(rows)
    count = _triples(rows[at])
    return [*rows[: at + 1], *(_spaced(row, count) for row in rows[at + 1 :])]


def _triples(row: Row) -> int:
    """How many times over a header row is code, name and figure; 0 for any other, or once alone."""
    roles = [heading_of(text_of(cell))[0] for cell in row if text_of(cell)]
    count, rest = divmod(len(roles), 3)
    alike = all(roles[n : n + 2] == ["code", "label"] and roles[n + 2] not in KEYS for n in range(0, 3 * count, 3))
    return count if count > 1 and not rest and alike and len(row) >= 3 * count else 0


def _spaced(row: tuple[Cell | None, ...], count: int) -> tuple[Cell | None, ...]:
    cells = _packed(row)
    labels, figures = cells[::2], cells[1::2]
    paired = 1 < len(labels) == len(figures) <= count and all(parse_number(text_of(cell)) for cell in figures)
    if not paired or any(parse_number(text_of(cell)) or text_of(cell).isdecimal() for cell in labels):
        return row
    made = [place for label, figure in zip(labels, figures, strict=True) for place in (None, label, figure)]
    return (*made, *[None] * (len(row) - len(made)))


# ---- levels of labels ------------------------------------------------------------------------------------------------


def _regrown(rows: Rows) -> list[tuple[Cell | None, ...]]:
    """``rows`` with a header of several levels spread over its columns again; without it where that can't be done.

    A header that tells fewer columns than are numbered would be read into the wrong ones.
    """
    at = next((n for n, row in enumerate(rows[: _DEEPEST + 1]) if is_ordinal(row)), 0)
    width = sum(bool(text_of(cell)) for cell in rows[at]) if at else 0
    levels = [_packed(row) for row in rows[:at]]
    if at < 2 or text_of(rows[at][0]) != "1" or not all(levels) or max(map(len, levels)) >= width:
        return list(rows)
    spans = _spans(levels, width)
    if spans is None:
        return list(rows[at:])
    rest = (None,) * (len(rows[0]) - width)
    return [*((*row, *rest) for row in _spread(levels, spans, width)), *rows[at:]]


def _packed(row: Row) -> list[Cell]:
    """The cells of a row that begins at the left and has no gap and nothing merged; empty for any other row."""
    cells = [cell for cell in row if cell is not None and text_of(cell)]
    return cells if [*row[: len(cells)]] == cells and len({id(cell) for cell in cells}) == len(cells) else []


def _spans(levels: Sequence[Sequence[Cell]], width: int) -> list[list[int]] | None:
    """How many columns each label of each level covers, None where labels that repeat do not tell.

    Below a parent its group begins with the label that the level begins with (小计, 合计). Of a level's labels those
    are parents whose words are most those of the groups.
    """
    below: list[int] = [1] * len(levels[-1])
    result = [below]
    for upper, lower in reversed(list(itertools.pairwise(levels))):
        starts = [n for n, cell in enumerate(lower) if text_of(cell) == text_of(lower[0])]
        groups = [range(a, b) for a, b in itertools.pairwise([*starts, len(lower)])]
        parents = _parents(upper, lower, groups) if all(len(group) > 1 for group in groups) else None
        if parents is None:
            return None
        covered = {parent: sum(below[n] for n in group) for parent, group in zip(parents, groups, strict=True)}
        below = [covered.get(n, 1) for n in range(len(upper))]
        result.insert(0, below)
    return result if sum(below) == width else None


def _parents(upper: Sequence[Cell], lower: Sequence[Cell], groups: Sequence[range]) -> tuple[int, ...] | None:
    """Which labels of a level the groups below belong to, in order; None where words leave it open."""
    if len(groups) > len(upper):
        return None
    if len(groups) == len(upper):
        return tuple(range(len(upper)))
    words = [bigrams("".join(text_of(lower[n]) for n in group)) for group in groups]
    names = [bigrams(text_of(cell)) for cell in upper]
    scored = sorted(
        (sum(len(names[n] & word) for n, word in zip(chosen, words, strict=True)), chosen)
        for chosen in itertools.combinations(range(len(upper)), len(groups))
    )
    best, chosen = scored[-1]
    return chosen if best and (len(scored) == 1 or scored[-2][0] < best) else None


def _spread(levels: Sequence[Sequence[Cell]], spans: Sequence[Sequence[int]], width: int) -> list[list[Cell | None]]:
    """The rows of labels over ``width`` columns; a label without children goes down to the last row."""
    rows: list[list[Cell | None]] = []
    parents = {id(None)}
    for level, covers in zip(levels, spans, strict=True):
        cells = iter([cell for cell, count in zip(level, covers, strict=True) for _ in range(count)])
        above = rows[-1] if rows else [None] * width
        rows.append([next(cells) if id(cell) in parents else cell for cell in above])
        parents = {id(cell) for cell, count in zip(level, covers, strict=True) if count > 1}
    return rows
