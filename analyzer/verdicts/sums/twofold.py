"""Lists that count in two measures at once: “接待32批次、268人次，其中检查19批次、154人次，考察12批次、114人次”.

Where the parts make up the whole in the one measure, they are all of it, and must do so in the other.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from analyzer.model import Claim
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.sums.groups import sum_relation

_NEAR: Final = 6
"""Characters between the two measures of one thing, the second figure among them."""


def judge_twofold(docket: Docket, claims: Sequence[Claim]) -> None:
    """The relation of the measure that stands beside one whose list holds."""
    beside = _pairs(claims)
    by_id = {c.id: c for c in claims}
    parts: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.kind == "count" and claim.whole in by_id and not claim.partial:
            parts[claim.whole].append(claim)
    for name, group in parts.items():
        whole = by_id[name]
        others = [beside[c.id] for c in (whole, *group) if c.id in beside]
        if len(others) != len(group) + 1 or len(group) < 2 or len({c.unit for c in others}) > 1:
            continue
        if whole.value == sum(c.value or 0 for c in group) and not any(c.whole in by_id for c in others):
            docket.relations.append(sum_relation(others[0], others[1:], "="))


def _pairs(claims: Sequence[Claim]) -> Mapping[str, Claim]:
    """By the id of either of two counts of one thing in two measures: the other."""
    found: dict[str, Claim] = {}
    for one, other in itertools.pairwise(c for c in claims if c.kind == "count"):
        near = one.paragraph == other.paragraph and other.start - one.end <= _NEAR
        if near and one.subject == other.subject and one.unit != other.unit and one.id not in found:
            found[one.id], found[other.id] = other, one
    return found
