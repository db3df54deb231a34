"""Which findings come first: errors before warnings, and among them those that most money hangs on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from analyzer.amounts import FEN
from analyzer.report.content.views import SEVERITIES
from analyzer.results.records import Record

_MONEY: Final = re.compile(r"(-?\d[\d,]*(?:\.\d+)?)\s*(亿元|万元|千元|元)")
_PERCENT: Final = re.compile(r"(-?\d[\d,]*(?:\.\d+)?)\s*%")


def by_severity(findings: Iterable[Record]) -> list[Record]:
    """Errors first, then warnings, then notes; among equals by `stake`, then in the order given."""
    return sorted(findings, key=lambda row: (SEVERITIES.index(row["severity"]), -stake(row)))


def stake(finding: Record) -> Decimal:
    """By how many 分 the printed figure and the computed one differ; 0 where neither is money.

    A percentage differs by its points of the largest amount that it was computed from.
    """
    values: Mapping[str, Any] = finding["values"]
    printed, computed = str(values.get("printed", "")), str(values.get("computed", ""))
    told = _amounts(str(values.get("difference", "")))
    if told:
        return max(told)
    sides = _amounts(printed), _amounts(computed)
    if sides[0] and sides[1]:
        return abs(max(sides[0]) - max(sides[1]))
    rates = _PERCENT.search(printed), _PERCENT.search(computed)
    whole = _amounts("；".join(map(str, finding["figures"])))
    if rates[0] and rates[1] and whole:
        return abs(abs(_number(rates[0])) - abs(_number(rates[1]))) * max(whole) / 100
    return Decimal(0)


def _amounts(text: str) -> list[Decimal]:
    return [abs(_number(found)) * FEN[found[2]] for found in _MONEY.finditer(text)]


def _number(found: re.Match[str]) -> Decimal:
    return Decimal(found[1].replace(",", ""))
