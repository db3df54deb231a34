"""How a province words and lays out its disclosures, as values; and what a document states, as books."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from tests.seeded.ledger import Ledger, Office

YUAN = {"元": 100, "万元": 1_000_000}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Words of comparison. ``base`` is a template put before “增加/减少”; ``flat`` is said of no change at all."""

    base: str
    more: str = "增加"
    less: str = "减少"
    up: str = "增长"
    down: str = "下降"
    flat: str = "与上年持平"
    join: str = "，"
    against: Literal["previous", "execution", "initial"] = "previous"
    reason: str = "主要原因是"
    no_base: str = "（上年无此项安排）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """The form of one province: units, codes, totals, zeros, titles and words."""

    id: str
    wording: Wording
    final_wording: Wording | None = None
    unit: str = "万元"
    decimals: int = 2
    thousands: bool = False
    zero: str = ""
    split_codes: bool = False
    total_last: bool = False
    total_label: str = "合计"
    numbered: bool = False
    indices: bool = False
    all_classes: bool = False
    text_unit: str = "万元"
    text_thousands: bool = False
    strip: bool = False
    text_zero: str = "0.00"
    rate_decimals: int = 2
    three: Literal["rows", "single", "years"] = "rows"
    three_final: Literal["pairs", "halves"] = "pairs"
    three_unit: str = ""
    triples: bool = True
    tables_first: bool = False
    three_way: bool = False
    titles: dict[str, tuple[str, str]] = field(default_factory=dict)
    heads: dict[str, str] = field(default_factory=dict)
    above: tuple[str, ...] = ()

    def amount(self, fen: int) -> str:
        """``fen`` as printed in a table."""
        if not fen and self.zero is not None:
            return self.zero
        return printed(fen, self.unit, self.decimals, self.thousands)

    def spoken(self, fen: int) -> str:
        """``fen`` as printed in a sentence."""
        if not fen:
            return self.text_zero
        text = printed(fen, self.text_unit, 2, self.text_thousands)
        if self.strip and "." in text:
            text = text.rstrip("0").rstrip(".")
        return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """The years that a document speaks of. ``initial`` is this year's 年初预算 (final accounts), ``execution`` last
    year's 执行数."""

    office: Office
    current: Ledger
    previous: Ledger
    execution: Ledger
    initial: Ledger
    final: bool = False
    scope: Literal["unit", "department"] = "unit"

    @property
    def year(self) -> int:
        return self.current.year

    @property
    def scope_name(self) -> str:
        return "部门" if self.scope == "department" else "单位"


def printed(fen: int, unit: str, decimals: int, thousands: bool = False) -> str:
    """``fen`` in ``unit`` with ``decimals`` digits, rounded half up."""
    value = (Decimal(fen) / YUAN[unit]).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return f"{value:,f}" if thousands else f"{value:f}"


def percent(part: int, whole: int, decimals: int) -> str:
    """``part`` of ``whole`` in percent, rounded half up; raises ZeroDivisionError where there is no whole."""
    value = Decimal(100 * part) / Decimal(whole)
    return f"{value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP):f}"
