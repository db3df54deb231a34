"""Percentages as exact intervals, and how they print."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from analyzer.amounts import Interval
from analyzer.model import Claim

HUNDRED = Fraction(100)


def printed_percent(claim: Claim) -> Interval:
    """The interval of a printed percentage: half its last digit on either side."""
    return Interval.printed(claim.value or Decimal(0), claim.decimals)


def signed_percent(rate: Claim) -> Interval:
    """The printed percentage of a rate, a decrease negative."""
    return -printed_percent(rate) if rate.direction == "less" else printed_percent(rate)


def grown(now: Interval, before: Interval) -> Interval:
    """By how many percent ``now`` is more than ``before``, which holds no zero."""
    return (now / before - Interval.exact(1)).scaled(HUNDRED)


def percent(value: Fraction, decimals: int) -> str:
    """``value`` with ``decimals`` digits, exact half away from zero."""
    scaled = value * 10**decimals
    whole = abs(scaled).__floor__() + (1 if abs(scaled) % 1 >= Fraction(1, 2) else 0)
    text = f"{whole:0{decimals + 1}d}"
    text = f"{text[:-decimals]}.{text[-decimals:]}" if decimals else text
    return f"-{text}" if scaled < 0 and whole else text
