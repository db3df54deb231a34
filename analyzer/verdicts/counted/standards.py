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

from analyzer.amounts import FEN, KNOWN_AGAIN, Interval, significant
from analyzer.model import Claim
from analyzer.relations.edits import edit_between
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.mutual import bear_out, undecided

_EACH: Final = re.compile(
    r"(?:每[人名户生辆台件张顶床]|[人生户床]均)(?:每(?P<per>年|月))?(?:[\u4e00-\u9fff]{0,6}?(?:标准|定额))?(?:为|按)?\s*"
    r"(?P<price>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>万元|元)(?:/(?P<rate>年|月))?"
)
_COUNTED: Final = re.compile(r"[人名户辆台件张顶床个]")
_MONTHS: Final = re.compile(r"(\d{1,2})个月")
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
    within = [c for c in here if not any(_inside(c, price, sentence.start()) for price in prices)]
    counts = [c for c in within if c.kind == "count" and _COUNTED.fullmatch(c.unit)]
    sums = [c for c in within if c.kind == "level" and c.unit in FEN and c.id in docket.figures.amounts]
    if len(prices) == 1 and len(sums) > 1:
        opened = sentence[0].rfind("（", 0, prices[0].start())
        if "）" not in sentence[0][max(0, opened) : prices[0].start()]:
            begin = sentence.start() + opened
            sums = [c for c in sums if 0 <= begin - c.end <= 1]
            counts = [c for c in counts if c.start > begin]
    if [len(found) for found in (prices, counts, sums)] != [1, 1, 1]:
        return
    [price], [count], [total] = prices, counts, sums
    each = Fraction(price["price"].replace(",", "")) * FEN[price["unit"]]
    months = _MONTHS.search(sentence[0])
    times = (int(months[1]) if months else _YEAR) if "月" in (price["per"], price["rate"]) else 1
    made = each * times * Fraction(count.value or 0)
    printed = docket.interval(total.id)
    if printed is None or made.denominator != 1:
        return
    if Interval.exact(int(made)).meets(printed):
        bear_out(docket, (total, count), "text", docket.shown(int(made), total.unit))
    elif undecided(docket, total) and significant(total.value or 0, zeros=True) >= KNOWN_AGAIN - 1:
        meant = docket.shown(int(made), total.unit, total.decimals)
        if edit_between(f"{total.value}", meant) not in ("recomputed", "digit-replaced"):
            standard = (("standard", price[0]),)
            docket.refute(total, "standard-sum", meant, (count.id,), [(meant, "")], standard, [price[0]])


def _inside(claim: Claim, price: re.Match[str], offset: int) -> bool:
    """Whether a figure is that of the standard itself."""
    return price.start() <= claim.start - offset < price.end()
