"""Comparisons that leave a sum out of one year’s figure, and levels of several years in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verdicts.texts import accused, judged, the_slip

TITLE = "云山市档案馆2024年度部门决算说明"
PAST = (
    "一般公共预算支出762.18万元，较2023年度814.25万元减少52.07万元，下降6.4%；"
    "剔除2023年一次性项目110.00万元后，同口径增加{}万元，增长{}%。"
)
PRESENT = (
    "一般公共预算支出762.18万元，较2023年度654.18万元增加108.00万元，增长16.51%；"
    "扣除本年新增专项100.00万元，同口径增加{}万元，增长{}%。"
)


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (PAST.format("{}", "8.2"), "57.93", "59.73"),
        (PAST.format("57.93", "{}"), "8.2", "2.8"),
        (PRESENT.format("{}", "1.22"), "8.00", "9.00"),
        (PRESENT.format("8.00", "{}"), "1.22", "2.12"),
        (
            "一般公共预算支出762.18万元，较2023年度814.25万元减少52.07万元；剔除2024年新增项目20.00万元后，同口径下降{}%。",
            "8.85",
            "9.85",
        ),
    ],
)
def test_a_sum_is_left_out_of_the_year_that_the_words_name(tmp_path: Path, text: str, right: str, wrong: str) -> None:
    the_slip(tmp_path, TITLE, text, right, wrong)


def test_a_sum_of_no_named_year_may_be_left_out_of_either(tmp_path: Path) -> None:
    text = "公用经费支出{}万元，较2023年度80.00万元增加20.00万元；剔除一次性维修30.00万元后，同口径{}。"
    for words in ("减少10.00万元", "增加50.00万元", "下降12.5%", "增加7.00万元"):
        assert accused(judged(tmp_path, TITLE, text.format("100.00", words))) == []


def test_years_that_a_comma_parts_from_what_they_share_out(tmp_path: Path) -> None:
    text = (
        "2022年、2023年和2024年，本馆支出合计分别为4287.90万元、4612.30万元和4826.15万元。2023年较2022年增加324.40万元，"
        "增长7.57%；2024年较2023年增加213.85万元，增长4.64%，较2022年增长{}%。"
    )
    the_slip(tmp_path, TITLE, text, "12.55", "11.31")
