"""Blank cells of a table of the three public expenses: an item that is listed there and has no figure.

A blank is not a zero: it becomes a row without amount (origin ``blank``), so that whoever reads the panel can tell an
item that was left empty in a table with figures from one that no document speaks of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from analyzer.concepts.headlines import THREE_PUBLIC, concept_of, concept_of_fact
from analyzer.concepts.places import public
from analyzer.concepts.statements import is_public
from analyzer.model import Fact, Reading, Source, Table
from analyzer.panel import printed
from analyzer.panel.printed import Row
from analyzer.text import squeeze

BLANK: Final = "blank"
ITEMS: Final = frozenset({*THREE_PUBLIC, "three_public", "meeting", "training", "agency_operating"})
_WHOLE: Final = re.compile(r"^(小计|合计|预算数?|决算数?|金额|.*(预算数|决算数|年初预算|全年预算))$")
_VEHICLES: Final[Mapping[str, str]] = {"购置": "vehicle_purchase", "运行": "vehicle_operation"}


def blank_rows(reading: Reading) -> Iterator[Row]:
    """A row for each headline item of a 三公 table that has a place there and no figure."""
    beside: dict[tuple[int, int], list[Fact]] = {}
    for fact in reading.facts:
        if is_public(fact.statement):
            beside.setdefault((fact.table, fact.row), []).append(fact)
            if fact.absence in ("blank", "dash") and (name := concept_of_fact(fact)) in ITEMS:
                yield printed.row_of(fact, reading.profile) | {"concept": name, "origin": BLANK}
    for table in reading.extraction.tables:
        if is_public(table.statement) and len(table.rows) == 1:
            yield from _columns(reading, table, beside.get((table.index, 0), []))


def _columns(reading: Reading, table: Table, facts: list[Fact]) -> Iterator[Row]:
    """The empty columns of a table with one row of figures, told by their header."""
    known = {fact.column for fact in facts}
    for at, (column, text) in enumerate(zip(table.columns, table.rows[0].texts, strict=False)):
        name = headed(column)
        if at in known or text.strip(" -—－") or name not in ITEMS:
            continue
        like = _like(column, table.columns, facts)
        if like is not None:
            yield _row(reading, table, like, name, column, at)


def _row(reading: Reading, table: Table, like: Fact, name: str, column: str, at: int) -> Row:
    source = Source(document=reading.name, page=like.source.page, line=like.source.line, table=table.title,
                    row=like.source.row, column=column)  # fmt: skip
    return printed.whose(reading.profile) | printed.place(source) | {
        "entity": like.entity or reading.profile.entity, "year": like.year, "stage": like.stage,
        "statement": public(name).statement, "item": name, "measure": "amount", "concept": name, "fund": "fiscal",
        "unit": like.unit, "origin": BLANK, "document": reading.name, "id": f"{reading.name}#b{table.index}.{at}",
    }  # fmt: skip


def _like(column: str, columns: tuple[str, ...], facts: list[Fact]) -> Fact | None:
    """A figure of the same row whose column speaks of the same year and stage (预算数 beside 预算数)."""
    tail = _tail(column)
    same = [f for f in facts if f.column < len(columns) and _tail(columns[f.column]) == tail]
    return same[0] if same else None


def _tail(column: str) -> str:
    last = column.rsplit("/", 1)[-1]
    return last if re.search(r"(预算|决算)数?$", last) and "/" in column else ""


def headed(column: str) -> str:
    """The headline item a header path stands for: “…/公务用车购置及运行费/购置费” → ``vehicle_purchase``."""
    parts = [squeeze(part) for part in column.split("/")]
    while len(parts) > 1 and _WHOLE.match(parts[-1]):
        whole = parts[-1] in ("小计", "合计")
        parts.pop()
        if whole:
            break
    last, above = parts[-1], "".join(parts[:-1])
    if "车" in above and "车" not in last:
        return next((name for word, name in _VEHICLES.items() if last.startswith(word)), concept_of(last))
    return concept_of(last)
