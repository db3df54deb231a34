"""Summaries: the two sides of a 收支总表, their current totals, what is carried over, and lists without codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from analyzer.binding.figures import Figures
from analyzer.concepts.outline import parents, style
from analyzer.concepts.statements import BY_FUND
from analyzer.model import Fact, Relation, Table
from analyzer.relations.system import judge


def relation(check: str, rule: str, total: str, parts: Iterable[str], document: str) -> Relation:
    """A total that must equal the sum of its parts."""
    return Relation(check=check, rule=rule, terms=((1, total), *((-1, p) for p in parts)), document=document)


def ids_of(figures: Figures, facts: Iterable[Fact]) -> list[str]:
    """The identifiers of the figures that have an amount."""
    return [f.id for f in facts if f.id in figures.amounts]


_CURRENT = {"income": "income_current", "expenditure": "expenditure_current"}
_TOTAL = {"income": "income_total", "expenditure": "expenditure_total"}
_BETWEEN = {
    "income": ("carry_in", "nonfiscal_surplus_used"),
    "expenditure": ("carry_out", "surplus_distribution"),
}


def summary_relations(figures: Figures, document: str, table: Table) -> Iterator[Relation]:
    """What must agree within a two-sided summary: each side’s totals, and the sides with each other."""
    below: list[Relation] = []
    for side in ("income", "expenditure"):
        columns: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
        for _, row in figures.matrix(document, table.index):
            for fact in row:
                if fact.side == side:
                    columns[fact.column, fact.measure, fact.year, fact.stage].append(fact)
        for facts in columns.values():
            yield from _side(figures, document, side, facts)
            below.extend(_unnumbered(figures, document, side, facts))
    if any(o.kind == "holds" and len(o.relation.terms) > 2 for o in judge(below, figures.amounts)):
        yield from below  # one column that adds up tells that the rows are the head's parts
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
    yield from _carried(figures, document, facts)
    heads = parents([f.source.row for f in listed])
    outer = [f for f in listed if f.item in _BETWEEN[side]] if inner is None else []
    top = [f for f, h in zip(listed, heads, strict=True) if h is None and f not in outer]
    numbered = [f for f in top if style(f.source.row) == "chinese"]  # what is unnumbered between them is theirs
    apart = _without_funds(top, {f.item for f in listed})
    readings = [ids_of(figures, way) for way in (apart, leaves(listed, heads), numbered if len(numbered) > 1 else top)]
    yield from one_of(figures, document, facts[end], [[*r, *ids_of(figures, outer)] for r in readings], "two-sides")
    for i, fact in enumerate(listed):
        kids = [f for f, h in zip(listed, heads, strict=True) if h == i]
        known = ids_of(figures, kids)
        if len(kids) >= 2 and known and fact.id in figures.amounts:
            yield relation("sum-of-parts", "outline", fact.id, known, document)
    if inner is not None and total is not None and total > inner:
        between = _outer(figures, [f for f in facts[inner + 1 : total] if f.item in _BETWEEN[side]])
        loose = [f for f in facts[inner + 1 : total] if not style(f.source.row)]
        ways = [[facts[inner].id, *ids_of(figures, w)] for w in (between, loose, facts[inner + 1 : total])]
        if facts[inner].id in figures.amounts:
            yield from one_of(figures, document, facts[total], ways, "carry-over")


def _outer(figures: Figures, facts: Sequence[Fact]) -> list[Fact]:
    """Rows of what was carried over without those that the first of them sums up, fund by fund."""
    known = [f for f in facts if f.id in figures.amounts]
    fens = [figures.amounts[f.id].fen for f in known]
    below = [f for f in known[1:] if known and f.item == known[0].item]
    summed = len(below) > 1 and fens[0] == sum(figures.amounts[f.id].fen for f in below)
    return [f for f in facts if f not in below] if summed else list(facts)


def _without_funds(facts: Sequence[Fact], items: Collection[str]) -> list[Fact]:
    """Rows without those that another holds: the funds beside 财政拨款 as a whole, what each of them carried over."""
    inner = (*(BY_FUND if "fiscal" in items else ()), *(_OWN if "unit_funds" in items else ()))
    return [f for f in facts if f.item not in inner and f.item.rpartition(".")[0] not in items]


_OWN = ("service_income", "business_income", "superior_subsidy", "subsidiary_remit", "other_income")
"""What 单位资金 is made of."""


def _carried(figures: Figures, document: str, facts: Sequence[Fact]) -> Iterator[Relation]:
    """年初财政拨款结转和结余 is the sum of the funds listed below it."""
    for head in facts:
        parts = ids_of(figures, [f for f in facts if f.item.startswith(f"{head.item}.")])
        if head.item in ("carry_in", "carry_out") and len(parts) > 1 and head.id in figures.amounts:
            yield relation("sum-of-parts", "carried", head.id, parts, document)


def list_relations(figures: Figures, document: str, table: Table) -> Iterator[Relation]:
    """收入总表 or 支出总表 as one list of sources or kinds (一、基本支出 … 本年支出合计), parts unnumbered below."""
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
        known = ids_of(figures, [facts[i] for i in heads])
        yield relation("two-sides", "listed", facts[end].id, known, document)
        for i, after in zip(heads, [*heads[1:], end], strict=True):
            below = ids_of(figures, facts[i + 1 : after])
            if len(below) > 1 and facts[i].id in figures.amounts:
                yield relation("sum-of-parts", "listed", facts[i].id, below, document)


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
        if ids_of(figures, below):
            ways = [ids_of(figures, first), ids_of(figures, below)]
            yield from one_of(figures, document, facts[head], ways, "two-sides")
    others = _outer(figures, [f for f in facts[current + 1 : total] if f.item in _BETWEEN[side]])
    if facts[current].id in figures.amounts:
        yield from one_of(
            figures, document, facts[total], [[facts[current].id, *ids_of(figures, others)]], "carry-over"
        )


def _unnumbered(figures: Figures, document: str, side: str, facts: Sequence[Fact]) -> Iterator[Relation]:
    """The current total as a numbered head (“一、本年支出”), and parts without numbers below it, up to the next one."""
    current = next((i for i, f in enumerate(facts) if f.item == _CURRENT[side]), None)
    if current is None or not style(facts[current].source.row) or facts[current].id not in figures.amounts:
        return
    after = facts[current + 1 :]
    end = next((i for i, f in enumerate(after) if style(f.source.row) or f.item == _TOTAL[side]), len(after))
    parts = ids_of(figures, after[:end])
    if parts and not any("其中" in f.source.row for f in after[:end]):
        yield relation("two-sides", "unnumbered", facts[current].id, parts, document)


def leaves(facts: Sequence[Fact], heads: Sequence[int | None]) -> list[Fact]:
    """The figures that are no heading of others."""
    inner = {h for h in heads if h is not None}
    return [f for i, f in enumerate(facts) if i not in inner]


def one_of(
    figures: Figures, document: str, head: Fact, ways: Sequence[Sequence[str]], check: str
) -> Iterator[Relation]:
    """The relation of the first way of summing that holds, else of the first: one valid way is enough."""
    if head.id not in figures.amounts:
        return
    relations = [relation(check, head.item, head.id, dict.fromkeys(way), document) for way in ways if way]
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
                yield relation("two-sides", "income=expenditure", a.id, [b.id], document)
