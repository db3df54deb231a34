"""The vocabulary knows the words of several provinces' forms."""

from __future__ import annotations

import pytest

from analyzer.concepts import codes, vocabulary
from analyzer.concepts.statements import statement_of


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("单位预算收支总表", "income_expenditure"),
        ("2024年部门财务收支预算总表", "income_expenditure"),
        ("收入支出决算总表", "income_expenditure"),
        ("部门收支总体情况表", "income_expenditure"),
        ("部门收入总体情况表", "income"),
        ("收入决算表", "income"),
        ("2025年预算单位支出预算总表", "expenditure"),
        ("单位预算财政拨款收支总表", "appropriation"),
        ("财政拨款收入支出决算表", "appropriation"),
        ("财政拨款收支总体情况表", "appropriation"),
        ("一般公共预算财政拨款收入支出决算表", "general_public_budget"),
        ("2024年部门综合预算一般公共预算支出明细表（按功能科目分）", "general_public_budget"),
        ("一般公共预算支出情况表", "general_public_budget"),
        ("一般公共预算基本支出情况表", "basic_expenditure"),
        ("2024年部门一般公共预算基本支出部门预算经济分类预算表", "basic_expenditure"),
        ("单位预算政府基金预算财政拨款支出表", "government_funds"),
        ("国有资本经营预算财政拨款支出决算表", "state_capital"),
        ("财政拨款“三公”经费支出表", "three_public"),
        ("2025年部门“三公”经费和机关运行经费预算表", "three_public"),
        ("一般公共预算项目支出表", "project_expenditure"),
        ("3、文件资料印刷费绩效目标表", "performance_target"),
        ("单位政府采购预算", "procurement"),
        ("单位固定资产占用情况表", "assets"),
        ("单位机构设置情况", "units"),
        ("部门预算支出经济分类汇总表", "expenditure_by_economic"),
    ],
)
def test_a_title_names_its_statement(title: str, expected: str) -> None:
    assert statement_of(title).id == expected


@pytest.mark.parametrize(
    ("label", "side", "expected"),
    [
        ("一、一般公共预算拨款收入", "income", "general_public"),
        ("（三）国有资本经营预算资金", "income", "state_capital"),
        ("1. 一般公共预算资金", "income", "general_public"),
        ("五、事业收入", "income", "service_income"),
        ("四、财政专户管理资金收入", "income", "special_account"),
        ("总计", "income", "income_total"),
        ("总计", "expenditure", "expenditure_total"),
        ("收入总计", "", "income_total"),
        ("一、本年收入", "income", "income_current"),
        ("本年支出合计", "expenditure", "expenditure_current"),
        ("年末财政拨款结转和结余", "expenditure", "carry_out"),
        ("使用非财政拨款结余（含专用结余）", "income", "nonfiscal_surplus_used"),
        ("合计", "", "total"),
        ("“三公”经费小计", "", "three_public"),
        ("一、因公出国（境）费", "", "abroad"),
        ("二、公务用车购置及运维费", "", "vehicles"),
        ("其中：公务用车购置费", "", "vehicle_purchase"),
        ("公务用车运行维护费", "", "vehicle_operation"),
        ("三、公务接待费", "", "reception"),
        ("人员经费合计", "", "personnel_total"),
        ("资产总额", "", "assets_total"),
        ("党组织活动", "", ""),
    ],
)
def test_a_label_names_its_concept(label: str, side: vocabulary.Side, expected: str) -> None:
    assert vocabulary.item_of(label, side) == expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("一般公共预算财政拨款", ("measure", "general_public")),
        ("政府性基金 预算拨款", ("measure", "government_funds")),
        ("附属单位上缴收入", ("measure", "subsidiary_remit")),
        ("上解上级支出", ("measure", "remitted_up")),
        ("专项业务经费支出", ("measure", "special_business")),
        ("人员经费支出", ("measure", "personnel")),
        ("功能分类科目编码", ("code", "code")),
        ("科目名称", ("label", "label")),
        ("序号", ("sequence", "sequence")),
        ("公务用车购置\n费", ("item", "vehicle_purchase")),
        ("本年收入合计", ("measure", "income_current")),
        ("夏日流星", ("", "")),
    ],
)
def test_a_header_has_a_role(label: str, expected: tuple[str, str]) -> None:
    assert vocabulary.heading_of(label) == expected


def test_names_of_classes_change_with_the_years() -> None:
    assert codes.function_name("210", 2023) == "卫生健康支出"
    assert codes.function_name("210", 2016) == "医疗卫生与计划生育支出"
    assert codes.function_class("九、医疗卫生与计划生育支出") == "210"
    assert codes.function_class("八、社会保障和就业支出") == "208"
    assert codes.function_class("办公费") == ""


def test_a_path_of_names_is_a_code() -> None:
    path = ("社会保障和就业支出（类）", "行政事业单位养老支出（款）", "行政单位离退休（项）")
    assert codes.function_code(path) == "2080501"
    assert codes.function_code(("一般公共服务支出", "审计事务", "一般行政管理事务")) == "2010802"
    assert codes.function_code(("审计事务", "不存在的项")) == ""


def test_one_economic_name_may_be_two_codes() -> None:
    assert codes.economic_code("资本性支出", 2024) == ("310",)
    assert codes.economic_code("公务用车购置", 2024) == ("30913", "31013")
    assert codes.economic_name("30217") == "公务接待费"


@pytest.mark.parametrize(
    ("code", "name", "same"),
    [
        ("30212", "因公出国（境）费用", True), ("30212", "出国费", True), ("30212", "退休人员活动费", False),
        ("30231", "车辆运行费", True), ("30217", "劳务费", False), ("30206", "水费", False), ("30299", "", True),
        ("30270", "某项费用", True), ("30311", "住房公积金", True), ("30311", "代缴社会保险费", True),
    ],
)  # fmt: skip
def test_a_name_outranks_the_number_of_an_own_list(code: str, name: str, same: bool) -> None:
    assert codes.agrees(code, name) is same


@pytest.mark.parametrize(
    ("code", "year", "state"),
    [("2080504", 2018, "in force"), ("2080504", 2022, "not in force"), ("39906", 2019, "in force"),
     ("39906", 2022, "not in force"), ("2310411", 2024, "in force"), ("51301", 2017, "not in force")],
)  # fmt: skip
def test_codes_of_funds_debts_and_earlier_years(code: str, year: int, state: str) -> None:
    assert codes.standing(code, year) == state
