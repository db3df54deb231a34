"""What the figures about a statement make of it: a difference, a sum, a ratio, a cost per head that comes out exactly.

“预算1240万元，完成1016.35万元，结余223.65万元” needs no list of words to be seen through. Every figure near by is tried
with every other, nearest first, and a statement that comes out to its last digit is *consistent*. What keeps chance
out is a count: as many ways are tried as leave the odds of a chance hit below one in fifty, which is two for a
percentage of two digits and two hundred for one of four. Percentages and what is left over are computed from
something; of any other sum nobody knows, and the odds asked for are ten times as high. A value found so confirms; it
never refutes, and what is refuted takes no part.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from analyzer.amounts import FEN, HARDLY_CHANCE, Interval, significant
from analyzer.binding.figures import PLAIN_SCALE
from analyzer.binding.subjects import clean
from analyzer.model import DATED_PLANS, Claim
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.mutual import undecided
from analyzer.verdicts.percents import HUNDRED, percent, printed_percent

ODDS: Final = 50
"""One chance hit in so many statements is allowed, were all figures drawn at random."""
RARE: Final = 10
"""How many times rarer a chance hit must be where no word says that a figure was computed."""
_COMPUTED: Final = re.compile(
    r"结余|结存|余额|缺口|剩余|尚有|节余|空间|差额|净|总量|合计|总计|共计|总额|总收入|总支出|两项|三项"
)
MOST: Final = 400
"""Ways that are tried at most."""
_NEAR: Final = 14
"""Figures about a statement that are looked at."""
_SEEN: Final = 300
"""Statements before it and behind that these are chosen from."""
_LINES: Final = 4
"""How many paragraphs back they may stand."""
_AFTER: Final = 6
"""How many statements of the same paragraph after it."""
EACH: Final = re.compile(r"[人户亩次床生车台校村]均|每(?:辆|人|户|亩|次|批|床|台|个|名|件|公里|学生)|平均")
"""A figure for one of many: a cost per vehicle, a subsidy per head. It is part of no sum."""
_PLANNED: Final = frozenset({"budget", *DATED_PLANS})
_PERCENTS: Final = ("share", "completion", "rate")


_CALLED: Final = 2
"""Figures of its name, told further below, that are looked at (“本年收入增加…，增长18.87%”, and then 本年收入合计)."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to a statement: what comes out, the figures it comes from, and of a sum how it is shown."""

    value: Fraction
    figures: tuple[Claim, ...]
    shown: str = ""


def judge_derivations(docket: Docket, claims: Sequence[Claim]) -> None:
    """Call still undecided statements consistent where near figures make them up exactly."""
    for place, claim in enumerate(claims):
        digits = _digits(claim)
        if not digits or not undecided(docket, claim) or docket.verdicts[claim.id].kind == "doubtful":
            continue
        near = [
            c for c in _near(docket, claims, place, anywhere=digits >= HARDLY_CHANCE) if not _another_plan(claim, c)
        ]
        computed = claim.kind in ("change", *_PERCENTS) or _COMPUTED.search(claim.source.text)
        limit = min(MOST, 10**digits // (ODDS if computed else RARE * ODDS))
        for way in itertools.islice(_ways(docket, claim, near), limit):
            if _comes_out(docket, claim, way.value):
                docket.rule(claim, "consistent", _shown(claim, way), [c.id for c in way.figures], "text")
                break


def _another_plan(claim: Claim, level: Claim) -> bool:
    """Whether a level is a plan of another stage than the one that a completion names."""
    named = claim.kind == "completion" and claim.base_stage in DATED_PLANS
    return named and level.kind == "level" and level.stage in DATED_PLANS and level.stage != claim.base_stage


def _shown(claim: Claim, way: Way) -> str:
    """What came out: the sum with its parts, of a percentage and a cost per head the number itself."""
    if claim.kind in _PERCENTS:
        return percent(way.value, max(claim.decimals, 2)) + "%"
    return way.shown or percent(way.value / FEN.get(claim.unit, PLAIN_SCALE), max(claim.decimals, 2))


def _digits(claim: Claim) -> int:
    """The telling digits of a printed value: without zeros before it, and of sums without those behind."""
    if not claim.value:
        return 0
    return significant(claim.value, zeros=bool(claim.decimals) and claim.kind in _PERCENTS)


def _near(docket: Docket, claims: Sequence[Claim], place: int, *, anywhere: bool) -> list[Claim]:
    """The figures about a statement that are not refuted, nearest first; then, if ``anywhere``, those further back."""
    own, begin = claims[place], max(place - _SEEN, 0)
    usable = [
        c for c in claims[begin : place + _SEEN] if c.id in docket.figures.amounts and c.value and not _wrong(docket, c)
    ]
    before = [c for c in reversed(usable) if (c.paragraph, c.start) < (own.paragraph, own.start)]
    close = [c for c in before if c.section == own.section and own.paragraph - c.paragraph <= _LINES][:_NEAR]
    after = [c for c in usable if c.paragraph == own.paragraph and c.start > own.start][:_AFTER]
    told = {c.id for c in close}
    further = list(itertools.islice((c for c in before if c.id not in told), _NEAR)) if anywhere else []
    name = clean(own.subject)
    below = (c for c in usable if c.paragraph > own.paragraph and c.kind == "level" and name)
    called = list(itertools.islice((c for c in below if clean(c.subject).startswith(name)), _CALLED))
    found = [*close, *after, *called, *further]
    names = {c.id for c in found}
    return sorted(found, key=lambda c: c.whole in names)  # what a list divides before its parts


def _wrong(docket: Docket, claim: Claim) -> bool:
    verdict = docket.verdicts.get(claim.id)
    return verdict is not None and verdict.kind in ("refuted", "doubtful")


def _ways(docket: Docket, claim: Claim, near: Sequence[Claim]) -> Iterator[Way]:
    size = {c.id: Fraction(abs(docket.figures.amounts[c.id].fen)) for c in near}
    if claim.kind in ("share", "completion"):
        yield from _ratios(claim, near, size)
    elif claim.kind == "rate":
        yield from _rates(claim, near, size)
    elif claim.kind in ("level", "change", "count") and claim.id in docket.figures.amounts:
        if EACH.search(claim.source.text):
            yield from _quotients(near, size)
        else:
            yield from _sums(claim, [c for c in near if _alike(claim, c)], size)


def _alike(one: Claim, other: Claim) -> bool:
    """Whether two figures are of one kind: money both, counts both (“86个问题，已整改79项”), or of the same unit."""
    return (one.unit in FEN and other.unit in FEN) or one.unit == other.unit or one.kind == other.kind == "count"


def _pairs(near: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Every two figures, those that stand nearest first."""
    order = sorted(itertools.combinations(range(len(near)), 2), key=lambda pair: (sum(pair), pair))
    return ((near[i], near[j]) for i, j in order)


def _sums(claim: Claim, near: Sequence[Claim], size: dict[str, Fraction]) -> Iterator[Way]:
    for a, b in _pairs(near):
        one, other = size[a.id], size[b.id]
        great, small = (a, b) if one > other else (b, a)
        if not _turned(claim, great, small):
            yield Way(abs(one - other), (great, small), f"{great.value} − {small.value}")
        yield Way(one + other, (b, a), f"{b.value} + {a.value}")
    for a, b, c in itertools.combinations(near[:6], 3):
        if size[c.id] in (size[a.id], size[b.id]) or size[a.id] == size[b.id]:
            continue  # one would cancel the other
        yield Way(abs(size[c.id] - size[b.id] - size[a.id]), (c, b, a), f"{c.value} − {b.value} − {a.value}")
        yield Way(abs(size[c.id] + size[b.id] - size[a.id]), (c, b, a), f"{c.value} + {b.value} − {a.value}")


def _turned(claim: Claim, great: Claim, small: Claim) -> bool:
    """Whether the words tell the difference the other way round: what grew is the greater figure, not the lesser."""
    if claim.kind == "change":
        return claim.current in {"greater": (small.id,), "less": (great.id,)}.get(claim.direction, ())
    moved = small if small.kind == "change" else great
    return moved.kind == "change" and moved.current == claim.id and moved.direction == "greater"


def _ratios(claim: Claim, near: Sequence[Claim], size: dict[str, Fraction]) -> Iterator[Way]:
    """Part over whole; the figure that the share is said of comes first as the part.

    What is counted is a share only where the paragraph counts it: seven vehicles of seven execute no budget.
    """
    near = [c for c in near if c.unit in FEN or c.paragraph == claim.paragraph]
    pairs = [(a, b) for a, b in _pairs(near) if _alike(a, b) and (claim.kind != "share" or a.year == b.year)]
    for a, b in sorted(pairs, key=lambda pair: claim.current not in (pair[0].id, pair[1].id)):
        small, great = (a, b) if size[a.id] <= size[b.id] else (b, a)
        plans = [c for c in (a, b) if c.stage in _PLANNED]
        if claim.kind == "completion" and len(plans) == 1:
            [great] = plans  # what was done, over what was planned
            small = a if great is b else b
        elif claim.kind == "completion" and claim.value is not None and claim.value > 100:
            small, great = great, small
        yield Way(HUNDRED * size[small.id] / size[great.id], (small, great))
    levels = [c for c in near if c.kind != "change"]
    for a, b in itertools.pairwise(levels):  # “两项合计占…”
        for whole in levels:
            if whole not in (a, b) and _alike(a, b) and _alike(a, whole):
                part = size[a.id] + size[b.id]
                yield Way(HUNDRED * part / size[whole.id], (b, a, whole))


def _rates(claim: Claim, near: Sequence[Claim], size: dict[str, Fraction]) -> Iterator[Way]:
    """Of two levels, or of a level and its change: what fell is told of the greater of two."""
    for a, b in _pairs(near):
        if not _alike(a, b):
            continue
        one, other = size[a.id], size[b.id]
        if (a.kind == "change") != (b.kind == "change"):
            level, change = (b, a) if a.kind == "change" else (a, b)
            before = size[level.id] + (size[change.id] if change.direction == "less" else -size[change.id])
            if before > 0:
                yield Way(HUNDRED * size[change.id] / before, (level, change))
        elif a.kind != "change":
            base = max(one, other) if claim.direction == "less" else min(one, other)
            yield Way(HUNDRED * abs(one - other) / base, (a, b))


def _quotients(near: Sequence[Claim], size: dict[str, Fraction]) -> Iterator[Way]:
    """Money over what is counted: a cost per vehicle, per guest, per mu."""
    for a, b in _pairs(near):
        if (a.unit in FEN) == (b.unit in FEN):
            continue
        money, things = (a, b) if a.unit in FEN else (b, a)
        if things.value:
            scale = 10_000 if things.unit.startswith("万") else 1
            each = size[money.id] / (Fraction(things.value) * scale)
            yield Way(each, (money, things))


def _comes_out(docket: Docket, claim: Claim, value: Fraction) -> bool:
    """Whether a computed value prints as the statement does: sums to the 分, ratios to the last digit printed."""
    if claim.unit in ("%", "％") or claim.kind in _PERCENTS:
        printed = printed_percent(claim)
        return percent(value, claim.decimals) == percent(printed.middle, claim.decimals)
    amount = docket.figures.amounts[claim.id]
    if value.denominator == 1 and not EACH.search(claim.source.text):
        return value == abs(amount.fen)
    return Interval.of(amount).meets(Interval.exact(value))
