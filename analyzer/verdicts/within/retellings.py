"""One figure told twice, with two digits swapped, one lost or one doubled in one of the tellings.

Whatever a name may cover elsewhere: that two figures of one name, year and stage are a slip of the pen apart by chance
happens once in some thousand pairs, of five digits and more. Figures that differ otherwise may be two things of a name
and are compared where the name's meaning is fixed alone (the check text-text).
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from analyzer.amounts import FEN, KNOWN_AGAIN, significant
from analyzer.binding.subjects import clean
from analyzer.model import Claim
from analyzer.relations.edits import misprinted, swapped
from analyzer.text import bare
from analyzer.verdicts.docket import Docket

_GOOD: Final = frozenset({"confirmed", "rounding", "consistent"})
_NAMED: Final = 4
"""Characters of a name that says what it is the figure of."""
_OF_ITS_OWN: Final = 8
"""Characters of a name that only one thing has."""
_TELLINGS: Final = 40
"""Different figures of one name beyond which it is that of many things, and no figure told again."""


def judge_retellings(docket: Docket, claims: Sequence[Claim]) -> None:
    """Refute, of two tellings of one figure in two paragraphs that a slip parts, the one that nothing bears out; where
    nothing bears out either, the later."""
    told: dict[object, list[Claim]] = defaultdict(list)
    for claim in claims:
        name = bare(clean(claim.subject))
        if claim.kind == "level" and claim.unit in FEN and claim.value and len(name) >= _NAMED:
            told[name, claim.path, claim.code, claim.unit, claim.year, claim.stage, docket.scope(claim)].append(claim)
    for group in told.values():
        if len({c.value for c in group}) > _TELLINGS:
            continue
        for one, other in itertools.combinations(group, 2):
            if one.paragraph != other.paragraph and _slip_apart(one, other):
                _refute(docket, one, other, [c for c in group if c not in (one, other)])


def _slip_apart(one: Claim, other: Claim) -> bool:
    if len(bare(clean(one.subject))) >= _OF_ITS_OWN and one.decimals == other.decimals:
        digits = [int(str(c.value or 0).replace(".", "")) for c in (one, other)]  # a project by its name
        if min(significant(c.value or 0) for c in (one, other)) >= KNOWN_AGAIN - 1 and swapped(*digits):
            return True
    return min(significant(c.value or 0) for c in (one, other)) > KNOWN_AGAIN and is_misprint_of(one, other)


def is_misprint_of(one: Claim, other: Claim) -> bool:
    """Whether two figures of as many decimals are a slip of the pen apart (31.40 for 371.40)."""
    digits = (int(str(c.value or 0).replace(".", "")) for c in (one, other))
    return one.decimals == other.decimals and misprinted(*digits)


def _refute(docket: Docket, one: Claim, other: Claim, others: Sequence[Claim]) -> None:
    kinds = [docket.verdicts[c.id].kind if c.id in docket.verdicts else "unverifiable" for c in (one, other)]
    good = [
        kind in _GOOD or any(c.value == told.value for c in others)
        for kind, told in zip(kinds, (one, other), strict=True)
    ]
    if all(good) or "refuted" in kinds:
        return
    right, wrong = (other, one) if good[1] else (one, other)
    meant = f"{right.value}"
    values = (("one", right.source.text), ("other", wrong.source.text))
    docket.refute(wrong, "text-text", meant, [right.id], [(meant, "")], values)
