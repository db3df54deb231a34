"""Figures that only look like one another: other stages, sides, funds, periods, offices and kinds of lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verdicts.texts import accused, judged, verdict_of

ADJUSTED = (
    "某县2022年预算执行及2023年预算公开的说明",
    "一、2022年预算执行情况",
    "县人大批准的年初预算为：一般公共预算收入72600万元；政府性基金预算收入64000万元。经批准，一般公共预算收入由年初的"
    "72600万元调整为81300万元，调增8700万元；政府性基金预算由年初的64000万元调整为41200万元。",
    "一般公共预算收入80650万元，完成调整预算的99.2%，较上年增长17.3%。政府性基金预算收入42180万元，完成调整预算的102.4%。",
    "二、2023年“三公”经费预算。2023年全县“三公”经费预算1870万元，比2022年预算数减少130万元，下降6.5%。",
)


def test_a_plan_its_adjustment_and_what_came_of_it_are_three_figures(tmp_path: Path) -> None:
    run = judged(tmp_path, *ADJUSTED)
    assert accused(run) == []
    assert verdict_of(run, "8700万元") == "confirmed"
    assert verdict_of(run, "99.2%") == "consistent"
    assert verdict_of(run, "17.3%") == "unverifiable"


def test_a_dated_heading_dates_what_stands_under_it(tmp_path: Path) -> None:
    run = judged(tmp_path, *ADJUSTED)
    [change] = [r for r in run.claim_records if r["value"] == "130"]
    assert (change["year"], change["base_year"]) == (2023, 2022)


RIGHT = [
    # expenditure after a semicolon is no part of income
    ("某市2020年1-5月财政预算执行情况",
     "全市一般公共预算收入完成731.2亿元，下降9.4%，其中：税收收入完成512.6亿元，下降11.2%；全市一般公共预算支出完成"
     "1388.5亿元，下降2.1%。"),
    # the plan that a figure stays below is no whole of what follows
    ("某区2022年决算说明",
     "全区财政拨款“三公”经费支出1021.4万元，同比减少88.6万元，完成预算的64.2%，低于年初预算1590万元。具体为：因公出国（境）"
     "经费支出0万元；公务用车购置及运行维护费支出960.2万元；公务接待费支出61.2万元。"),
    # a plan beside the figure is not added up
    ("某市2018年决算情况",
     "2018年市级政府性基金收入决算数214300万元，为预算数190000万元的112.79%；加上级补助收入6120万元、上年结余18250万元，"
     "收入总计238670万元。"),
    # kinds that cut across each other may exceed their whole together
    ("某区2025年上半年预算执行情况",
     "全区一般公共预算支出完成94200万元，其中：民生支出78100万元，“三保”支出50300万元。"),
    # last year's budget and what came of it: 同比 means the one that fits
    ("某区2014年预算执行情况和2015年预算草案",
     "2014年全区一般公共预算收入预算为3210000万元。", "2014年全区一般公共预算收入3318500万元，完成预算的103.4%。",
     "2015年一般公共预算收入安排3550800万元，同比增长7.0%。"),
    # two groups of offices
    ("某省2015年“三公”经费预算情况",
     "省级部门因公出国（境）经费0.52亿元。", "中央部门公布“三公”经费，其中，因公出国（境）经费总额为4.8817亿元。"),
    # one figure compared with two bases that are both named
    ("中央本级2015年“三公”经费预算",
     "“三公”经费预算65.69亿元，比2014年年初预算减少8.68亿元，下降11.7%，比2014年执行数减少2.6亿元，下降3.8%。"),
    # a sub-office's last year is not another's
    ("2017年某市委宣传部“三公”经费增减情况说明",
     "2017年某市委宣传部“三公”经费支出合计28.6万元,比上年减少2.10万元。",
     "市新闻中心2017年“三公”经费支出预算11.40万元,与2016年预算12.90万元相比,减少1.50万元。"),
    # the year of an item's name is not its year
    ("某区宣传部2018年部门预算说明",
     "项目支出：2018年年初预算数为466.00万元，是指为完成特定任务而发生的支出。其中：（1、2017年报刊订阅17.00万元；2、文化下乡"
     "54万元；3、融媒体平台395万元）。"),
]  # fmt: skip


@pytest.mark.parametrize("paragraphs", RIGHT, ids=[text[0] for text in RIGHT])
def test_what_is_right_is_not_accused(paragraphs: tuple[str, ...], tmp_path: Path) -> None:
    assert accused(judged(tmp_path, *paragraphs)) == []


def test_a_table_of_all_funds_says_nothing_against_one_fund(tmp_path: Path) -> None:
    run = judged(
        tmp_path,
        "云山县第二中学2022年度部门决算",
        "财政拨款收入支出决算总表",
        "单位：万元",
        "收入||支出|".replace("|", "\t"),
        "项目|金额|项目|合计".replace("|", "\t"),
        "一、一般公共预算财政拨款|900.00|一、教育支出|912.00".replace("|", "\t"),
        "年初财政拨款结转和结余|32.10|年末财政拨款结转和结余|20.10".replace("|", "\t"),
        "总计|932.10|总计|932.10".replace("|", "\t"),
        "政府性基金预算财政拨款年初结转和结余0万元，本年收入15万元，本年支出15万元，年末结转和结余0万元。",
    )
    assert accused(run) == []


def test_the_second_side_is_of_the_money_of_the_first(tmp_path: Path) -> None:
    rows = (
        "收入||支出|", "项目|决算数|项目|决算数", "一、财政拨款收入|1194.94|一、教育支出|1274.94",
        "二、事业收入|80.00||",
        "本年收入合计|1274.94|本年支出合计|1274.94", "总计|1274.94|总计|1274.94",
    )  # fmt: skip
    run = judged(
        tmp_path,
        "云山县第二中学2023年度部门决算",
        "收入支出决算总表",
        "单位：万元",
        *(row.replace("|", "\t") for row in rows),
        "财政拨款收入支出决算总体情况说明",
        "2023年度财政拨款收入总计1194.94万元，支出总计1194.94万元。",
    )
    assert [r["subject"] for r in run.claim_records] == ["财政拨款收入总计", "财政拨款支出总计"]
    assert accused(run) == []


def test_a_figure_without_words_of_its_own_is_not_what_was_named_before(tmp_path: Path) -> None:
    run = judged(
        tmp_path,
        "云山县政务服务局2023年度部门决算",
        "一般公共预算财政拨款支出决算情况",
        "一般公共预算财政拨款支出年初预算为1132.05万元，支出决算为1186.10万元。",
        "1.一般公共服务支出：政府办公厅（室）及相关机构事务：机关服务。年初预算为398.71万元，支出决算为478.71万元。",
    )
    assert [found["check"] for found in accused(run)] == []


def test_a_printed_code_names_one_line(tmp_path: Path) -> None:
    rows = (
        "科目编码|科目名称|合计|基本支出|项目支出",
        "|合计|330.00|200.00|130.00",
        "211|节能环保支出|330.00|200.00|130.00",
        "21101|环境保护管理事务|330.00|200.00|130.00",
        "2110101|行政运行|330.00|200.00|130.00",
    )
    run = judged(
        tmp_path,
        "云山县林业局2024年部门预算",
        "一般公共预算支出表",
        "单位：万元",
        *(row.replace("|", "\t") for row in rows),
        "一般公共预算支出情况",
        "一般公共预算支出（2110507）128.46万元，主要用于停伐管护。",
    )
    assert accused(run) == []
