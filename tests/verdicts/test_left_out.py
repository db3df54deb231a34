"""Lists that miss their whole: what was left out of the total, what the words say is all, units of another size."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verdicts.texts import accused, judged, verdict_of

TITLE = "某局2023年部门决算"
COSTS = (
    "机关运行经费{total}万元，主要用于局机关运转，其中：办公费18.60万元、印刷费3.20万元、差旅费9.40万元、"
    "其他交通费用14.22万元、其他费用4.90万元。"
)


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("政府采购支出总额94.52万元，即货物38.42万元、工程12.75万元、服务56.10万元。", "94.52万元"),
        (
            "政府采购支出总额489.80万元，其中：货物支出213.40万元、工程支出276.40万元、服务支出110.63万元。",
            "489.80万元",
        ),
        (COSTS.format(total="36.10"), "36.10万元"),
        ("纳入决算编制范围的单位共5个，其中行政单位1个、事业单位3个。", "5个"),
        ("补助收入11700万元，其中：出让金收入10200万元，资产收入1500万元，其他收入400万元。", "11700万元"),
        ("支出总计52944万元，包括：外交支出828万元，交通支出52116万元，年末结转和结余31169万元。", "52944万元"),
    ],
)
def test_a_total_that_left_out_one_of_its_parts(tmp_path: Path, sentence: str, wrong: str) -> None:
    run = judged(tmp_path, TITLE, sentence)
    assert [f["check"] for f in accused(run)] == ["text-list"]
    assert verdict_of(run, wrong) == "refuted"


@pytest.mark.parametrize(
    "sentence",
    [
        "政府采购支出总额107.27万元，即货物38.42万元、工程12.75万元、服务56.10万元。",
        COSTS.format(total="50.32"),
        "补助收入12100万元，其中：出让金收入10200万元，资产收入1500万元，其他收入400万元。",
        "收入14.40亿元，其中：税收返还8.20亿元（其中其他返还0.30亿元），专项转移支付6.20亿元。",
        "纳入决算编制范围的单位共4个，其中行政单位1个、事业单位3个。",
        "项目支出36.10万元，其中：运行费18.60万元，含维修费14.22万元，设备费17.50万元。",
    ],
)
def test_lists_that_hold_and_parts_of_parts(tmp_path: Path, sentence: str) -> None:
    assert accused(judged(tmp_path, TITLE, sentence)) == []


def test_a_purpose_before_the_list_does_not_take_it_from_its_whole(tmp_path: Path) -> None:
    run = judged(tmp_path, TITLE, COSTS.format(total="50.32"))
    assert verdict_of(run, "50.32万元") == "confirmed"


@pytest.mark.parametrize(
    ("paragraphs", "wrong"),
    [
        (("总支出13.6亿元，其中：", "1.本级支出11.79亿元，完成年初预算41.84%", "2.上解上级支出1.18亿元。"), "1.18亿元"),
        (
            (
                "累计发行债券43581亿元。其中，一般债券23619亿元，专项债券19962亿元；按用途划分，新增债券1589亿元，"
                "置换债券27683亿元。",
            ),
            "1589亿元",
        ),
    ],
)
def test_a_slip_in_a_part_of_what_the_words_divide(tmp_path: Path, paragraphs: tuple[str, ...], wrong: str) -> None:
    run = judged(tmp_path, "2017年预算执行情况的报告", *paragraphs)
    assert [f["check"] for f in accused(run)] == ["text-list"]
    assert wrong.removesuffix("亿元") in "".join(map(str, accused(run)[0]["figures"]))


@pytest.mark.parametrize(
    ("sentence", "proposed"),
    [
        ("公务接待费282元，下降0.35%，其中财政拨款支出266万元。", "282万元"),
        ("转移支付支出505元，其中，税收返还17万元，一般性转移支付168万元，专项转移支付320万元。", "505万元"),
    ],
)
def test_a_whole_in_a_smaller_unit_than_its_parts(tmp_path: Path, sentence: str, proposed: str) -> None:
    [found] = accused(judged(tmp_path, TITLE, sentence))
    assert [repair["proposed"] for repair in found["repair"]] == [proposed]


def test_the_part_of_operating_costs_is_not_all_that_vehicles_cost(tmp_path: Path) -> None:
    run = judged(
        tmp_path,
        TITLE,
        "“三公”经费财政拨款支出决算表",
        "单位：万元",
        "项目\t决算数",
        "合计\t16.10",
        "公务用车运行维护费\t12.60",
        "公务接待费\t3.50",
        "",
        "机关运行经费24.00万元，主要用于局机关运转，其中：办公费18.60万元、公务用车运行维护费5.40万元。",
    )
    assert accused(run) == []


@pytest.mark.parametrize(("total", "faults"), [("64.0", 1), ("74.0", 0)])
def test_projects_by_number_below_their_total(tmp_path: Path, total: str, faults: int) -> None:
    """Six of the seven make up 64.0: a list by number is not cut where it suits."""
    costs = {
        "馆藏": "20.0",
        "网络": "16.0",
        "教育": "8.0",
        "宽带": "5.0",
        "普查": "5.0",
        "文化": "10.0",
        "开放": "10.0",
    }
    projects = (f"{n}、{name}工作经费{cost}万元" for n, (name, cost) in enumerate(costs.items(), 1))
    run = judged(tmp_path, TITLE, f"其他专项支出{total}万元，主要项目是：", *projects)
    assert len(accused(run)) == faults


@pytest.mark.parametrize(("total", "faults"), [("2845379", 1), ("2835379", 0), ("2844379", 0)])
def test_a_total_behind_its_parts_with_one_wrong_digit(tmp_path: Path, total: str, faults: int) -> None:
    """Where two digits differ, the parts may not be all."""
    run = judged(
        tmp_path,
        "某区2017年预算执行情况",
        "一般公共预算收入1917837万元，转移性收入707163万元（其中：调入资金35705万元），债券转贷收入210379万元。"
        f"合计收入为{total}万元。",
    )
    assert len(accused(run)) == faults


@pytest.mark.parametrize(("projects", "faults"), [("61.12", 1), ("612.12", 0), ("420.00", 0)])
def test_the_two_changes_that_make_up_all(tmp_path: Path, projects: str, faults: int) -> None:
    """A digit was lost; another gap may be a third change that the text does not tell."""
    run = judged(
        tmp_path,
        "某局2024年部门预算",
        "支出预算14722.32万元。支出较2023年减少430.66万元，主要是基本支出预算增加181.46万元，"
        f"项目支出预算减少{projects}万元。",
    )
    assert len(accused(run)) == faults
