"""Average growth a year over several years, held against the growth of the whole time.

“比2015年增长76.48%，年均增长12.3%”: the compound annual growth rate g of n years satisfies (1 + g)ⁿ = 1 + G. Both
sides are compared as powers, so that no root is taken to decide; digits are those that are printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from analyzer.amounts import Interval
from analyzer.model import Claim
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.mutual import AVERAGE, bear_out, undecided
from analyzer.verdicts.percents import percent, signed_percent

_BESIDE: Final = 3
"""How many statements apart an average and the growth of the whole time may stand."""
_HABIT: Final = 3
"""Averages of one text that fit, before one that does not is wrong rather than of other years."""

Growth = tuple[Interval, int, tuple[Claim, ...]]
"""How many times as much, after how many years, and the statements that tell it."""


def judge_averages(docket: Docket, claims: Sequence[Claim]) -> None:
    """Call an average consistent with the growth told beside it; refute one that misses where most of the text fit."""
    missed: list[tuple[Claim, Growth]] = []
    held = 0
    for place, rate in enumerate(claims):
        if rate.kind != "rate" or not rate.value or not AVERAGE.search(rate.source.text) or not undecided(docket, rate):
            continue
        grown = list(_grown(docket, rate, claims[max(0, place - _BESIDE) : place + 1 + _BESIDE]))
        fitting = next((g for g in grown if _fits(rate, g)), None)
        if fitting is not None:
            bear_out(docket, (rate, *fitting[2]), "rate", _shown(rate, fitting))
            held += 1
        elif len(grown) == 1:
            missed.append((rate, grown[0]))
    if held >= _HABIT and 3 * len(missed) <= held:
        for rate, growth in missed:
            shown = _shown(rate, growth)
            docket.refute(rate, "rate", shown, [c.id for c in growth[2]], [(shown.rstrip("%").lstrip("-"), "")])


def _grown(docket: Docket, average: Claim, near: Sequence[Claim]) -> Iterator[Growth]:
    """The growth of several years that is told of the same thing nearby: as a rate, or as a change of a level."""
    for told in near:
        years = (told.year or 0) - (told.base_year or 0)
        if told.paragraph != average.paragraph or told.subject != average.subject or not told.base_year or years < 2:
            continue
        if AVERAGE.search(told.source.text):
            continue
        if told.kind == "rate" and told.value:
            yield _times(told), years, (told,)
        elif told.kind == "change":
            now, moved = docket.interval(told.current), docket.interval(told.id)
            level = docket.figures.claims.get(told.current)
            if level is not None and now is not None and moved is not None and (now - moved).low > 0:
                yield now / (now - moved), years, (told, level)


def _times(rate: Claim) -> Interval:
    """How many times as much a rate of growth makes of its base."""
    return signed_percent(rate).scaled(Fraction(1, 100)) + Interval.exact(1)


def _fits(average: Claim, growth: Growth) -> bool:
    times, years, _ = growth
    factor = _times(average)
    return factor.low > 0 and factor.low**years <= times.high and factor.high**years >= times.low


def _shown(average: Claim, growth: Growth) -> str:
    times, years, _ = growth
    root = Decimal(times.middle.numerator) / Decimal(times.middle.denominator)
    yearly = (root ** (Decimal(1) / years) - 1) * 100
    return percent(Fraction(yearly), max(average.decimals, 2)) + "%"
