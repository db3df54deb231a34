"""Lists without codes (offices, projects, property): the 合计 of their rows, of money and of what is counted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from analyzer.amounts import FEN, significant
from analyzer.binding.figures import PLAIN_SCALE, Figures
from analyzer.concepts.vocabulary import item_of
from analyzer.model import Amount, Fact, Relation, Table
from analyzer.relations.edits import one_slip
from analyzer.relations.summaries import ids_of, relation
from analyzer.relations.system import Outcome, judge
from analyzer.text import bare, bigrams, squeeze


def flat(figures: Figures, document: str, columns: Sequence[Sequence[Fact]]) -> Iterator[Relation]:
    """合计 of a table without codes (units, projects): the sum of all other rows, where most columns bear it out.

    A table with one column of amounts bears itself out where it holds, or where one slip of a digit explains the gap.
    """
    relations = []
    if any(sum(map(_subtotal, facts)) > 1 for facts in columns):
        yield from _sections(figures, document, columns)
        return
    for facts in columns:
        heads = [f for f in facts if sums(f)]
        parts = ids_of(figures, [f for f in facts if not sums(f)])
        if len(heads) == 1 and heads[0].id in figures.amounts and len(parts) > 1:
            relations.append(relation("grand-total", "flat", heads[0].id, parts, document))
    outcomes = judge(relations, figures.amounts)
    kinds = [o.kind for o in outcomes]
    slip = len(outcomes) == 1 and one_slip(
        outcomes[0].residual, [figures.amounts[n].fen for _, n in outcomes[0].relation.terms]
    )
    gaps = {o.residual for o in outcomes if o.kind == "fails"}
    one_row = len(gaps) == 1 and ("holds" in kinds or _turned(figures, outcomes))
    borne = len(relations) == 1 and _stated(figures, document, relations[0])
    if slip or one_row or borne or kinds.count("holds") > kinds.count("fails"):
        yield from relations


def _subtotal(fact: Fact) -> bool:
    """Whether the row of a figure sums up a section of the list (农业技术推广中心小计)."""
    return bool(_SUBTOTAL.search(squeeze(fact.source.row))) and not sums(fact)


_SEVERAL = 2
_SUBTOTAL = re.compile(r"[\u4e00-\u9fff）)]小计$")


def _sections(figures: Figures, document: str, columns: Sequence[Sequence[Fact]]) -> Iterator[Relation]:
    """小计 of each section of a list, above its rows or below them, and 合计 of the sections, where most hold."""
    best: list[Relation] = []
    held = 0
    for above in (True, False):
        found = [r for facts in columns for r in _by_section(figures, document, facts, above=above)]
        kinds = [o.kind for o in judge(found, figures.amounts)]
        holds = kinds.count("holds")
        if holds > held and holds >= max(_SEVERAL, kinds.count("fails")):
            best, held = found, holds
    yield from best


def _by_section(figures: Figures, document: str, facts: Sequence[Fact], *, above: bool) -> Iterator[Relation]:
    told = [f for f in facts if f.id in figures.amounts]
    totals, heads = [f for f in told if sums(f)], [f for f in told if _subtotal(f)]
    if len(totals) == 1 and len(heads) > 1:
        yield relation("grand-total", "flat", totals[0].id, ids_of(figures, heads), document)
    rows: list[Fact] = []
    for fact in reversed(told) if above else told:
        if sums(fact):
            rows = []
        elif not _subtotal(fact):
            rows.append(fact)
        elif rows:
            yield relation("grand-total", "flat", fact.id, ids_of(figures, rows), document)
            rows = []


def _turned(figures: Figures, outcomes: Sequence[Outcome]) -> bool:
    """Whether every column misses its total by twice one negative figure: a sign that should not be there."""
    return bool(outcomes) and all(
        any(figures.amounts[n].fen < 0 and 2 * figures.amounts[n].fen == -o.residual for _, n in o.relation.terms[1:])
        for o in outcomes
    )


def _stated(figures: Figures, document: str, total: Relation) -> bool:
    """Whether the text states what the parts of a total come to, under a name that shares a word with its table."""
    fen = sum(figures.amounts[name].fen for _, name in total.terms[1:])
    table = figures.facts[total.terms[0][1]].source.table
    return significant(fen) > 2 and any(
        c.kind == "level" and c.document == document and figures.amounts[c.id].fen == fen
        and bigrams(bare(c.subject)) & bigrams(bare(table)) - _COMMON
        for c in figures.claims.values() if c.id in figures.amounts
    )  # fmt: skip


_COMMON = frozenset({"预算", "支出", "收入", "部门", "单位", "决算", "情况", "总额"})
"""Words that the names of most tables and figures share."""


def sums(fact: Fact) -> bool:
    """Whether the row of a figure is that of the total: among units whose columns are items, its label says so."""
    return fact.item == "total" or item_of(fact.source.row) == "total"


def _vehicles(figures: Figures, document: str, table: Table) -> Iterator[Relation]:
    """In each row the vehicles of all classes, whose columns stand beside their total below one head (车辆数量: 合计,
    机要通信用车, 执法执勤用车, …)."""
    for _, row in figures.matrix(document, table.index):
        heads: dict[str, list[Fact]] = defaultdict(list)
        for fact in row:
            heads[fact.source.column.rpartition("/")[0]].append(fact)
        for total, *parts in heads.values():
            leaves = [squeeze(f.source.column.rpartition("/")[2]) for f in (total, *parts)]
            classes = len(parts) > 2 and all(leaf.endswith("用车") for leaf in leaves[1:])
            counted = [f.id for f in parts if f.id in figures.amounts]
            if classes and leaves[0] in ("合计", "小计") and total.id in figures.amounts and len(counted) > 1:
                yield relation("asset-sum", "vehicles", total.id, counted, document)


def tallies(figures: Figures, document: str, table: Table) -> Iterator[Relation]:
    """Columns of whole numbers that count (人, 辆): they take part in relations where the list bears their sums out."""
    columns: dict[int, list[Fact]] = defaultdict(list)
    for _, row in figures.matrix(document, table.index):
        for fact in row:
            if fact.value is not None and fact.amount is None and fact.unit not in (*FEN, "%", "％"):
                columns[fact.column].append(fact)
    counted = [facts for facts in columns.values() if all(f.value == int(f.value or 0) for f in facts)]
    own = {f.id: Amount(fen=int(f.value or 0) * PLAIN_SCALE, quantum=0) for facts in counted for f in facts}
    figures.amounts.update(own)
    found = [*flat(figures, document, counted), *_vehicles(figures, document, table)]
    used = {name for r in found for _, name in r.terms}
    for name in own.keys() - used:
        del figures.amounts[name]
    yield from found
