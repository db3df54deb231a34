"""Lists that another list proves complete: accounts item by item in two stages, parts of a whole and their changes.

Where the items stated for one stage (决算) make up the stated total, those of the other (年初预算) make up theirs;
where the parts of a whole are all there, so are the parts of its change.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from analyzer.amounts import FEN
from analyzer.concepts.codes import ITEM_DIGITS
from analyzer.concepts.places import general
from analyzer.model import Claim, Relation
from analyzer.relations.system import judge
from analyzer.verdicts.docket import Docket

Period = tuple[int | None, str]


def judge_itemized(docket: Docket, claims: Sequence[Claim]) -> None:
    """Add the relations that complete lists imply for one document."""
    for told in (_stages, _changes):
        docket.relations.extend(told(docket, claims))


def _stages(docket: Docket, claims: Sequence[Claim]) -> Iterator[Relation]:
    """Σ items = total for every stage, once it holds for one stage over the same items."""
    items: dict[Period, dict[str, Claim]] = defaultdict(dict)
    repeated: set[Period] = set()
    for claim in claims:
        code = docket.binder.code_of(claim)
        stated = claim.kind == "level" and claim.unit in FEN and claim.id in docket.figures.amounts
        if stated and len(code) == ITEM_DIGITS:
            period: Period = (claim.year, claim.stage)
            same = items[period].get(code)
            if same and docket.figures.amounts[same.id].fen != docket.figures.amounts[claim.id].fen:
                repeated.add(period)
            items[period].setdefault(code, claim)
    sums = {
        p: r
        for p, group in items.items()
        if p not in repeated and len(group) > 2
        for r in _total(docket, claims, p, group)
    }
    good = [p for p, r in sums.items() if judge([r], docket.figures.amounts)[0].kind != "fails"]
    for period, total in sums.items():
        if any(other != period and items[other].keys() == items[period].keys() for other in good):
            yield total


def _total(docket: Docket, claims: Sequence[Claim], period: Period, group: dict[str, Claim]) -> list[Relation]:
    """The relation of the items to the total that the text states for general public expenditure."""
    first = min(c.paragraph for c in group.values())
    totals = [
        c
        for c in claims
        if c.kind == "level"
        and (c.year, c.stage) == period
        and c.paragraph <= first
        and c.id in docket.figures.amounts
        and any(
            place == general(place.item, *place.measures) and "total" in place.measures
            for place in docket.binder.places(c)
        )
    ]
    if not totals:
        return []
    terms = ((1, totals[-1].id), *((-1, c.id) for c in group.values()))
    return [Relation(check="text-list", rule="items", terms=terms, document=totals[-1].document)]


def _changes(docket: Docket, claims: Sequence[Claim]) -> Iterator[Relation]:
    """The change of a whole is the sum of its parts' changes, where every part of a complete list states its own."""
    amounts = docket.figures.amounts
    parts: dict[str, list[Claim]] = defaultdict(list)
    moves: dict[str, Claim] = {}
    for claim in claims:
        if claim.kind == "level" and claim.whole in amounts and claim.id in amounts and not claim.partial:
            parts[claim.whole].append(claim)
        elif claim.kind in ("change", "flat") and claim.current in amounts:
            moves.setdefault(claim.current, claim)
    joint = [c for c in claims if c.id in amounts and _BOTH.search(c.subject)]
    changes = {c.paragraph: c for c in joint if c.kind == "change"}
    both = {
        _period(c, amounts[c.id].fen): changes[c.paragraph]
        for c in joint
        if c.kind == "level" and c.paragraph in changes
    }
    stated_levels = {c.id: c for c in claims if c.id in parts}
    for name, group in parts.items():
        head = stated_levels.get(name)
        total = moves.get(name) or (both.get(_period(head, amounts[name].fen)) if head else None)
        if total is None or total.kind != "change" or total.id not in amounts or len(group) < 2:
            continue
        whole = Relation(check="", rule="", terms=((1, name), *((-1, c.id) for c in group)))
        stated = [moves.get(c.id) for c in group]
        told = any(docket.belied(m) for m in stated if m is not None)
        still = [amounts[c.id].fen == 0 and bool(_NEITHER.match(docket.text(c), c.end)) for c in group]
        alongside = all(none or _alongside(total, m) for none, m in zip(still, stated, strict=True))
        if told or judge([whole], amounts)[0].kind == "fails" or not alongside:
            continue
        moved = [m.id for m in stated if m is not None and m.kind == "change" and m.id in amounts]
        terms = ((1, total.id), *((-1, m) for m in moved))
        if moved:
            yield Relation(check="text-list", rule="changes", terms=terms, document=total.document)


_NEITHER: Final = re.compile(r"[，,（(](?:上年|去年|20\d\d年)度?(?:也|亦|同样|均)?(?:未安排|未发生|无|没有)")
"""“0万元，上年亦未安排”: nothing, and no change."""
_BOTH: Final = re.compile(r"收入?[、和与及]支出?.*(?:总计|合计)")
"""“收入、支出总计8462.35万元。…收、支总计各减少417.28万元”: the change of either total, each with parts of its own."""


def _period(level: Claim, fen: int) -> tuple[int | None, str, int]:
    return level.year, level.stage, fen


def _alongside(total: Claim, part: Claim | None) -> bool:
    """Whether a part's change is on the base of the whole's."""
    if part is None:
        return False
    return part.base_year == total.base_year and part.base_stage in (total.base_stage, "")
