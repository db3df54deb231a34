"""Who is spoken of: names, paths, codes, owners, headings, reasons and purposes."""

from __future__ import annotations

from tests.claims.narrate import brief, claims

ITEM = (
    "12. “社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退休（项）”24.31万元，主要用于行政单位离退休。"
    "2023年当年预算执行数为20.30万元，2024年预算安排24.31万元，比2023年预算执行数增加19.75%。主要原因是：行政单位离退休经费增加。"
)


def test_an_item_with_its_path_purpose_and_reason() -> None:
    level, before, again, rate = claims(ITEM)
    path = ("社会保障和就业支出", "行政事业单位养老支出", "行政单位离退休")
    assert {c.path for c in (level, before, again, rate)} == {path}
    assert (before.year, before.stage, again.year, again.stage) == (2023, "execution", 2024, "budget")
    assert (rate.base, rate.base_stage, rate.current) == (before.id, "execution", again.id)
    assert level.purpose == "行政单位离退休"
    assert rate.reason == "行政单位离退休经费增加"


def test_an_item_of_final_accounts() -> None:
    budget, final, direction = claims(
        "1、一般公共服务支出（类）财政事务（款）行政运行（项）。主要用于：人员经费。"
        "年初预算为 1560.05 万元，支出决算为1511.89万\n元。"
        " 决算数小于预算数的主要原因：人员进出。",
        stage="final",
    )
    assert budget.path == ("一般公共服务支出", "财政事务", "行政运行")
    assert (budget.stage, final.stage, direction.kind) == ("initial_budget", "final", "direction")
    assert (direction.current, direction.base, direction.path) == (final.id, budget.id, budget.path)


def test_a_code_in_brackets_or_before_the_name() -> None:
    first, change, second = claims(
        "（1）行政运行（2010801）693.10万元，较上年增加14.95万元，原因是人员变动；", "2080505机关养老保险缴费5万元"
    )
    assert (first.subject, first.code, change.code) == ("行政运行", "2010801", "2010801")
    assert (second.subject, second.code) == ("机关养老保险缴费", "2080505")
    assert change.reason == "人员变动"


def test_a_heading_names_the_subject() -> None:
    (level, flat) = claims("（二）公务接待费", "2024年预算安排0.35万元，与2023年年初预算数持平。")
    assert level.subject == flat.subject == "公务接待费"
    assert level.section == "公务接待费"


def test_a_section_named_after_a_list_of_services_tells_of_money() -> None:
    (level,) = claims("（一）政府购买服务指导性目录", "2024年安排政府购买服务预算145.50万元。")
    assert (level.subject, str(level.value)) == ("政府购买服务", "145.50")


def test_a_sentence_of_one_name_is_the_subject_of_the_next() -> None:
    (level,) = claims("1.因公出国（境）费用。2024年预算安排0.00万元。")
    assert level.subject == "因公出国（境）费用"
    (level,) = claims("公务接待费：2024年安排3.2万元。")
    assert level.subject == "公务接待费"


def test_the_owner_is_no_part_of_the_subject() -> None:
    (claim,) = claims("2024年，某市社会保险中心（部门）运行经费共计安排296.05万元。", entity="某市社会保险中心")
    assert claim.subject == "运行经费"
    (claim,) = claims("2024年本部门政府采购货物预算5万元。")
    assert claim.subject == "政府采购货物"


def test_names_joined_by_a_list_comma_before_the_figure_belong_to_it() -> None:
    (claim,) = claims("办公费、印刷费、水电费等公用经费支出14元。")
    assert claim.subject == "公用经费支出"


def test_a_number_inside_a_name_stays_there() -> None:
    (claim,) = claims("主要为2024年“343”被征地人员保障资金10428万元。")
    assert claim.subject == "“343”被征地人员保障资金"


def test_an_actor_clause_is_part_of_the_subject() -> None:
    (claim,) = claims("在其他政府采购项目中，由中小企业供应商中标的，采购金额4.79万元。")
    assert brief(claim) == "level 在其他政府采购项目中由中小企业供应商中标的采购金额 4.79万元"


def test_the_other_side_of_an_income_is_a_subject() -> None:
    found = claims("与上年度相比，收入增加10万元，增长11.1%；支出增加12万元，增长13.6%。", stage="final")
    assert [c.subject for c in found] == ["收入", "收入", "支出", "支出"]


def test_expenditure_is_named_where_a_section_treats_both_sides() -> None:
    level, change = claims("二、单位收支决算情况", "2024年支出决算3004万元，比上年决算数增加37万元。", stage="final")
    assert level.subject == change.subject == "支出决算"
    (level,) = claims("（三）公务接待费", "支出决算为5万元。", stage="final")
    assert level.subject == "公务接待费"


def test_all_an_owner_spends_is_not_what_the_heading_names() -> None:
    level, *_ = claims("一、预算收支增减变化情况", "2024年东岳市科学技术局支出预算30万元。", entity="东岳市科学技术局")
    assert level.subject == "支出"


def test_a_count_between_does_not_take_the_change_of_money() -> None:
    *_, change = claims("公务用车购置费18万元，计划更新车辆1辆，同比增加18万元。")
    assert brief(change) == "change 公务用车购置费 18万元 greater"


def test_the_place_and_the_words_of_a_claim() -> None:
    level, change = claims("收入情况。", "2024年 收入预算 12.5\n万元，比上年增加 1 万元。")
    assert level.paragraph == 1
    assert level.source.line == 2
    assert level.source.text == "2024年 收入预算 12.5\n万元"
    assert change.source.text == "比上年增加 1 万元"
    text = "2024年 收入预算 12.5\n万元，比上年增加 1 万元。"
    assert text[level.start : level.end] == "12.5\n万元"


def test_a_unit_cut_by_the_end_of_a_paragraph_is_made_whole() -> None:
    (claim,) = claims("本年度拟购置固定资产总额为8.7 万", "元，已列入政府采购预算。")
    assert claim.unit == "万元"


def test_a_path_with_the_digits_of_each_level() -> None:
    level, change = claims(
        "2.教育支出（205）职业教育（03）技校教育（03）：2024年预算数为1862.40万元，比上年预算增加36.20万元，原因是教师增加。"
    )
    assert level.path == change.path == ("教育支出", "职业教育", "技校教育")
    assert (level.code, change.current) == ("2050303", level.id)
