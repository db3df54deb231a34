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
