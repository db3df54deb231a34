"""Layouts of several provinces' forms, each drawn small."""

from __future__ import annotations

import pytest

from tests.forms.build import extraction, figures, told, troubles


def test_income_and_expenditure_side_by_side() -> None:
    found = extraction("""
        某市档案馆2024年部门预算
        部门收支总体情况表
        单位：万元
        收入 | < | 支出 | <
        项目 | 2024年预算 | 项目 | 2024年预算
        一、一般公共预算拨款收入 | 120.50 | 一、一般公共服务支出 | 100.00
        二、政府性基金预算拨款收入 | ~ | 八、社会保障和就业支出 | 20.50
        本年收入合计 | 120.50 | 本年支出合计 | 120.50
        收入总计 | 120.50 | 支出总计 | 120.50
    """)
    assert found.tables[0].statement == "income_expenditure"
    assert told(found, "side", "item", "item_code", "measure", "year") == [
        ("120.50", "income", "general_public", "", "amount", "2024"),
        ("100.00", "expenditure", "一般公共服务支出", "201", "amount", "2024"),
        ("20.50", "expenditure", "社会保障和就业支出", "208", "amount", "2024"),
        ("120.50", "income", "income_current", "", "amount", "2024"),
        ("120.50", "expenditure", "expenditure_current", "", "amount", "2024"),
        ("120.50", "income", "income_total", "", "amount", "2024"),
        ("120.50", "expenditure", "expenditure_total", "", "amount", "2024"),
    ]
    assert [fact.absence for fact in found.facts if fact.value is None] == ["blank"]


def test_three_sides_by_function_and_by_economics() -> None:
    found = extraction("""
        收支总体情况表
        单位：元
        收入 | < | 支出 | < | < | <
        项目 | 预算数 | 项目（按功能分类） | 预算数 | 项目（按支出经济分类） | 预算数
        一、财政拨款 | 300 | 一、教育支出 | 200 | 一、工资福利支出 | 250
        二、事业收入 | 100 | 二、住房保障支出 | 200 | 二、商品和服务支出 | 150
        收入总计 | 400 | 支出总计 | 400 | 支出总计 | 400
    """)
    assert told(found, "side", "item_code")[:3] == [
        ("300", "income", ""),
        ("200", "expenditure", "205"),
        ("250", "expenditure", "301"),
    ]
    assert len(figures(found)) == 9


def test_last_year_this_year_and_their_change() -> None:
    found = extraction("""
        某县水利局2024年部门预算
        一般公共预算支出情况表
        单位：万元
        功能分类科目 | < | 2023年预算数 | 2024年预算数 | < | < | 2024年比2023年增减 | <
        科目编码 | 科目名称 | ^ | 小计 | 基本支出 | 项目支出 | 增减额 | 增减%
        213 | 农林水支出 | 80.00 | 100.00 | 60.00 | 40.00 | 20.00 | 25.00
        21303 | 水利 | 80.00 | 100.00 | 60.00 | 40.00 | 20.00 | 25.00
    """)
    assert told(found, "measure", "year", "unit", "item_code")[:6] == [
        ("80.00", "amount", "2023", "万元", "213"),
        ("100.00", "total", "2024", "万元", "213"),
        ("60.00", "basic", "2024", "万元", "213"),
        ("40.00", "project", "2024", "万元", "213"),
        ("20.00", "change", "2024", "万元", "213"),
        ("25.00", "change_rate", "2024", "%", "213"),
    ]
    assert not troubles(found)


def test_codes_in_three_columns_with_parents_left_blank_and_zeros_lost() -> None:
    found = extraction("""
        支出总表
        单位：元
        科目编码 | < | < | 科目名称 | 合计 | 基本支出 | 项目支出
        类 | 款 | 项 | ^ | ^ | ^ | ^
        208 | ~ | ~ | 社会保障和就业支出 | 5 | 5 | ~
        ~ | 5 | ~ | 行政事业单位养老支出 | 5 | 5 | ~
        ~ | ~ | 5 | 机关事业单位基本养老保险缴费支出 | 3 | 3 | ~
        208 | 05 | 06 | 机关事业单位职业年金缴费支出 | 2 | 2 | ~
        20808 | 2080801 | ~ | 死亡抚恤 | 1 | 1 | ~
        合计 | < | < | < | 5 | 5 | ~
    """)
    codes = list(dict.fromkeys((fact.item_code, fact.item) for fact in figures(found)))
    assert [code for code, _ in codes] == ["208", "20805", "2080505", "2080506", "2080801", ""]
    assert codes[-1] == ("", "total")


def test_two_economic_classifications_beside_each_other() -> None:
    found = extraction("""
        一般公共预算基本支出表
        单位：万元
        部门预算支出经济分类科目 | < | 政府预算支出经济分类科目 | < | 合计 | 人员经费 | 公用经费
        科目编码 | 科目名称 | 科目编码 | 科目名称 | ^ | ^ | ^
        30101 | 基本工资 | 50101 | 工资奖金津补贴 | 10.00 | 10.00 | ~
        30201 | 办公费 | 50201 | 办公经费 | 2.00 | ~ | 2.00
    """)
    assert told(found, "item_code", "item", "measure") == [
        ("10.00", "30101", "基本工资", "total"), ("10.00", "30101", "基本工资", "personnel"),
        ("2.00", "30201", "办公费", "total"), ("2.00", "30201", "办公费", "operating"),
    ]  # fmt: skip


def test_income_by_unit_with_carry_over_by_fund() -> None:
    found = extraction("""
        部门收入总表
        单位：万元
        部门（单位）代码 | 部门（单位）名称 | 合计 | 本年收入 | < | < | 上年结转结余 | < | <
        ^ | ^ | ^ | 小计 | 一般公共预算 | 事业收入 | 小计 | 一般公共预算 | 单位资金
        合计 | < | 12.00 | 10.00 | 9.00 | 1.00 | 2.00 | 1.50 | 0.50
        101 | 某市图书馆 | 12.00 | 10.00 | 9.00 | 1.00 | 2.00 | 1.50 | 0.50
    """)
    measures = [
        "total",
        "current_subtotal",
        "general_public",
        "service_income",
        "carry_in",
        "carry_in.general_public",
        "carry_in.unit_funds",
    ]
    assert [fact.measure for fact in figures(found)] == measures * 2
    assert [fact.item for fact in figures(found)] == ["total"] * 7 + ["某市图书馆"] * 7
    assert not troubles(found)


def test_three_public_expenses_in_a_row_under_two_years() -> None:
    found = extraction("""
        某区民政局2024年部门预算
        “三公”经费支出表
        单位：万元
        2023年预算数 | < | < | < | < | < | 2024年预算数 | < | < | < | < | <
        合计 | 出国费 | 公务用车购置及运行费 | < | < | 接待费 | 合计 | 出国费 | 公务用车购置及运行费 | < | < | 接待费
        ^ | ^ | 小计 | 购置费 | 运行费 | ^ | ^ | ^ | 小计 | 公务用车购置费 | 公务用车运行费 | ^
        5.00 | 0.00 | 4.00 | 0.00 | 4.00 | 1.00 | 4.50 | — | 4.00 | 0.00 | 4.00 | 0.50
    """)
    assert [(f.item, f.year) for f in figures(found)] == [
        ("three_public", 2023), ("abroad", 2023), ("vehicles", 2023), ("vehicle_purchase", 2023),
        ("vehicle_operation", 2023), ("reception", 2023), ("three_public", 2024), ("vehicles", 2024),
        ("vehicle_purchase", 2024), ("vehicle_operation", 2024), ("reception", 2024),
    ]  # fmt: skip
    assert [fact.absence for fact in found.facts if fact.value is None] == ["dash"]


def test_three_public_expenses_by_item_with_budget_and_final() -> None:
    found = extraction("""
        某区民政局2023年度部门决算
        “三公”经费支出决算表
        单位：万元
        项目 | 年初预算数 | 全年预算数 | 决算数
        “三公”经费合计 | 9.00 | 9.00 | 8.00
        1.因公出国（境）费 | 0.00 | 0.00 | 0.00
        2.公务接待费 | 9.00 | 9.00 | 8.00
    """)
    assert told(found, "item", "stage")[:3] == [
        ("9.00", "three_public", "initial_budget"), ("9.00", "three_public", "full_year_budget"),
        ("8.00", "three_public", "final"),
    ]  # fmt: skip
    assert {fact.year for fact in found.facts} == {2023}


def test_a_table_goes_on_without_header_and_ends_with_its_total_alone() -> None:
    found = extraction("""
        支出总表
        单位：元
        科目编码 | 科目名称 | 合计 | 基本支出
        201 | 一般公共服务支出 | 3 | 3

        20101 | 人大事务 | 3 | 3

        合计 | < | 3 | 3
    """)
    assert len(found.tables) == 1
    assert [fact.item for fact in figures(found)][-1] == "total"
    assert len(figures(found)) == 6


def test_a_label_cut_by_a_page_break_is_one_row() -> None:
    found = extraction("""
        支出总表
        单位：万元
        序号 | 项目 | 合计
        1 | 十五、资源勘探工业信息等支 | 3.00

        序号 | 项目 | 合计
        ~ | 出 | ~
        2 | 十六、商业服务业等支出 | 4.00
    """)
    assert [row.label for row in found.tables[0].rows] == ["十五、资源勘探工业信息等支出", "十六、商业服务业等支出"]


def test_an_empty_statement_keeps_its_note() -> None:
    found = extraction("""
        政府性基金预算支出表
        单位：万元
        科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
        ~ | 合计 | ~ | ~ | ~
        注：本部门无政府性基金预算安排的支出，此表为空表。
        国有资本经营预算支出表
        单位：万元
        科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
        ~ | ~ | ~ | ~ | ~
    """)
    first, second = found.tables
    assert first.empty
    assert second.empty
    assert first.notes
    assert not second.notes
    assert {fact.absence for fact in found.facts} == {"zero-note"}


def test_a_header_nobody_can_place_is_told_and_not_guessed() -> None:
    found = extraction("""
        支出总表
        单位：万元
        科目编码 | 科目名称 | 合计 | 流星雨
        201 | 一般公共服务支出 | 3.00 | 2.00
    """)
    assert [fact.measure for fact in figures(found)] == ["total", ""]
    assert [(issue.code, "流星雨" in issue.detail) for issue in troubles(found)] == [("unplaced-header", True)]


def test_a_header_cell_split_in_two_is_told_by_the_ordinals() -> None:
    found = extraction("""
        支出总表
        单位：万元
        序号 | 功能分类科目 | ~ | 科目名称 | 合计 | 基本支出 | 上解上级 | 支出 | 对附属单位补助支出
        ~ | 科目 | 编码 | ~ | ~ | ~ | ~ | ~ | ~
        栏次 | 1 | 2 | 3 | 4 | 5 | 6 | ~ | ~
        1 | 201 | 一般公共服务支出 | 9.00 | 5.00 | 3.00 | 1.00 | ~ | ~
    """)
    assert told(found, "item_code", "measure") == [
        ("9.00", "201", "total"), ("5.00", "201", "basic"), ("3.00", "201", "remitted_up"),
        ("1.00", "201", "subsidy_down"),
    ]  # fmt: skip


def test_a_merged_amount_counts_once() -> None:
    found = extraction("""
        项目支出表
        单位：万元
        项目名称 | 单位名称 | 合计
        信息化运维 | 某市数据局 | 30.00
        ^ | 某市大数据中心 | ^
    """)
    assert len(figures(found)) == 1


def test_a_project_name_wrapped_to_a_second_row() -> None:
    found = extraction("""
        政府采购预算表
        单位：万元
        项目名称 | 采购品目 | 数量 | 单价 | 金额
        “五险一金” | 保安服务 | 1 | 62.00 | 62.00
        物业综合保障费 | ~ | ~ | ~ | ~
    """)
    assert [row.label for row in found.tables[0].rows] == ["“五险一金”物业综合保障费/保安服务"]
    assert [(fact.measure, fact.unit) for fact in figures(found)] == [
        ("quantity", ""),
        ("unit_price", "万元"),
        ("amount", "万元"),
    ]


def test_targets_with_operator_and_unit_in_columns_of_their_own() -> None:
    found = extraction("""
        项目支出绩效目标表
        单位：万元
        项目名称 | 图书购置 | < | < | < | <
        年度资金总额 | 50.00 | < | < | < | <
        一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位
        产出指标 | 数量指标 | 购书册数 | ≥ | 2000 | 册
        ^ | 质量指标 | 验收合格率 | = | 100 | %
        效益指标 | 社会效益指标 | 读者受益 | 定性 | 明显 | ~
    """)
    assert [(t.project, t.level1, t.level3, t.operator, str(t.number), t.unit, t.text) for t in found.targets] == [
        ("图书购置", "产出指标", "购书册数", "≥", "2000", "册", "2000"),
        ("图书购置", "产出指标", "验收合格率", "=", "100", "%", "100"),
        ("图书购置", "效益指标", "读者受益", "", "None", "", "明显"),
    ]
    assert told(found, "measure", "unit") == [
        ("50.00", "project_budget", "万元"),
        ("2000", "target", "册"),
        ("100", "target", "%"),
    ]


def test_triples_beside_each_other_with_a_total_over_two_of_them() -> None:
    found = extraction("""
        一般公共预算财政拨款基本支出决算表
        单位：万元
        人员经费 | ~ | ~ | 公用经费 | ~ | ~ | ~ | ~ | ~
        编码 | 科目名称 | 决算数 | 编码 | 科目名称 | 决算数 | 编码 | 科目名称 | 决算数
        301 | 工资福利支出 | 200.00 | 302 | 商品和服务支出 | 50.12 | 310 | 资本性支出 | 10.00
        人员经费合计 | ~ | 200.00 | 公用经费合计 | ~ | ~ | ~ | ~ | 60.12
    """)
    assert told(found, "item_code", "item", "measure") == [
        ("200.00", "301", "工资福利支出", "amount"), ("50.12", "302", "商品和服务支出", "amount"),
        ("10.00", "310", "资本性支出", "amount"), ("200.00", "", "personnel_total", "amount"),
        ("60.12", "", "operating_total", "amount"),
    ]  # fmt: skip


def test_three_header_rows_in_extracted_text_where_nothing_spans() -> None:
    found = extraction("""
        2023年度部门决算
        财政拨款“三公”经费支出决算表
        单位：万元
        预算数 | ~ | ~ | ~ | ~ | ~ | 决算数 | ~ | ~ | ~ | ~ | ~
        合计 | 出国费 | 公务用车购置及运行费 | ~ | ~ | 接待费 | 合计 | 出国费 | 公务用车购置及运行费 | ~ | ~ | 接待费
        ~ | ~ | 小计 | 购置费 | 运行费 | ~ | ~ | ~ | 小计 | 购置费 | 运行费 | ~
        1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12
        3.00 | ~ | 2.50 | ~ | 2.50 | 0.50 | 2.80 | ~ | 2.40 | ~ | 2.40 | 0.40
    """)
    assert told(found, "item", "stage")[3:] == [
        ("0.50", "reception", "budget"), ("2.80", "three_public", "final"), ("2.40", "vehicles", "final"),
        ("2.40", "vehicle_operation", "final"), ("0.40", "reception", "final"),
    ]  # fmt: skip


def test_line_numbers_beside_the_items_are_no_figures() -> None:
    found = extraction("""
        收入支出决算总表
        公开01表
        部门：某市图书馆 | ~ | ~ | ~ | ~ | 金额单位：万元
        收入 | ~ | ~ | 支出 | ~ | ~
        项目 | 行次 | 金额 | 项目 | 行次 | 金额
        栏次 | ~ | 1 | 栏次 | ~ | 2
        一、一般公共预算财政拨款收入 | 1 | 300.12 | 七、文化旅游体育与传媒支出 | 38 | 301.12
        总计 | 31 | 306.12 | 总计 | 62 | 306.12
    """)
    assert told(found, "side", "item") == [
        ("300.12", "income", "general_public"), ("301.12", "expenditure", "文化旅游体育与传媒支出"),
        ("306.12", "income", "income_total"), ("306.12", "expenditure", "expenditure_total"),
    ]  # fmt: skip
    assert found.profile.entity == "某市图书馆"


def test_three_public_expenses_by_unit_belong_to_the_unit() -> None:
    found = extraction("""
        某市应急管理局2024年部门预算
        一般公共预算“三公”经费支出表
        单位：万元
        单位编码 | 单位名称 | “三公”经费合计 | 因公出国（境）费 | 公务接待费
        合计 | < | 3.00 | 0 | 3.00
        115001 | 某市应急管理局本级 | 3.00 | 0 | 3.00
    """)
    assert told(found, "entity", "item")[0] == ("3.00", "某市应急管理局", "three_public")
    assert told(found, "entity", "item")[3] == ("3.00", "某市应急管理局本级", "three_public")


@pytest.mark.parametrize(("head", "again"), [("预算金额", "^ | ^"), ("项目预算数", "应急演练 | 100.25")])
def test_budgets_in_a_column_beside_the_indicators(head: str, again: str) -> None:
    found = extraction(f"""
        项目支出绩效目标表
        单位：万元
        项目名称 | {head} | 一级指标 | 二级指标 | 三级指标 | 指标值
        应急演练 | 100.25 | 产出指标 | 数量指标 | 演练次数 | ≥4次
        {again} | 效益指标 | 社会效益指标 | 事故下降率 | ≥5%
        安全宣传 | 50 | 产出指标 | 数量指标 | 宣传册 | ≥1000份
    """)
    assert [(target.project, target.level3) for target in found.targets] == [
        ("应急演练", "演练次数"), ("应急演练", "事故下降率"), ("安全宣传", "宣传册"),
    ]  # fmt: skip
    assert [f.source.text for f in figures(found) if f.measure == "project_budget"] == ["100.25", "50"]
