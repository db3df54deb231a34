"""Header rows: how many there are, and the path of labels above each column.

Spanned cells tell the paths in PDF, HTML and Word. In extracted text nothing spans: a blank to the right of a parent
belongs to it, a header cell may be split in two (the 栏次 row tells the true columns), and a child may stand one place
off its parents.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final, TypeAlias

from analyzer.amounts import parse_number
from analyzer.concepts.labels import plain_label
from analyzer.concepts.vocabulary import heading_of, item_of, target_heading_of
from analyzer.model import Cell
from analyzer.text import squeeze

Row: TypeAlias = Sequence[Cell | None]
Path: TypeAlias = tuple[str, ...]

ORDINAL = re.compile(r"^(?:\d{1,2}|[（(]\d{1,2}[）)])(?:[=＝].*)?$|^\d{1,2}[=＝][\d+＋\-－=()（）至…栏]+$")
ORDINAL_LABEL = re.compile(r"^(?:栏次|行次|列次|栏目|序号|[*＊×—-]{1,3}|类|款|项|甲|乙|丙|丁|编号)$")
NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|\d{1,2}[、.．](?!\d))")
YEAR_HEAD = re.compile(r"^20\d\d(?:年度?)?$")
KEYS = {"sequence", "code", "label", "year", "side"}
MOST = 9
"""Header rows beyond this number are taken for body."""


def text_of(cell: Cell | None) -> str:
    """The squeezed text of a cell, empty for none."""
    return "" if cell is None else squeeze(cell.text)


def _cells(row: Row) -> list[str]:
    seen: dict[int, str] = {}
    for cell in row:
        if cell is not None and squeeze(cell.text):
            seen.setdefault(id(cell), squeeze(cell.text))
    return list(seen.values())


def is_ordinal(row: Row) -> bool:
    """Whether the row only numbers the columns (栏次 1 2 3 …)."""
    texts = _cells(row)
    labels = [t for t in texts if ORDINAL_LABEL.match(t)]
    others = [t for t in texts if not ORDINAL_LABEL.match(t)]
    if not others or not all(ORDINAL.match(t) for t in others):
        return False
    values = [int(re.findall(r"\d+", t)[0]) for t in others]
    steps = all(b - a in (0, 1) for a, b in pairwise(values))
    if others == ["1", "2"]:
        return True  # two columns numbered, and nothing printed in those of codes and names
    if any(t in ("栏次", "行次", "列次", "栏目") for t in labels):
        return True
    return steps and len(values) >= 3 and values[0] in (0, 1) and values[-1] > values[0] + 1


@lru_cache(maxsize=8192)
def known_header(text: str) -> bool:
    """Whether the vocabulary knows a label, or a part of it, as that of a column."""
    return bool(heading_of(text)[0] or target_heading_of(text)) or any(
        heading_of(part)[0] for part in trimmed(text) if part
    )


_YEARED = re.compile(r"^(?:20\d\d年?度?|本年度?|当年|上年度?|上一年度?|今年|去年|年初|调整后?|全年)")
_UNITS = re.compile(r"[（(](?:金额)?(?:单位)?[:：]?(?:人民币)?(?:万元|元|千元|亿元|百万元|%)[）)]$")
_STAGED = re.compile(r"(?:(?:财政拨款)?(?:预算|决算|执行|完成|支出|安排|批复)?(?:数|金额|额|安排)?(?:[（(].*[）)])?)$")


@lru_cache(maxsize=8192)
def trimmed(text: str) -> tuple[str, ...]:
    """Forms of a header label to try, without its unit: whole, without year, without 预算数, without both."""
    flat = plain_label(_UNITS.sub("", squeeze(text)) or text)
    headless = _YEARED.sub("", flat)
    forms = (flat, headless, _STAGED.sub("", flat), _STAGED.sub("", headless))
    return tuple(dict.fromkeys(form for form in forms if form))


def _has_number(row: Row) -> bool:
    return any(parse_number(t) is not None and not YEAR_HEAD.match(t) for t in _cells(row))


def _spans_down(rows: Sequence[Row], index: int) -> bool:
    if index + 1 >= len(rows):
        return False
    below = {id(cell) for cell in rows[index + 1] if cell is not None}
    return any(cell is not None and squeeze(cell.text) and id(cell) in below for cell in rows[index])


def _spans_across(row: Row) -> bool:
    ids = [id(cell) for cell in row if cell is not None and squeeze(cell.text)]
    return len(ids) != len(set(ids))


def _body_label(rows: Sequence[Row], index: int) -> bool:
    row = rows[index]
    texts = _cells(row)
    if not texts:
        return False
    if len(texts) == 1:
        return item_of(texts[0]) in ("total", "income_total", "expenditure_total") and not _under_measure(rows, index)
    return any(NUMBERING.match(t) for t in texts[:2]) and not any(known_key(t) for t in texts)


def _under_measure(rows: Sequence[Row], index: int) -> bool:
    """Whether the only label of row ``index`` stands under a header that is no key (资金性质 over 合计)."""
    column = next(c for c, cell in enumerate(rows[index]) if text_of(cell))
    above = text_of(rows[index - 1][column]) if index and column < len(rows[index - 1]) else ""
    return bool(above) and heading_of(above)[0] not in KEYS


def target_header(rows: Sequence[Row]) -> int | None:
    """The row that heads the indicators of a target table (一级指标 | 二级指标 | …), None where none does."""
    for index, row in enumerate(rows[:40]):
        named = {target_heading_of(text) for text in _cells(row)}
        if len(named & {"level1", "level2", "level3"}) >= 2:
            return index
    return None


def known_key(text: str) -> bool:
    """Whether ``text`` heads a key column (项目, 科目编码, 序号, 一级指标) or a side (收入, 支出)."""
    return heading_of(text)[0] in KEYS or target_heading_of(text) in ("level1", "level2", "level3", "value")


def header_length(rows: Sequence[Row]) -> int:
    """How many rows at the top are header; 0 where the rows go on from a table before."""
    if (indicators := target_header(rows)) is not None:
        return indicators + 1
    length = 0
    while length < min(len(rows), MOST):
        row = rows[length]
        if is_ordinal(row):
            return length + 1
        if _has_number(row) or _body_label(rows, length):
            break
        if length and not _heads(rows, length):
            break
        length += 1
    texts = [t for row in rows[:length] for t in _cells(row)]
    if not length or not _is_header(texts, rows[:length]) or _figures_unheaded(rows, length):
        return 0
    return length


def _figures_unheaded(rows: Sequence[Row], length: int) -> bool:
    """Whether figures stand below columns that the presumed header leaves blank: it is labels of a body, then."""
    headed = {c for row in rows[:length] for c, cell in enumerate(row) if text_of(cell)}
    below = [c for row in rows[length:] for c, cell in enumerate(row) if parse_number(text_of(cell)) is not None]
    figures = [c for c in below if c not in headed]
    spanned = any(_spans_across(row) for row in rows[:length])
    return bool(figures) and not spanned and len(figures) * 2 > len(below)


def _heads(rows: Sequence[Row], index: int) -> bool:
    """Whether row ``index``, below a header row, is header too: something spans into it, or it speaks header."""
    above = {id(cell) for cell in rows[index - 1] if cell is not None and squeeze(cell.text)}
    row = rows[index]
    texts = _cells(row)
    known = sum(known_header(t) or bool(YEAR_HEAD.match(t)) for t in texts)
    if any(cell is not None and id(cell) in above for cell in row):
        return True
    return bool(texts) and known * 2 >= len(texts) and known >= 1 and not (len(texts) > 1 and known == 1)


def _is_header(texts: list[str], rows: Sequence[Row]) -> bool:
    keys = sum(known_key(t) for t in texts)
    known = sum(known_header(t) for t in texts)
    if keys and known >= 2:
        return True
    return (
        known >= 3
        or (known >= 1 and any(_spans_across(row) for row in rows) and len(texts) > 2)
        or (len(rows) == 1 and len(texts) >= 3 and keys >= 1)
    )


# ---- paths -----------------------------------------------------------------------------------------------------------


def clean(cell: Cell | None) -> str:
    """A header label on one line, without the blanks of letter-spacing."""
    return "" if cell is None else re.sub(r"\s+", "", cell.text)


def column_paths(rows: Sequence[Row], width: int) -> list[Path]:
    """The labels above each of ``width`` columns from top to bottom, ordinal rows left out."""
    ordinals = [row for row in rows if is_ordinal(row)]
    labels = [row for row in rows if not is_ordinal(row)]
    spanned = any(_spans_across(row) for row in labels) or any(_spans_down(labels, i) for i in range(len(labels)))
    texts = [[clean(row[c]) if c < len(row) else "" for c in range(width)] for row in labels]
    if not spanned and len(texts) > 1:
        texts = filled(rejoined(texts))
    paths = [_path(texts, labels if spanned else [], c) for c in range(width)]
    if ordinals and not spanned:
        paths = _merged(paths, texts, ordinals[-1])
    return paths


def _path(texts: list[list[str]], cells: Sequence[Row], column: int) -> Path:
    path: list[str] = []
    for row in texts:
        label = row[column]
        if label and (not path or path[-1] != label):
            path.append(label)
    return tuple(path)


def rejoined(texts: list[list[str]]) -> list[list[str]]:
    """Two header columns swapped where a childless label cuts a parent from its last child.

    Above: parent, blank, …, lone, blank; below: child, child, …, blank, child. The lone label belongs behind the child.
    """
    top, below = texts[0], texts[1]
    order = list(range(len(top)))
    for c in range(2, len(top)):
        cut = top[c - 1] and not below[c - 1] and not top[c] and below[c]
        if cut and below[c - 2] and not any(row[c] or row[c - 1] for row in texts[2:]):
            order[c - 1], order[c] = order[c], order[c - 1]
    return [[row[i] for i in order] for row in texts]


def filled(texts: list[list[str]]) -> list[list[str]]:
    """Parents written out over their children: a blank above a child takes the label to its left."""
    result = [list(row) for row in texts]
    for level in range(len(result) - 2, -1, -1):
        row, below = result[level], result[level + 1]
        for c in range(1, len(row)):
            if not row[c] and below[c] and row[c - 1] and below[c - 1]:
                row[c] = row[c - 1]
    return result


_SPLIT: Final = 3
"""The most columns that one header cell is split over."""


def _merged(paths: list[Path], texts: list[list[str]], ordinal: Row) -> list[Path]:
    """Paths with split header cells put together, so that there are as many as the 栏次 row has places."""
    wanted = [c for c, cell in enumerate(ordinal) if text_of(cell)]
    keys = [c for c in range(wanted[0] if wanted else 0) if paths[c] and heading_of(paths[c][-1])[0] in KEYS]
    wanted = [*keys, *wanted]  # nothing, or only 栏次, stands in the columns of codes and names
    have = [c for c, path in enumerate(paths) if path]
    if not len(wanted) < len(have) <= _SPLIT * len(wanted) or wanted != list(range(wanted[0], wanted[-1] + 1)):
        return paths
    groups = _grouped([[row[c] for row in texts] for c in have], len(wanted))
    result: list[Path] = [()] * len(paths)
    for place, group in zip(wanted, groups, strict=False):
        result[place] = group
    return result


def _grouped(columns: list[list[str]], count: int) -> list[Path]:
    """``columns`` (labels of each, top to bottom) joined to ``count`` groups so that most groups are known labels."""
    best: dict[tuple[int, int], tuple[float, list[Path]]] = {(0, 0): (0.0, [])}
    for end in range(1, len(columns) + 1):
        for used in range(1, min(end, count) + 1):
            options = []
            for start in range(max(0, end - _SPLIT), end):
                before = best.get((start, used - 1))
                if before:
                    path = _joined(columns[start:end])
                    options.append((before[0] + _fitness(path, columns[start:end]), [*before[1], path]))
            if options:
                best[end, used] = max(options, key=lambda option: option[0])
    return best[len(columns), count][1]


def _joined(columns: list[list[str]]) -> Path:
    path: list[str] = []
    for level in range(len(columns[0])):
        parts = [column[level] for column in columns]
        label = parts[0] if len(set(parts)) == 1 else "".join(dict.fromkeys(part for part in parts if part))
        if label and (not path or path[-1] != label):
            path.append(label)
    return tuple(path)


def _fitness(path: Path, parts: list[list[str]]) -> float:
    """How well ``path``, put together of ``parts``, reads; labels of two figures never belong together."""
    leaf = path[-1] if path else ""
    roles = [heading_of(part[-1] or part[0])[0] for part in parts]
    known = sum(role not in ("", "side") for role in roles)
    if len(parts) > 1 and known > 1 and {"measure", "item"} & set(roles):
        return -2.0
    placed = any(heading_of(form)[0] not in ("", "side") for form in trimmed(leaf))
    return (1.0 if placed else -1.0) - 0.1 * (len(parts) - 1)
