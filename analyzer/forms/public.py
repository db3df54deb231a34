"""What 合计 and 小计 are in a table of the three public expenses that lists meetings and training beside them.

合计 of “三公”经费、会议费、培训费 is all five, 小计 is the three public expenses: not the names, the figures say so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from analyzer.model import Fact

BESIDE = frozenset({"meeting", "training"})
PARTS = ("abroad", "vehicles", "reception")
VEHICLES = ("vehicle_purchase", "vehicle_operation")
NAMED = re.compile(r"三公[^会培]*$")


def settled(facts: Sequence[Fact]) -> list[Fact]:
    """The facts of one table, 合计 called ``total`` where it holds more than the three public expenses."""
    if not any(fact.item in BESIDE for fact in facts):
        return list(facts)
    more = {id(fact) for group in _groups(facts) for fact in _wholes(group)}
    return [replace(fact, item="total") if id(fact) in more else fact for fact in facts]


def _groups(facts: Sequence[Fact]) -> Iterable[list[Fact]]:
    """The facts that stand for one year and stage of one organisation."""
    groups: dict[tuple[object, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[fact.entity, fact.measure, fact.year, fact.stage].append(fact)
    return groups.values()


def _wholes(group: Sequence[Fact]) -> Iterator[Fact]:
    """The totals of a group that hold meetings and training too."""
    wholes = [fact for fact in group if fact.item == "three_public"]
    named = [fact for fact in wholes if NAMED.search(fact.source.row + fact.source.column)]
    yield from (fact for fact in wholes if fact not in named and _holds_more(fact, group, bool(named)))


def _holds_more(whole: Fact, group: Sequence[Fact], named: bool) -> bool:
    """Whether a 合计 is more than the three public expenses; so it is where nothing shows that it is not."""
    parts = {fact.item: fact.value or Decimal(0) for fact in group if fact.item not in ("three_public", "total")}
    if "vehicles" not in parts:
        parts["vehicles"] = sum((parts.get(item, Decimal(0)) for item in VEHICLES), Decimal(0))
    return named or whole.value != sum(parts.get(item, 0) for item in PARTS)
