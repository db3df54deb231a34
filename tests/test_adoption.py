"""A workbook that names no office, and the text that states its figures."""

from __future__ import annotations

from pathlib import Path

import pytest

import analyzer

TEXT = """云山县海堰中学2024年度部门预算
一、收支预算总体情况
2024年，云山县海堰中学收入预算为5421.45万元，其中：一般公共预算拨款收入4915.35万元，事业收入480.50万元，其他收入25.60万元。
相应安排支出预算5421.45万元，其中：基本支出4315.60万元，项目支出1105.85万元。
二、一般公共预算拨款支出情况
（一）2050204-高中教育2836.48万元。
（二）2101102-事业单位医疗176.30万元。
（三）2210201-住房公积金398.72万元。
"""
TABLES = """2024年收支预算总表
单位：万元
收入||支出|
项目|预算数|项目|预算数
一、一般公共预算拨款收入|4915.35|一、教育支出|4846.43
二、事业收入|480.50|二、卫生健康支出|176.30
三、其他收入|25.60|三、住房保障支出|398.72
收入总计|5421.45|支出总计|5421.45

2024年一般公共预算拨款支出预算表
单位：万元
科目编码|科目名称|合计|基本支出|项目支出
|合计|4915.35|4315.60|599.75
205|教育支出|4340.33|3740.58|599.75
2050203|初中教育|1953.85|1800.00|153.85
2050204|高中教育|2386.48|1940.58|445.90
210|卫生健康支出|176.30|176.30|
2101102|事业单位医疗|176.30|176.30|
221|住房保障支出|398.72|398.72|
2210201|住房公积金|398.72|398.72|
"""


def write(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text.replace("|", "\t"), encoding="utf-8")
    return folder


@pytest.mark.parametrize(("text", "tables"), [("a", "b"), ("z", "c")])
def test_tables_without_an_office_are_judged_with_their_text(tmp_path: Path, text: str, tables: str) -> None:
    run = analyzer.analyze(write(tmp_path, **{text: TEXT, tables: TABLES}))
    assert {reading.profile.entity for reading in run.readings} == {"云山县海堰中学"}
    assert {record["entity"] for record in run.fact_records} == {"云山县海堰中学"}
    assert "unit-by-figures" in {issue.code for issue in run.all_issues}
    verdicts = {record["value"]: record["verdict"] for record in run.claim_records}
    assert verdicts["398.72"] == "confirmed"
    assert verdicts["2836.48"] == "refuted"


def test_tables_without_a_year_are_of_the_year_whose_text_states_them(tmp_path: Path) -> None:
    tables = "云山县海堰中学\n" + TABLES.replace("2024年", "")
    earlier = TEXT.replace("2024年", "2023年").replace("176.30", "170.10").replace("4915.35", "4700.05")
    earlier = earlier.replace("5421.45", "5206.15").replace("4315.60", "4110.30").replace("2836.48", "2611.94")
    run = analyzer.analyze(write(tmp_path, now=TEXT, before=earlier, tables=tables))
    [adopted] = [reading for reading in run.readings if reading.name.startswith("tables")]
    assert (adopted.profile.entity, adopted.profile.year) == ("云山县海堰中学", 2024)
    assert {fact.year for fact in adopted.facts if fact.amount} == {2024}
    verdicts = {r["value"]: r["verdict"] for r in run.claim_records if r["document"].startswith("now")}
    assert (verdicts["4315.60"], verdicts["2836.48"]) == ("confirmed", "refuted")


def test_tables_that_two_texts_state_belong_to_neither(tmp_path: Path) -> None:
    other = TEXT.replace("海堰", "石坑")
    run = analyzer.analyze(write(tmp_path, a=TEXT, b=other, c=TABLES))
    [tables] = [reading for reading in run.readings if reading.facts]
    assert tables.profile.entity == ""


def test_tables_of_other_figures_belong_to_nobody(tmp_path: Path) -> None:
    run = analyzer.analyze(write(tmp_path, a=TEXT, c=TABLES.replace("4", "7").replace("5421", "5423")))
    [tables] = [reading for reading in run.readings if reading.facts]
    assert tables.profile.entity == ""
    assert [record for record in run.finding_records if record["severity"] == "error"] == [
        record for record in run.finding_records if record["severity"] == "error" and record["document"] == tables.name
    ]
