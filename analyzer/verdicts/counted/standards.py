"""Sums that a number of people or things and a standard for each of them make.

“生活费2268.00万元（按3150人、每人每年7200元测算）”; “按生均600元的标准，330名幼儿安排公用经费19.80万元”: one
standard, one number and one sum of a bracket or a sentence. A product that comes out confirms them; one that does not
is a fault where a slip of the pen in the sum explains it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from analyzer.amounts import FEN, Interval, significant
from analyzer.model import Claim
from analyzer.relations.edits import edit_between
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.mutual import bear_out, undecided

_THINGS: Final = (
    "人次|批次|立方米|平方米|公里|千瓦时|吨|人|名|户|生|辆|台|件|张|顶|床|座|亩|册|份|套|次|场|期|班|棵|株|部|艘|页"
)
"""What a standard may be for, the longer words first."""
_EACH: Final = re.compile(
    rf"(?:每(?P<thing>{_THINGS})|(?P<mean>[人生户床亩吨])均)(?:每(?P<per>年|月)|全年)?(?:[\u4e00-\u9fff]{{0,6}}?(?:标准|定额|补助))?"
    r"(?:为|按)?\s*(?P<price>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>万元|元)(?:/(?P<rate>年|月))?"
)
_MANY: Final = re.compile(rf"(?P<n>\d[\d,]*(?:\.\d+)?)\s*(?P<times>万)?(?P<thing>{_THINGS})(?!均)")
_PEOPLE: Final = frozenset("人名生")
_MONTHS: Final = re.compile(r"(\d{1,2})个月")
_COMES_TO: Final = re.compile(r"[，,、]?(?:共?计|合计|共|小计|总计|金额|需要?|安排)[^，。；\d]{0,6}$")
_YEAR: Final = 12


def judge_standards(docket: Docket, claims: Sequence[Claim]) -> None:
    """Judge the sums of one document that stand beside their number and standard."""
    told: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.kind in ("level", "count") and claim.value:
            told[claim.paragraph].append(claim)
    for here in told.values():
        text = docket.text(here[0])
        for sentence in re.finditer("[^。；;]+", text) if _EACH.search(text) else ():
            _sentence(docket, sentence, [c for c in here if sentence.start() <= c.start < sentence.end()])


def _sentence(docket: Docket, sentence: re.Match[str], here: Sequence[Claim]) -> None:
    prices = list(_EACH.finditer(sentence[0]))
    if len(prices) != 1:
        return
    [price] = prices
    sums = [c for c in here if c.unit in FEN and not _inside(c, price, sentence.start())]
    total = _told_for(price, sentence, [c for c in sums if c.kind == "level" and c.id in docket.figures.amounts])
    counts = _numbers(price, sentence, total)
    if total is None or len({many for many, _ in counts}) != 1:
        return
    many, number = counts[0]
    months = _MONTHS.search(sentence[0])
    times = (int(months[1]) if months else _YEAR) if "月" in (price["per"], price["rate"]) else 1
    made = Fraction(price["price"].replace(",", "")) * FEN[price["unit"]] * times * many
    printed = docket.interval(total.id)
    if printed is None or made.denominator != 1:
        return
    count = [c for c in here if c.kind == "count" and c.start <= number.start() + sentence.start() < c.end]
    if Interval.exact(int(made)).meets(printed):
        bear_out(docket, (total, *count), "text", docket.shown(int(made), total.unit))
    elif undecided(docket, total) and significant(total.value or 0, zeros=True) >= _TELLING:
        _refute(docket, total, int(made), times, (price[0], number[0]), count)


_TELLING: Final = 3
"""Digits, noughts among them, that a sum needs to be called a slip of the product."""


def _refute(
    docket: Docket, total: Claim, made: int, times: int, words: tuple[str, str], count: Sequence[Claim]
) -> None:
    """Refute a sum that a slip of the pen, its unit, or the number of months parts from the product."""
    meant = docket.shown(made, total.unit, total.decimals)
    printed = docket.interval(total.id)
    once = printed is not None and times > 1 and Interval.exact(made // times).meets(printed)  # of a single month
    if once or edit_between(f"{total.value}", meant) not in ("recomputed", "digit-replaced"):
        values = tuple(zip(("standard", "number"), words, strict=True))
        docket.refute(total, "standard-sum", meant, [c.id for c in count], [(meant, "")], values, words)


def _bracket(price: re.Match[str], sentence: re.Match[str]) -> int:
    """Where the bracket opens in which a standard stands, below nothing where it stands in none."""
    opened = sentence[0].rfind("（", 0, price.start())
    return opened if "）" not in sentence[0][max(opened, 0) : price.start()] else -1


def _told_for(price: re.Match[str], sentence: re.Match[str], sums: Sequence[Claim]) -> Claim | None:
    """The sum that a standard makes: what it comes to, else what stands before its bracket, else the only one."""
    offset = sentence.start()
    after = [c for c in sums if c.start >= offset + price.end()]
    if after and _COMES_TO.fullmatch(sentence[0][price.end() : after[0].start - offset]):
        return after[0]
    opened = _bracket(price, sentence)
    if len(sums) > 1 and opened >= 0:
        return next((c for c in sums if 0 <= offset + opened - c.end <= 1), None)
    return sums[0] if len(sums) == 1 else None


def _numbers(
    price: re.Match[str], sentence: re.Match[str], total: Claim | None
) -> list[tuple[Fraction, re.Match[str]]]:
    """How many of what the standard is for are counted, and where: in its bracket, if there is one."""
    thing = price["thing"] or price["mean"]
    opened = _bracket(price, sentence)
    start = opened if opened >= 0 and total is not None and total.end <= sentence.start() + opened + 1 else 0
    found = [m for m in _MANY.finditer(sentence[0], start) if not price.start() <= m.start() < price.end()]
    alike = [m for m in found if m["thing"] == thing or {m["thing"], thing} <= _PEOPLE]
    return [(Fraction(m["n"].replace(",", "")) * (10_000 if m["times"] else 1), m) for m in alike]


def _inside(claim: Claim, price: re.Match[str], offset: int) -> bool:
    """Whether a figure is that of the standard itself."""
    return price.start() <= claim.start - offset < price.end()
