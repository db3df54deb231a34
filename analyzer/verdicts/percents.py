"""Percentages as exact intervals: how they print, and the verdict where several ways of computing one are open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from analyzer.amounts import Interval
from analyzer.model import Claim
from analyzer.relations.edits import edit_between
from analyzer.verdicts.docket import Docket

HUNDRED = Fraction(100)


@dataclass(frozen=True, slots=True)
class Option:
    """One way to compute a statement: the interval, and the figures (ids) it comes from."""

    interval: Interval
    evidence: tuple[str, ...]


def printed_percent(claim: Claim) -> Interval:
    """The interval of a printed percentage: half its last digit on either side."""
    return Interval.around(claim.value or Decimal(0), Decimal(1).scaleb(-claim.decimals))


def signed_percent(rate: Claim) -> Interval:
    """The printed percentage of a rate, a decrease negative."""
    return -printed_percent(rate) if rate.direction == "less" else printed_percent(rate)


def percent(value: Fraction, decimals: int) -> str:
    """``value`` with ``decimals`` digits, exact half away from zero."""
    scaled = value * 10**decimals
    whole = abs(scaled).__floor__() + (1 if abs(scaled) % 1 >= Fraction(1, 2) else 0)
    text = f"{whole:0{decimals + 1}d}"
    text = f"{text[:-decimals]}.{text[-decimals:]}" if decimals else text
    return f"-{text}" if scaled < 0 and whole else text


def _swapped(claim: Claim, options: Sequence[Option]) -> list[Option]:
    """The only way that computes the printed percentage but for two neighbouring digits swapped (91.86 for 91.68)."""
    printed = percent(Fraction(claim.value or 0), claim.decimals)
    found = [
        o for o in options if edit_between(printed, percent(o.interval.middle, claim.decimals)) == "digits-swapped"
    ]
    return found if claim.decimals > 1 and len(found) == 1 else []


def settle(docket: Docket, claim: Claim, options: Sequence[Option], check: str, strict: bool) -> None:
    """The verdict on a percentage: confirmed or within rounding by one of ``options``, else refuted if ``strict``."""
    if not options:
        docket.abstain(claim, "nothing-to-compare")
        return
    printed = printed_percent(claim)
    good = [o for o in options if o.interval.meets(printed)]
    decimals = max(claim.decimals, 2)
    if good:
        exact = any(percent(o.interval.middle, claim.decimals) == percent(printed.middle, claim.decimals) for o in good)
        shown = percent(good[0].interval.middle, decimals) + "%"
        docket.rule(claim, "confirmed" if exact else "rounding", shown, good[0].evidence, check)
    elif strict or _swapped(claim, options):
        options = options if strict else _swapped(claim, options)
        shown = percent(options[0].interval.middle, decimals) + "%"
        value = percent(options[0].interval.middle, claim.decimals)
        docket.refute(claim, check, shown, options[0].evidence, [(value, "")])
    else:
        shown = percent(options[0].interval.middle, decimals) + "%"
        docket.abstain(claim, "whole-uncertain", shown, options[0].evidence, doubtful=True)
