"""Codes that publishers mistype, statements without titles, headers and titles that a page cuts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyzer.forms import extract
from analyzer.model import Extraction, Grid
from tests.forms.build import document, extraction, figures, told, troubles

CLASSES = """
2024年一般公共预算支出表
单位：万元
科目编码 | 科目名称 | 合计
~ | 合计 | 10.00
201 | 一般公共服务支出 | 3.00
20101 | 人大事务 | 3.00
{code} | 卫生健康支出 | 7.00
21011 | 行政事业单位医疗 | 7.00
"""


@pytest.mark.parametrize("code", ["7", "21O", "208", "120"])
def test_a_mistyped_class_is_read_as_its_name_and_parts_ask(code: str) -> None:
    found = extraction(CLASSES.format(code=code))
    assert [fact.item_code for fact in figures(found)] == ["", "201", "20101", "210", "21011"]
    assert [(i.code, i.line, f"“{code}”" in i.detail) for i in troubles(found)] == [("mistyped-code", 7, True)]
    assert figures(found)[3].source.row_code == code


def test_right_codes_and_unknown_names_stay() -> None:
    assert not troubles(extraction(CLASSES.format(code="210")))
    found = extraction(CLASSES.format(code="299").replace("卫生健康支出", "星际航行支出"))
    assert [fact.item_code for fact in figures(found)][3] == "299"


def test_running_numbers_are_no_codes() -> None:
    found = extraction("""
        2024年一般公共预算支出表
        单位：万元
        编码 | 科目名称 | 合计
        1 | 一般公共服务支出 | 3.00
        2 | 教育支出 | 7.00
        3 | 某项支出 | 7.00
    """)
    assert [fact.item_code for fact in figures(found)] == ["201", "205", ""]


@pytest.mark.parametrize(
    ("header", "rows", "statement"),
    [
        ("合计 | 基本支出 | 项目支出", "201 | 一般公共服务支出 | 3.00 | 1.00 | 2.00", "expenditure"),
        ("合计 | 财政拨款收入 | 事业收入", "201 | 一般公共服务支出 | 3.00 | 1.00 | 2.00", "income"),
        ("合计 | 人员经费 | 公用经费", "301 | 工资福利支出 | 3.00 | 3.00 | ~", "basic_expenditure"),
        ("合计 | 基本支出 | 项目支出", "223 | 国有资本经营预算支出 | 3.00 | ~ | 3.00", "state_capital"),
        ("合计 | 基本支出 | 项目支出", "999 | 星际航行 | 3.00 | 1.00 | 2.00", "other"),
    ],
)
def test_statements_without_a_title(header: str, rows: str, statement: str) -> None:
    found = extraction(f"附件6\n单位：万元\n科目编码 | 科目名称 | {header}\n{rows}")
    assert [table.statement for table in found.tables] == [statement]


def test_a_second_untitled_table_of_another_total_is_the_fiscal_one() -> None:
    found = extraction("""
        单位：万元
        收入 | < | 支出 | <
        项目 | 预算数 | 项目 | 预算数
        收入总计 | 8.00 | 支出总计 | 8.00
        单位：万元
        科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
        ~ | 合计 | 7.00 | 5.00 | 2.00
        201 | 一般公共服务支出 | 7.00 | 5.00 | 2.00
    """)
    assert [table.statement for table in found.tables] == ["income_expenditure", "general_public_budget"]


@pytest.mark.parametrize("ordinals", ["~ | 栏次 | 1 | 2", "~ | ~ | 1 | 2", "栏次 | < | 1 | 2", "** | ** | 1 | 2"])
def test_numbers_of_columns_are_no_figures(ordinals: str) -> None:
    found = extraction(f"""
        2024年一般公共预算支出表
        单位：万元
        科目编码 | 科目名称 | 本年支出合计 | 基本支出
        {ordinals}
        201 | 一般公共服务支出 | 3.00 | 3.00
    """)
    assert told(found, "item_code", "measure") == [("3.00", "201", "total"), ("3.00", "201", "basic")]


def test_more_columns_than_their_numbers_can_be_shared_over() -> None:
    """One number over seven labels: they are no one label that was split, and reading goes on."""
    found = extraction("""
        2024年一般公共预算支出表
        单位：万元
        合计 | 基本支出 | 项目支出 | 其他 | 备注
        1 | ~ | ~ | ~ | ~
        3.00 | 2.00 | 1.00 | 0 | ~
    """)
    assert ("3.00", "total") in told(found, "measure")


def test_a_header_above_the_page_break_and_its_body_below() -> None:
    found = extraction("""
        2024年一般公共预算支出表
        单位：万元
        科目编码 | 科目名称 | 合计 | 基本支出

        201 | 一般公共服务支出 | 3.00 | 2.00
    """)
    assert told(found, "measure") == [("3.00", "total"), ("2.00", "basic")]


@pytest.mark.parametrize("number", ["公开12表", "公开表三", "附表2", "财决01表"])
def test_numbers_of_tables_are_no_titles(number: str) -> None:
    found = extraction(
        f"2024年支出总表\n{number}\n单位：万元\n科目编码 | 科目名称 | 合计\n201 | 一般公共服务支出 | 3.00"
    )
    assert [(t.title, t.statement) for t in found.tables] == [("2024年支出总表", "expenditure")]


@pytest.mark.parametrize(
    ("first", "rest"),
    [("十一、一般公共预算“三公”经费、会议费、培训费支出预", "算表"), ("2024年“三公”经费、会议费、培训费支出预算", "表"),
     ("2024年度一般公共预算“三公”经费、会议费和培训", "费支出预算表")],
)  # fmt: skip
def test_titles_broken_over_lines(first: str, rest: str) -> None:
    found = extraction(f"某市统计局2024年部门预算公开\n{first}\n{rest}\n单位：万元\n项目 | 预算数\n公务接待费 | 3.00")
    assert [(t.title, t.statement) for t in found.tables] == [(first + rest, "three_public")]
    assert found.profile.entity == "某市统计局"


def test_a_title_behind_the_note_of_the_table_before() -> None:
    found = extraction("""
        2024年收支总表
        单位：万元
        收入 | < | 支出 | <
        项目 | 预算数 | 项目 | 预算数
        收入总计 | 8.00 | 支出总计 | 8.00
        注：本表反映部门本年度的总收支和年末结转结余情况。一般公共预算支出表
        单位：万元
        科目编码 | 科目名称 | 合计
        201 | 一般公共服务支出 | 3.00
    """)
    assert [(t.title, t.notes) for t in found.tables] == [
        ("2024年收支总表", ("注：本表反映部门本年度的总收支和年末结转结余情况。",)), ("一般公共预算支出表", ()),
    ]  # fmt: skip


def test_percent_of_the_year_before_is_a_rate() -> None:
    found = extraction("""
        云泽县2024年一般公共预算收入预算表
        单位：万元
        项目 | 2023年执行数 | 2024年预算数 | 预算数为上年执行数的%
        一、税收收入 | 100 | 110 | 110.0
    """)
    assert told(found, "measure", "unit", "stage")[2] == ("110.0", "change_rate", "%", "budget")


PILED = "2024年支出总表\n单位：万元\n科目编码 | 科目名称 | 合计\n{codes} | 一般公共服务支出/教育支出 | {figures}"


def piled(codes: str, figures: str) -> Extraction:
    """The reading of a table whose columns are typed into one cell each; “/” draws the line break."""
    made = document(PILED.format(codes=codes, figures=figures))
    grid = made.blocks[-1]
    assert isinstance(grid, Grid)
    rows = tuple(tuple(cell and replace(cell, text=cell.text.replace("/", "\n")) for cell in row) for row in grid.rows)
    return extract(replace(made, blocks=(*made.blocks[:-1], replace(grid, rows=rows))))


def test_a_column_typed_into_one_cell() -> None:
    assert told(piled("201/205", "3.00/7.00"), "item_code") == [("3.00", "201"), ("7.00", "205")]
    torn = piled("201", "3.00/7.00")
    assert not figures(torn)
    assert [issue.code for issue in troubles(torn)] == ["several-figures"]


def test_an_unknown_code_is_told_once() -> None:
    found = extraction("""
        2024年支出总表
        单位：万元
        科目编码 | 科目名称 | 合计
        2990101 | 星际航行 | 3.00
        2990101 | 星际航行二 | 3.00
    """)
    assert [(i.code, i.detail.count("2990101")) for i in troubles(found)] == [("unknown-code", 1)]
