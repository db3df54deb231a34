"""Facts of an assembled table: one for each printed figure, and the stated absences between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from analyzer.amounts import FEN, money
from analyzer.concepts.codes import economic_code, function_class
from analyzer.concepts.labels import unnumbered
from analyzer.concepts.statements import is_public
from analyzer.concepts.vocabulary import item_of
from analyzer.forms import public
from analyzer.forms.grids.captions import EMPTY_NOTE
from analyzer.forms.grids.cells import Printed, printed
from analyzer.forms.grids.columns import TOTALS, Column, Segment, stage_of
from analyzer.forms.grids.countedrows import count_units
from analyzer.forms.grids.keys import YEAR_ROW, Key, text_at
from analyzer.forms.grids.tables import FIGURES, Assembled, Line
from analyzer.forms.offices import canonical
from analyzer.model import DATED_PLANS, Cell, Fact, Issue, Profile, Source, Stage, Table, TableRow
from analyzer.text import normal, squeeze

OF_REGION = re.compile(r"^全[省市县区州盟旗镇乡]")
UNSIGNED = re.compile(
    r"^(?:本?(?:部门|单位|系统)|各(?:部门|单位)|全(?:部门|系统|局|厅|委)|县级|市级|省级|区级)?(?:合计|总计|小计|汇总)"
)
COUNTED = {"quantity"}
SUBTOTALS = {"小计", "合计"}
PARENTS = {"carry_in", "carry_out"}
SUBFUNDS = {"general_public", "government_funds", "state_capital"}
PUBLIC_ITEMS = {"abroad", "vehicles", "vehicle_purchase", "vehicle_operation", "reception", "three_public"}


@dataclass(slots=True)
class Reading:
    """What reading one table needs to know of the document, and what it has found so far."""

    document: str
    profile: Profile
    index: int
    unit: str
    empty: bool = False
    seen: set[int] = field(default_factory=set)
    issues: list[Issue] = field(default_factory=list)


def table_of(source: Assembled, index: int, document: str, unit: str, empty: bool) -> Table:
    """The table as a value: its rows under its columns, as printed."""
    rows = tuple(
        TableRow(
            label=next((key.label for key in line.keys if key.label), ""),
            code=next((key.code for key in line.keys if key.code), ""),
            texts=tuple(normal(_text(line, c.index)) for c in source.columns),
            page=line.page,
            line=line.line,
        )
        for line in source.lines
    )
    head = source.draft.head
    return Table(
        index=index, document=document, statement=source.statement.id, title=source.title, unit=unit,
        columns=tuple(c.name for c in source.columns), rows=rows, notes=tuple(source.notes), page=head.page,
        line=head.line, empty=empty, unplaced=tuple(c.name for c in source.columns if c.role == "unknown"),
    )  # fmt: skip


def _text(line: Line, index: int) -> str:
    cell = line.cells[index] if index < len(line.cells) else None
    return cell.text.strip() if isinstance(cell, Cell) else ""


def facts_of(source: Assembled, reading: Reading) -> list[Fact]:
    """The facts of a table in reading order; trouble goes to ``reading.issues``."""
    found = list(_facts(source, reading))
    return public.settled(found) if is_public(source.statement.id) else found


def _facts(source: Assembled, reading: Reading) -> Iterator[Fact]:
    _report_columns(source, reading)
    parents = ["" for _ in source.segments]
    above = list(parents)
    keyed = is_public(source.statement.id)
    note = reading.empty and any(EMPTY_NOTE.search(text) for text in source.notes)
    things = [count_units(source, place) for place in range(len(source.segments))]
    for number, line in enumerate(source.lines):
        for place, (segment, key) in enumerate(zip(source.segments, line.keys, strict=True)):
            key = _borrowed(line, source, place) or key
            if key.mended:
                reading.issues.append(_recoded(source, line, key, reading))
            item = _item(source, segment, key, reading.profile.entity)
            if not (item or key.code) and _sums_up(line):
                item = "total"
            if keyed and (item == "total" or (item in SUBTOTALS and above[place] in ("", "three_public"))):
                item = "three_public"
            if item in PARENTS:
                parents[place] = item
            elif item and item not in SUBFUNDS:
                parents[place] = ""
            elif item and parents[place]:
                item = f"{parents[place]}.{item}"
            if item == "fiscal" and above[place] in SUBFUNDS:
                item = f"{above[place]}.fiscal"  # “其中：财政拨款” below a single fund is not all of the appropriation
            above[place] = item or above[place]
            for c in segment.of(*FIGURES):
                fact = _fact(source, reading, number, line, segment, key, item, c, note, things[place][number])
                if fact is not None:
                    yield fact


def _sums_up(line: Line) -> bool:
    """Whether a row whose label column is blank says 合计 in its first cell, under another heading (采购类别)."""
    first = next((cell.text for cell in line.cells if isinstance(cell, Cell) and cell.text.strip()), "")
    return item_of(first) == "total"


def _borrowed(line: Line, source: Assembled, place: int) -> Key | None:
    """The key of the segment to the left, where this one has none and that one no figure (合计 | ~ | ~ | ~ | 60.12)."""
    key = line.keys[place]
    if not place or key.label or key.code:
        return None
    left, own = source.segments[place - 1], source.segments[place]
    if not any(_text(line, c.index) for c in own.of(*FIGURES)):
        return None
    if any(_text(line, c.index) for c in left.of(*FIGURES)):
        return None
    return line.keys[place - 1] if line.keys[place - 1].label else None


def _report_columns(source: Assembled, reading: Reading) -> None:
    for c in source.columns:
        if c.role == "unknown":
            head = source.draft.head
            detail = f"no column is known as “{c.name or '(no header)'}” in “{source.title}”"
            reading.issues.append(
                Issue(code="unplaced-header", document=reading.document, page=head.page, line=head.line, detail=detail)
            )


def _item(source: Assembled, segment: Segment, key: Key, entity: str) -> str:
    label = key.parts[-1] if key.code and key.parts else key.label
    concept = "" if key.code else item_of(label, segment.side)
    if not concept and len(key.parts) > 1 and key.parts[-1] in SUBTOTALS:
        concept = item_of(key.parts[-2], segment.side)
    if not concept and len(key.parts) > 1:
        concept = item_of(key.parts[0]) if item_of(key.parts[0]) == "total" else ""
    lone = source.statement.key == "function" and len(source.lines) == 1 and not segment.of("label")
    if not label and (segment.of("code") or lone):
        return "total"
    if not concept and key.year and YEAR_ROW.match(squeeze(label)):
        return ""
    if not concept and is_public(source.statement.id) and _STAGE_ALONE.fullmatch(normal(label)):
        return ""
    if (
        concept in ("", "total")
        and _OPERATING.search(source.title)
        and not any(k.code for x in source.lines for k in x.keys)
    ):
        # 机关运行经费…统计表, a row a unit: its own row, or the total, is what the title names.
        return "agency_operating" if concept or squeeze(label) == squeeze(entity) else unnumbered(label)
    return concept or unnumbered(label)


_OPERATING = re.compile("机关运行经费(?!.*(?:资产|采购))")


def _code(source: Assembled, segment: Segment, key: Key, item: str, year: int | None) -> str:
    """The classification code of a row: printed, or found by its name where the statement prints none."""
    if key.code or source.statement.key != "label" or segment.side == "income" or not item:
        return key.code
    found = function_class(item, year)
    if found:
        return found
    by_economics = any("经济" in label for c in segment.columns for label in c.path)
    codes = economic_code(item, year) if by_economics else ()
    return codes[0] if len(codes) == 1 else ""


def _fact(
    source: Assembled,
    reading: Reading,
    number: int,
    line: Line,
    segment: Segment,
    key: Key,
    item: str,
    c: Column,
    note: bool,
    thing: str,
) -> Fact | None:
    cell = line.cells[c.index] if c.index < len(line.cells) else None
    text = cell.text.strip() if isinstance(cell, Cell) else ""
    if isinstance(cell, Cell) and text:
        if id(cell) in reading.seen:
            return None
        reading.seen.add(id(cell))
    if not (key.code or key.label or text) or (not text and not (key.code or key.label)):
        return None
    found = value_of(text, c, key, reading.unit, thing)
    value, unit, missing = found.number, found.unit, found.absence
    if value and not unit and c.concept in COUNTED:
        unit = next((text_at(line.cells, u) for u in segment.of("text") if u.path and u.path[-1] == "计量单位"), "")
    if value is None and not missing:
        return None
    if value is None and note:
        missing = "zero-note"
    year, stage = _when(c, key, reading.profile)
    public = is_public(source.statement.id)
    units = public and _lists_units(segment)
    whole = public and (not item or units) and c.concept in TOTALS
    headed = public and c.concept == "three_public" and item in PUBLIC_ITEMS
    # A list by economic codes under one head (机关运行经费支出): its rows are those accounts, its total the head's.
    listed = c.role == "item" and bool(key.code) and source.statement.key == "economic"
    by_column = (c.role == "item" and not headed and not listed) or whole
    printed_at = Source(
        document=reading.document, page=(cell.page if isinstance(cell, Cell) else None) or line.page,
        line=(cell.line if isinstance(cell, Cell) else None) or line.line, table=source.title, row=key.label,
        row_code=key.printed or key.code, column=_name(c, segment), text=text,
        box=cell.box if isinstance(cell, Cell) else None, score=cell.score if isinstance(cell, Cell) else None,
    )  # fmt: skip
    if found.fault:
        reading.issues.append(_mistyped(found.fault, printed_at))
    return Fact(
        id="", document=reading.document, entity=_entity(reading, segment, key, by_column),
        entity_code=reading.profile.entity_code, year=year, stage=stage,
        statement=source.statement.id, table=reading.index, row=number, column=c.index,
        side=segment.side, item=("three_public" if whole else c.concept) if by_column else item,
        item_code="" if by_column else _code(source, segment, key, item, year),
        measure="amount" if by_column or headed or listed else c.concept, value=value.value if value else None,
        unit=unit if value else "", amount=money(value, unit) if value and unit in FEN else None, absence=missing,
        source=printed_at,
    )  # fmt: skip


FAULTS = {
    "point": ("mistyped-figure", "is read with a decimal point"),
    "grouping": ("badly-grouped-figure", "is read without its commas, which set off no thousands"),
    "several": ("several-figures", "are several figures in one cell, none of which is read"),
    "unreadable": ("figure-not-read", "cannot be read as a figure; no sum is judged that it belongs to"),
}  # fmt: skip


def _recoded(source: Assembled, line: Line, key: Key, reading: Reading) -> Issue:
    detail = (
        f"code “{key.printed}” of “{key.label}” in “{source.title}” is read as {key.code}, as its name and rows ask"
    )
    return Issue(code="mistyped-code", document=reading.document, page=line.page, line=line.line, detail=detail)


def _mistyped(fault: str, source: Source) -> Issue:
    code, done = FAULTS[fault]
    where = " · ".join(part for part in (source.table, source.row, source.column) if part)
    detail = f"“{' '.join(source.text.split())[:80]}” ({where[:160]}) {done}"
    return Issue(code=code, document=source.document, page=source.page, line=source.line, detail=detail)


def _lists_units(segment: Segment) -> bool:
    """Whether the rows are organisations and the columns are what they spend on."""
    return bool(segment.of("item")) and any(c.concept == "organisation" for c in segment.of("label"))


def _entity(reading: Reading, segment: Segment, key: Key, by_column: bool) -> str:
    """Whose figure it is: the unit of the row, where the columns are items and the rows are units.

    A row of totals is the document's own; that of a county or city as a whole is no organisation's but the region's.
    """
    own = reading.profile.entity
    if not by_column or not any(c.concept == "organisation" for c in segment.of("label")) or not key.parts:
        return own
    name = squeeze(key.parts[0])
    if OF_REGION.match(name):
        return reading.profile.region
    return own if item_of(name) or UNSIGNED.match(name) or YEAR_ROW.match(name) else canonical(name)


def _name(c: Column, segment: Segment) -> str:
    if not segment.side or c.side:
        return c.name
    return f"{'收入' if segment.side == 'income' else '支出'}/{c.name}"


def value_of(text: str, c: Column, key: Key, unit: str, thing: str = "") -> Printed:
    """What a cell holds, its unit printed in the cell, said by the column, by the row label, or by the table.

    ``thing`` is what the row counts, empty for money.
    """
    found = Printed() if c.role == "text" else printed(text)
    if found.number is None or found.unit:
        return found
    if c.concept == "change_rate":
        return replace(found, unit="%")
    return replace(found, unit=_counted(key) if c.concept in COUNTED else (thing or c.unit or unit))


def _counted(key: Key) -> str:
    """The unit of a quantity, from the brackets of its label: “2、车辆 (台、辆)” → 台、辆."""
    found = re.search(r"[（(]([^（）()]{1,8})[）)]\s*$", normal(key.label))
    return found[1].strip() if found and not re.search(r"境|含|元|本级|机关|汇总|本部", found[1]) else ""


def _when(c: Column, key: Key, profile: Profile) -> tuple[int | None, Stage]:
    year = key.year or c.year or (profile.year + c.shift if profile.year else None)
    stage: Stage = (
        c.stage or (stage_of(key.label) if _STAGE_ALONE.fullmatch(normal(key.label)) else "") or profile.stage
    )
    if profile.stage == "budget" and stage in DATED_PLANS and year == profile.year:
        stage = "budget"
    return year, stage


_STAGE_ALONE = re.compile(r"(?:20\d\d年度?|本年|年初|全年|调整后?)?(?:预算|决算|执行)数?")
"""A row that is called by its stage alone: 预算数, and below it 决算数."""


def numbered(facts: list[Fact], document: str) -> tuple[Fact, ...]:
    """The facts with their ids, counted from 1 in reading order."""
    return tuple(replace(fact, id=f"{document}#f{n:05d}") for n, fact in enumerate(facts, 1))
