"""What hangs on a finding, and what comes first."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from analyzer.report.content.gravity import by_severity, stake


def finding(severity: str = "error", figures: tuple[str, ...] = (), **values: str) -> dict[str, Any]:
    return {"severity": severity, "figures": list(figures), "values": values}


@pytest.mark.parametrize(
    ("row", "wan"),
    [
        (finding(printed="0.3万元", computed="2961.68", difference="2961.38万元"), "2961.38"),
        (finding(printed="20,374,181", computed="20272981.00", difference="101200.00元"), "10.12"),
        (finding(printed="363万元", computed="395万元"), "32"),
        (finding(figures=("2106.66万元", "2940.05万元"), printed="71.73%", computed="71.65%"), "2.35204"),
        (finding(figures=("100万元",), printed="5.00%", computed="-5.00%"), "0"),
        (finding(claim="比2026年预算增加793.14万元"), "0"),
        (finding(printed="8013平方米", computed="8103"), "0"),
    ],
)
def test_the_money_that_hangs_on_a_finding(row: dict[str, Any], wan: str) -> None:
    assert stake(row) == Decimal(wan) * 1_000_000


def test_errors_come_first_and_among_them_the_dearest() -> None:
    small = finding(printed="363万元", computed="395万元")
    large = finding(difference="2,961.38万元")
    note = finding("note", difference="9亿元")
    warning = finding("warning")
    assert by_severity([note, warning, small, large]) == [large, small, warning, note]
