"""Columns that compare two periods inside one table."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.model import Finding
from tests.checks.archive import judged, reported

TABLE = """云山市档案馆 2025 年预算公开

部门一般公共预算支出表

预算年度：2025

单位：万元

科目编码	科目名称	2024年预算数	2025年预算数	增减额	增减%
	合计	420.00	460.00	{change}	9.52
201	一般公共服务支出	350.00	390.00	40.00	11.43
20126	档案事务	350.00	390.00	40.00	11.43
2012601	行政运行	290.00	300.00	10.00	3.45
2012604	档案馆	60.00	90.00	30.00	{rate}
208	社会保障和就业支出	70.00	70.00	0.00	0.00
"""


def found(tmp_path: Path, change: str = "40.00", rate: str = "50.00") -> list[Finding]:
    return [*reported(judged(tmp_path, TABLE.format(change=change, rate=rate)).findings)]


def test_right_columns_are_not_accused(tmp_path: Path) -> None:
    assert found(tmp_path) == []


def test_a_wrong_change(tmp_path: Path) -> None:
    """420.00 → 460.00 is 40.00: the check row-change blames 44.00 and proposes 40.00."""
    (finding,) = found(tmp_path, change="44.00")
    assert finding.check == "row-change"
    assert finding.repair[0].printed == "44.00"
    assert finding.repair[0].proposed == "40.00"


@pytest.mark.parametrize("rate", ["55.00", "-50.00", "5.00"])
def test_a_wrong_rate(tmp_path: Path, rate: str) -> None:
    (finding,) = found(tmp_path, rate=rate)
    assert finding.check == "row-rate"
    assert {rate, "50.00", "60.00", "90.00"} <= set(finding.figures)


def test_columns_that_compare_something_else_are_left_alone(tmp_path: Path) -> None:
    """A column of differences from a figure the table does not print (most rows disagree) accuses nobody."""
    text = (
        TABLE.format(change="12.00", rate="50.00").replace("40.00\t11.43", "7.00\t11.43").replace("10.00\t3", "2.00\t3")
    )
    assert [f for f in reported(judged(tmp_path, text).findings) if f.check == "row-change"] == []
