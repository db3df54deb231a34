"""All money of a year, told as a sum: “收入A。加上上级补助B、上年结转C，收入总量D”."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verdicts.texts import accused, judged, verdict_of

TITLE = "某区2023年财政决算报告"
INCOME = (
    "全区地方一般公共预算收入214.3亿元，为年初预算数的107.2%，扭转连续下降势头。加上中央补助1820.4亿元、"
    "债务收入50亿元、动用预算稳定调节基金310.8亿元，收入总量{total}亿元。"
)
SPENT = (
    "一般公共预算支出2011.6亿元，增长4.1%。加上解支出6.4亿元、安排预算稳定调节基金372.2亿元、结转下年支出5.3亿元，"
    "支出总量{total}亿元。"
)


def test_what_is_added_over_two_sentences_makes_the_total(tmp_path: Path) -> None:
    run = judged(tmp_path, TITLE, INCOME.format(total="2395.5"))
    assert verdict_of(run, "2395.5亿元") == "consistent"
    assert accused(run) == []


@pytest.mark.parametrize(
    ("total", "why"),
    [
        ("2390.2", "the carry-over was left out"),
        ("2359.5", "two digits are swapped"),
        ("2397.5", "the other side tells"),
    ],
)
def test_a_total_that_is_not_what_its_parts_make(tmp_path: Path, total: str, why: str) -> None:
    run = judged(tmp_path, TITLE, INCOME.format(total="2395.5") + SPENT.format(total=total))
    assert [f["check"] for f in accused(run)] == ["text-list"], why
    assert verdict_of(run, f"{total}亿元") == "refuted", why


def test_the_head_is_the_last_figure_of_its_side(tmp_path: Path) -> None:
    """What stands between (spending, and parts of the income) is not added to."""
    run = judged(
        tmp_path,
        "关于2022年社会保险基金决算的说明",
        "2022年，基金收入决算数489.67亿元。其中，保险费收入决算数298.33亿元。本年支出决算数432.49亿元。"
        "另外，加上地方上缴的调剂收入2413.30亿元，收入总量2902.97亿元。",
    )
    assert verdict_of(run, "2902.97亿元") == "consistent"


@pytest.mark.parametrize(
    "open_list",
    [
        "一般公共预算收入214.3亿元。加上中央补助1820.4亿元等，收入总量2395.5亿元。",
        "一般公共预算收入214.3亿元。加上中央补助1820.4亿元，其中返还收入90.1亿元、债务收入50亿元，收入总量2359.5亿元。",
        "一般公共预算收入214.3亿元。加强税收征管后又组织1820.4亿元，收入总量2395.5亿元。",
    ],
)
def test_words_that_promise_no_sum_accuse_nobody(tmp_path: Path, open_list: str) -> None:
    assert accused(judged(tmp_path, TITLE, open_list)) == []


@pytest.mark.parametrize(("total", "faults"), [("218838", 1), ("231838", 0)])
def test_the_head_that_the_words_name_may_be_a_part_itself(tmp_path: Path, total: str, faults: int) -> None:
    """县级 is a part of all revenue, and what 加上 adds to by its name."""
    run = judged(
        tmp_path,
        "2015年全县财政预算执行情况",
        "财政总收入127606万元。其中：中央级收入54386万元；县级收入73220万元。县级收入加上上级补助收入124392万元、"
        f"债券收入13000万元、调入结转结余资金收入21226万元，收入合计{total}万元。",
    )
    assert len(accused(run)) == faults
