"""From printed figures to rows of the panel."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

from analyzer.amounts import plain
from analyzer.concepts.codes import classification
from analyzer.concepts.headlines import concept_of_fact
from analyzer.concepts.statements import FUND_OF, LISTS, is_public
from analyzer.model import Amount, Fact, Profile, Reading, Source
from analyzer.panel.counted import concept_of_count
from analyzer.panel.schema import VERSION

Row = dict[str, Any]

_FUND_MEASURES: Final = frozenset({"general_public", "government_funds", "state_capital", "fiscal", "special_account"})


def level_of(region: str, entity: str) -> str:
    """Level of government named by the region: central, province, city, county, township, or empty where unknown."""
    name = region or entity
    if entity.endswith(("街道办事处", "镇人民政府", "乡人民政府")) or name.endswith(("街道", "镇", "乡")):
        return "township"
    for ending, level in (("自治区", "province"), ("省", "province"), ("自治州", "city"), ("州", "city"),
                          ("盟", "city"),
                          ("县", "county"), ("区", "county"), ("旗", "county"), ("市", "city")):  # fmt: skip
        if region.endswith(ending):
            return "province" if region in ("北京市", "上海市", "天津市", "重庆市") else level
    return ""


def levels(kind: str, code: str) -> Row:
    """The code split into its levels: 208, 20801, 2080109."""
    if kind not in ("function", "economic"):
        return {}
    names = (f"{kind}_class", f"{kind}_group", f"{kind}_item")
    return {name: code[:size] for name, size in zip(names, (3, 5, 7), strict=True) if len(code) >= size}


def money(amount: Amount | None) -> Row:
    """The amount columns: exact in 分 and 元, a float in 万元 for reading."""
    if amount is None:
        return {}
    return {
        "amount_fen": amount.fen,
        "quantum_fen": amount.quantum,
        "amount_yuan": plain(Decimal(amount.fen).scaleb(-2)),
        "amount_wan": amount.fen / 1_000_000,
        "currency": "CNY",
    }


def place(source: Source) -> Row:
    """Where the figure stands."""
    return {"page": source.page, "line": source.line, "table": source.table, "row": source.row,
            "column": source.column, "text": source.text}  # fmt: skip


def whose(profile: Profile) -> Row:
    """Whose document it is and what it is about."""
    return {
        "entity": profile.entity,
        "entity_code": profile.entity_code,
        "scope": profile.scope,
        "region": profile.region,
        "level": level_of(profile.region, profile.entity),
        "document_year": profile.year,
        "document_stage": profile.stage,
        "version": VERSION,
    }


def fund_of(statement: str, item: str, measure: str) -> str:
    """The fund a figure belongs to: its own column or row where that names one, else its statement's; else ``all``."""
    for name in (measure, item):
        if name in _FUND_MEASURES:
            return name
    return FUND_OF.get(statement, "all")


def printed(fact: Fact) -> bool:
    """Whether the fact is a figure (not a blank, a dash or a note of emptiness)."""
    return fact.value is not None and not fact.absence


def row_of(fact: Fact, profile: Profile) -> Row:
    """The row of one printed figure."""
    kind = classification(fact.statement, fact.item_code)
    row = whose(profile) | place(fact.source) | money(fact.amount) | levels(kind, fact.item_code)
    row |= {
        "entity": fact.entity or profile.entity,
        "entity_code": fact.entity_code or profile.entity_code,
        "year": fact.year,
        "stage": fact.stage,
        "statement": fact.statement,
        "side": fact.side,
        "item": fact.item,
        "code": fact.item_code,
        "classification": kind,
        "measure": fact.measure,
        "fund": fund_of(fact.statement, fact.item, fact.measure),
        "concept": concept_of_fact(fact) or _counted(fact),
        "value": "" if fact.value is None else plain(fact.value),
        "unit": fact.unit,
        "origin": "printed" if fact.source.score is None else "ocr",
        "document": fact.document,
        "id": fact.id,
    }
    return row


def _counted(fact: Fact) -> str:
    """The count a printed number without money stands for (公务用车保有量 in a table of the three public expenses)."""
    if fact.amount is not None or fact.statement in LISTS:
        return ""
    return concept_of_count(fact.source.row or fact.item, fact.unit)


WITH_MEETINGS: Final = "three_public_with_meetings"
"""Item of a 合计 that holds meetings and training besides the three public expenses."""


def rows_of(reading: Reading) -> list[Row]:
    """The rows of all printed figures of one document, in their order."""
    wide = _wide(reading.facts)
    made = [row_of(fact, reading.profile) for fact in reading.facts if printed(fact)]
    return [row | {"item": WITH_MEETINGS, "concept": ""} if row["id"] in wide else row for row in made]


def _wide(facts: Iterable[Fact]) -> set[str]:
    """Facts called 合计 in a row of a 三公 table that also prints meetings or training and a 小计 of the three."""
    lines: dict[tuple[int, int, str], list[Fact]] = {}
    for fact in facts:
        if is_public(fact.statement) and fact.amount is not None:
            lines.setdefault((fact.table, fact.row, fact.stage), []).append(fact)
    found = set()
    for line in lines.values():
        wholes = [fact for fact in line if fact.item == "three_public"]
        if len(wholes) > 1 and any(fact.item in ("meeting", "training") for fact in line):
            bare = [fact for fact in wholes if "三公" not in fact.source.column]
            found |= {fact.id for fact in bare} if len(bare) < len(wholes) else set()
    return found
