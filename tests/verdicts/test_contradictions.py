"""Two statements side by side of which one must be wrong, and neighbours that only look so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verdicts.texts import accused, judged, verdict_of

TITLE = "某县某局2018年度部门决算情况说明"


def test_a_change_and_its_rate_have_one_direction(tmp_path: Path) -> None:
    run = judged(tmp_path, TITLE, "2.商品和服务支出较上年减0.08万元，增0.01%。主要原因是：工会经费增加。")
    [found] = accused(run)
    assert (found["check"], found["repair"][0]["proposed"]) == ("direction", "下降0.01%")


def test_a_name_that_begins_like_a_verb_has_no_direction(tmp_path: Path) -> None:
    """新增建设用地土地有偿使用费 is a kind of revenue."""
    run = judged(tmp_path, TITLE, "1.新增建设用地土地有偿使用费收入7亿元，下降43.1%，主要是用地总量减少。")
    assert accused(run) == []


@pytest.mark.parametrize("done", ["100", "100.00"])
def test_a_plan_that_was_passed_by_a_sum_was_not_just_fulfilled(tmp_path: Path, done: str) -> None:
    """5225.25 less 167.79 is a budget of 5057.46, of which 103.32 % were spent."""
    run = judged(tmp_path, TITLE, f"支出总计5225.25万元，完成年初预算{done}%，决算数大于预算数167.79万元，主要是调资。")
    [found] = accused(run)
    assert (found["check"], found["repair"][0]["proposed"]) == ("completion", "103.32")


@pytest.mark.parametrize(
    "sentence",
    [
        "支出总计5225.25万元，完成年初预算103.32%，决算数大于预算数167.79万元，主要是调资。",
        "支出总计5225.25万元，完成调整预算100%，决算数大于年初预算数167.79万元，主要是调资。",
        "支出总计5225.25万元，完成年初预算100%。与上年相比，增加167.79万元。",
    ],
)
def test_a_completion_and_a_difference_that_agree_or_speak_of_other_plans(tmp_path: Path, sentence: str) -> None:
    assert accused(judged(tmp_path, TITLE, sentence)) == []


def test_shares_of_basic_and_project_money_are_of_what_both_make_up(tmp_path: Path) -> None:
    run = judged(
        tmp_path,
        TITLE,
        "1.基本支出7428781.74元，占一般公共预算支出的84.06%，同比减少14899.98元。",
        "2.项目支出1408500元，占一般公共预算支出的19.62%，同比增加210300元。",
    )
    [found] = accused(run)
    assert (found["check"], found["repair"][0]["proposed"]) == ("share", "15.94")


def test_shares_that_the_two_parts_bear_out(tmp_path: Path) -> None:
    run = judged(
        tmp_path,
        TITLE,
        "1.基本支出7428781.74元，占一般公共预算支出的84.06%。",
        "2.项目支出1408500元，占一般公共预算支出的15.94%。",
    )
    assert (accused(run), verdict_of(run, "15.94%")) == ([], "consistent")


def test_figures_that_are_alike_by_chance_are_not_one(tmp_path: Path) -> None:
    """Nothing of one fund and nothing of another are not the same figure in other words."""
    for left in ("0.00", "16.00"):
        text = (
            f"政府性基金拨款支出预算{left}万元，由上年的18.35万元减少到{left}万元；"
            f"国有资本经营预算拨款支出预算{left}万元，与2020年预算持平。"
        )
        assert accused(judged(tmp_path, "云山区自然资源局2021年单位预算", text)) == []
