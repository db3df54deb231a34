"""Header rows of two or three levels in one cell each, and two classifications side by side."""

from __future__ import annotations

import pytest

from analyzer.forms.grids.unfolding import unfolded
from analyzer.model import Cell
from tests.forms.build import extraction, told


def row(*texts: str) -> tuple[Cell | None, ...]:
    return tuple(Cell(text=text) for text in texts)


def shown(rows: list[tuple[Cell | None, ...]]) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in line] for line in rows]


def test_parents_that_repeat_become_a_row_of_their_own() -> None:
    rows = unfolded(
        [row("人员经费-科目编码", "人员经费-科目名称", "人员经费-金额", "公用经费-金额"), row("301", "工资", "1", "2")]
    )
    assert shown(rows)[:2] == [
        ["人员经费", "人员经费", "人员经费", "公用经费"],
        ["科目编码", "科目名称", "金额", "金额"],
    ]
    assert rows[0][0] is rows[0][2]  # one cell over three columns, as it was printed
    assert rows[0][0] is not rows[0][3]


def test_the_key_before_a_side_stands_under_that_side() -> None:
    rows = unfolded([row("项目", "收入-金额", "项目（按功能分类）", "支出-金额")])
    assert shown(rows) == [["收入", "收入", "支出", "支出"], ["项目", "金额", "项目（按功能分类）", "金额"]]


def test_three_levels_become_three_rows() -> None:
    vehicle = "2024年预算数-公务用车购置及运行费"
    rows = unfolded([row("单位", "2024年预算数-合计", f"{vehicle}-小计", f"{vehicle}-运行费", "2024年预算数-接待费")])
    assert shown(rows) == [
        ["单位", *["2024年预算数"] * 4],
        ["单位", "合计", *["公务用车购置及运行费"] * 2, "接待费"],
        ["单位", "合计", "小计", "运行费", "接待费"],
    ]


@pytest.mark.parametrize(
    "texts",
    [
        ("科目编码", "科目名称", "合计"),
        ("项目", "2024-2025年度", "备注"),
        ("科目编码", "因公出国（境）费-小计", "合计"),
        ("单位：万元", "公开01表", ""),
    ],
)
def test_other_rows_stay_as_they_are(texts: tuple[str, ...]) -> None:
    assert shown(unfolded([row(*texts)])) == [list(texts)]


TWO = """
云山县教育局2024年部门预算
2024年一般公共预算基本支出情况表
单位：万元
部门预算经济分类 | < | < | 政府预算经济分类 | < | < | 合计 | 人员经费 | 公用经费
类 | 款 | 科目名称 | 类 | 款 | 科目名称 | ^ | ^ | ^
~ | ~ | 合计 | ~ | ~ | ~ | 30.00 | 20.00 | 10.00
301 | ~ | 工资福利支出 | ~ | ~ | ~ | 20.00 | 20.00 | ~
301 | 01 | 基本工资 | 505 | 01 | 工资福利支出 | 20.00 | 20.00 | ~
302 | ~ | 商品和服务支出 | ~ | ~ | ~ | 10.00 | ~ | 10.00
302 | 01 | 办公费 | 505 | 02 | 商品和服务支出 | 10.00 | ~ | 10.00
"""


def test_the_governments_classification_names_no_row_a_second_time() -> None:
    codes = [code for text, code in told(extraction(TWO), "item_code") if text in ("20.00", "10.00")]
    assert set(codes) == {"", "301", "30101", "302", "30201"}


YEARS = """
云山县综合行政执法队2025年单位预算
2025年预算收支总表
单位：万元
收入 | < | < | 支出 | < | <
项目 | 2024年 | 2025年 | 项目 | 2024年 | 2025年
一、一般公共预算 | 320.00 | 331.00 | 一、城乡社区支出 | 320.00 | 331.00
收入总计 | 320.00 | 331.00 | 支出总计 | 320.00 | 331.00
"""


def test_a_year_alone_over_a_side_is_the_amount_of_that_year() -> None:
    found = set(told(extraction(YEARS), "measure", "year", "side"))
    assert {("331.00", "amount", "2025", "income"), ("320.00", "amount", "2024", "expenditure")} <= found


OFFICES = """
云山县卫生健康局2023年部门预算
收入总表
单位：万元
部门（单位）代码 | 部门（单位）名称 | 合计 | 一般公共预算 | 事业收入
~ | 合计 | 30.00 | 10.00 | 20.00
361 | 云山县卫生健康局 | 30.00 | 10.00 | 20.00
361004 | 云山县妇幼保健院 | 30.00 | 10.00 | 20.00
"""


def test_rows_of_organisations_are_told_by_their_codes() -> None:
    places = {(fact.source.row, fact.source.row_code) for fact in extraction(OFFICES).facts}
    assert ("云山县妇幼保健院", "361004") in places
    assert {fact.item_code for fact in extraction(OFFICES).facts} == {""}
