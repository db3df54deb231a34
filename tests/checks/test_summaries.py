"""Summaries in other provinces' layouts: nested funds, lists without codes, detail tables with blank cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.model import Finding
from tests.checks.archive import judged, reported

HEAD = "云山市水务局 2025 年部门预算公开\n\n{title}\n\n预算年度：2025\n\n单位：万元\n\n{rows}\n"


def found(tmp_path: Path, title: str, rows: str) -> list[Finding]:
    text = HEAD.format(title=title, rows=rows.strip().replace("|", "\t"))
    return [*reported(judged(tmp_path, text).findings)]


NESTED = """
收入||支出|
项目|金额|项目|合计
一、本年收入|1897.13|一、一般公共服务支出|1717.13
（一）一般公共预算拨款|1717.13|二、城乡社区支出|180.00
（二）政府性基金预算拨款|180.00|三、农林水支出|35.20
二、上年结转|35.20||
（一）一般公共预算拨款|{carried}||
收入总计|1932.33|支出总计|1932.33
"""

LISTED = """
项目|2025年预算
一、财政拨款|2714.65
一般公共预算拨款|{general}
政府性基金预算拨款|600.00
二、财政专户拨款|0.00
三、其他资金|98.50
事业收入|86.00
其他收入|12.50
本年收入合计|2813.15
收入总计|2813.15
"""

DETAIL = """
人员经费|||公用经费||
科目编码|科目名称|预算数|科目编码|科目名称|预算数
301|工资福利支出|{wages}|302|商品和服务支出|39.00
30101|基本工资|720.40|30201|办公费|12.40
30102|津贴补贴|96.35|30202|印刷费|
30103|奖金|88.00|30203|咨询费|
30106|伙食补助费||30205|水费|26.60
30107|绩效工资|99.75|307|债务利息及费用支出|
|人员经费合计|1004.50||公用经费合计|39.00
"""

CARRIED_BY_FUND = """
收入||支出||
项目|2025年预算数|项目|合计|一般公共预算
一、本年收入|4773.26|一、本年支出|4848.11|4812.11
一般公共预算拨款收入|4748.26|教育支出|4364.06|4364.06
政府性基金预算拨款收入|25.00|社会保障和就业支出|448.05|448.05
二、上年结转|{carried}|其他支出|36.00|
上年结转一般公共预算拨款收入|63.85|||
上年结转政府性基金预算拨款收入|11.00|二、结转下年||
收入总计|4848.11|支出总计|4848.11|4812.11
"""

BY_STAGE = """
项目|合计|因公出国（境）费|公务用车购置及运行维护费|||公务接待费
|||小计|公务用车购置费|公务用车运行维护费|
预算数|33.00|0.00|24.00|0.00|24.00|9.00
决算数|{spent}|0.00|21.75|0.00|21.75|7.11
"""

BY_KIND = """
科目编码|科目名称|总计|基本支出|||项目支出
|||小计|工资福利支出|商品和服务支出|
|合计|90.00|{basic}|45.00|15.00|30.00
201|一般公共服务支出|90.00|60.00|45.00|15.00|30.00
20103|政府办公厅（室）及相关机构事务|90.00|60.00|45.00|15.00|30.00
2010301|行政运行|60.00|60.00|45.00|15.00|
2010302|一般行政管理事务|30.00||||30.00
"""


@pytest.mark.parametrize(
    ("title", "rows", "right", "wrong"),
    [
        ("财政拨款收支总体情况表", NESTED, "35.20", "53.20"),
        ("收入总体情况表", LISTED, "2114.65", "2141.65"),
        ("一般公共预算基本支出表", DETAIL, "1004.50", "1040.50"),
        ("一般公共预算支出情况表", BY_KIND, "60.00", "66.00"),
        ("财政拨款收支预算总表", CARRIED_BY_FUND, "74.85", "78.45"),
        ("财政拨款“三公”经费支出决算表", BY_STAGE, "28.86", "28.68"),
    ],
    ids=[
        "carried funds stand under their own head",
        "one-column list",
        "blank cells",
        "accounts below 基本支出",
        "carried funds without numbers",
        "rows called by their stage",
    ],
)
def test_layouts(tmp_path: Path, title: str, rows: str, right: str, wrong: str) -> None:
    """The right table is not accused; a wrong figure in it is told."""
    name = rows[rows.index("{") + 1 : rows.index("}")]
    assert found(tmp_path, title, rows.format(**{name: right})) == []
    assert wrong in {figure for f in found(tmp_path, title, rows.format(**{name: wrong})) for figure in f.figures}


def test_one_fund_is_not_the_whole_appropriation(tmp_path: Path) -> None:
    """“其中：财政拨款” below 一般公共预算拨款 is a part of that fund, not all that the treasury gives."""
    rows = """
收入||支出|
项目|金额|项目|金额
一、一般公共预算拨款|1717.13|一、基本支出|1717.13
其中：财政拨款|1717.13|二、项目支出|180.00
二、政府性基金预算拨款|180.00||
本年收入合计|1897.13|本年支出合计|1897.13
收入总计|1897.13|支出总计|1897.13
"""
    text = HEAD.format(title="部门收支总体情况表", rows=rows.strip().replace("|", "\t"))
    text += (
        "\n财政拨款收支总体情况表\n\n单位：万元\n\n" + NESTED.format(carried="35.20").strip().replace("|", "\t") + "\n"
    )
    assert [f for f in reported(judged(tmp_path, text).findings) if f.check == "crosswalk"] == []


PUBLIC = """
项目|2025年“三公”经费预算数
合计|10.50
1、因公出国（境）费用|
2、公务接待费支出|{reception}
3、公务用车费|7.90
其中：（1）公务用车运行维护费|7.90
（2）公务用车购置|
"""


def test_three_public_expenses_headed_by_their_own_name(tmp_path: Path) -> None:
    assert found(tmp_path, "一般公共预算“三公”经费支出情况表", PUBLIC.format(reception="2.60")) == []
    wrong = found(tmp_path, "一般公共预算“三公”经费支出情况表", PUBLIC.format(reception="3.60"))
    assert [f.check for f in wrong] == ["three-public-parts"]


def test_a_sum_is_not_judged_while_a_part_is_not_understood(tmp_path: Path) -> None:
    rows = PUBLIC.format(reception="2.60").replace("公务接待费支出", "公务接待方面的开支")
    assert found(tmp_path, "一般公共预算“三公”经费支出情况表", rows) == []


PURCHASES = """
采购类别|采购品目|采购预算金额|资金来源
合计||{total}|
货物类|台式计算机|190.37|一般公共预算
货物类|软件授权|380.12|一般公共预算
服务类|运维服务|560.44|一般公共预算
"""


def test_purchases_without_quantities(tmp_path: Path) -> None:
    """合计 stands in the column of kinds; one column of amounts bears itself out, and a swapped digit is told."""
    assert found(tmp_path, "政府采购支出预算表", PURCHASES.format(total="1130.93")) == []
    assert [f.check for f in found(tmp_path, "政府采购支出预算表", PURCHASES.format(total="1310.93"))] == [
        "grand-total"
    ]
    assert found(tmp_path, "政府采购支出预算表", PURCHASES.format(total="1742.16")) == []


def test_nothing_is_no_rounded_amount(tmp_path: Path) -> None:
    """“0万元” beside 0.42 in the table is refuted, though half a unit of 万元 would cover it."""
    text = (
        HEAD.format(
            title="一般公共预算“三公”经费支出情况表", rows=PUBLIC.format(reception="2.60").strip().replace("|", "\t")
        )
        .replace("2、公务接待费支出\t2.60", "2、公务接待费支出\t0.42")
        .replace("合计\t10.50", "合计\t8.32")
    )
    text += "\n一、“三公”经费预算情况说明\n\n2025年公务接待费预算0万元，公务用车费7.90万元。\n"
    assert [f.check for f in reported(judged(tmp_path, text).findings)] == ["text-table"]


CARRIED = """
收入||支出|
项目|金额|项目|金额
一、一般公共预算财政拨款收入|1183.74|一、公共安全支出|1035.05
二、其他收入|15.00|二、社会保障和就业支出|115.00
||三、卫生健康支出|38.86
本年收入合计|1198.74|本年支出合计|1188.91
年初结转和结余|36.42|年末结转和结余|46.25
收入总计|1235.16|支出总计|1235.16

收入决算表

单位：万元

科目编码|科目名称|本年收入合计|财政拨款收入|其他收入
|合计|{received}|1183.74|15.00
204|公共安全支出|1044.88|1029.88|15.00
208|社会保障和就业支出|115.00|115.00|
210|卫生健康支出|38.86|38.86|
"""


def test_a_wrong_total_of_the_year_is_shown_beside_the_total_of_the_year(tmp_path: Path) -> None:
    """本年收入合计 lacks what was carried over, so 收入总计 is neither what it fails nor what would mend it."""
    assert found(tmp_path, "收入支出决算总表", CARRIED.format(received="1198.74")) == []
    [wrong] = found(tmp_path, "收入支出决算总表", CARRIED.format(received="1298.74"))
    assert dict(wrong.values)["formula"] == "1298.74 ≠ 1183.74 + 15.00 (= 1198.74)；1298.74 ≠ 1198.74"
    assert [r.proposed for r in wrong.repair] == ["1198.74"]


TWICE = """
科目编码|科目名称|合计|人员经费|公用经费
|合计|950.77|866.40|84.37
301|工资福利支出|866.40|866.40|
30101|基本工资|201.45|201.45|
30102|津贴补贴|143.77|143.77|
30107|绩效工资|{bonus}|{bonus}|
30108|机关事业单位基本养老保险缴费|71.26|71.26|
30109|职业年金缴费|35.63|35.63|
30110|职工基本医疗保险缴费|40.12|40.12|
30113|住房公积金|92.01|92.01|
302|商品和服务支出|84.37||84.37
30201|办公费|50.00||50.00
30211|差旅费|34.37||34.37
"""


def test_one_slip_in_two_columns_of_a_row_is_one_finding(tmp_path: Path) -> None:
    """Of the parts that could each be wrong only one has lost a digit; it stands in the total and in its own column."""
    assert found(tmp_path, "一般公共预算基本支出表", TWICE.format(bonus="282.16")) == []
    [wrong] = found(tmp_path, "一般公共预算基本支出表", TWICE.format(bonus="28.21"))
    assert {(r.printed, r.proposed, r.edit) for r in wrong.repair} == {("28.21", "282.16", "digit-dropped")}
