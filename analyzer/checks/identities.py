"""What must agree inside one table: rows, totals, the hierarchy of codes, the two sides of a summary.

A family of relations that fails in much of a table speaks of a layout we misread, not of a careless publisher: it is
withdrawn (`credible`) and told as an Issue.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from analyzer.checks.figures import CODED, Figures
from analyzer.checks.outline import parents, style
from analyzer.checks.rows import FUNDS, SOURCES, row_relations
from analyzer.model import Fact, Relation, Table
from analyzer.relations import judge

OPERATING_CODES = frozenset({"302", "309", "310"})
PERSONNEL_CODES = frozenset({"301", "303"})

Terms = tuple[tuple[int, str], ...]


def table_relations(figures: Figures, document: str, table: Table) -> Iterator[Relation]:
    """Every relation inside ``table``."""
    if table.statement in CODED:
        yield from row_relations(figures, document, table)
        yield from _hierarchy(figures, document, table)
        if table.statement in ("income", "expenditure"):
            yield from _listed(figures, document, table)
    elif table.statement in ("income_expenditure", "appropriation"):
        yield from row_relations(figures, document, table)
        yield from _sides(figures, document, table)
    elif table.statement == "three_public":
        yield from _three_public(figures, document, table)
    elif table.statement == "procurement":
        yield from _procurement(figures, document, table)
    elif table.statement == "assets":
        yield from _assets(figures, document, table)


def credible(relations: Sequence[Relation], figures: Figures) -> bool:
    """Whether so many of ``relations`` hold that the layout they assume must be right."""
    outcomes = judge(relations, figures.amounts)
    judged = [o for o in outcomes if o.kind != "not judged"]
    fails = sum(o.kind == "fails" for o in judged)
    return fails <= max(1, len(judged) // 3) or (fails <= 2 and len(judged) >= 5)


def _relation(check: str, rule: str, total: str, parts: Iterable[str], document: str) -> Relation:
    return Relation(check=check, rule=rule, terms=((1, total), *((-1, p) for p in parts)), document=document)


def _known(figures: Figures, facts: Iterable[Fact]) -> list[str]:
    return [f.id for f in facts if f.id in figures.amounts]


# ---- hierarchy of codes ----------------------------------------------------------------------------------------------


def _hierarchy(figures: Figures, document: str, table: Table) -> Iterator[Relation]:
    columns: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for _, row in figures.matrix(document, table.index):
        for fact in row:
            columns[fact.measure, fact.year, fact.stage].append(fact)
    codes = [f.item_code for facts in columns.values() for f in facts if f.item_code]
    if not codes:
        return
    for facts in columns.values():
        yield from _column(figures, document, facts, set(codes))


def _column(figures: Figures, document: str, facts: Sequence[Fact], codes: set[str]) -> Iterator[Relation]:
    by_code: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.item_code:
            by_code[fact.item_code].append(fact)
    if any(len(group) > 1 for group in by_code.values()):
        return
    children: dict[str, list[str]] = defaultdict(list)
    for code in sorted(codes):
        children[_parent(code, codes)].append(code)
    for parent, below in children.items():
        parts = _known(figures, [f for c in below for f in by_code.get(c, [])])
        if parent:
            heads = by_code.get(parent, [])
            check = "sum-of-parts"
        else:
            heads = [f for f in facts if f.item == "total" and not f.item_code]
            check = "grand-total"
        for head in heads[:1] if len(heads) == 1 else []:
            if head.id in figures.amounts:
                yield _relation(check, f"{parent or 'total'}=Σ", head.id, parts, document)
    for item, group in (("personnel_total", PERSONNEL_CODES), ("operating_total", None)):
        heads = [f for f in facts if f.item == item and f.id in figures.amounts]
        if len(heads) == 1:
            tops = children.get("", [])
            wanted = [c for c in tops if (c in PERSONNEL_CODES) == (group is PERSONNEL_CODES)]
            parts = _known(figures, [f for c in wanted for f in by_code.get(c, [])])
            yield _relation("grand-total", f"{item}=Σ", heads[0].id, parts, document)


def _parent(code: str, codes: set[str]) -> str:
    for cut in (len(code) - 2, len(code) - 4):
        if cut >= 3 and code[:cut] in codes:
            return code[:cut]
    return ""


# ---- two-sided summaries ---------------------------------------------------------------------------------------------

_CURRENT = {"income": "income_current", "expenditure": "expenditure_current"}
_TOTAL = {"income": "income_total", "expenditure": "expenditure_total"}
_BETWEEN = {
    "income": ("carry_in", "nonfiscal_surplus_used"),
    "expenditure": ("carry_out", "surplus_distribution"),
}


def _sides(figures: Figures, document: str, table: Table) -> Iterator[Relation]:
    for side in ("income", "expenditure"):
        columns: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
        for _, row in figures.matrix(document, table.index):
            for fact in row:
                if fact.side == side:
                    columns[fact.column, fact.measure, fact.year, fact.stage].append(fact)
        for facts in columns.values():
            yield from _side(figures, document, side, facts)
    yield from _balance(figures, document, table)


def _side(figures: Figures, document: str, side: str, facts: Sequence[Fact]) -> Iterator[Relation]:
    current = next((i for i, f in enumerate(facts) if f.item == _CURRENT[side]), None)
    total = next((i for i, f in enumerate(facts) if f.item == _TOTAL[side]), None)
    inner = current if current is not None and not style(facts[current].source.row) else None
    end = inner if inner is not None else total
    if end is None:
        return
    listed = list(facts[:end])
    if inner is None and current is not None and total is not None:
        yield from _nested(figures, document, side, facts, current, total)
        return
    heads = parents([f.source.row for f in listed])
    outer = [f for f in listed if f.item in _BETWEEN[side]] if inner is None else []
    top = [f for f, h in zip(listed, heads, strict=True) if h is None and f not in outer]
    readings = [_known(figures, top), _known(figures, _leaves(listed, heads))]
    yield from _one_of(figures, document, facts[end], [[*r, *_known(figures, outer)] for r in readings], "two-sides")
    for i, fact in enumerate(listed):
        kids = [f for f, h in zip(listed, heads, strict=True) if h == i]
        known = _known(figures, kids)
        if len(kids) >= 2 and known and fact.id in figures.amounts:
            yield _relation("sum-of-parts", "outline", fact.id, known, document)
    if inner is not None and total is not None and total > inner:
        between = [f for f in facts[inner + 1 : total] if f.item in _BETWEEN[side]]
        loose = [f for f in facts[inner + 1 : total] if not style(f.source.row)]
        ways = [[facts[inner].id, *_known(figures, w)] for w in (between, loose, facts[inner + 1 : total])]
        if facts[inner].id in figures.amounts:
            yield from _one_of(figures, document, facts[total], ways, "carry-over")


def _listed(figures: Figures, document: str, table: Table) -> Iterator[Relation]:
    """收入总表 or 支出总表 as one list of sources or kinds (一、基本支出 … 本年支出合计), their parts unnumbered below."""
    columns: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for _, row in figures.matrix(document, table.index):
        for fact in row:
            if not fact.item_code:
                columns[fact.column, fact.measure, fact.year, fact.stage].append(fact)
    for facts in columns.values():
        end = next((i for i, f in enumerate(facts) if f.item == _CURRENT[table.statement]), None)
        if end is None or facts[end].id not in figures.amounts:
            continue
        heads = [i for i, f in enumerate(facts[:end]) if style(f.source.row) == "chinese"]
        if len(heads) < 2 or heads[0] != 0:
            continue
        known = _known(figures, [facts[i] for i in heads])
        yield _relation("two-sides", "listed", facts[end].id, known, document)
        for i, after in zip(heads, [*heads[1:], end], strict=True):
            below = _known(figures, facts[i + 1 : after])
            if len(below) > 1 and facts[i].id in figures.amounts:
                yield _relation("sum-of-parts", "listed", facts[i].id, below, document)


def _nested(
    figures: Figures, document: str, side: str, facts: Sequence[Fact], current: int, total: int
) -> Iterator[Relation]:
    """A summary whose current total is itself a numbered head (“一、本年收入”), its parts below it.

    The parts of the next head of the same rank (“二、上年结转”) are that head's own.
    """
    rank = style(facts[current].source.row)
    kids: dict[int, list[Fact]] = {current: []}
    head = current
    for i in range(current + 1, total):
        own = style(facts[i].source.row)
        if own == rank:
            head = i
            kids[head] = []
        elif own:
            kids[head].append(facts[i])
    for head, below in kids.items():
        first = [f for f in below if style(f.source.row) == style(below[0].source.row)]
        if _known(figures, below):
            ways = [_known(figures, first), _known(figures, below)]
            yield from _one_of(figures, document, facts[head], ways, "two-sides")
    others = [f for f in facts[current + 1 : total] if f.item in _BETWEEN[side]]
    if facts[current].id in figures.amounts:
        yield from _one_of(
            figures, document, facts[total], [[facts[current].id, *_known(figures, others)]], "carry-over"
        )


def _leaves(facts: Sequence[Fact], heads: Sequence[int | None]) -> list[Fact]:
    inner = {h for h in heads if h is not None}
    return [f for i, f in enumerate(facts) if i not in inner]


def _one_of(
    figures: Figures, document: str, head: Fact, ways: Sequence[Sequence[str]], check: str
) -> Iterator[Relation]:
    """The relation of the first way of summing that holds, else of the first: one valid way is enough."""
    if head.id not in figures.amounts:
        return
    relations = [_relation(check, head.item, head.id, dict.fromkeys(way), document) for way in ways if way]
    outcomes = judge(relations, figures.amounts)
    good = [o.relation for o in outcomes if o.kind != "fails"]
    yield from good[:1] or relations[:1]


def _balance(figures: Figures, document: str, table: Table) -> Iterator[Relation]:
    """Income total = expenditure total; across funds only the all-funds column counts."""
    ends: dict[str, list[Fact]] = defaultdict(list)
    for _, row in figures.matrix(document, table.index):
        for fact in row:
            if fact.item in _TOTAL.values() and fact.measure in ("amount", "total"):
                ends[fact.item].append(fact)
    left = [f for f in ends["income_total"] if f.id in figures.amounts]
    right = [f for f in ends["expenditure_total"] if f.id in figures.amounts]
    for a in left:
        for b in right:
            if (a.year, a.stage) == (b.year, b.stage):
                yield _relation("two-sides", "income=expenditure", a.id, [b.id], document)


# ---- smaller tables --------------------------------------------------------------------------------------------------


def _three_public(figures: Figures, document: str, table: Table) -> Iterator[Relation]:
    groups: dict[tuple[object, ...], dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for _, row in figures.matrix(document, table.index):
        for fact in row:
            groups[fact.measure, fact.year, fact.stage][fact.item].append(fact)
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
            known = _known(figures, present)
            enough = len(present) >= 2 or (present and total == "three_public" and _names_all(table))
            if head and head[0].id in figures.amounts and enough:
                yield _relation("three-public-parts", total, head[0].id, known, document)


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


def _procurement(figures: Figures, document: str, table: Table) -> Iterator[Relation]:
    rows = [row for _, row in figures.matrix(document, table.index)]
    totals = []
    for row in rows:
        cells = {f.measure: f for f in row}
        head = cells.get("total") or cells.get("amount")
        if head is None:
            continue
        funds = [f for f in row if f.measure in (*FUNDS, *SOURCES, "carry_in", "fiscal")]
        known = _known(figures, funds)
        if known and head.id in figures.amounts:
            yield _relation("row-total", "procurement", head.id, known, document)
        totals.append(head)
    grand = [f for f in totals if f.item == "total"]
    counted = {f.row for row in rows for f in row if f.measure in ("quantity", "unit_price") and f.value is not None}
    goods = [f for f in totals if f.row in counted]
    parts = _known(figures, [f for f in goods if f.item != "total"])
    if len(grand) == 1 and parts and grand[0].id in figures.amounts:
        yield _relation("procurement-sum", "total=Σ", grand[0].id, parts, document)


def _assets(figures: Figures, document: str, table: Table) -> Iterator[Relation]:
    rows = [row for _, row in figures.matrix(document, table.index)]
    money = [f for row in rows for f in row if f.measure == "amount"]
    heads = [f for f in money if f.item == "assets_total" and f.id in figures.amounts]
    if len(heads) != 1:
        return
    listed = [f for f in money if f is not heads[0]]
    over = parents([f.source.row for f in listed])
    top = _known(figures, [f for f, h in zip(listed, over, strict=True) if h is None])
    if len(top) >= 2:
        yield from _one_of(figures, document, heads[0], [top, _known(figures, _leaves(listed, over))], "asset-sum")
    for i, fact in enumerate(listed):
        for inner in [f for f, h in zip(listed, over, strict=True) if h == i and f.id in figures.amounts]:
            if fact.id in figures.amounts:
                terms: Terms = ((1, fact.id), (-1, inner.id))
                yield Relation(check="asset-sum", rule="of-which", terms=terms, sense=">=", document=document)
