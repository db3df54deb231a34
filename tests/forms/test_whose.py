"""Whose figures they are, and of which year: party organs, names behind gaps, several organisations in one file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyzer.forms import extract
from analyzer.forms.offices import canonical, office_of
from analyzer.model import Grid
from tests.forms.build import document, extraction, figures

HEAD = "科目编码 | 科目名称 | 合计\n201 | 一般公共服务支出 | 3.00"


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("中国共产党云泽省委员会办公厅", "中共云泽省委办公厅"), ("云泽省委办公厅", "中共云泽省委办公厅"),
        ("中共云泽省委员会办公厅", "中共云泽省委办公厅"), ("云泽市清河区委组织部", "中共云泽市清河区委组织部"),
        ("中国共产党云泽市清河区委员会组织部", "中共云泽市清河区委组织部"), ("云泽市市委办公室", "中共云泽市委办公室"),
        ("西岭自治区党委办公厅", "中共西岭自治区委办公厅"), ("中共西岭自治区委员会办公厅", "中共西岭自治区委办公厅"),
        ("云泽省委统一战线工作部", "中共云泽省委统战部"), ("云泽市委政法委员会", "中共云泽市委政法委"),
        ("中国共产党云泽市纪律检查委员会", "中共云泽市纪委"),
        ("云泽省人民代表大会常务委员会办公厅", "云泽省人大常委会办公厅"),
        ("中国人民政治协商会议云泽市清河区委员会", "云泽市清河区政协"), ("政协云泽省委员会办公厅", "云泽省政协办公厅"),
        ("共青团云泽市委员会", "共青团云泽市委"), ("云泽县政府办公室", "云泽县人民政府办公室"),
        ("云泽市发展和改革委员会", "云泽市发展和改革委员会"), ("民革云泽市委员会", "民革云泽市委员会"),
        ("云泽市社区委员会", "云泽市社区委员会"), ("云泽市卫生健康委员会", "云泽市卫生健康委员会"),
        ("中国农工民主党云泽市委员会", "中国农工民主党云泽市委员会"),
    ],
)  # fmt: skip
def test_an_organ_has_one_name(printed: str, name: str) -> None:
    assert canonical(printed) == name
    assert canonical(name) == name


def test_the_fuller_name_and_the_doubtful_one() -> None:
    assert office_of({"教育局": 9, "云泽市教育局": 3}).name == "云泽市教育局"
    found = office_of({"云泽省人大常委会": 5, "云泽省人大常委会办公厅": 3, "云泽省教育厅": 1})
    assert (found.name, found.doubtful) == ("云泽省人大常委会", ("云泽省人大常委会办公厅",))


@pytest.mark.parametrize(
    "line", ["部门：            云泽市教育局            单位：万元", "编制单位（盖章）：\n云泽市教育局"]
)
def test_a_name_apart_from_its_label(line: str) -> None:
    found = extraction(f"2024年支出总表\n{line}\n单位：万元\n{HEAD}")
    assert (found.profile.entity, found.profile.year, found.tables[0].unit) == ("云泽市教育局", 2024, "万元")
    assert not found.issues


def test_a_name_in_the_cell_beside_its_label() -> None:
    found = extraction(f"2024年支出总表 | < | <\n部门： | 云泽市教育局 | 单位：万元\n{HEAD}")
    assert [fact.entity for fact in figures(found)] == ["云泽市教育局"]


def test_a_year_and_a_name_only_in_the_name_of_the_file_or_nowhere() -> None:
    sketch = f"支出总表\n单位：万元\n{HEAD}"
    named = extract(document(sketch, "云泽市教育局2024年部门决算公开.xls"))
    assert [(f.entity, f.year, f.stage) for f in figures(named)] == [("云泽市教育局", 2024, "final")]
    assert [(i.code, "file's name" in i.detail) for i in named.issues] == [("no-unit", True), ("no-year", True)]
    nameless = extract(document(sketch, "P020240312.xls"))
    assert nameless.profile.year is None
    assert [i.code for i in nameless.issues] == ["no-unit", "no-year"]


SEVERAL = """
2024年收支总表
编制单位：{one}
单位：万元
收入 | < | 支出 | <
项目 | 预算数 | 项目 | 预算数
收入总计 | 8.00 | 支出总计 | 8.00
2024年{second}
编制单位：云泽市第一中学
单位：万元
收入 | < | 支出 | <
项目 | 预算数 | 项目 | 预算数
收入总计 | 3.00 | 支出总计 | 3.00
"""


def test_several_organisations_in_one_file() -> None:
    found = extraction(SEVERAL.format(one="云泽市教育局", second="收支总表"))
    assert [fact.entity for fact in figures(found)] == ["云泽市教育局"] * 2 + ["云泽市第一中学"] * 2
    assert not found.profile.conflicts


def test_another_name_above_one_table_is_a_conflict_and_no_organisation() -> None:
    found = extraction(SEVERAL.format(one="云泽市教育局", second="财政拨款收支总表"))
    assert {fact.entity for fact in figures(found)} == {"云泽市教育局"}
    assert [conflict.row for conflict in found.profile.conflicts] == ["云泽市第一中学"]


def test_a_sheet_for_each_organisation() -> None:
    made = document("2024年支出总表\n单位：万元\n" + HEAD)
    title, unit, table = made.blocks
    assert isinstance(table, Grid)
    sheets = [replace(table, sheet=name) for name in ("云泽市教育局", "云泽市第一中学")]
    found = extract(replace(made, blocks=(title, unit, sheets[0], title, unit, sheets[1])))
    assert [fact.entity for fact in figures(found)] == ["云泽市教育局", "云泽市第一中学"]


UNITS = """
云泽县2024年县级部门“三公”经费预算汇总表
单位：万元
序号 | 部门名称 | 合计 | 因公出国（境）费 | 公务用车运行费 | 公务接待费
~ | 全县合计 | 66.00 | 0 | 52.00 | 14.00
1 | 云泽县教育局 | 30.50 | 0 | 24.00 | 6.50
2 | 云泽县民政局 | 35.50 | 0 | 28.00 | 7.50
"""


def test_units_as_rows_have_their_figures_and_a_county_is_no_unit() -> None:
    found = figures(extraction(UNITS))
    assert [fact.entity for fact in found] == [""] * 4 + ["云泽县教育局"] * 4 + ["云泽县民政局"] * 4
    assert [(fact.item, fact.source.text) for fact in found[4:8]] == [
        ("three_public", "30.50"), ("abroad", "0"), ("vehicle_operation", "24.00"), ("reception", "6.50"),
    ]  # fmt: skip


def test_a_year_behind_the_name_and_units_in_the_header() -> None:
    found = extraction("""
        支出总表
        编制部门：云泽市教育局 2024年 金额单位：元
        科目编码 | 科目名称 | 合计（万元） | 基本支出（元）
        201 | 一般公共服务支出 | 3.00 | 30,000.00
    """)
    assert [(f.entity, f.year, f.measure, f.unit, f.amount and f.amount.fen) for f in figures(found)] == [
        ("云泽市教育局", 2024, "total", "万元", 3_000_000), ("云泽市教育局", 2024, "basic", "元", 3_000_000),
    ]  # fmt: skip


def test_a_title_over_three_lines() -> None:
    found = extraction("""
        云泽市教育局2024年度
        一般公共预算财政拨款基本
        支出决算明细表
        单位：万元
        科目编码 | 科目名称 | 金额
        301 | 工资福利支出 | 3.00
    """)
    assert (found.tables[0].statement, found.profile.year) == ("basic_expenditure", 2024)


@pytest.mark.parametrize(
    "lines",
    [
        ("云山市清河区园林绿化局", "2024年部门预算", "二〇二四年一月", "目录"),
        ("云山市清河区园林绿化局", "2024年", "部门预算"),
        ("2024年", "云山市清河区园林绿化局", "部门预算"),
    ],
)
def test_a_cover_over_several_lines(lines: tuple[str, ...]) -> None:
    profile = extraction("\n".join([*lines, "一、部门情况说明", "我局是区政府工作部门。"])).profile
    assert (profile.entity, profile.year, profile.stage) == ("云山市清河区园林绿化局", 2024, "budget")
