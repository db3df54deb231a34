"""Two statements side by side of which one must be wrong, though no third figure tells what is right.

“减少0.08万元，增长0.01%” has two directions; “完成年初预算100%，决算数大于预算数167.79万元” has two actuals. Both
stand in one sentence and speak of one figure, of one year against one base: whoever wrote them can see which is meant.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from analyzer.model import Claim
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.mutual import undecided
from analyzer.verdicts.percents import HUNDRED, percent, printed_percent

_NEAR: Final = 12
"""Characters between two statements that speak of one figure."""
_PLANS: Final = frozenset({"budget", "initial_budget"})
_WORDS: Final = {"greater": "增长", "less": "下降"}
_STOP: Final = re.compile("[。；;]")


def judge_contradictions(docket: Docket, claims: Sequence[Claim]) -> None:
    """Refute the percentage of two neighbours that contradict each other."""
    for one, other in itertools.pairwise(claims):
        if {one.kind, other.kind} == {"change", "rate"}:
            _two_directions(docket, *((one, other) if one.kind == "change" else (other, one)))
    for place, done in enumerate(claims):
        if done.kind == "completion" and undecided(docket, done):
            for moved in claims[place + 1 : place + 3]:
                if moved.kind == "change":
                    _two_actuals(docket, done, moved)


def _two_directions(docket: Docket, change: Claim, rate: Claim) -> None:
    alike = (change.subject, change.current, change.base_year, change.base_stage) == (
        rate.subject, rate.current, rate.base_year, rate.base_stage
    )  # fmt: skip
    opposite = {change.direction, rate.direction} == {"greater", "less"} and bool(change.value and rate.value)
    if alike and opposite and undecided(docket, rate) and undecided(docket, change) and _at_once(docket, change, rate):
        shown = f"{_WORDS[change.direction]}{rate.value}%"
        docket.refute(rate, "direction", shown, (change.id,), [(shown, "sign-lost")])


def _two_actuals(docket: Docket, done: Claim, moved: Claim) -> None:
    """The share of the plan that was done, and by how much the plan was passed or missed."""
    now, by = docket.interval(done.current), docket.interval(moved.id)
    of_one = done.current == moved.current and done.year == done.base_year == moved.base_year
    if now is None or by is None or not of_one or {done.base_stage, moved.base_stage} - _PLANS:
        return
    apart = done.paragraph != moved.paragraph or _STOP.search(docket.text(done)[done.end : moved.start])
    if not moved.direction or apart:
        return
    plan = now - by
    if plan.low <= 0:
        return
    computed = (now / plan).scaled(HUNDRED)
    if not computed.meets(printed_percent(done)):
        rate = percent(Fraction(computed.middle), max(done.decimals, 2))
        docket.refute(done, "completion", f"{rate}%", (done.current, moved.id), [(rate, "")])


def _at_once(docket: Docket, one: Claim, other: Claim) -> bool:
    """Whether nothing but a comma stands between two statements of a paragraph."""
    first, last = sorted((one, other), key=lambda c: c.start)
    between = docket.text(first)[first.end : last.start]
    return first.paragraph == last.paragraph and last.start - first.end <= _NEAR and not _STOP.search(between)
