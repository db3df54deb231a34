"""A figure of a list whose other figures one table prints, line by line: it is of that table too.

“机关运行经费86.17万元，包括办公费14.26万元、印刷费8.53万元、…”: alone the words do not tell whether 印刷费
is all that is spent on printing; where the neighbours are the lines of one table, its line of that name is meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from analyzer.amounts import FEN
from analyzer.binding.subjects import clean
from analyzer.concepts.labels import plain_label
from analyzer.model import Claim, Fact
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.mutual import undecided

_AGREEING: Final = 3
"""Neighbours that must be lines of the table."""
Table = tuple[str, int]


def judge_siblings(docket: Docket, claims: Sequence[Claim]) -> None:
    """Refute the one figure of a list that is not its line in the table of all the others."""
    lists: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.kind == "level" and claim.unit in FEN and claim.whole and claim.id in docket.figures.amounts:
            lists[claim.whole].append(claim)
    for group in lists.values():
        if len(group) > _AGREEING:
            _judge(docket, group)


def _judge(docket: Docket, group: Sequence[Claim]) -> None:
    agreeing: dict[Table, list[Claim]] = defaultdict(list)
    differing: dict[Table, list[tuple[Claim, Fact]]] = defaultdict(list)
    for claim in group:
        cells = [f for f in docket.binder.bind(claim).all if f.id in docket.figures.amounts]
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
