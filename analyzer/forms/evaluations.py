"""Self-evaluation tables (绩效自评表): what a project was to cost and cost, and the points that it earned.

The form is that of 财预〔2020〕10号, annex. Above the indicators 年度资金总额, 当年财政拨款, 上年结转资金 and
其他资金 stand under 年初预算数, 全年预算数, 全年执行数, 分值, 执行率 and 得分; each indicator has its 分值 and 得分;
总分 ends the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from analyzer.amounts import FEN, Number, money, parse_number
from analyzer.forms.facts import Reading
from analyzer.forms.grids.chunks import Row, distinct
from analyzer.forms.grids.columns import stage_of
from analyzer.forms.grids.header import text_of
from analyzer.forms.grids.tables import Assembled
from analyzer.model import Cell, Fact, Source, Stage
from analyzer.text import squeeze

POINTS: Final = "points"
"""Measure of 分值: what an indicator can earn."""
EARNED: Final = "earned"
"""Measure of 得分: what it earned."""
RATE: Final = "execution_rate"
"""Measure of 执行率: spent over planned, in percent."""
TOTAL: Final = re.compile(r"(?:年度|项目)?(?:资金|预算)?(?:总额|合计|总计)")
"""Labels of the row that sums up the money of a project."""
GRAND: Final = re.compile(r"总得分|合计|总计|自评总分|总分值?(?:合计)?")
"""Labels of the row that sums up the points."""
_KINDS: Final = (
    (re.compile(r"(?:年初|全年|[当本]年|年度|调整后?的?)?预算(?:数|金额|安排)?"), "amount"),
    (re.compile(r"(?:全年|实际|年度|预算)*(?:执行|支出|完成)(?:数|金额)"), "amount"),
    (re.compile(r"(?:预算|资金)?执行率"), RATE),
    (re.compile(r"分值|权重"), POINTS),
    (re.compile(r"(?:自评|实际)?得分"), EARNED),
)
_BRACKETS: Final = re.compile(r"[（(][^（）()]*[)）]|[A-Z](?:/[A-Z])?$|[×/÷*]")
_ENOUGH: Final = 3
"""Headings of the block of money from which it is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a figure is printed, and what its row and column are called."""

    row: str
    column: str
    at: tuple[int, int]
    page: int | None


def kind_of(label: str) -> str:
    """The measure that a heading of the block of money names (``amount``, ``execution_rate``, ``points``, ``earned``);
    empty for another."""
    flat = _BRACKETS.sub("", squeeze(label))
    return next((kind for words, kind in _KINDS if words.fullmatch(flat)), "")


def headed(rows: Sequence[Row]) -> int | None:
    """The row that heads the block of money among the rows above the indicators, None where there is none."""
    for number, row in enumerate(rows):
        kinds = [kind for cell in distinct(row) if (kind := kind_of(text_of(cell)))]
        if len(kinds) >= _ENOUGH and "amount" in kinds:
            return number
    return None


def money_of(source: Assembled, reading: Reading, rows: Sequence[Row], top: int, project: str) -> Iterator[Fact]:
    """The figures of the block of money, whose headings are the row ``top``: sums in the unit of the table (万元 where
    it names none), rates in percent, points in 分. The row of the total is that of the project."""
    columns = {
        index: kind
        for index, cell in enumerate(rows[top])
        if (kind := kind_of(text_of(cell))) and not _names_rows(rows[top + 1 : top + 2], index)
    }
    first = min(columns, default=0)
    for number, row in enumerate(rows[top + 1 :], start=top + 1):
        names = [squeeze(cell.text) for cell in distinct(row[:first]) if parse_number(cell.text) is None]
        if not names:
            continue
        item = project if TOTAL.fullmatch(names[-1]) and project else names[-1]
        for index, kind in columns.items():
            heading = text_of(rows[top][index])
            place = Place(row=names[-1], column=heading, at=(-1 - number, index), page=source.draft.head.page)
            cell = row[index] if index < len(row) else None
            value = parse_number(cell.text.rstrip("%％")) if cell is not None else None
            if cell is not None and value is not None:
                yield figure(cell, value, item, kind, place, source, reading, stage_of(_BRACKETS.sub("", heading)))


def _names_rows(below: Sequence[Row], index: int) -> bool:
    """Whether a column holds the names of rows, whatever its heading (年度预算数 above 总额, 其中：财政资金)."""
    cells = [row[index] for row in below if index < len(row)]
    return any(cell is not None and TOTAL.fullmatch(squeeze(cell.text)) for cell in cells)


Columns = Mapping[int, tuple[str, str]]
"""The heading and the measure of columns, by their place in a row."""


def point_columns(header: Row) -> Columns:
    """The columns of points beside the indicators, which few forms have."""
    kinds = {index: (heading, kind_of(heading)) for index, cell in enumerate(header) if (heading := text_of(cell))}
    return {index: told for index, told in kinds.items() if told[1] in (POINTS, EARNED)}


def points_of(
    source: Assembled, reading: Reading, columns: Columns, row: Row, item: str, number: int
) -> Iterator[Fact]:
    """分值 and 得分 of one row of indicators, or of 总分."""
    for index, (heading, kind) in columns.items():
        cell = row[index] if index < len(row) else None
        value = parse_number(cell.text) if cell is not None else None
        if cell is not None and value is not None and id(cell) not in reading.seen:
            reading.seen.add(id(cell))
            place = Place(row=item, column=heading, at=(number, index), page=cell.page)
            yield figure(cell, value, item, kind, place, source, reading)


def figure(
    cell: Cell, value: Number, item: str, measure: str, place: Place, source: Assembled, reading: Reading,
    stage: Stage | str = "",
) -> Fact:  # fmt: skip
    """The fact of one cell of a performance table; money has an amount in 分, whatever is none has its value alone."""
    unit = {POINTS: "分", EARNED: "分", RATE: "%"}.get(measure) or reading.unit or "万元"
    printed = Source(
        document=reading.document, page=cell.page or place.page, line=cell.line, table=source.title, row=place.row,
        column=place.column, text=cell.text.strip(), box=cell.box, score=cell.score,
    )  # fmt: skip
    own = reading.profile.stage if stage in ("", "execution", "budget") else stage
    return Fact(
        id="", document=reading.document, entity=reading.profile.entity, entity_code=reading.profile.entity_code,
        year=reading.profile.year, stage=own, statement=source.statement.id, table=reading.index,  # type: ignore[arg-type]
        row=place.at[0], column=place.at[1], item=item, measure=measure, value=value.value, unit=unit,
        amount=money(value, unit) if unit in FEN else None, source=printed,
    )  # fmt: skip
