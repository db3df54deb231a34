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
