"""Drafts to tables: columns by their vocabulary, rows with their keys, labels mended over page breaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from analyzer.amounts import parse_number
from analyzer.concepts.statementids import StatementId
from analyzer.concepts.statements import (
    OF_BASIC,
    OF_GENERAL,
    VAGUE,
    Statement,
    is_free,
    is_targets,
    statement,
    statement_of,
)
from analyzer.concepts.vocabulary import heading_of
from analyzer.forms.grids import mistyped
from analyzer.forms.grids.assembly import Draft
from analyzer.forms.grids.captions import NOTE, unit_in
from analyzer.forms.grids.cells import lists_units
from analyzer.forms.grids.chunks import Chunk, Row, distinct
from analyzer.forms.grids.columns import Column, Segment, column, meaning_of, segments, settled, side_of
from analyzer.forms.grids.header import NUMBERING, column_paths, is_ordinal, target_header, text_of
from analyzer.forms.grids.keys import Coder, Key, key_of
from analyzer.model import Cell
from analyzer.text import squeeze

FIGURES = ("measure", "item", "unknown")


@dataclass(slots=True)
class Line:
    """A body row on the columns of its table, with one key for each segment."""

    cells: list[Cell | None]
    page: int | None
    line: int | None
    keys: list[Key] = field(default_factory=list)


@dataclass(slots=True)
class Assembled:
    """A table ready to be read: its statement, its columns in segments, its lines."""

    statement: Statement
    title: str
    unit: str
    columns: tuple[Column, ...]
    segments: tuple[Segment, ...]
    lines: list[Line]
    notes: list[str]
    draft: Draft


def assembled(draft: Draft) -> Assembled:
    """The table that a draft makes."""
    head = draft.head
    kind = _statement(draft)
    paths = column_paths(head.header, head.width)
    lines = [line for chunk in draft.bodies for line in _lines(chunk)]
    notes = [*draft.notes, *(text for line in lines if (text := _note(line)))]
    lines = [line for line in lines if not _note(line)]
    kind = _sided(kind, paths)
    columns = _read_columns(paths, lines, kind.two_sided)
    kind = _of_all_money(kind, draft.title, columns)
    parts = settled(segments(columns, kind.two_sided))
    if is_free(kind.id) and draft.head.head and not any(c.role in FIGURES for c in columns):
        units = any(c.concept == "organisation" for c in columns)
        kind = statement(StatementId.UNITS) if units else replace(kind, key="text")
    result = Assembled(
        statement=kind, title=draft.title or head.sheet, unit=draft.said("unit") or _column_unit(head.header),
        columns=tuple(c for part in parts for c in part.columns), segments=parts, lines=lines, notes=notes, draft=draft,
    )  # fmt: skip
    _mend(result)
    _key(result)
    return result


def _statement(draft: Draft) -> Statement:
    if target_header(draft.head.rows) is not None:
        return statement(StatementId.PERFORMANCE_TARGET)
    found = statement_of(draft.title or draft.head.sheet)
    first = next((squeeze(text_of(row[0])) for row in draft.head.header if row), "")
    listed = found.two_sided and first in ("单位名称", "单位", "部门名称", "预算单位")
    if is_targets(found.id) or listed:  # “所属单位收支情况表”: what each office receives and spends, no summary
        return statement_of("")
    return found if not is_free(found.id) or found.two_sided else _by_header(draft, found)


def _by_header(draft: Draft, found: Statement) -> Statement:
    """The statement of a table without a telling title, from what only its header can say."""
    texts = {re.sub(r"\s", "", text_of(cell)) for row in draft.head.header for cell in row}
    said = " ".join(sorted(texts))
    if re.search(r"政府采购(金额|目录|品目)|采购(物品|品目|目录)", said):
        return statement(StatementId.PROCUREMENT)
    if "因公出国" in said and "公务接待" in said:
        return statement(StatementId.THREE_PUBLIC)
    return found


def _sided(kind: Statement, paths: Sequence[tuple[str, ...]]) -> Statement:
    """The statement that a table with 收入 | 支出 side by side is, where its title does not say so."""
    sides = {side_of(path) for path in paths if path and heading_of(path[-1])[0] == "label"}
    if kind.two_sided or not {"income", "expenditure"} <= sides:
        return kind
    if kind.id in VAGUE:
        return statement(StatementId.INCOME_EXPENDITURE)
    return statement(StatementId.APPROPRIATION) if kind.id in OF_GENERAL else kind


def _of_all_money(kind: Statement, title: str, columns: Sequence[Column]) -> Statement:
    """基本支出预算表 with columns for 一般公共预算 and 单位资金 is of all money by economic account: the statutory
    table of basic expenditure is of the general public budget alone."""
    funds = {c.concept for c in columns}
    wider = "general_public" in funds and bool(funds & {"unit_funds", "special_account"})
    named = re.search("一般公共|财政拨款", title)
    return statement(StatementId.EXPENDITURE_BY_ECONOMIC) if kind.id in OF_BASIC and wider and not named else kind


def _lines(chunk: Chunk) -> list[Line]:
    result = []
    for row in chunk.body:
        cells = distinct(row)
        if not cells or is_ordinal(row):
            continue
        for part in _piled(row):
            first = cells[0]
            result.append(Line(cells=list(part), page=first.page or chunk.page, line=first.line))
    return result


def _piled(row: Row) -> list[Row]:
    """The rows that a row of cells with several lines each is (a whole column typed into one cell), else the row.

    Only where every cell has as many lines, so that none can be set beside another's.
    """
    cells = distinct(row)
    texts = [cell.text.strip().split("\n") for cell in cells]
    count = len(texts[0])
    columns = [decimals for lines in texts if (decimals := _decimals(lines))]
    even = any(len(set(decimals)) == 1 and (count > 2 or decimals[0]) for decimals in columns)
    if count < 2 or any(len(lines) != count for lines in texts) or len(columns) == len(texts) or not even:
        return [row]
    rows = [
        {id(cell): replace(cell, text=lines[at]) for cell, lines in zip(cells, texts, strict=True)}
        for at in range(count)
    ]
    return [tuple(cell and parts.get(id(cell), cell) for cell in row) for parts in rows]


def _decimals(lines: Sequence[str]) -> list[int]:
    """The digits behind the point of every line of a cell of figures, nothing where a line is no figure."""
    numbers = [parse_number(line) for line in lines if line.strip()]
    return [number.decimals for number in numbers if number] if all(numbers) else []


def _note(line: Line) -> str:
    cells = distinct(tuple(line.cells))
    return cells[0].text.strip() if len(cells) == 1 and NOTE.match(squeeze(cells[0].text)) else ""


def _column_unit(header: Sequence[Row]) -> str:
    return next((unit for row in header for cell in row if cell is not None and (unit := unit_in(cell.text))), "")


# ---- columns against their cells -------------------------------------------------------------------------------------


def _read_columns(paths: Sequence[tuple[str, ...]], lines: Sequence[Line], two_sided: bool) -> list[Column]:
    """The columns, each checked against what stands in it."""
    columns = [column(index, path, 0, two_sided) for index, path in enumerate(paths)]
    shared = _shared([c.path for c in columns if c.role in FIGURES])
    columns = [column(c.index, c.path, shared, two_sided) if c.role in FIGURES else c for c in columns]
    columns = [_told_by_cells(c, lines) for c in columns]
    if two_sided:
        columns = [_beside_figures(columns, place, lines) for place in range(len(columns))]
    return _one_classification(_split_codes(columns, lines))


def _one_classification(columns: list[Column]) -> list[Column]:
    """Beside the departments' economic classification, that of governments names the same rows once more."""
    keys = [c for c in columns if c.role in ("code", "label")]
    second = [c for c in keys if any(re.search("政府.*经济", label) for label in c.path)]
    first = [c for c in keys if c not in second and c.role == "code"]
    if not first or not second:
        return columns
    return [replace(c, role="text") if c in second else c for c in columns]


def _shared(paths: Sequence[tuple[str, ...]]) -> int:
    """How many labels at the top stand over all of ``paths``; at least the leaf of each is its own."""
    if len(paths) < 2:
        return 0
    depth = 0
    while all(len(path) > depth + 1 for path in paths) and len({path[depth] for path in paths}) == 1:
        depth += 1
    return depth


def _texts(index: int, lines: Sequence[Line]) -> list[str]:
    return [text for line in lines if index < len(line.cells) and (text := text_of(line.cells[index]))]


def _told_by_cells(c: Column, lines: Sequence[Line]) -> Column:
    """A column nobody knows is text where no figure stands in it; a label column full of codes is a code column."""
    texts = _texts(c.index, lines)
    numbers = sum(parse_number(text) is not None for text in texts)
    if c.role == "label" and lists_units(c.path, texts):
        return replace(c, role="text", concept="")
    if c.role == "unknown" and numbers * 2 <= len(texts):
        return replace(c, role="text")
    coded = sum(bool(re.fullmatch(r"\d{3}(?:\d{2}){0,2}", text)) for text in texts)
    if c.role == "label" and texts and coded * 2 > len(texts):
        return replace(c, role="code", concept="code", part="code")
    if c.role == "label" and texts and c.path and c.path[-1] in ("类", "款", "项") and numbers == len(texts):
        return replace(c, role="code")
    return c


def _beside_figures(columns: Sequence[Column], place: int, lines: Sequence[Line]) -> Column:
    """A column of words between two of figures, under a heading nobody knows, names what the right one holds."""
    c = columns[place]
    around = [*columns[max(0, place - 1) : place], *columns[place + 1 : place + 2]]
    worded = sum(bool(re.search(r"[\u4e00-\u9fff]", text)) for text in _texts(c.index, lines))
    if c.role != "text" or c.concept or worded < 3 or len(around) < 2 or not all(o.role == "measure" for o in around):
        return c
    return replace(c, role="label", concept="label") if not meaning_of(c.path[-1] if c.path else "")[0] else c


def _split_codes(columns: list[Column], lines: Sequence[Line]) -> list[Column]:
    """“科目” over code and name: a code column whose cells are words is the label."""
    result = []
    for c in columns:
        texts = _texts(c.index, lines)
        worded = sum(bool(re.search(r"[\u4e00-\u9fff]", text)) for text in texts)
        named = any(other.role == "label" for other in columns if abs(other.index - c.index) <= 2)
        if c.role == "code" and len(texts) >= 3 and worded * 2 > len(texts) and not named:
            c = replace(c, role="label", concept="label", part="")
        result.append(c)
    return result


# ---- cut rows --------------------------------------------------------------------------------------------------------


def _mend(table: Assembled) -> None:
    """Rows that are only the end of the label above are put back there."""
    kept: list[Line] = []
    starts = _chunk_starts(table)
    for position, line in enumerate(table.lines):
        if kept and (where := _tail(table, line, kept[-1], position in starts, position == len(table.lines) - 1)):
            for index in where:
                kept[-1].cells[index] = _joined(kept[-1].cells[index], line.cells[index])
            continue
        kept.append(line)
    table.lines = kept


def _chunk_starts(table: Assembled) -> set[int]:
    starts: set[int] = set()
    position = 0
    pages = [sum(1 for row in chunk.body if distinct(row) and not is_ordinal(row)) for chunk in table.draft.bodies]
    for count in pages[:-1]:
        position += count
        starts.add(position)
    return starts


def _joined(above: Cell | None, tail: Cell | None) -> Cell | None:
    return replace(above, text=above.text + tail.text) if above is not None and tail is not None else tail


def _tail(table: Assembled, line: Line, above: Line, fresh: bool, last: bool) -> list[int]:
    """The columns in which ``line`` only ends the labels of ``above``; empty where it is a row of its own."""
    filled = [i for i, cell in enumerate(line.cells) if text_of(cell)]
    labels = {c.index for c in table.columns if c.role == "label"}
    if not filled or not set(filled) <= labels or not all(_ends(line, above, i) for i in filled):
        return []
    sequence = [c.index for c in table.columns if c.role == "sequence"]
    if sequence and table.statement.key != "procurement":
        return filled if not any(text_of(line.cells[i]) for i in sequence) and _sequenced(table, sequence) else []
    figured = any(parse_number(text_of(cell)) is not None for cell in above.cells)
    if table.statement.key in ("procurement", "project") and figured and len(filled) == 1:
        return filled if last or _open(text_of(above.cells[filled[0]])) else []
    if fresh and len(filled) == 1:
        return filled if _cut(text_of(above.cells[filled[0]]), text_of(line.cells[filled[0]]), table) else []
    return []


def _ends(line: Line, above: Line, index: int) -> bool:
    text = text_of(line.cells[index])
    return (
        bool(text_of(above.cells[index])) and not NUMBERING.match(text) and line.cells[index] is not above.cells[index]
    )


def _sequenced(table: Assembled, sequence: Sequence[int]) -> bool:
    count = sum(any(text_of(line.cells[i]) for i in sequence) for line in table.lines)
    return count * 2 > len(table.lines)


def _open(text: str) -> bool:
    """Whether a label is visibly unfinished: a quotation mark or bracket not closed."""
    return any(text.count(a) > text.count(b) for a, b in ("“”", "（）", "()", "《》"))


def _cut(above: str, tail: str, table: Assembled) -> bool:
    """Whether ``tail`` at the top of a page ends the label above: a short end without numbering, or an open bracket."""
    if _open(above):
        return True
    coded = any(c.role == "code" for c in table.columns)
    return len(tail) <= (12 if coded else 6) and not re.search(r"合计|总计|小计|结余|结转", tail)


def _key(table: Assembled) -> None:
    coders = [Coder() for _ in table.segments]
    for line in table.lines:
        line.keys = [key_of(line.cells, part, coder) for part, coder in zip(table.segments, coders, strict=True)]
    for place in range(len(table.segments)):
        mistyped.corrected([line.keys[place] for line in table.lines], table.statement.key)
