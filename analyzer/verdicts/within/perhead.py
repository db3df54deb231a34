"""Averages over what is counted beside them: a cost per guest, per vehicle, per reception.

“公务接待费1.84万元，接待24批次、218人次，人均84.40元”: the words name what the money is divided by, so that its figure
can be held against the two, by interval division of what is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from analyzer.amounts import FEN, Interval, Number, money
from analyzer.model import Claim
from analyzer.relations.edits import edit_between
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.mutual import bear_out, undecided
from analyzer.verdicts.percents import percent
from analyzer.verdicts.within.derivations import EACH

_COUNTED: Final = (
    (re.compile(r"[人生师户]均|每[人生户]"), re.compile("人次?|名|户")),
    (re.compile(r"[车辆]均|每(?:辆|台|车)"), re.compile("辆|台")),
    (re.compile(r"[批次]均|每(?:批|次)"), re.compile("批次?|次")),
)
"""Words of an average, and the units of what it is over."""


def judge_per_head(docket: Docket, claims: Sequence[Claim]) -> None:
    """Call an average consistent with the cost and the count of its paragraph; refute one that a slip explains."""
    for place, average in enumerate(claims):
        unit = next((units for words, units in _COUNTED if words.search(average.source.text)), None)
        if unit is None or average.kind != "level" or average.unit not in FEN or not undecided(docket, average):
            continue
        before = [c for c in claims[:place] if c.paragraph == average.paragraph]
        counts = [c for c in before if c.kind == "count" and c.value and unit.fullmatch(c.unit)]
        if not counts and "生均" in average.source.text:
            counts = [c for c in claims if c.kind == "count" and c.value and c.subject.endswith("学生")][:1]
        costs = [c for c in before if c.kind == "level" and c.unit in FEN and not EACH.search(c.source.text)]
        _judge(docket, average, list(_quotients(docket, costs, counts)))


def _quotients(
    docket: Docket, costs: Sequence[Claim], counts: Sequence[Claim]
) -> Iterator[tuple[Interval, Claim, Claim]]:
    for cost in reversed(costs):
        for count in reversed(counts):
            money = docket.interval(cost.id)
            if money is not None and count.value:
                yield money / Interval.exact(Fraction(count.value)), cost, count


def _judge(docket: Docket, average: Claim, found: Sequence[tuple[Interval, Claim, Claim]]) -> None:
    printed = docket.interval(average.id)
    if printed is None or average.value is None:
        return
    for computed, cost, count in found:
        if computed.meets(printed):
            bear_out(docket, (average, cost, count), "text")
            return
    if len({cost.id for _, cost, _ in found}) != 1 or len(found) != 1:
        return
    computed, cost, count = found[0]
    for unit in ("元", "万元"):
        amount = money(Number(average.value, average.decimals), unit)
        if unit != average.unit and Interval.of(amount).meets(computed):
            meant = f"{average.value}{unit}"
            docket.refute(average, "cost-per-head", meant, (cost.id, count.id), [(meant, "unit-slip")])
            return
    shown = percent(Fraction(computed.middle) / FEN[average.unit], average.decimals)
    if edit_between(f"{average.value}", shown) != "recomputed":
        docket.refute(average, "cost-per-head", shown, (cost.id, count.id), [(shown, "")])
