"""What must agree inside one table: rows, totals, the hierarchy of codes, the two sides of a summary.

A family of relations that fails in much of a table speaks of a layout we misread, not of a careless publisher: it is
withdrawn (`credible`) and told as an Issue.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from analyzer.binding.figures import Figures
from analyzer.concepts.outline import parents
from analyzer.concepts.statements import (
    CODED,
    ONE_SIDED,
    TWO_SIDED,
    is_free,
    is_projects,
    is_property,
    is_public,
    is_purchases,
)
from analyzer.model import Fact, Relation, Table
from analyzer.relations.changecolumns import change_relations
from analyzer.relations.rosters import flat, sums, tallies
from analyzer.relations.rows import FUNDS, SOURCES, carried_forward, row_relations
from analyzer.relations.summaries import ids_of, leaves, list_relations, one_of, relation, summary_relations
from analyzer.relations.system import judge

OPERATING_CODES = frozenset({"302", "309", "310"})
PERSONNEL_CODES = frozenset({"301", "303"})

Terms = tuple[tuple[int, str], ...]


def table_relations(figures: Figures, document: str, table: Table) -> Iterator[Relation]:
    """Every relation inside ``table`` whose parts are all known."""
    facts = [fact for _, row in figures.matrix(document, table.index) for fact in row]
    unread = [f for f in facts if f.absence == "unreadable"]
    columns, cut = {f.column for f in unread}, {f.row for f in unread}
    unplaced = {f.row for f in facts if table.unplaced and not f.measure and f.value}
    for found in _relations(figures, document, table):
        terms = [figures.facts[name] for _, name in found.terms]
        rows = {f.row for f in terms}
        lacking = cut | unplaced if found.check in _ACROSS else cut
        if not (len(rows) == 1 and rows & lacking) and not any(f.column in columns for f in terms):
            yield found


_ACROSS = frozenset({"row-total", "three-public-parts"})
"""What is added up over the columns of a row: it lacks a part where a column that nobody knows has a figure."""


def _relations(figures: Figures, document: str, table: Table) -> Iterator[Relation]:
    yield from change_relations(figures, document, table)
    yield from carried_forward(figures, document, table)
    if table.statement in CODED:
        yield from row_relations(figures, document, table)
        yield from _hierarchy(figures, document, table)
        if table.statement in ONE_SIDED:
            yield from list_relations(figures, document, table)
    elif table.statement in TWO_SIDED:
        yield from row_relations(figures, document, table)
        yield from summary_relations(figures, document, table)
    elif is_public(table.statement):
        yield from _three_public(figures, document, table)
    elif is_purchases(table.statement):
        yield from _procurement(figures, document, table)
    elif is_property(table.statement):
        yield from _assets(figures, document, table)
        yield from tallies(figures, document, table)
    elif is_free(table.statement):  # a list of no statutory form: its rows and its 合计, as far as they bear out
        yield from row_relations(figures, document, table)
        yield from _hierarchy(figures, document, table)
        yield from tallies(figures, document, table)


def credible(relations: Sequence[Relation], figures: Figures) -> bool:
    """Whether so many of ``relations`` hold that the layout they assume must be right.

    One wrong subtotal fails above and below itself: in a small table that is most of what can be judged, and still one
    wrong figure.
    """
    if all(r.rule == "flat" for r in relations):
        return True  # lists are made only where their columns bear them out (`rosters.flat`)
    outcomes = judge(relations, figures.amounts)
    judged = [o for o in outcomes if o.kind != "not judged"]
    failing = [o for o in judged if o.kind == "fails"]
    if len(failing) <= max(1, len(judged) // 3) or (len(failing) <= 2 and len(judged) >= 5):
        return True
    if len(failing) < len(judged) and len({o.residual for o in failing}) == 1:
        return True  # one wrong row leaves the same gap in each of its columns
    shared = frozenset.intersection(*(frozenset(n for _, n in o.relation.terms) for o in failing))
    return bool(shared) and 2 * len(failing) <= len(judged)


# ---- hierarchy of codes ----------------------------------------------------------------------------------------------


def _hierarchy(figures: Figures, document: str, table: Table) -> Iterator[Relation]:
    columns: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for _, row in figures.matrix(document, table.index):
        for fact in row:
            apart = fact.column if is_free(table.statement) else None  # two of its columns may hold one kind of thing
            columns[apart, fact.measure, fact.year, fact.stage].append(fact)
    codes = {f.item_code for facts in columns.values() for f in facts if f.item_code}
    repeated = any(_repeats(facts) for facts in columns.values())
    split = repeated and any(_parent(code, codes) for code in codes)
    if not codes or (is_projects(table.statement) and repeated and not split):
        # projects bear the code of the account that pays for them
        yield from flat(figures, document, list(columns.values()))
        return
    found = [r for facts in columns.values() for r in _column(figures, document, facts, codes)]
    kinds = [o.kind for o in judge(found, figures.amounts)] if split else []
    if not split or kinds.count("holds") > max(1, kinds.count("fails")):
        yield from found


def _repeats(facts: Sequence[Fact]) -> bool:
    codes = [f.item_code for f in facts if f.item_code]
    return len(set(codes)) < len(codes)


def _column(figures: Figures, document: str, facts: Sequence[Fact], codes: set[str]) -> Iterator[Relation]:
    by_code: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.item_code:
            by_code[fact.item_code].append(fact)
    children: dict[str, list[str]] = defaultdict(list)
    for code in sorted(codes):
        children[_parent(code, codes)].append(code)
    if any(len(group) > 1 and (code in children or not _parent(code, codes)) for code, group in by_code.items()):
        return  # a line may stand twice where a second classification parts it, a heading may not
    for parent, below in children.items():
        parts = ids_of(figures, [f for c in below for f in by_code.get(c, [])])
        if parent:
            heads = by_code.get(parent, [])
            check = "sum-of-parts"
        else:
            heads = [f for f in facts if sums(f) and not f.item_code]
            check = "grand-total"
        for head in heads[:1] if len(heads) == 1 else []:
            if head.id in figures.amounts:
                yield relation(check, f"{parent or 'total'}=Σ", head.id, parts, document)
    for item, group in (("personnel_total", PERSONNEL_CODES), ("operating_total", None)):
        heads = [f for f in facts if f.item == item and f.id in figures.amounts]
        if len(heads) == 1:
            tops = children.get("", [])
            wanted = [c for c in tops if (c in PERSONNEL_CODES) == (group is PERSONNEL_CODES)]
            parts = ids_of(figures, [f for c in wanted for f in by_code.get(c, [])])
            yield relation("grand-total", f"{item}=Σ", heads[0].id, parts, document)


_UNIT_DIGITS = 6


def _parent(code: str, codes: set[str]) -> str:
    """The nearest code above one that is there; of six digits are the numbers of units, three of their department."""
    for cut in (3,) if len(code) == _UNIT_DIGITS else (len(code) - 2, len(code) - 4):
        if cut >= 3 and code[:cut] in codes:
            return code[:cut]
    return ""


# ---- smaller tables --------------------------------------------------------------------------------------------------


def _three_public(figures: Figures, document: str, table: Table) -> Iterator[Relation]:
    groups: dict[tuple[object, ...], dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    columns: dict[int, list[Fact]] = defaultdict(list)
    for _, row in figures.matrix(document, table.index):
        for fact in row:
            groups[fact.entity, fact.measure, fact.year, fact.stage][fact.item].append(fact)
            columns[fact.column].append(fact)
    if len({fact.entity for facts in columns.values() for fact in facts}) > 2:
        yield from flat(figures, document, list(columns.values()))
    for items in groups.values():
        if any(len(group) > 1 for group in items.values()):
            continue
        for total, parts in (
            ("three_public", ("abroad", "vehicles", "reception")),
            ("vehicles", ("vehicle_purchase", "vehicle_operation")),
        ):
            head = items.get(total, [])
            present = [items[p][0] for p in parts if p in items]
            if total == "three_public" and "vehicles" not in items:
                present += [items[p][0] for p in ("vehicle_purchase", "vehicle_operation") if p in items]
            if _unplaced(table, [p for p in parts if p not in items]):
                continue
            known = ids_of(figures, present)
            enough = len(present) >= 2 or (present and total == "three_public" and _names_all(table))
            if head and head[0].id in figures.amounts and enough:
                yield relation("three-public-parts", total, head[0].id, known, document)


_WORD_OF = {"abroad": "出国", "vehicles": "用车购置及", "reception": "接待", "vehicle_purchase": "购置",
            "vehicle_operation": "运行"}  # fmt: skip


def _unplaced(table: Table, missing: Sequence[str]) -> bool:
    """Whether a label names a part that no fact was found for: the sum would lack it."""
    words = " ".join([*table.columns, *(row.label for row in table.rows)])
    return any(_WORD_OF[part] in words for part in missing if part != "vehicles")


def _names_all(table: Table) -> bool:
    """Whether the table has a place for each public expense, so that what it does not print is nothing."""
    words = " ".join([*table.columns, *(row.label for row in table.rows)])
    return all(word in words for word in ("出国", "接待", "车"))


_BOUGHT_FROM = frozenset({*FUNDS, *SOURCES, "carry_in", "fiscal", "unit_funds"})
_BOUGHT_HOW = frozenset({"central_purchase", "scattered_purchase"})


def _procurement(figures: Figures, document: str, table: Table) -> Iterator[Relation]:
    rows = [row for _, row in figures.matrix(document, table.index)]
    totals = []
    for row in rows:
        cells = {f.measure: f for f in row}
        head = cells.get("total") or cells.get("amount")
        if head is None:
            continue
        for kinds in (_BOUGHT_FROM, _BOUGHT_HOW):
            known = ids_of(figures, [f for f in row if f.measure in kinds])
            if known and head.id in figures.amounts:
                yield relation("row-total", "procurement", head.id, known, document)
        totals.append(head)
    grand = [f for f in totals if f.item == "total"]
    counted = {f.row for row in rows for f in row if f.measure in ("quantity", "unit_price") and f.value is not None}
    if not counted:
        yield from _bought(figures, document, totals) or flat(figures, document, [totals])
        return
    goods = [f for f in totals if f.row in counted]
    parts = ids_of(figures, [f for f in goods if f.item != "total"])
    all_rows = ids_of(figures, [f for f in totals if f.item != "total"])  # a quantity may be left blank
    if len(grand) == 1 and parts:
        yield from one_of(figures, document, grand[0], [parts, all_rows], "procurement-sum")


def _bought(figures: Figures, document: str, rows: Sequence[Fact]) -> list[Relation]:
    """“政府采购支出合计” and below it goods, works and services, which are all that can be bought."""
    known = [f for f in rows if f.id in figures.amounts]
    kinds = [(found[0], f) for f in known if (found := _KINDS_BOUGHT.search(f.source.row))]
    heads = [f for f in known if _ALL_BOUGHT.search(f.source.row)]
    if sorted(kind for kind, _ in kinds) != sorted(_BOUGHT) or len(heads) != 1:
        return []
    return [relation("procurement-sum", "kinds", heads[0].id, (f.id for _, f in kinds), document)]


_BOUGHT = ("货物", "工程", "服务")
_KINDS_BOUGHT = re.compile("|".join(_BOUGHT))
_ALL_BOUGHT = re.compile(r"^(?:政府采购(?:支出|预算)?)?(?:合计|总计|总额)$")


def _assets(figures: Figures, document: str, table: Table) -> Iterator[Relation]:
    rows = [row for _, row in figures.matrix(document, table.index)]
    money = [f for row in rows for f in row if f.measure == "amount"]
    heads = [f for f in money if f.item == "assets_total" and f.id in figures.amounts]
    if len(heads) != 1:
        return
    listed = [f for f in money if f is not heads[0]]
    over = parents([f.source.row for f in listed])
    top = ids_of(figures, [f for f, h in zip(listed, over, strict=True) if h is None])
    if len(top) >= 2:
        yield from one_of(figures, document, heads[0], [top, ids_of(figures, leaves(listed, over))], "asset-sum")
    for i, fact in enumerate(listed):
        for inner in [f for f, h in zip(listed, over, strict=True) if h == i and f.id in figures.amounts]:
            if fact.id in figures.amounts:
                terms: Terms = ((1, fact.id), (-1, inner.id))
                yield Relation(check="asset-sum", rule="of-which", terms=terms, sense=">=", document=document)
