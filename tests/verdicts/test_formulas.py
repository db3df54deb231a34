"""Rates that say what they are computed of, averages, and the years of a comparison."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verdicts.texts import accused, judged, the_slip

FINAL, REPORT = "某局2024年度部门决算说明", "某市2024年预算执行情况报告"


@pytest.mark.parametrize(
    ("title", "text", "right", "wrong"),
    [
        (
            FINAL,
            "年中追加后，调整后预算5334.90万元。\n全年实际到位资金5148.60万元，资金到位率（实际到位/调整预算）{}%。",
            "96.51",
            "98.26",
        ),
        (
            FINAL,
            "整体支出全年预算数2968.45万元。截至年末实际到位资金2914.19万元；全年实际支出2626.63万元，占全年预算数的执行率为{}%。",
            "88.48",
            "90.13",
        ),
        (
            FINAL,
            "本报告所称到位率为到位资金与下达资金之比，支出率为实际支出与到位资金之比。\n下达资金175.17万元，到位159.40万元，"
            "到位率91.00%；实际支出142.34万元，支出率{}%。",
            "89.30",
            "81.26",
        ),
        (
            REPORT,
            "省级一般公共预算支出年初预算为1048.0亿元，执行中因新增限额等因素调整为1086.3亿元，实际支出1070.1亿元，占调整预算的{}%。",
            "98.5",
            "102.1",
        ),
        (FINAL, "公务接待费预算7.20万元，决算5.17万元。国内公务接待62批次、540人次，人均{}元。", "96", "108"),
        (
            FINAL,
            "公务车购置费19.72万元，购置1辆；公务车运行维护费42.28万元。公务用车保有量13辆，车均维护费{}万"
            "元。",
            "3.25",
            "4.10",
        ),
        (
            FINAL,
            "第一中学学生1860人，公用经费153.15万元，生均823.39元。实验小学学生2415人，公用经费203.26万元，生均{}元。",
            "841.66",
            "931.66",
        ),
        # of a year among three, and of the years that a range names
        (
            REPORT,
            "2022年度、2023年度、2024年度该项支出依次为4883.15万元、5027.44万元、5207.94万元，2023年度比上"
            "年增长{}%。",
            "2.95",
            "3.59",
        ),
        (
            REPORT,
            "2022年至2024年一般公共预算支出依次为18923.14万元、19409.34万元、20972.23万元，2023年比2022年增长{}%，2024年比2023年"
            "增长8.05%。",
            "2.57",
            "10.83",
        ),
        # a row of years in other words is what a change is told from
        (
            FINAL,
            "2024年度支出合计9865.99万元。近三年支出规模：2022年9283.62万元，2023年9006.28万元，2024年9865.99万元。2024年支出合计比{}年增加859.71万元。",
            "2023",
            "2022",
        ),
        (REPORT, "增值税22571万元，上年同期24079万元，同比{}1508万元。", "减收", "增收"),
        (
            REPORT,
            "2024年一般债务限额44.70亿元。年末一般债务余额41.28亿元。\n一般债务限额比一般债务余额高{}亿元。",
            "3.42",
            "4.52",
        ),
        (
            FINAL,
            "“三公”经费决算支出2069.70万元，剔除机构改革因素后同口径下降6.30%；为年初预算2296.70万元的{}"
            "%。",
            "90.12",
            "97.12",
        ),
        # what its fellows leave of a hundred
        (
            FINAL,
            "2024年度“三公”经费支出预算为6.35万元，支出决算为6.35万元。\n2024年度“三公”经费支出决算中，因公出国（境）费支出决算"
            "0万元，占0%；公务接待费支出决算1.89万元，占29.76%；公务用车购置及运行维护费支出决算4.46万元，占{}%。",
            "70.24",
            "70.74",
        ),
        (
            FINAL,
            "按支出性质：基本支出26593.53万元，占71.17%；项目支出10774.14万元，占28.83%。按功能分类：教育支出31686.57万元，占84.80%；"
            "科学技术支出312.10万元，占0.84%；社会保障和就业支出2960.50万元，占7.92%；卫生健康支出906.33万元，占2.43%；住房保障支出"
            "1502.17万元，占{}%。",
            "4.02",
            "4.07",
        ),
    ],
)  # fmt: skip
def test_what_the_words_compute(tmp_path: Path, title: str, text: str, right: str, wrong: str) -> None:
    assert accused(judged(tmp_path, title, *text.format(right).split("\n"))) == []
    [found] = accused(judged(tmp_path, title, *text.format(wrong).split("\n")))
    assert found["severity"] == "error"


@pytest.mark.parametrize(
    "text",
    [
        # a standard that was set is no average
        "学校4所，在校学生5925人，安排公用经费469.45万元。国家规定的小学、初中生均定额分别为720元和940元。",
        # on a basis of its own
        "2022年、2023年、2024年一般公共预算支出依次为14497.28万元、14609.68万元和15509.94万元。剔除2023年一次性补助365.00万元后，"
        "2024年同口径增长8.88%。",
        # one thing told of several
        "在校学生5825人，安排公用经费469.45万元。\n第一中学公用经费153.15万元。实验小学公用经费203.26万元。职业中专公用经费61.70万元。",
    ],
)
def test_what_the_words_do_not_compute(tmp_path: Path, text: str) -> None:
    assert accused(judged(tmp_path, FINAL, *text.split("\n"))) == []


def test_a_unit_beyond_every_other_sum(tmp_path: Path) -> None:
    """9850亿元 among sums of a county, told once more as 9850万元."""
    text = (
        "一般公共预算支出由年初预算286400万元调整为311600万元。新增债券安排支出18600万元，其中道路7800万元、学校10800万元。\n上级转移支付增加安排支出9850{}元。\n"
        "压减支出3250万元，净增加25200万元。上级转移支付9850万元已分解。"
    )
    the_slip(tmp_path, "某县2024年预算调整方案", text, "万", "亿")
