"""Lists and sums that come out but for the unit of one of their figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from analyzer.amounts import FEN
from analyzer.model import Amount, Claim
from analyzer.relations.summaries import relation
from analyzer.relations.system import judge
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.mutual import undecided
from analyzer.verdicts.within.derivations import EACH

SMALLER: Final = {"亿元": "万元", "万元": "元"}
TIMES: Final = 10_000
"""How many 万元 an 亿元 is, and how many 元 a 万元."""


def point_of_a_part(docket: Docket, whole: Claim, group: Sequence[Claim]) -> bool:
    """Whether one part is more than its whole, and the list comes out exactly with its point elsewhere (0.68亿元 for
    680.00万元 of 805.40万元)."""
    amounts = docket.figures.amounts
    total, fens = amounts[whole.id].fen, [amounts[c.id].fen for c in group]
    more = [fen for fen in fens if fen > total > 0]
    if whole.kind != "level" or len(more) != 1 or len(group) < _TWO:
        return False
    meant = total - (sum(fens) - more[0])
    return meant > 0 and any(meant * 10**places == more[0] for places in (1, 2, 3))


_TWO: Final = 2


def refute_unit(docket: Docket, whole: Claim, group: Sequence[Claim], *, partial: bool) -> bool:
    """Refute the one part of a list that is more than its whole, where the list comes out with it in the next smaller
    unit (“总收入29.14亿元，其中：财政补助2.2亿元，科教收入206.96亿元，业务收入26.88亿元”).

    A ``partial`` list must come out to the last digit, for it need not be all of its whole.
    """
    amounts = docket.figures.amounts
    sum_of_all = relation("text-list", "list", whole.id, (c.id for c in group), whole.document)
    more = [c for c in group if amounts[c.id].fen > amounts[whole.id].fen]
    if whole.kind != "level" or len(more) != 1 or more[0].unit not in SMALLER:
        return False
    odd, amount = more[0], amounts[more[0].id]
    if not undecided(docket, odd):
        return False  # a table has spoken already
    fen, quantum = amount.fen // TIMES, max(1, amount.quantum // TIMES)
    outcome = judge([sum_of_all], {**amounts, odd.id: Amount(fen=fen, quantum=quantum)})[0]
    if amount.fen % TIMES or outcome.kind == "fails" or (partial and outcome.residual):
        return False
    meant = f"{odd.value}{SMALLER[odd.unit]}"
    values = (("one", whole.source.text), ("other", odd.source.text))
    docket.refute(odd, "text-text", meant, [whole.id], [(meant, "unit-slip")], values)
    return True


def refute_small_whole(docket: Docket, whole: Claim, group: Sequence[Claim]) -> bool:
    """Refute a whole in a smaller unit than all its parts, each of them more than it, where it holds them in theirs
    (“公务接待费282元…，其中公共财政拨款支出266万元”)."""
    amounts, units = docket.figures.amounts, {c.unit for c in group}
    larger = next((unit for unit, smaller in SMALLER.items() if smaller == whole.unit), "")
    if whole.kind != "level" or units != {larger} or not undecided(docket, whole) or not whole.value:
        return False
    meant, total = amounts[whole.id].fen * TIMES, sum(amounts[c.id].fen for c in group)
    less = any(amounts[c.id].fen <= amounts[whole.id].fen for c in group)
    each = EACH.search(whole.subject) is not None
    if less or each or not (total == meant or meant // _MOST_APART <= total < meant):
        return False
    told = f"{whole.value}{larger}"
    values = (("one", group[0].source.text), ("other", whole.source.text))
    docket.refute(whole, "text-text", told, [c.id for c in group], [(told, "unit-slip")], values)
    return True


_MOST_APART: Final = 20
"""How many times its known parts a whole may be."""


def refute_lone_unit(docket: Docket, whole: Claim, group: Sequence[Claim]) -> bool:
    """Refute the one part of a list in a smaller unit than all others, where the list comes out exactly in theirs
    (“7.62亿元，用于公路4.26亿元，保障性住房0.09万元，医疗0.18亿元，…，其他3.09亿元”)."""
    amounts, odd = docket.figures.amounts, [c for c in group if c.unit != whole.unit]
    if len(odd) != 1 or len(group) < _PARTS or not undecided(docket, odd[0]):
        return False
    [part] = odd
    if not part.value or SMALLER.get(whole.unit) != part.unit:
        return False
    rest = sum(amounts[c.id].fen for c in group if c is not part)
    if rest + part.value * FEN[whole.unit] != amounts[whole.id].fen:
        return False
    meant = f"{part.value}{whole.unit}"
    values = (("one", whole.source.text), ("other", part.source.text))
    docket.refute(part, "text-text", meant, [whole.id], [(meant, "unit-slip")], values)
    return True


_PARTS: Final = 3
"""Parts that must make up their whole exactly before the unit of one is told wrong."""
