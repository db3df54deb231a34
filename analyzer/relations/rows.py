"""What must agree inside one row of a table: the total and its columns, by nature, by fund, by source.

Provinces split the same total differently, so every partition that the columns allow is tried on the whole table and
the one that most rows obey is taken: a publisher errs in a cell, a misread header errs in every row.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial

from analyzer.binding.figures import Figures
from analyzer.concepts.statements import BY_COLUMN_OF_FUND, is_income, is_projects
from analyzer.model import Fact, Relation, Table
from analyzer.relations.system import Outcome, judge
from analyzer.text import squeeze

TOTALS = ("total", "income_current", "expenditure_current", "fund_expenditure")
FUNDS = ("general_public", "government_funds", "state_capital", "social_insurance")
SOURCES = (
    "special_account", "nontax", "service_income", "business_income", "superior_subsidy", "subsidiary_remit",
    "other_income", "debt_income", "investment_income",
)  # fmt: skip
NATURES = ("project", "reserve", "special_business", "business_expenditure", "remitted_up", "subsidy_down")
PEOPLE = ("personnel", "operating", "operating_other")
CARRIES = ("carry_in", "fiscal_carry", "nonfiscal_carry")
CARRIED = (CARRIES[:1], CARRIES[1:], ())

Rule = tuple[str, tuple[str, ...]]


def row_relations(figures: Figures, document: str, table: Table) -> Iterator[Relation]:
    """The relations of every row under the partitions that fit the table best."""
    rows = [cells for _, row in figures.matrix(document, table.index) for cells in _by_period(row)]
    columns = {f.measure for cells in rows for f in cells}
    for ways in _partitions(table.statement, columns):
        tried = [list(_apply(figures, document, rows, rule)) for rule in ways]
        tried = [relations for relations in tried if relations]
        if tried:
            best = max(tried, key=lambda relations: _holding(figures, relations))
            failing = {id(o.relation): o for o in judge(best, figures.amounts) if o.kind == "fails"}
            yield from (r for r in best if id(r) not in failing or not _left_out(figures, rows, failing[id(r)]))


def carried_forward(figures: Figures, document: str, table: Table) -> Iterator[Relation]:
    """年初结转 + 本年收入 − 本年支出 = 年末结转 in every row of a table with these columns, where most obey."""
    found = []
    for _, row in figures.matrix(document, table.index):
        for cells in _by_period(row):
            flows = [_of_flow(cells, pattern) for pattern in _FLOWS]
            known = [(sign, f.id) for sign, f in zip((1, 1, -1, -1), flows, strict=True)
                     if f is not None and f.id in figures.amounts]  # fmt: skip
            unread = any(f is not None and f.absence == "unreadable" for f in flows)
            if None not in flows and len(known) > 2 and not unread:
                terms = tuple(known)
                found.append(Relation(check="row-total", rule="carried-forward", terms=terms, document=document))
    if len(found) > 1 and 2 * _holding(figures, found) > len(found):
        yield from found


_FLOWS = tuple(
    map(re.compile, (r"(?:年初|上年|期初).*结[转余]", r"本年收入", r"本年支出", r"(?:年末|年终|期末).*结[转余]"))
)


def _of_flow(cells: Sequence[Fact], pattern: re.Pattern[str]) -> Fact | None:
    """The cell of a group of columns that holds its whole: the only one, or that of 合计 or 小计."""
    paths = [(f, squeeze(f.source.column).split("/")) for f in cells]
    own = [(f, path) for f, path in paths if pattern.match(path[0])]
    whole = [f for f, path in own if len(path) == 2 and path[1] in ("合计", "小计")] or [f for f, _ in own]
    return whole[0] if len(whole) == 1 else None


def _holding(figures: Figures, relations: Sequence[Relation]) -> int:
    return sum(o.kind in ("holds", "improbable") for o in judge(relations, figures.amounts))


def _left_out(figures: Figures, rows: Sequence[Sequence[Fact]], outcome: Outcome) -> bool:
    """Whether what a row lacks is printed in columns of it that the rule does not know: the rule is wrong, then."""
    used = {name for _, name in outcome.relation.terms}
    row = next(cells for cells in rows if any(f.id == outcome.relation.terms[0][1] for f in cells))
    gap = abs(outcome.residual)
    others = [figures.amounts[f.id].fen for f in row if f.id not in used and f.id in figures.amounts]
    return any(sum(some) == gap for size in (1, 2, 3) for some in itertools.combinations(others[:12], size))


def _apply(figures: Figures, document: str, rows: Sequence[Sequence[Fact]], rule: Rule) -> Iterator[Relation]:
    total, parts = rule
    for cells in rows:
        measures = [f.measure for f in cells]
        by_measure = {f.measure: f for f in cells}
        head = by_measure.get(total)
        if head is None or head.id not in figures.amounts or measures.count(total) > 1:
            continue
        found = [by_measure[p] for p in parts if p in by_measure]
        if not found:
            continue  # a side of its own beside the one that these columns divide
        if any(measures.count(p) > 1 for p in parts) or any(f.absence == "unreadable" for f in found):
            continue
        terms = ((1, head.id), *((-1, f.id) for f in found if f.id in figures.amounts))
        yield Relation(check="row-total", rule=f"{total}={'+'.join(parts)}", terms=terms, document=document)


def _by_period(row: Sequence[Fact]) -> Iterator[list[Fact]]:
    """The cells of one row that belong to one side, item, year and stage."""
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in row:
        groups[fact.side, fact.item, fact.item_code, fact.year, fact.stage].append(fact)
    yield from groups.values()


def _partitions(statement: str, columns: set[str]) -> Iterator[list[Rule]]:
    """Lists of rival rules; of each list the table takes the one it obeys."""
    total = next((t for t in TOTALS if t in columns), "")
    present = partial(_present, columns)
    if not total:
        return
    funds = present((*FUNDS, "special_account", "unit_funds"))
    if is_income(statement) or (is_projects(statement) and "fiscal" in columns and len(funds) < 3):
        yield from _income(total, columns)
        return
    if statement not in BY_COLUMN_OF_FUND:
        people, natures = present(PEOPLE), present(NATURES)
        if "basic" in columns:
            if len(people) > 1:
                yield [("basic", people)]
            if natures:
                carried = present(("carry_out",))
                yield [(total, ("basic", *w)) for w in (natures, present(("project",)), (*natures, *carried)) if w]
        elif len(people) > 1:
            yield [(total, (*people, *natures))]
    if len(funds) > 1:
        carried, sources = present(CARRIES), present(SOURCES)
        ways = [funds, (*funds, *carried), (*funds, *sources), (*funds, *sources, *carried)]
        yield [(total, way) for way in dict.fromkeys(ways)]
    classes = tuple(sorted(c for c in columns if c.startswith("economic_")))
    if len(classes) > 1:
        heads = (total, "basic") if "basic" in columns else (total,)
        yield [(head, classes) for head in heads]


def _income(total: str, columns: set[str]) -> Iterator[list[Rule]]:
    """Income by source: subtotals may stand for their parts, and what was carried in may stand within or beside."""
    present = partial(_present, columns)
    funds, sources = present(FUNDS), present(SOURCES)
    heads = [h for h in (present(("fiscal",)), funds) if h]
    units = [u for u in ((*present(("unit_funds",)), *present(("special_account",))), sources) if u]
    if {"special_account", "service_income"} <= columns:  # 教育收费 may stand within 事业收入
        units.append(tuple(source for source in sources if source != "special_account"))
    ways = [(*h, *u) for h in heads or [()] for u in [*units, (*sources, *present(("unit_funds",)))]] or [
        tuple(h) for h in heads
    ]
    used = present(("nonfiscal_surplus_used",))
    carried = list(dict.fromkeys((*present(c), *used) for c in CARRIED))
    if "current_subtotal" in columns:
        yield [("current_subtotal", w) for w in ways if w]
        yield [(total, ("current_subtotal", *c)) for c in carried]
    else:
        yield [(total, (*w, *c)) for w in ways for c in carried if len((*w, *c)) > 0]
    if "fiscal" in columns and len(funds) >= 3:
        yield [("fiscal", funds)]


def _present(columns: set[str], names: Sequence[str]) -> tuple[str, ...]:
    """Those of ``names`` that the table has as columns; what was carried over may be there by fund alone."""
    groups = [(name,) if name in columns else _by_fund(columns, name) for name in names]
    return tuple(name for group in groups for name in group)


def _by_fund(columns: set[str], name: str) -> tuple[str, ...]:
    return tuple(sorted(c for c in columns if c.startswith(f"{name}."))) if name in CARRIES else ()
