"""Printed numbers and exact amounts: “1,234.56”, “(12.00)”, “—”, “一亿二千万” to and from integers in 分.

An amount keeps the precision it was printed in: half a unit of its last digit on either side is its interval.
No float takes part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from analyzer.model import Absence, Amount
from analyzer.text import DASHES, squeeze

FEN: dict[str, int] = {"元": 100, "角": 10, "千元": 100_000, "万元": 1_000_000, "万": 1_000_000,
                       "百万元": 100_000_000, "千万元": 1_000_000_000, "亿元": 10_000_000_000, "亿": 10_000_000_000,
                       "人民币元": 100, "人民币万元": 1_000_000,
                       "萬元": 1_000_000, "萬": 1_000_000, "億元": 10_000_000_000, "億": 10_000_000_000}  # fmt: skip
"""分 in one unit of money."""

MOST = 10**17
"""分 beyond which nothing is an amount (1000 万亿元, several times the national product): 64 bits hold such sums."""

FINEST = 10
"""Decimals of a 分 in 亿元: what is printed finer says no more."""

NUMBER = re.compile(r"[-－–−+]?[(（]?[-－–−]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?[)）]?")
_PLAIN = re.compile(r"^([-+])?(\d{1,3}(?:,\d{3})+|\d+|)(?:\.(\d+))?$")
_DIGIT = re.compile(r"\d")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "○": 0}
_POWERS = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number: exact value and the digits after its point."""

    value: Decimal
    decimals: int


def parse_number(text: str) -> Number | None:
    """The number that ``text`` is, and nothing else: “1,234.50”, “(12)”, “-3”, “△5”; None where it is no number."""
    if not _DIGIT.search(text):
        return None
    plain = squeeze(text).replace("，", ",")
    negative = False
    if plain.startswith("(") and plain.endswith(")"):
        negative, plain = True, plain[1:-1]
    if plain[:1] in "△▲" and plain[:1]:
        negative, plain = True, plain[1:]
    for dash in DASHES:
        plain = plain.replace(dash, "-")
    found = _PLAIN.match(plain)
    if not found or not (found[2] or found[3]):
        return None
    digits = (found[2] or "0").replace(",", "") + ("." + found[3] if found[3] else "")
    value = Decimal(digits)
    if (found[1] == "-") != negative:
        value = -value
    return Number(value, len(found[3] or ""))


def parse_chinese(text: str) -> int | None:
    """The integer written in Chinese numerals (“一亿二千万”, “三百零五”, “两”), None where it is none."""
    if not text or any(c not in _DIGITS and c not in _POWERS and c not in "万亿" for c in text):
        return None
    total = section = digit = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _POWERS:
            section += (digit or 1) * _POWERS[char]
            digit = 0
        else:
            power = 10_000 if char == "万" else 100_000_000
            total = (total + section + digit) * power if char == "亿" else total + (section + digit) * power
            section = digit = 0
    return total + section + digit


def absence(text: str) -> Absence:
    """How a cell without a number says so: ``blank``, ``dash``, or empty where it holds something else."""
    plain = squeeze(text)
    if not plain:
        return "blank"
    return "dash" if all(c in DASHES + "/" for c in plain) else ""


def money(number: Number, unit: str, decimals: int | None = None) -> Amount:
    """``number`` in ``unit`` as an Amount; ``decimals`` replaces the printed precision where it is known better.

    Raises KeyError for a unit that is no money. A figure finer than 分 is kept to the 分 with quantum 1.
    """
    factor = FEN[unit]
    fen = number.value * factor
    digits = number.decimals if decimals is None else decimals
    quantum = max(1, int(Decimal(factor).scaleb(-digits)))
    return Amount(fen=int(fen.to_integral_value()), quantum=quantum)


def plausible(value: Decimal, unit: str) -> bool:
    """Whether a figure is below `MOST` (counts as if they were 元): longer digits are an account or a run of cells."""
    return abs(value) * FEN.get(unit, 100) < MOST


def to_quantum(fen: int, quantum: int) -> int:
    """An amount in 分 rounded half up to whole multiples of ``quantum``, as a coarser text prints it."""
    return (2 * fen + quantum) // (2 * quantum) * quantum


def significant(number: Decimal | int, *, zeros: bool = False) -> int:
    """How many digits tell a number from others: without sign, point and zeros before; ``zeros`` counts those behind
    as well, as printed (8.10 has three)."""
    digits = str(number).replace(".", "").lstrip("-0")
    return len(digits if zeros else digits.rstrip("0"))


PEOPLE: Final = ("人", "名")
"""Units in which people are counted."""
_OR_SETS: Final = re.compile(r"（[件台套]）$|/[件套]$")


def counter(unit: str) -> str:
    """What a unit counts: “25件（套），包括陶俑14件” counts 件 both times, “13个项目，其中一级项目9个” pieces."""
    return _OR_SETS.sub("", unit) or "个"


KNOWN_AGAIN: Final = 4
"""Significant digits by which a number is known again in another place."""
HARDLY_CHANCE: Final = 5
"""Significant digits that agree so seldom by chance that other evidence may be slight."""


def plain(value: Decimal) -> str:
    """Plain decimal string, never in scientific notation."""
    return format(value, "f")


def in_unit(fen: int, unit: str, decimals: int = 2) -> str:
    """``fen`` printed in ``unit`` with ``decimals`` digits (exact half goes away from zero), at most `FINEST`."""
    value = Decimal(fen) / FEN[unit]
    quantum = Decimal(1).scaleb(-min(decimals, FINEST))
    return plain(value.quantize(quantum, rounding="ROUND_HALF_UP"))


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval of exact rationals."""

    low: Fraction
    high: Fraction

    @classmethod
    def around(cls, value: Decimal | int, quantum: Decimal | int) -> Interval:
        """Half a ``quantum`` on either side of ``value``."""
        half = Fraction(quantum) / 2
        return cls(Fraction(value) - half, Fraction(value) + half)

    @classmethod
    def printed(cls, value: Decimal, decimals: int) -> Interval:
        """What a number printed with so many ``decimals`` may stand for: half its last digit on either side."""
        return cls.around(value, Decimal(1).scaleb(-decimals))

    @classmethod
    def of(cls, amount: Amount) -> Interval:
        """The interval of an amount as printed."""
        return cls.around(amount.fen, amount.quantum)

    @classmethod
    def exact(cls, value: Decimal | int | Fraction) -> Interval:
        """The interval of a value that is known exactly."""
        return cls(Fraction(value), Fraction(value))

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def __mul__(self, other: Interval) -> Interval:
        corners = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(corners), max(corners))

    def __truediv__(self, other: Interval) -> Interval:
        """Quotient; raises ZeroDivisionError where the divisor may be zero."""
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError("the divisor may be zero")
        corners = [a / b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(corners), max(corners))

    def scaled(self, factor: int | Fraction) -> Interval:
        """The interval times an exact factor."""
        return self * Interval.exact(Fraction(factor))

    def meets(self, other: Interval) -> bool:
        """Whether both could be one value."""
        return self.low <= other.high and other.low <= self.high

    @property
    def middle(self) -> Fraction:
        """The value halfway between the ends."""
        return (self.low + self.high) / 2
