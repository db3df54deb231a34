"""Figures that each agree with the next and cannot all be right; and what one statement tells of another."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verdicts.texts import accused, judged, verdict_of

TITLE = "某局2016年三公经费预算公开说明"


@pytest.mark.parametrize(("base", "faults"), [("12.5", ["rate-of-change"]), ("12.35", [])])
def test_a_rate_is_of_the_change_and_the_base_whatever_the_level_was_rounded_from(
    tmp_path: Path, base: str, faults: list[str]
) -> None:
    """8 may stand for 8.15, so the change of 4.35 agrees with 12.5; that it is 35.22 % of it does not."""
    sentence = f"公务接待费2016年预算8万元，2015年预算{base}万元；对比减少4.35万元；减少率35.22%。"
    assert [f["check"] for f in accused(judged(tmp_path, TITLE, sentence))] == faults


@pytest.mark.parametrize(("rate", "faults"), [("13.36", 1), ("13.76", 0)])
def test_the_change_of_a_side_is_of_its_total(tmp_path: Path, rate: str, faults: int) -> None:
    run = judged(
        tmp_path,
        "某院2016年部门决算说明",
        "收入总计6955.73万元，支出总计6954.57万元。与2015年决算数相比，收入增加950.05万元、增长15.82%。"
        f"支出增加841.13万元，增长{rate}%。",
    )
    assert len(accused(run)) == faults


@pytest.mark.parametrize(
    ("sentence", "value", "verdict"),
    [
        ("离退休（项）。支出决算63.18万元，比年初预算超支2.74万元，完成年初预算104.53%。", "104.53%", "confirmed"),
        ("离退休（项）。支出决算63.18万元，比年初预算超支2.74万元，完成年初预算105.43%。", "105.43%", "refuted"),
        ("年初预算数3485.12万元，支出3933.86万元，完成112.88%。", "112.88%", "confirmed"),
        ("防汛（项）由年初预算60.00万元追加至96.80万元，为年初预算的161.33%。", "161.33%", "confirmed"),
        ("培训费2016年85.00万元，上年未安排，净增加85.00万元。", "", "consistent"),
        ("公务接待费决算0.68万元，预算1.00万元，上年为0.46万元；完成预算的68.00%。", "68.00%", "confirmed"),
    ],
)
def test_what_a_sentence_completes(tmp_path: Path, sentence: str, value: str, verdict: str) -> None:
    run = judged(tmp_path, "某局2016年部门决算", sentence)
    found = verdict_of(run, value) if value else run.claim_records[-1]["verdict"]
    assert found == verdict


def test_of_two_plans_the_one_that_the_words_name(tmp_path: Path) -> None:
    """预算数 is not the 年初预算数 in brackets before it."""
    run = judged(
        tmp_path,
        "某局2012年部门决算",
        "“三公经费”支出数为2574.69万元，预算数为9564.38万元（年初预算数1984.38万元，由于机构调整追加到9564.38万元），"
        "支出数比预算数减少6989.69万元，下降率为73.08%。",
    )
    assert accused(run) == []
    assert verdict_of(run, "6989.69万元") == "confirmed"


def test_the_parts_of_a_plan_that_names_its_funds_in_brackets(tmp_path: Path) -> None:
    run = judged(
        tmp_path,
        "某县2018年“三公”经费决算说明",
        "“三公”经费预算919万元（其中一般公共预算拨款841万元），与上年预算持平。其中：公务接待费预算288万元"
        "（其中一般公共预算拨款271万元），公务用车运行维护费预算631万元（其中一般公共预算拨款570万元）。",
    )
    assert accused(run) == []
    assert verdict_of(run, "919万元") == "confirmed"


def test_the_parts_that_are_listed_vouch_for_the_cell(tmp_path: Path) -> None:
    """2318.94 was the total of the year before: two parts that make 2418.06 say which figure is wrong."""
    run = judged(
        tmp_path,
        "某中心2024年单位预算",
        "支出预算总表",
        "单位：万元",
        "科目编码\t科目名称\t合计\t基本支出\t项目支出",
        "\t合计\t2418.06\t1916.16\t501.90",
        "210\t卫生健康支出\t2418.06\t1916.16\t501.90",
        "",
        "2024年支出合计2318.94万元，其中：基本支出1916.16万元，占79.24%；项目支出501.90万元，占20.76%。",
    )
    assert verdict_of(run, "2318.94万元") == "refuted"


def test_an_account_under_its_class_has_a_line_of_its_own(tmp_path: Path) -> None:
    run = judged(
        tmp_path,
        "某局2025年部门预算",
        "一般公共预算支出表",
        "单位：万元",
        "科目编码\t科目名称\t合计",
        "\t合计\t215.35",
        "221\t住房保障支出\t215.35",
        "2210201\t住房公积金\t172.46",
        "2210202\t提租补贴\t42.89",
        "",
        "“住房保障支出”215.35万元，其中“住房公积金”72.46万元，“提租补贴”42.89万元。",
    )
    assert verdict_of(run, "72.46万元") == "refuted"


def test_figures_without_a_unit_are_no_blanks(tmp_path: Path) -> None:
    """What they are worth is not known; that they are there is."""
    run = judged(
        tmp_path,
        "某局2025年部门预算",
        "支出预算总表",
        "科目编码\t科目名称\t合计\t基本支出\t项目支出",
        "\t合计\t2418.06\t1916.16\t501.90",
        "210\t卫生健康支出\t2418.06\t1916.16\t501.90",
        "",
        "2025年支出合计2418.06万元，其中：卫生健康支出2418.06万元。",
    )
    assert accused(run) == []
    assert "unit-not-stated" in [r["code"] for r in run.issue_records]


def test_a_share_in_what_was_spent_is_of_no_plan(tmp_path: Path) -> None:
    run = judged(
        tmp_path,
        "某局2019年度决算说明",
        "“三公”经费支出预算为18万元，支出决算为6.28万元，完成预算的34.89%。",
        "“三公”经费支出决算中，公务接待费支出决算6.28万元，占34.88%。",
    )
    assert [f["check"] for f in accused(run)] == ["share"]


@pytest.mark.parametrize(("figure", "verdict"), [("96.54", "refuted"), ("48.27", "confirmed")])
def test_words_behind_the_level_of_an_account_belong_to_no_name(tmp_path: Path, figure: str, verdict: str) -> None:
    """The figure of the account beside it is none of 职业年金缴费支出（项）支出."""
    run = judged(
        tmp_path,
        "某局2025年部门预算",
        "一般公共预算支出表",
        "单位：万元",
        "科目编码\t科目名称\t合计",
        "\t合计\t144.81",
        "20805\t行政事业单位养老支出\t144.81",
        "2080505\t机关事业单位基本养老保险缴费支出\t96.54",
        "2080506\t机关事业单位职业年金缴费支出\t48.27",
        "",
        "一、社会保障和就业支出（类）",
        f"1.行政事业单位养老支出（款）机关事业单位职业年金缴费支出（项）支出{figure}万元。",
    )
    assert verdict_of(run, f"{figure}万元") == verdict
