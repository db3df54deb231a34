"""Columns that nobody knows and figures that nobody can read: the sums they belong to are not judged, others are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.archive import judged, reported

HEAD = "云山市水务局 2025 年部门预算公开\n\n支出总表\n\n单位：万元\n\n{rows}\n"


def checks(tmp_path: Path, rows: str) -> list[tuple[str, tuple[str, ...]]]:
    text = HEAD.format(rows=rows.strip().replace("|", "\t"))
    return [(found.check, found.figures) for found in reported(judged(tmp_path, text).findings)]


UNKNOWN = """
科目编码|科目名称|合计|基本支出|项目支出|{column}
|合计|1246.80|800.00|400.00|{first}
201|一般公共服务支出|1100.00|700.00|400.00|
208|社会保障和就业支出|146.80|100.00||46.80
"""


@pytest.mark.parametrize("column", ["以前年度暂存款安排", "单位预留机动经费", "预留资金"])
def test_a_column_between_total_and_parts(tmp_path: Path, column: str) -> None:
    assert not checks(tmp_path, UNKNOWN.format(column=column, first="46.80"))


def test_rows_without_a_figure_in_the_unknown_column_are_judged(tmp_path: Path) -> None:
    rows = UNKNOWN.format(column="以前年度暂存款安排", first="46.80").replace("1100.00|700.00", "1101.00|700.00")
    found = checks(tmp_path, rows.replace("1246.80|800.00", "1247.80|800.00"))
    assert [(check, figures[0]) for check, figures in found if check == "row-total"] == [("row-total", "1101.00")]


def test_nobody_is_blamed_for_a_figure_that_cannot_be_read(tmp_path: Path) -> None:
    assert not checks(
        tmp_path,
        """
科目编码|科目名称|合计|基本支出|项目支出
|合计|1246.80|846.80|400.00
201|一般公共服务支出|1,000,20|6O0.20|400.00
208|社会保障和就业支出|146.60|146.60|
221|住房保障支出|100.00|100.00|
""",
    )


OWN_LIST = """云山市水务局 2025 年部门预算公开

一般公共预算基本支出表

单位：元

科目编码	科目名称	合计	人员经费	公用经费
	合计	80,000		80,000
302	商品和服务支出	80,000		80,000
30212	{name}	80,000		80,000

“三公”经费预算表

单位：元

合计	因公出国（境）费	公务用车购置及运行费	公务接待费
6,000	0	6,000	0
"""


@pytest.mark.parametrize(("name", "found"), [("退休人员活动费", []), ("因公出国（境）费用", ["three-public-lines"])])
def test_an_own_list_that_reuses_a_number_says_nothing_of_travel(tmp_path: Path, name: str, found: list[str]) -> None:
    findings = reported(judged(tmp_path, OWN_LIST.format(name=name)).findings)
    assert [finding.check for finding in findings] == found


TWO_SIDES = """\
某校2025年单位预算
表4 财政拨款收支预算总体情况表
单位：万元
财政拨款收入|财政拨款收入|财政拨款支出|财政拨款支出|财政拨款支出|财政拨款支出
项目|合计|功能分类|合计|一般公共预算|政府性基金预算
一般公共预算|3218.40|201 一般公共服务支出||||
政府性基金预算||205 教育支出|2615.20|2615.20|
||208 社会保障和就业支出|603.20|603.20|
收入总计|3218.40|支出总计|3218.40|3218.40|
"""


def test_the_total_of_one_side_is_not_that_of_the_columns_of_the_other(tmp_path: Path) -> None:
    assert not checks(tmp_path, TWO_SIDES)
    found = checks(tmp_path, TWO_SIDES.replace("2615.20|2615.20", "2615.20|2516.20"))
    assert {check for check, _ in found} & {"row-total", "total-row"}
