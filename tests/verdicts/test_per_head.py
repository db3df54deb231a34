"""Averages over what is counted beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verdicts.texts import accused, judged, verdict_of

TITLE = "某县某局2023年度部门决算情况说明"


def test_an_average_that_a_slip_explains_is_refuted(tmp_path: Path) -> None:
    """1.84 万元 over 218 人次 is 84.40 元."""
    run = judged(tmp_path, TITLE, "公务接待费支出1.84万元，累计接待24批次、218人次，人均184.40元。")
    [found] = accused(run)
    assert (found["check"], found["repair"][0]["proposed"]) == ("cost-per-head", "84.40")


@pytest.mark.parametrize(
    ("sentence", "average"),
    [
        ("公务接待费1.85万元，预计接待32批次、185人次，人均100元。", "100元"),
        ("公务用车运行费10.68万元，公务用车保有量4辆，车均运行费2.67万元。", "2.67万元"),
    ],
)
def test_an_average_that_comes_out_is_consistent(tmp_path: Path, sentence: str, average: str) -> None:
    run = judged(tmp_path, TITLE, sentence)
    assert (verdict_of(run, average), accused(run)) == ("consistent", [])


def test_an_average_over_something_else_is_left_alone(tmp_path: Path) -> None:
    """Nobody says over which of the two costs, and no slip explains the figure."""
    run = judged(tmp_path, TITLE, "接待费1.84万元，会议费3.20万元，参会218人次，人均310.00元。")
    assert accused(run) == []


ELSEWHERE = (
    "2024年公务用车运行维护费支出24.36万元。\n公务接待费支出5.18万元。\n项目支出主要用于基本公共卫生服务782.40万元。\n"
)


@pytest.mark.parametrize(
    ("sentence", "average", "meant"),
    [
        ("公务用车保有量为6辆，平均每辆车运行维护费{}万元。", "4.06", "4.60"),
        ("国内公务接待47批次、累计518人次，人均{}元。", "100", "1000"),
        ("辖区常住人口8.15万人，人均基本公共卫生服务经费{}元。", "96", "69"),
    ],
)
def test_an_average_of_an_expense_of_another_paragraph(tmp_path: Path, sentence: str, average: str, meant: str) -> None:
    title = "某街道2024年度部门决算情况说明"
    right = judged(tmp_path, title, *ELSEWHERE.splitlines(), sentence.format(average))
    assert accused(right) == []
    assert [r["verdict"] for r in right.claim_records if r["value"] == average] == ["consistent"]
    [found] = accused(judged(tmp_path, title, *ELSEWHERE.splitlines(), sentence.format(meant)))
    assert (found["check"], found["repair"][0]["proposed"]) == ("cost-per-head", average)


def test_a_name_of_two_expenses_is_none(tmp_path: Path) -> None:
    text = ("2024年培训费支出24.36万元。", "其中外出培训费支出4.18万元。", "培训61人次，人均培训费4100元。")
    assert accused(judged(tmp_path, "某局2024年度部门决算", *text)) == []
