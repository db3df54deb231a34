"""Performance-target tables (绩效目标表): their rows as targets, their printed numbers as facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from analyzer.amounts import FEN, Number, money, parse_number
from analyzer.concepts.labels import unnumbered
from analyzer.concepts.statementids import StatementId
from analyzer.concepts.vocabulary import item_of, target_heading_of
from analyzer.forms.evaluations import GRAND, Place, figure, headed, money_of, point_columns, points_of
from analyzer.forms.facts import Reading
from analyzer.forms.grids.chunks import Chunk, Row, distinct
from analyzer.forms.grids.columns import meaning_of
from analyzer.forms.grids.header import is_ordinal, target_header, text_of
from analyzer.forms.grids.tables import Assembled
from analyzer.model import Cell, Fact, Source, Table, TableRow, Target
from analyzer.text import normal, squeeze

_TARGETS = StatementId.PERFORMANCE_TARGET

OPERATORS = {"≥": "≥", ">=": "≥", "≧": "≥", "不低于": "≥", "不少于": "≥", "大于等于": "≥", "高于": ">", "超过": ">",
             "≤": "≤", "<=": "≤", "≦": "≤", "不高于": "≤", "不超过": "≤", "小于等于": "≤", "控制在": "≤", "低于": "<",
             ">": ">", "<": "<", "=": "=", "大于": ">", "小于": "<", "等于": "=", "达到": "≥", "完成": "="}  # fmt: skip
_OPERATOR = "|".join(sorted(map(re.escape, OPERATORS), key=len, reverse=True))
VALUE = re.compile(rf"^({_OPERATOR})?\s*(-?\d[\d,]*(?:\.\d+)?)\s*(.*)$")
ANY_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
PROJECT = re.compile(r"^(?:项目|政策|任务|(?:专项)?(?:业务费|资金|经费))名称")
TITLE_END = re.compile(r"(?:(?:项目|部门|单位|整体)?(?:支出)?绩效(?:目标|指标)(?:申报|批复)?(?:情况)?表?)[（(]?.*$")


_LEVEL = re.compile("[一二三]级指标")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Where the columns of a target table are; -1 where it has none."""

    levels: tuple[int, ...]
    description: int
    operator: int
    value: int
    unit: int
    basis: int
    project: int = -1
    budgets: tuple[int, ...] = ()


def shape_of(header: Row) -> Shape:
    """The shape told by the header row of the indicators."""
    places: dict[str, int] = {}
    for index, cell in enumerate(header):
        name = target_heading_of(text_of(cell))
        exact = _LEVEL.fullmatch(text_of(cell))  # “绩效指标” may stand over all three
        if name and (name not in places or exact):
            places[name] = index
    levels = tuple(places[name] for name in ("level1", "level2", "level3") if name in places)
    find = places.get
    taken = set(places.values())
    labels = [(i, text_of(cell)) for i, cell in enumerate(header) if i not in taken]
    project = next((i for i, text in labels if PROJECT.match(text)), -1)
    budgets = tuple(i for i, text in labels if text and meaning_of(text)[0] == "measure")
    return Shape(
        levels=levels, description=find("description", -1), operator=find("operator", -1), value=find("value", -1),
        unit=find("unit", -1), basis=find("basis", -1), project=project, budgets=budgets,
    )  # fmt: skip


def project_of(title: str, preface: Sequence[Row]) -> str:
    """The project a target table is about: from its own rows, else from its title."""
    for row in preface:
        texts = [squeeze(cell.text) for cell in distinct(row)]
        for name, value in pairwise(texts):
            if PROJECT.match(name) and value:
                return value
    return TITLE_END.sub("", unnumbered(title))


def read(source: Assembled, reading: Reading) -> tuple[Table, list[Target], list[Fact]]:
    """The table, the targets and the facts of one performance-target table."""
    head = source.draft.head
    top = target_header(head.rows) or 0
    shape, points = shape_of(head.rows[top]), point_columns(head.rows[top])
    project = project_of(source.title, head.rows[:top])
    targets: list[Target] = []
    facts = list(_preface(source, reading, head.rows[:top], project))
    rows: list[TableRow] = []
    above = [""] * len(shape.levels)
    before: Row = ()
    for chunk in source.draft.bodies:
        for row in _body(chunk, top if chunk is head else 0):
            levels = _levels(row, shape, above)
            above = levels
            project = _said(row, shape.project) or project
            if not _again(row, before, shape):
                facts.extend(_budgets(row, shape, project, source, reading, chunk, len(rows)))
            before = row
            rows.append(_row(row, levels, chunk))
            name = next((level for level in reversed(levels) if level), rows[-1].label)
            facts.extend(points_of(source, reading, points, row, name, len(rows) - 1))
            if GRAND.fullmatch(squeeze(distinct(row)[0].text)):
                continue
            if (target := _target(row, levels, shape, project, source, reading, chunk)) is None:
                continue
            targets.append(target)
            if target.number is not None:
                facts.append(_fact(target, reading, len(rows) - 1, shape.value))
    columns = tuple(text_of(cell) for cell in head.rows[top])
    table = Table(
        index=reading.index, document=reading.document, statement=_TARGETS, title=source.title,
        unit=reading.unit, columns=columns, rows=tuple(rows), notes=tuple(source.notes), page=head.page, line=head.line,
        empty=not targets,
    )  # fmt: skip
    return table, targets, facts


def _body(chunk: Chunk, top: int) -> Iterator[Row]:
    start = target_header(chunk.rows)
    for row in chunk.rows[(start + 1 if start is not None else 0) :]:
        if distinct(row) and not is_ordinal(row):
            yield row


def _cell(row: Row, index: int) -> Cell | None:
    return row[index] if 0 <= index < len(row) else None


def _said(row: Row, index: int) -> str:
    cell = _cell(row, index)
    return "" if cell is None else re.sub(r"\s*\n\s*", "", cell.text).strip()


def _levels(row: Row, shape: Shape, above: Sequence[str]) -> list[str]:
    """The indicator levels of a row; a blank one means the one above."""
    levels = []
    changed = False
    for place, index in enumerate(shape.levels):
        text = _said(row, index)
        last = place == len(shape.levels) - 1
        if not text and not changed and not last:
            text = above[place]
        changed |= bool(text) and text != above[place]
        levels.append(text)
    return levels


def _row(row: Row, levels: Sequence[str], chunk: Chunk) -> TableRow:
    first = distinct(row)[0]
    texts = tuple(normal(_said(row, index)) for index in range(len(row)))
    return TableRow(
        label="/".join(level for level in levels if level), texts=texts, page=first.page or chunk.page, line=first.line
    )


def _target(
    row: Row, levels: list[str], shape: Shape, project: str, source: Assembled, reading: Reading, chunk: Chunk
) -> Target | None:
    text = _said(row, shape.value)
    named = levels[-1] if levels else ""
    if not named and not text:
        return None
    operator, number, unit = parsed(_said(row, shape.operator) + text, _said(row, shape.unit))
    cell = _cell(row, shape.value)
    first = distinct(row)[0]
    printed = Source(
        document=reading.document, page=(cell.page if cell else None) or first.page or chunk.page,
        line=(cell.line if cell else None) or first.line, table=source.title,
        row="/".join(level for level in levels if level), column="指标值", text=text, box=cell.box if cell else None,
        score=cell.score if cell else None,
    )  # fmt: skip
    padded = [*levels, "", "", ""]
    if len(levels) == 2:
        padded = [levels[0], "", levels[1]]
    return Target(
        project=project, table=reading.index, level1=padded[0], level2=padded[1], level3=padded[2],
        description=_said(row, shape.description), operator=operator, number=number.value if number else None,
        unit=unit, text=text, basis=_said(row, shape.basis), source=printed,
    )  # fmt: skip


def parsed(text: str, unit: str = "") -> tuple[str, Number | None, str]:
    """(operator, number, unit) of a target: “≥95%” → ("≥", 95, "%"), “采购是否及时” → ("", None, "")."""
    flat = squeeze(text)
    found = VALUE.match(flat)
    if found:
        digits = found[2].replace(",", "")
        number = Number(Decimal(digits), len(digits.partition(".")[2]))
        return OPERATORS.get(found[1] or "", ""), number, found[3] or unit
    inside = ANY_NUMBER.search(flat)
    if inside and len(flat) <= 30:
        digits = inside[0].replace(",", "").rstrip(".")
        return "", Number(Decimal(digits), len(digits.partition(".")[2])), flat[inside.end() :] or unit
    return "", None, ""


def _fact(target: Target, reading: Reading, row: int, column: int) -> Fact:
    assert target.number is not None
    unit = target.unit.replace("％", "%")
    number = Number(target.number, max(0, -int(target.number.as_tuple().exponent)))
    return Fact(
        id="", document=reading.document, entity=reading.profile.entity, entity_code=reading.profile.entity_code,
        year=reading.profile.year, stage=reading.profile.stage, statement=_TARGETS, table=reading.index,
        row=row, column=column, item=target.level3 or target.level2, measure="target", value=target.number, unit=unit,
        amount=money(number, unit) if unit in FEN else None, source=target.source,
    )  # fmt: skip


def _again(row: Row, before: Row, shape: Shape) -> bool:
    """Whether a row prints the project of the row before it and its money once more, for another indicator."""
    said, above = ([_said(line, index) for index in (shape.project, *shape.budgets)] for line in (row, before))
    return shape.project >= 0 and said == above


def _budgets(
    row: Row, shape: Shape, project: str, source: Assembled, reading: Reading, chunk: Chunk, number: int
) -> Iterator[Fact]:
    """Amounts in columns of their own (预算金额), a cell spanning the rows of its project once."""
    head = source.draft.head.rows[target_header(source.draft.head.rows) or 0]
    for index in shape.budgets:
        cell = _cell(row, index)
        value = parse_number(cell.text) if cell is not None else None
        if cell is None or value is None or id(cell) in reading.seen:
            continue
        reading.seen.add(id(cell))
        place = Place(row=project, column=text_of(head[index]), at=(number, index), page=chunk.page)
        yield figure(cell, value, item_of(project) or project, "project_budget", place, source, reading)


def _preface(source: Assembled, reading: Reading, rows: Sequence[Row], project: str) -> Iterator[Fact]:
    """Amounts printed above the indicators: under headings of their own in a self-evaluation, else (年度资金总额 | 100)
    each with the label to its left."""
    if (top := headed(rows)) is not None:
        yield from money_of(source, reading, rows, top, project)
        return
    for number, row in enumerate(rows):
        for label, cell in pairwise(distinct(row)):
            value = parse_number(cell.text)
            named = re.search(r"资金|金额|拨款|总额|预算", label.text) and parse_number(label.text) is None
            if value is None or not named:
                continue
            name = squeeze(label.text).rstrip(":：")
            place = Place(row=name, column="资金", at=(-1 - number, 0), page=source.draft.head.page)
            yield figure(cell, value, item_of(name) or name, "project_budget", place, source, reading)
