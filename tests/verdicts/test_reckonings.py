"""Sums that the words of a text promise."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.verdicts.sums.reckonings import counted
from tests.verdicts.texts import accused, judged, verdict_of

MONEY = (("一般公共预算收入", 174000), ("返还收入", 30000), ("存量资金", 33000), ("转贷收入", 16300))
ITEMS = [f"{n}）{name}{value}万元；" for n, (name, value) in enumerate(MONEY, start=1)]


def test_so_many_items_above_make_up_their_total(tmp_path: Path) -> None:
    wrong = judged(tmp_path, "某旗2022年预算调整方案", "一般公共预算财力包括：", *ITEMS, "以上四项合计235300万元。")
    [found] = accused(wrong)
    assert found["check"] == "text-list"
    assert verdict_of(wrong, "235300万元") == "refuted"


def test_items_that_come_out_bear_their_total_out(tmp_path: Path) -> None:
    right = judged(tmp_path, "某旗2022年预算调整方案", "一般公共预算财力包括：", *ITEMS, "以上四项合计253300万元。")
    assert accused(right) == []
    assert verdict_of(right, "253300万元") == "consistent"


def test_fewer_items_than_are_counted_prove_nothing(tmp_path: Path) -> None:
    run = judged(tmp_path, "某旗2022年预算调整方案", "一般公共预算财力包括：", *ITEMS, "以上五项合计260000万元。")
    assert accused(run) == []


@pytest.mark.parametrize(("closing", "checks"), [("48209", []), ("48029", ["text-list"]), ("47029", ["text-list"])])
def test_a_balance_is_carried_forward(closing: str, checks: list[str], tmp_path: Path) -> None:
    text = f"本年收支结余6979万元，上年末滚存结余41230万元，年末滚存结余{closing}万元。"
    assert [f["check"] for f in accused(judged(tmp_path, "某县2023年社会保险基金决算", text))] == checks


@pytest.mark.parametrize(("total", "checks"), [("5616.6", []), ("5661.6", ["text-list"]), ("6616.6", [])])
def test_items_below_a_head_whose_digits_are_swapped(total: str, checks: list[str], tmp_path: Path) -> None:
    """Only its layout says that the list is complete: another difference than two swapped digits proves nothing."""
    items = ("1.一般公共服务支出2785.6万元;", "2.社会保障和就业支出546.7万元;", "3.农林水支出2284.3万元。")
    run = judged(tmp_path, "某镇2023年预算执行情况", f"2023年财政总支出{total}万元，具体分项支出如下：", *items)
    assert [f["check"] for f in accused(run)] == checks


def test_the_one_figure_that_two_swapped_digits_mend_is_the_wrong_one(tmp_path: Path) -> None:
    text = "2024年我县共发行地方政府债券156400万元，其中：新增债券81700万元，再融资债券77400万元。"
    run = judged(tmp_path, "某县2024年政府债务情况", text)
    [found] = accused(run)
    assert found["repair"][0]["proposed"].startswith("74700")
    assert verdict_of(run, "77400万元") == "refuted"


@pytest.mark.parametrize(("text", "number"), [("七", 7), ("十", 10), ("十二", 12), ("二十", 20), ("9", 9), ("等", 0)])
def test_numbers_of_items(text: str, number: int) -> None:
    assert counted(text) == number


@pytest.mark.parametrize(("total", "checks"), [("1127.40", []), ("11127.40", ["text-list"])])
def test_so_many_offices_of_one_sentence(total: str, checks: list[str], tmp_path: Path) -> None:
    text = f"县中医医院768.35万元、执法大队296.80万元、县国资所62.25万元，3个单位共计{total}万元固定资产未登记入账。"
    assert [f["check"] for f in accused(judged(tmp_path, "某县2021年审计工作报告", text))] == checks


@pytest.mark.parametrize(("spent", "checks"), [("1288", []), ("128", ["text-list"])])
def test_the_surplus_of_a_fund(spent: str, checks: list[str], tmp_path: Path) -> None:
    text = f"居民社会养老保险基金收入1956亿元，增长9%。支出{spent}亿元，增长18%。本年收支结余668亿元。"
    assert [f["check"] for f in accused(judged(tmp_path, "2013年社会保险基金决算", text))] == checks


@pytest.mark.parametrize(("rest", "checks"), [("14.92", []), ("14.29", ["text-list"])])
def test_what_an_insurance_keeps_of_a_year(rest: str, checks: list[str], tmp_path: Path) -> None:
    text = f"社会保险基金收入167.38亿元。社会保险基金支出152.46亿元，当年结余{rest}亿元。"
    assert [f["check"] for f in accused(judged(tmp_path, "某市2023年预算执行情况报告", text))] == checks


def test_other_funds_have_money_beside_what_is_paid_in(tmp_path: Path) -> None:
    text = "政府性基金收入167.38亿元。政府性基金支出152.46亿元，当年结余10.30亿元。"
    assert accused(judged(tmp_path, "某市2023年预算执行情况报告", text)) == []


def test_the_gap_of_a_fund_is_expenditure_less_income(tmp_path: Path) -> None:
    text = "2019年预计基金收入69940万元；预计基金支出76418万元。当年收支缺口6478万元。"
    assert accused(judged(tmp_path, "某市2019年社会保险基金预算", text)) == []


def test_last_years_surplus_is_part_of_this_years_money(tmp_path: Path) -> None:
    text = (
        "政府性基金总收入{}万元，其中：基金预算收入2564万元、上级专项补助收入3115万元、"
        "上年结余收入23656万元、转贷收入20858万元。"
    )
    for total, checks in (("50193", []), ("49335", ["text-list"])):
        run = judged(tmp_path, "某县2024年财政决算", text.format(total))
        assert [f["check"] for f in accused(run)] == checks


@pytest.mark.parametrize(("spent", "checks"), [("24816.37", []), ("23253.17", ["text-list"]), ("24000.00", [])])
def test_two_totals_that_differ_by_the_change_of_both(spent: str, checks: list[str], tmp_path: Path) -> None:
    text = f"2022年度收入总计24816.37万元，支出总计{spent}万元。收支较上年决算数增加1563.20万元、增长6.7%。"
    assert [f["check"] for f in accused(judged(tmp_path, "某院2022年单位决算", text))] == checks
