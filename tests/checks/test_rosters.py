"""Lists without codes: offices with their staff and money, summaries whose parts bear no number."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.verdicts.texts import accused, judged

TITLE = "云山市林业局2024年度部门决算"


@pytest.mark.parametrize(("staff", "told"), [("116", []), ("161", ["161"])])
def test_the_staff_of_a_list_of_offices_is_summed(tmp_path: Path, staff: str, told: list[str]) -> None:
    rows = (
        "决算编制范围的单位情况表",
        "单位：人",
        "序号\t单位名称\t编制人数\t年末实有人数",
        "1\t云山市林业局（本级）\t26\t24",
        "2\t云山市草原站\t34\t31",
        "3\t云山市林场\t45\t43",
        "4\t云山市防火中心\t20\t18",
        f"\t合计\t125\t{staff}",
        "",
    )
    assert [record["figures"][0] for record in accused(judged(tmp_path, TITLE, *rows))] == told


@pytest.mark.parametrize(("total", "told"), [("26.84", []), ("28.64", ["28.64"])])
def test_two_columns_of_one_kind_are_summed_apart(tmp_path: Path, total: str, told: list[str]) -> None:
    rows = (
        "单位构成及分单位支出情况表",
        "单位：万元",
        "单位名称\t支出合计\t基本支出\t项目支出\t“三公”经费\t机关运行经费",
        "局机关（本级）\t4856.56\t1472.36\t3384.20\t12.46\t102.35",
        "云山市执法队\t1154.60\t632.84\t521.76\t9.18\t46.27",
        "云山市推广中心\t1631.01\t648.86\t982.15\t5.20\t—",
        f"合计\t7642.17\t2754.06\t4888.11\t{total}\t148.62",
        "",
    )
    assert [record["figures"][0] for record in accused(judged(tmp_path, TITLE, *rows))] == told


@pytest.mark.parametrize(("health", "told"), [("43.67", []), ("43.76", ["43.76"])])
def test_parts_without_numbers_below_a_numbered_head(tmp_path: Path, health: str, told: list[str]) -> None:
    rows = (
        "财政拨款收支总表",
        "单位：万元",
        "收入\t\t支出\t",
        "项目\t预算数\t项目\t预算数",
        "一、本年收入\t1557.21\t一、本年支出\t1619.71",
        "一般公共预算拨款\t1437.21\t科学技术支出\t42.00",
        f"政府性基金预算拨款\t120.00\t卫生健康支出\t{health}",
        "二、上年结转\t62.50\t节能环保支出\t1534.04",
        "\t\t二、结转下年\t",
        "收入总计\t1619.71\t支出总计\t1619.71",
        "",
    )
    found = accused(judged(tmp_path, "云山市林业局2025年部门预算", *rows))
    assert [record["figures"][0] for record in found] == told


@pytest.mark.parametrize(("count", "told"), [("3", []), ("4", ["count"])])
def test_projects_are_counted_over_merged_rows_and_in_another_unit(tmp_path: Path, count: str, told: list[str]) -> None:
    rows = (
        "项目支出绩效信息表",
        "单位：元",
        "序号\t项目名称\t项目金额\t一级指标\t指标值",
        "1\t湿地监测维护\t2864000.00\t产出指标\t≥86个",
        "1\t湿地监测维护\t2864000.00\t满意度指标\t≥90%",
        "2\t监测设备更新\t347500.00\t产出指标\t100%",
        "3\t监测技术服务\t580000.00\t产出指标\t≥120份",
        "\t合计\t3791500.00\t\t",
        "",
        f"2025年实行绩效目标管理的项目{count}个，涉及资金379.15万元。",
    )
    found = accused(judged(tmp_path, "云山市湿地中心2025年单位预算", *rows))
    assert [record["check"] for record in found] == told


@pytest.mark.parametrize(("count", "told"), [("3", []), ("2", ["count"])])
def test_projects_are_counted_by_the_sums_of_their_funds(tmp_path: Path, count: str, told: list[str]) -> None:
    """Their class stands behind their names, and the text tells what each kind of money pays."""
    rows = (
        "项目支出绩效信息表",
        "单位：万元",
        "单位名称	项目名称	项目类别	合计	一般公共预算	其他资金",
        "合计			379.15	366.65	12.50",
        "局本级	湿地监测维护	特定目标类	286.40	286.40	",
        "局本级	监测设备更新	特定目标类	34.75	34.75	",
        "湿地中心	监测技术服务	其他运转类	58.00	45.50	12.50",
        "",
        f"2025年共{count}个项目实行绩效目标管理，涉及一般公共预算366.65万元，其他资金12.50万元。",
    )
    found = accused(judged(tmp_path, "云山市林业局2025年部门预算", *rows))
    assert [record["check"] for record in found] == told


def test_what_a_units_own_money_is_made_of_is_no_part_beside_it(tmp_path: Path) -> None:
    rows = (
        "部门收支总体情况表",
        "单位：万元",
        "收入\t\t支出\t",
        "项目\t预算数\t项目\t预算数",
        "财政拨款（补助）\t1575.50\t207 文化旅游体育与传媒支出\t1505.10",
        "一般公共预算\t1530.50\t221 住房保障支出\t82.90",
        "政府性基金预算\t45.00\t\t",
        "单位资金\t12.50\t\t",
        "事业收入\t12.50\t\t",
        "收入总计\t1588.00\t支出总计\t1588.00",
        "",
    )
    assert accused(judged(tmp_path, "云山市文化局2025年部门预算", *rows)) == []
