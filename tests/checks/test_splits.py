"""Two statements that share out the same basic expenditure between personnel and operating money."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.archive import judged, reported

DOCUMENT = """2026年云泽市统计调查中心单位预算

收支预算总表
单位：万元
收入\t\t支出
项目\t预算数\t项目\t合计\t人员经费\t公用经费\t项目支出
一般公共预算拨款收入\t120.00\t一、一般公共服务支出\t{whole}\t{personnel}\t{operating}\t20.00
{other}收入总计\t{whole}\t支出总计\t{whole}\t{personnel}\t{operating}\t20.00

一般公共预算支出表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
201\t一般公共服务支出\t120.00\t100.00\t20.00
\t合计\t120.00\t100.00\t20.00

一般公共预算基本支出表
单位：万元
科目编码\t科目名称\t合计\t人员经费\t公用经费
301\t工资福利支出\t75.00\t75.00\t
302\t商品和服务支出\t25.00\t\t25.00
\t合计\t100.00\t75.00\t25.00
"""
OWN_MONEY = "事业收入\t5.00\t\t\t\t\t\n"


@pytest.mark.parametrize(
    ("whole", "personnel", "operating", "other", "said"),
    [
        ("120.00", "75.00", "25.00", "", []),
        ("120.00", "80.00", "20.00", "", ["75.00", "25.00"]),
        ("125.00", "80.00", "25.00", OWN_MONEY, []),
    ],
    ids=["alike", "five moved", "money of its own"],
)
def test_the_basic_expenditure_is_split_alike(
    tmp_path: Path, whole: str, personnel: str, operating: str, other: str, said: list[str]
) -> None:
    """All money is of the general public budget and the sums are equal: 80 + 20 beside 75 + 25 is a fault of both
    parts. With money of its own a unit may spend more on personnel than the table of basic expenditure shows."""
    text = DOCUMENT.format(whole=whole, personnel=personnel, operating=operating, other=other)
    found = [f for f in reported(judged(tmp_path, text).findings) if f.check == "crosswalk"]
    assert sorted(dict(f.values)["computed"] for f in found) == sorted(said)
    assert all(f.severity == "error" for f in found)
