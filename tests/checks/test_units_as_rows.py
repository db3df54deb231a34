"""Tables whose rows are organisations: each row adds up for itself, the rows add up to the total."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.archive import judged, reported

TABLE = """云山市水务局 2025 年部门预算公开

2025年部门“三公”经费预算汇总表

单位：万元

部门名称	合计	因公出国（境）费	公务用车运行费	公务接待费
合计	96.00	3.00	72.00	21.00
云山市水务局机关	30.50	1.00	{cars}	6.50
云山市防汛中心	35.50	2.00	26.00	{meals}
云山市水文站	30.00		23.00	7.00
"""


@pytest.mark.parametrize(
    ("cars", "meals", "checks"),
    [("23.00", "7.50", set()), ("32.00", "7.50", {"three-public-parts", "grand-total"})],
)
def test_rows_of_units_are_added_up(tmp_path: Path, cars: str, meals: str, checks: set[str]) -> None:
    found = reported(judged(tmp_path, TABLE.format(cars=cars, meals=meals)).findings)
    assert {finding.check for finding in found} <= checks
    assert bool(found) == bool(checks)
