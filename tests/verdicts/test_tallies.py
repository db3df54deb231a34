"""Counts that text and table both state."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verdicts.texts import accused, judged, verdict_of

TABLE = """“三公”经费相关统计数表
项目|统计数
因公出国（境）团组数（个）|0
公务用车购置数（辆）|1
公务用车保有量（辆）|5
国内公务接待批次（个）|49
国内公务接待人次（人）|386"""


@pytest.mark.parametrize(("receptions", "verdict", "checks"), [(49, "confirmed", []), (46, "refuted", ["count"])])
def test_receptions(receptions: int, verdict: str, checks: list[str], tmp_path: Path) -> None:
    text = f"全年国内公务接待{receptions}批次，接待386人次。年末公务用车保有量5辆。"
    run = judged(tmp_path, "某局2023年度部门决算", text, TABLE.replace("|", "\t"))
    assert verdict_of(run, f"{receptions}批次") == verdict
    assert verdict_of(run, "386人次") == verdict_of(run, "5辆") == "confirmed"
    assert [f["check"] for f in accused(run)] == checks


def test_vehicles_of_another_kind_are_not_those_kept(tmp_path: Path) -> None:
    run = judged(tmp_path, "某局2023年度部门决算", "本部门共有车辆9辆，其中执法执勤用车4辆。", TABLE.replace("|", "\t"))
    assert accused(run) == []
    assert verdict_of(run, "9辆") == "unverifiable"


ROLL = """部门预算单位构成表
序号|单位名称|单位性质
1|某市水务局本级|行政单位
2|某市水政监察支队|参公单位
3|某市水利管理站|事业单位
4|某市河湖中心|事业单位"""


@pytest.mark.parametrize(("number", "verdict"), [(4, "confirmed"), (3, "confirmed"), (5, "refuted")])
def test_offices_that_a_numbered_table_lists(number: int, verdict: str, tmp_path: Path) -> None:
    """With or without the head office; a table that the sentence itself announces tells how many there are."""
    text = f"纳入某市水务局部门预算编制范围的预算单位共{number}家，名单如下："
    run = judged(tmp_path, "某市水务局2023年度部门预算", text, ROLL.replace("|", "\t"))
    assert verdict_of(run, f"{number}家") == verdict
    told = [(f["check"], f["repair"][0]["proposed"], f["sources"][1]["table"]) for f in accused(run)]
    assert told == [("count", "4", "部门预算单位构成表")] * (verdict == "refuted")


def test_a_table_that_no_sentence_announces_counts_nothing(tmp_path: Path) -> None:
    text = "某市水务局下属预算单位5家。"
    run = judged(tmp_path, "某市水务局2023年度部门预算", text, "二、主要职责", ROLL.replace("|", "\t"))
    assert accused(run) == []


TARGETS = """项目绩效目标公开表
单位：万元
序号|项目名称|预算金额|年度绩效目标
1|河道清淤|120.00|清淤3公里
2|堤防维护|80.50|维护5公里
3|水质监测|40.00|监测12次
合计||240.50|"""


@pytest.mark.parametrize(
    ("number", "total", "verdict"),
    [(3, "240.50", "confirmed"), (5, "240.50", "refuted"), (5, "999.00", "unverifiable")],
)
def test_projects_whose_table_adds_up_to_the_sum_beside_their_number(
    number: int, total: str, verdict: str, tmp_path: Path
) -> None:
    text = f"2023年纳入绩效目标管理的项目共{number}个，涉及预算资金{total}万元。"
    run = judged(tmp_path, "某市水务局2023年度部门预算", text, TARGETS.replace("|", "\t"))
    assert verdict_of(run, f"{number}个") == verdict
    assert [f["check"] for f in accused(run) if f["check"] == "count"] == ["count"] * (verdict == "refuted")


def test_projects_singled_out_are_not_all_of_the_table(tmp_path: Path) -> None:
    text = "2023年纳入绩效目标管理的项目共3个，涉及预算资金240.50万元，其中执行率达到100%的项目2个。"
    run = judged(tmp_path, "某市水务局2023年度部门预算", text, TARGETS.replace("|", "\t"))
    assert verdict_of(run, "3个") == "confirmed"
    assert [f["check"] for f in accused(run) if f["check"] == "count"] == []


ROOMS = "局机关内设{number}个股室，分别是：办公室、规划计划股、建设管理股、水资源管理股{rest}。"


@pytest.mark.parametrize(
    ("number", "rest", "faults"),
    [
        ("5", "、财务股", False),
        ("4", "、财务股", True),
        ("4", "、财务审计股（加挂项目办牌子）", True),
        ("4", "和财务审计股", False),
        ("3", "、法规、财务股", False),
        ("6", "等", False),
    ],
)
def test_offices_named_one_by_one(tmp_path: Path, number: str, rest: str, faults: bool) -> None:
    """Refuted where every name ends as an office's does and the list is told to be all of them."""
    run = judged(tmp_path, "云山县水利局2024年部门预算", ROOMS.format(number=number, rest=rest))
    assert [r["check"] for r in accused(run)] == (["count"] if faults else [])


@pytest.mark.parametrize(("number", "checks"), [("37", []), ("39", ["text-list"])])
def test_a_list_that_explains_its_last_part(tmp_path: Path, number: str, checks: list[str]) -> None:
    sentence = (
        f"共有车辆{number}辆，其中，机要通信用车1辆、应急保障用车3辆、执法执勤用车14辆、特种专业技术用车16辆、"
        "其他用车3辆，其他用车主要是园林养护作业车；单位价值100万元（含）以上设备4台（套）。"
    )
    assert [r["check"] for r in accused(judged(tmp_path, "云山县执法局2024年度部门决算", sentence))] == checks


def test_a_part_that_is_counted_before_its_sum(tmp_path: Path) -> None:
    sentence = (
        "当年项目涉及预算5523.94万元。其中：人员类项目涉及预算4062.40万元，运转类项目涉及预算668.74万元，"
        "特定目标类项目7个，涉及预算{}万元。"
    )
    for part, checks in (("792.80", []), ("829.80", ["text-list"])):
        run = judged(tmp_path, "云山县疾控中心2025年部门预算", sentence.format(part))
        assert [r["check"] for r in accused(run)] == checks
