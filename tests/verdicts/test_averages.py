"""Average growth a year beside the growth of the whole time."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verdicts.texts import accused, judged, verdict_of

FITTING = (
    "小学生均经费年均增长5.00%，2020年达到12762.82元，比2015年增长27.63%。",
    "初中生均经费年均增长6.00%，2020年达到13382.26元，比2015年增长33.82%。",
    "高中生均经费年均增长8.00%，2020年达到14693.28元，比2015年增长46.93%。",
)


def text(yearly: str) -> str:
    return "".join((*FITTING, f"幼儿园生均经费年均增长{yearly}%，2020年达到17623.42元，比2015年增长76.23%。"))


@pytest.mark.parametrize(("yearly", "verdict"), [("12.00", "consistent"), ("12.30", "refuted")])
def test_the_average_of_five_years(yearly: str, verdict: str, tmp_path: Path) -> None:
    """1.12 to the fifth is 1.7623; one that misses is refuted where the others of the text fit."""
    run = judged(tmp_path, "2020年教育经费执行情况", text(yearly))
    assert verdict_of(run, f"{yearly}%") == verdict
    assert [f["repair"][0]["proposed"] for f in accused(run)] == ["12.00"] * (verdict == "refuted")


def test_an_average_alone_is_refuted_by_nothing(tmp_path: Path) -> None:
    run = judged(
        tmp_path, "2020年教育经费执行情况", "小学生均经费年均增长9.00%，2020年达到12762.82元，比2015年增长27.63%。"
    )
    assert accused(run) == []


def test_the_average_of_a_change_over_years(tmp_path: Path) -> None:
    told = "2017年基金收入12.41亿元，比上年增加1.31亿元，增长11.80%；比2013年增加4.44亿元，年平均增长11.71%。"
    run = judged(tmp_path, "某区2017年养老保险", told)
    assert verdict_of(run, "11.71%") == "consistent"
