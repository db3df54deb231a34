"""A figure of the year after the document's own, in an account of what was."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verdicts.texts import accused, judged


@pytest.mark.parametrize(
    ("sentence", "checks"),
    [
        ("2024年度机关运行经费支出76.92万元。", ["year-ahead"]),
        ("2023年度机关运行经费支出76.92万元。", []),
        ("2024年度机关运行经费预算76.92万元。", []),
        ("年末结转76.92万元，2024年将用于设备购置10.00万元。", []),
    ],
)
def test_a_final_account_states_no_figure_of_the_next_year(tmp_path: Path, sentence: str, checks: list[str]) -> None:
    run = judged(tmp_path, "云山市林业局2023年度部门决算", "十、机关运行经费支出情况", sentence)
    assert [found["check"] for found in accused(run)] == checks


TABLE = (
    "一般公共预算支出表",
    "单位：万元",
    "科目编码\t科目名称\t合计",
    "\t合计\t2292.06",
    "210\t卫生健康支出\t2292.06",
    "",
)


@pytest.mark.parametrize(
    ("sentence", "checks"),
    [
        ("2023年一般公共预算支出为2292.06万元。", ["year-behind"]),
        ("2024年一般公共预算支出为2292.06万元。", []),
        ("2023年一般公共预算支出为2292.06万元，2024年一般公共预算支出为2292.06万元。", []),
        ("2023年一般公共预算支出为2292.60万元。", []),
        ("2024年一般公共预算支出为2292.06万元，与2023年一般公共预算支出2292.06万元持平。", []),
    ],
)
def test_the_figure_of_this_year_under_a_year_before(tmp_path: Path, sentence: str, checks: list[str]) -> None:
    run = judged(tmp_path, "云山市林业局2024年部门预算", *TABLE, "二、一般公共预算支出情况", sentence)
    assert [found["check"] for found in accused(run)] == checks
    for found in accused(run):
        assert [repair["proposed"] for repair in found["repair"]] == ["2024年"]


USUAL = tuple(
    f"（{n}）{name}支出{n}12.30万元，比2022年度增加{n}.10万元。"
    for n, name in enumerate(["教育", "科技", "卫生", "住房", "农林"], 1)
)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("与2021年度相比，公务接待费减少1.20万元，下降8.30%。", True),
        ("与2022年度相比，公务接待费减少1.20万元，下降8.30%。", False),
        ("与2021年度相比，公务接待费年均下降8.30%。", False),
        ("与2021年度相比，公务接待费减少1.20万元；与2022年度相比，公务接待费减少0.70万元。", False),
    ],
)
def test_one_base_year_apart_from_the_others(tmp_path: Path, sentence: str, told: bool) -> None:
    """Five comparisons with the year before make it the usual base; a long view names its years on purpose."""
    run = judged(tmp_path, "云山市林业局2023年度部门决算", *USUAL, sentence)
    assert [f["severity"] for f in run.finding_records if f["check"] == "base-year-apart"] == ["note"] * told


def test_a_report_on_one_year_with_the_plan_of_the_next(tmp_path: Path) -> None:
    """What was spent is compared with its plan, and the next year's plan with what was spent: neither base is wrong."""
    run = judged(
        tmp_path,
        "中央本级2013年“三公”经费预算执行情况和2014年“三公”经费预算",
        "2013年“三公”经费执行数为71.54亿元。与2013年年初预算相比，2013年“三公”经费执行数减少8.15亿元，下降10.2%。"
        "其中，因公出国费减少4.44亿元，公务接待费减少3.71亿元。",
        "2014年“三公”经费预算71.51亿元。与2013年执行数相比，2014年“三公”经费预算减少0.03亿元，下降0.04%。"
        "其中，因公出国费增加2.84亿元，公务接待费减少2.87亿元。",
    )
    assert accused(run) == []


@pytest.mark.parametrize(
    ("sentences", "checks"),
    [
        (("本部门2013年度机关运行经费支出76.92万元。",), ["year-far"]),
        (("本部门2013年度机关运行经费支出76.92万元。", "2013年以来机构多次调整。"), []),
        (("本部门2015年度机关运行经费支出76.92万元。",), []),
        (("2013年以来累计支出76.92万元。",), []),
    ],
)
def test_a_year_of_which_one_digit_is_wrong(tmp_path: Path, sentences: tuple[str, ...], checks: list[str]) -> None:
    run = judged(tmp_path, "云山市林业局2023年度部门决算", "十、机关运行经费支出情况", *sentences)
    assert [found["check"] for found in accused(run)] == checks
