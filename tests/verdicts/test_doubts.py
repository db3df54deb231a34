"""What a refutation rests on: a slip of the pen is wrong, another figure may be another thing's and is only a note."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.pipeline.run import Run
from tests.verdicts.test_whose_money import TABLE, TITLE
from tests.verdicts.texts import accused, judged, verdict_of


def run(tmp_path: Path, *sentences: str) -> Run:
    return judged(tmp_path, TITLE, *TABLE, *sentences)


def noted(result: Run) -> list[str]:
    return [
        f["check"]
        for f in result.finding_records
        if f["severity"] == "note" and f["check"] in ("unlike-cell", "right-of-others")
    ]


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("2024年度卫生健康支出16.93万元。", "16.93"),  # two digits swapped
        ("2024年度项目支出1908.90万元。", "1908.90"),  # the point shifted
        ("2024年度公务用车运行维护费支出决算7.52万元。", "7.52"),  # no slip, but named as the line is, and nowhere else
        ("2024年度社会保障和就业支出（类）199.59万元。", "199.59"),  # an account path can be of nothing else
    ],
)
def test_a_slip_and_a_figure_that_its_line_names_are_wrong(tmp_path: Path, sentence: str, figure: str) -> None:
    result = run(tmp_path, sentence)
    assert [f["figures"][0].rstrip("万元") for f in accused(result)] == [figure]
    assert not noted(result)


@pytest.mark.parametrize(
    "sentence",
    [
        "2024年度项目支出348.37万元。",  # another line prints just that
        "2024年度两个事业单位的项目支出412.26万元。",  # more is said than the line is called
    ],
)
def test_a_figure_that_may_be_of_another_line_is_a_note(tmp_path: Path, sentence: str) -> None:
    result = run(tmp_path, sentence)
    assert accused(result) == []
    assert noted(result) == ["unlike-cell"]


def test_a_percentage_convicts_the_figure_it_is_not_right_of(tmp_path: Path) -> None:
    share = "2024年度支出合计390.48万元，其中：项目支出348.37万元，占支出合计的48.89%。"
    result = run(tmp_path, share)
    assert [(f["check"], f["figures"][0]) for f in accused(result)] == [("text-table", "348.37万元")]


PLANS = "培训费年初预算为{first}万元，调整后的全年预算为{moved}万元，支出决算为{spent}万元，完成{plan}的{rate}%。"


@pytest.mark.parametrize(
    ("plan", "rate", "checks"),
    [
        ("全年预算", "92.31", []),
        ("全年预算", "85.71", ["completion"]),  # a figure that nothing about it gives
        ("全年预算", "120.00", ["completion"]),  # right of the other plan, but the words name theirs, which is told
    ],
)
def test_a_plan_that_words_name_is_kept(tmp_path: Path, plan: str, rate: str, checks: list[str]) -> None:
    sentence = PLANS.format(first="10.00", moved="13.00", spent="12.00", plan=plan, rate=rate)
    assert [f["check"] for f in accused(judged(tmp_path, TITLE, sentence))] == checks


OTHERS = "支出合计40.00万元，其中会议费31.70万元，差旅费8.30万元，占{share}%。"


@pytest.mark.parametrize(("share", "accusations", "notes"), [("79.25", 0, 1), ("23.15", 1, 0), ("20.75", 0, 0)])
def test_a_share_that_is_right_of_a_figure_beside_it_is_a_note(
    tmp_path: Path, share: str, accusations: int, notes: int
) -> None:
    result = judged(tmp_path, TITLE, OTHERS.format(share=share))
    assert len(accused(result)) == accusations
    assert noted(result) == ["right-of-others"] * notes


@pytest.mark.parametrize(("rate", "verdict"), [("25%", "doubtful"), ("31.74%", "refuted")])
def test_a_rate_of_another_level_is_doubtful(tmp_path: Path, rate: str, verdict: str) -> None:
    sentence = f"2024年会议费支出15.00万元，差旅费支出19.00万元，比上年决算数12.00万元增长{rate}。"
    assert verdict_of(judged(tmp_path, TITLE, sentence), rate) == verdict
