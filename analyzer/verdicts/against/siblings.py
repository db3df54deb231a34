"""A figure of a list whose other figures one table prints, line by line: it is of that table too.

“机关运行经费86.17万元，包括办公费14.26万元、印刷费8.53万元、…”: alone the words do not tell whether 印刷费
is all that is spent on printing; where the neighbours are the lines of one table, its line of that name is meant. So
are the figures of a section that names the lines of a table one after the other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from analyzer.amounts import FEN
from analyzer.binding.subjects import clean
from analyzer.concepts.labels import plain_label
from analyzer.model import Claim, Fact
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.mutual import undecided

_AGREEING: Final = 3
"""Neighbours that must be lines of the table."""
_NAME: Final = 5
"""Characters of the shortest name that is one thing's alone."""
Table = tuple[str, int]


def judge_siblings(docket: Docket, claims: Sequence[Claim]) -> None:
    """Refute the one figure of a list that is not its line in the table of all the others."""
    money = [c for c in claims if c.kind == "level" and c.unit in FEN and c.id in docket.figures.amounts]
    lists: dict[str, list[Claim]] = defaultdict(list)
    for claim in money:
        if claim.whole:
            lists[claim.whole].append(claim)
    for group in lists.values():
        if len(group) > _AGREEING:
            _judge(docket, ((claim, _cells(docket, claim)) for claim in group))
    sections: dict[str, list[Claim]] = defaultdict(list)
    for claim in money:
        if len(clean(claim.subject)) >= _NAME and not claim.whole:
            sections[claim.section].append(claim)
    groups = [group for group in sections.values() if len(group) > _AGREEING]
    lines = _lines(docket, money[0].document) if groups else {}
    for group in groups:
        named = ((claim, _of_period(lines.get(clean(claim.subject), ()), claim)) for claim in group)
        _judge(docket, ((c, cells) for c, cells in named if cells and not docket.binder.bind(c).strict))


def _cells(docket: Docket, claim: Claim) -> list[Fact]:
    return [f for f in docket.binder.bind(claim).all if f.id in docket.figures.amounts]


def _lines(docket: Docket, document: str) -> dict[str, list[Fact]]:
    """The figures of every line of the tables beside a text by the line's name, where it is the only one of that name
    in its table: projects, mostly (“项目名称：教师全员培训；…预算安排规模：18.65万元”)."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for reading in docket.binder.family(document):
        for fact in reading.facts:
            if fact.unit in FEN and fact.id in docket.figures.amounts:
                found[clean(plain_label(fact.source.row))].append(fact)
    rows = {name: {(f.document, f.table, f.row) for f in facts} for name, facts in found.items()}
    once = {name: Counter(row[:2] for row in places) for name, places in rows.items()}
    return {name: [f for f in facts if once[name][f.document, f.table] == 1] for name, facts in found.items()}


def _of_period(facts: Sequence[Fact], claim: Claim) -> list[Fact]:
    return [f for f in facts if (f.year, f.stage) == (claim.year, claim.stage)]


def _judge(docket: Docket, group: Iterable[tuple[Claim, Sequence[Fact]]]) -> None:
    agreeing: dict[Table, list[Claim]] = defaultdict(list)
    differing: dict[Table, list[tuple[Claim, Fact]]] = defaultdict(list)
    for claim, cells in group:
        for table in {(f.document, f.table) for f in cells}:
            own = [f for f in cells if (f.document, f.table) == table]
            if any(docket.meet(claim.id, f.id) for f in own):
                agreeing[table].append(claim)
            elif len({docket.figures.amounts[f.id].fen for f in own}) == 1 and _same_name(claim, own[0]):
                differing[table].append((claim, own[0]))
    for table, odd in differing.items():
        [claim, fact] = odd[0]
        elsewhere = any(claim in found for other, found in agreeing.items() if other != table)
        if len(odd) == 1 and len(agreeing[table]) >= _AGREEING and undecided(docket, claim) and not elsewhere:
            shown = docket.shown(docket.figures.amounts[fact.id].fen, claim.unit, max(2, claim.decimals))
            docket.rule(claim, "refuted", shown, [fact.id], "text-table")
            docket.equal("text-table", "restates", claim.id, fact.id, claim.document)


def _same_name(claim: Claim, fact: Fact) -> bool:
    """Whether the words are just the line's name: 水电费 is more than the line 电费."""
    return clean(claim.subject) == clean(plain_label(fact.source.row))
