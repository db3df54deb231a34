"""Scopes that words set: what they are, and the sums that hold over them."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.concepts.scopes import Scope, scope_of
from tests.verdicts.texts import accused, judged, verdict_of

TITLE = "云山市林业局2024年度部门决算"
TABLES = (
    "收入支出决算总表",
    "单位：万元",
    "收入\t\t支出\t",
    "项目\t决算数\t项目\t决算数",
    "一、一般公共预算财政拨款收入\t3640.00\t一、农林水支出\t3900.00",
    "二、政府性基金预算财政拨款收入\t185.00\t",
    "三、事业收入\t75.00\t",
    "本年收入合计\t3900.00\t本年支出合计\t3900.00",
    "总计\t3900.00\t总计\t3900.00",
    "",
    "“三公”经费支出决算表",
    "单位：万元",
    "项目\t预算数\t决算数",
    "合计\t30.00\t27.00",
    "公务用车运行维护费\t25.00\t24.60",
    "公务接待费\t5.00\t2.40",
    "",
)


@pytest.mark.parametrize(
    ("own", "before", "after", "scope"),
    [
        ("公务接待费2.40万元", "", "", Scope()),
        ("另用事业收入安排的公务接待费0.85万元", "", "", Scope(money="apart")),
        ("事业收入安排公务接待费0.85万元", "", "", Scope(money="apart")),
        ("金额为0.85万元", "所属单位使用事业收入列支公务接待费，", "", Scope(money="apart", owner="below")),
        ("运行费3.15万元", "", "，不在财政拨款“三公”经费统计范围", Scope(money="apart")),
        ("全部资金“三公”经费30.50万元", "", "", Scope(money="all")),
        ("局本级收入2017.39万元", "", "", Scope(owner="head")),
        ("本年收入6068.33万元", "仅就局本级而言，", "", Scope(owner="head")),
        ("所属2家单位收入预算合计1582.15万元", "", "", Scope(owner="below")),
        ("本部门及所属单位共有车辆14辆", "", "", Scope()),
        ("基本支出安排10.50万元", "上述公务用车运行费中，", "", Scope(part="among")),
    ],
)
def test_what_words_set_apart(own: str, before: str, after: str, scope: Scope) -> None:
    assert scope_of(own, before, after) == scope


@pytest.mark.parametrize(
    ("total", "verdict"),
    [("30.50", "consistent"), ("35.00", "refuted")],
)
def test_all_money_is_the_fiscal_part_and_what_is_paid_apart(tmp_path: Path, total: str, verdict: str) -> None:
    run = judged(
        tmp_path,
        TITLE,
        *TABLES,
        "2024年财政拨款“三公”经费支出27.00万元。",
        f"如将事业收入安排的公务接待费3.50万元计算在内，全部资金“三公”经费为{total}万元。",
    )
    assert verdict_of(run, f"{total}万元") == verdict
    assert len(accused(run)) == (verdict == "refuted")


def test_parts_within_what_was_named_bear_each_other_out(tmp_path: Path) -> None:
    run = judged(
        tmp_path,
        TITLE,
        *TABLES,
        "公务用车运行维护费支出24.60万元。上述公务用车运行维护费中，基本支出安排20.10万元，项目支出安排4.50万元。",
    )
    assert (verdict_of(run, "20.10万元"), verdict_of(run, "4.50万元")) == ("consistent", "consistent")


@pytest.mark.parametrize(
    "sentence",
    [
        "所属单位使用事业收入列支公务接待费，不属于财政拨款“三公”经费，金额为0.85万元。",
        "所属2家单位本年收入合计1582.15万元。",
        "仅就局本级而言，本年收入2317.85万元。",
        "事业收入与其他收入合计180.60万元。",
        "政府性基金支出185.00万元，占当年收入的92.50%。",
    ],
)
def test_another_scope_than_the_cells(tmp_path: Path, sentence: str) -> None:
    assert accused(judged(tmp_path, TITLE, *TABLES, sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("一般公共预算财政拨款收入、政府性基金预算财政拨款收入分别占本年收入合计的93.33%、7.44%。", "7.44"),
        ("公务用车运行维护费24.60万元，完成全年预算的101.63%。", "101.63"),
        ("本年收入3900.00万元。本部门2024年度未发生政府性基金预算财政拨款收入和支出。", "0"),
    ],
)
def test_what_only_a_table_prints_is_held_against_it(tmp_path: Path, sentence: str, figure: str) -> None:
    told = accused(judged(tmp_path, TITLE, *TABLES, sentence))
    assert figure in {f.rstrip("万元%") for record in told for f in record["figures"]}


ACCOUNTS = (
    "一般公共预算支出表",
    "单位：万元",
    "科目编码\t科目名称\t2023年执行数\t2024年预算数\t增减额",
    "\t合计\t249.42\t252.83\t3.41",
    "2101101\t行政单位医疗\t72.45\t72.45\t0.00",
    "2101102\t事业单位医疗\t58.91\t58.91\t0.00",
    "2210201\t住房公积金\t118.06\t121.47\t3.41",
    "",
    "一般公共预算基本支出表",
    "单位：万元",
    "经济科目编码\t科目名称\t合计\t人员经费\t公用经费",
    "\t合计\t252.83\t252.83\t",
    "30110\t职工基本医疗保险缴费\t131.36\t131.36\t",
    "30113\t住房公积金\t121.47\t121.47\t",
    "",
)


@pytest.mark.parametrize(("verb", "told"), [("增加", []), ("减少", ["3.41"])])
def test_an_item_is_the_account_by_function_and_its_base_what_was_spent(
    tmp_path: Path, verb: str, told: list[str]
) -> None:
    sentence = f"4.住房公积金（项）2024年预算121.47万元，比2023年执行数{verb}3.41万元。"
    found = accused(judged(tmp_path, "云山市林业局2024年部门预算", *ACCOUNTS, sentence))
    assert [record["figures"][0].rstrip("万元") for record in found] == told


def test_a_code_of_another_name_is_told_and_not_its_amount(tmp_path: Path) -> None:
    sentence = "卫生健康支出（类）行政事业单位医疗（款）事业单位医疗（项）（2101101）。2024年预算为58.91万元。"
    found = accused(judged(tmp_path, "云山市林业局2024年部门预算", *ACCOUNTS, sentence))
    assert [record["check"] for record in found] == ["account-name"]


def test_a_plan_moved_within_the_year_is_not_the_one_of_its_beginning(tmp_path: Path) -> None:
    sentence = (
        "农业生产发展（项）。年初预算380.00万元，执行中调整为430.00万元，支出决算412.75万元，完成年初预算的95.99%。"
    )
    assert verdict_of(judged(tmp_path, TITLE, sentence), "95.99%") == "refuted"


def test_a_part_that_its_cell_speaks_against_is_told_once(tmp_path: Path) -> None:
    sentence = (
        "本年收入3900.00万元，其中：一般公共预算财政拨款收入3640.00万元，政府性基金预算财政拨款收入158.00万元，"
        "事业收入75.00万元。"
    )
    found = accused(judged(tmp_path, TITLE, *TABLES, sentence))
    assert [(record["check"], record["figures"][0]) for record in found] == [("text-table", "158.00万元")]
