"""Layouts whose sums only seem to fail: money carried over in one table, children without numbers, funds told twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.archive import judged, reading, reported


def errors(tmp_path: Path, text: str) -> list[tuple[str, tuple[str, ...]]]:
    found = reported(judged(tmp_path, text.replace("|", "\t")).findings)
    return [(finding.check, finding.figures) for finding in found if finding.severity == "error"]


CARRIED = """云山县残疾人联合会2024年部门预算

财政拨款收支总表
单位：万元
收入||支出||
项目|预算数|项目|合计|一般公共预算拨款|政府性基金预算拨款
一、本年收入|1911.19|一、本年支出|1949.94|1885.74|64.20
（一）一般公共预算拨款|1846.99|（一）社会保障和就业支出|1846.00|1846.00|
（二）政府性基金预算拨款|64.20|（二）卫生健康支出|14.44|14.44|
二、上年结转|38.75|（三）住房保障支出|25.30|25.30|
（一）一般公共预算拨款|38.75|（四）其他支出|64.20||64.20
收入总计|1949.94|支出总计|1949.94|1885.74|64.20

一般公共预算支出表
单位：万元
科目编码|科目名称|合计|基本支出|项目支出
|合计|{total}|285.06|{project}
208|社会保障和就业支出|{social}|245.32|{project}
210|卫生健康支出|14.44|14.44|
221|住房保障支出|25.30|25.30|
"""


def test_a_table_of_this_years_money_beside_one_with_what_was_carried_over(tmp_path: Path) -> None:
    assert errors(tmp_path, CARRIED.format(total="1846.99", project="1561.93", social="1807.25")) == []


def test_a_line_that_differs_where_the_totals_are_equal(tmp_path: Path) -> None:
    text = CARRIED.format(total="1885.74", project="1600.68", social="1846.00").replace(
        "|1846.00|1846.00|", "|1864.00|1864.00|"
    )
    assert {check for check, _ in errors(tmp_path, text)} & {"crosswalk", "sum-of-parts", "two-sides"}


CHILDREN = """云山县妇幼保健院2023年单位预算

收支总表
单位：万元
收入||支出|
项目|预算数|项目|预算数
一、一般公共预算拨款收入|1290.67|一、社会保障和就业支出|821.76
二、政府性基金预算拨款收入|0.00|二、卫生健康支出|12177.46
三、单位资金收入|{own}|三、住房保障支出|423.07
事业收入|11945.12||
其他收入|186.50||
本年收入合计|13422.29|本年支出合计|13422.29
收入总计|13422.29|支出总计|13422.29
"""


@pytest.mark.parametrize(("own", "faults"), [("12131.62", False), ("12113.62", True)])
def test_unnumbered_rows_are_parts_of_the_numbered_one_above(tmp_path: Path, own: str, faults: bool) -> None:
    assert bool(errors(tmp_path, CHILDREN.format(own=own))) is faults


FISCAL = """云山县委组织部2024年部门预算

部门收支总体情况表
单位：万元
收入||支出|
项目|预算数|功能分类|预算数
财政拨款（补助）|2031.54|201 一般公共服务支出|1738.00
一般公共预算|2031.54|208 社会保障和就业支出|{social}
政府性基金预算||221 住房保障支出|238.05
小 计|2031.54|小 计|2067.14
上年结转|35.60|结转下年|
收入总计|2067.14|支出总计|2067.14
"""


@pytest.mark.parametrize(("social", "faults"), [("91.09", False), ("91.90", True)])
def test_funds_beside_all_appropriations_are_not_added_again(tmp_path: Path, social: str, faults: bool) -> None:
    assert bool(errors(tmp_path, FISCAL.format(social=social))) is faults


PROJECTS = """云山县妇幼保健院2023年单位预算

项目支出表
单位：万元
项目名称|合计|一般公共预算|单位资金
合计|1743.10|482.70|1260.40
妇幼健康服务能力提升|240.00|240.00|
两癌筛查|{screening}|{screening}|
孕产妇健康管理|74.20|74.20|
医疗设备购置|950.40||950.40
信息化升级改造|310.00||310.00
"""


@pytest.mark.parametrize(("screening", "faults"), [("168.50", False), ("186.50", True)])
def test_one_wrong_project_leaves_one_gap_in_two_columns(tmp_path: Path, screening: str, faults: bool) -> None:
    found = errors(tmp_path, PROJECTS.format(screening=screening))
    assert bool(found) is faults
    assert {check for check, _ in found} <= {"grand-total"}


COPIED = """云山县第二中学2022年度部门决算

支出决算表
单位：万元
科目编码|科目名称|本年支出合计|基本支出|项目支出
|合计|657.01|657.01|
205|教育支出|400.00|400.00|
208|社会保障和就业支出|257.01|257.01|
20805|行政事业单位养老支出|257.01|257.01|
2080502|事业单位离退休|58.74|58.74|
2080505|机关事业单位基本养老保险缴费支出|132.18|132.18|
2080506|机关事业单位职业年金缴费支出|66.09|66.09|

一般公共预算财政拨款支出决算表
单位：万元
科目编码|科目名称|小计|基本支出|项目支出
|合计|657.01|657.01|
205|教育支出|400.00|400.00|
208|社会保障和就业支出|257.01|257.01|
20805|行政事业单位养老支出|257.01|257.01|
2080502|事业单位离退休|58.74|58.74|
2080505|机关事业单位基本养老保险缴费支出|132.18|132.18|
2080506|机关事业单位职业年金缴费支出|60.69|60.69|
"""


def test_other_tables_tell_which_of_two_columns_of_figures_is_wrong(tmp_path: Path) -> None:
    found = errors(tmp_path, COPIED)
    assert found
    assert all("60.69" in figures for _, figures in found)


AGENCY = """云山县科学技术协会2023年度部门决算

一般公共预算财政拨款基本支出决算表
单位：万元
人员经费|||公用经费||
科目编码|科目名称|金额|科目编码|科目名称|金额
301|工资福利支出|210.40|302|商品和服务支出|39.93
30101|基本工资|210.40|30201|办公费|39.93
|人员经费合计|210.40||公用经费合计|39.93

机关运行经费支出情况
2023年度机关运行经费支出{agency}万元，主要用于办公费。
"""


@pytest.mark.parametrize(("agency", "faults"), [("39.93", False), ("21.10", False), ("52.33", True)])
def test_agency_operating_costs_are_part_of_the_operating_money(tmp_path: Path, agency: str, faults: bool) -> None:
    judgement = judged(tmp_path, AGENCY.format(agency=agency).replace("|", "\t"))
    assert ("agency-above-operating" in {finding.check for finding in judgement.findings}) is faults


FEES = """云山职业学院2024年度单位决算

收入决算表
单位：万元
科目编码|科目名称|本年收入合计|财政拨款收入|事业收入||经营收入|其他收入
||||小计|其中：教育收费||
|合计|1355.12|900.00|400.00|286.50|{business}|10.12
205|教育支出|1355.12|900.00|400.00|286.50|{business}|10.12
20503|职业教育|1300.00|850.00|400.00|286.50|45.00|5.00
2050305|高等职业教育|1300.00|850.00|400.00|286.50|45.00|5.00
20508|进修及培训|55.12|50.00||||5.12
2050803|培训支出|55.12|50.00||||5.12
"""


@pytest.mark.parametrize(("business", "faults"), [("45.00", False), ("54.00", True)])
def test_fees_may_stand_within_the_income_of_a_school(tmp_path: Path, business: str, faults: bool) -> None:
    """其中：教育收费 is no source beside 事业收入."""
    assert bool(errors(tmp_path, FEES.format(business=business))) is faults


FUND = """云山县海洋局2024年部门预算

财政拨款收支总表
单位：万元
收入||支出||
项目|预算数|项目|合计|一般公共预算拨款|政府性基金预算拨款
一、本年收入|446.00|一、本年支出|469.84|290.00|179.84
（一）一般公共预算拨款|290.00|（一）城乡社区支出|{fund}||{fund}
（二）政府性基金预算拨款|156.00|（二）农林水支出|290.00|290.00|
二、上年结转|23.84|二、年终结转|0.00||
（一）政府性基金预算拨款|23.84||||
收入总计|469.84|支出总计|469.84|290.00|179.84

政府性基金预算支出表
单位：万元
科目编码|科目名称|合计|基本支出|项目支出
|合计|156.00||156.00
212|城乡社区支出|156.00||156.00
21208|国有土地使用权出让收入安排的支出|156.00||156.00
2120814|农业生产发展支出|156.00||156.00
"""


def test_a_funds_table_of_this_years_money_too(tmp_path: Path) -> None:
    assert errors(tmp_path, FUND.format(fund="179.84")) == []


OWNED = """云山职业学院2024年度单位决算

国有资产占用情况表
单位：辆、台（套）
项目|数量
车辆合计|13
1.主要负责人用车|1
2.应急保障用车|3
3.其他用车|9
单价100万元（含）以上设备（不含车辆）|6

一、国有资产占用情况说明
截至2024年12月31日，云山职业学院共有车辆{all}辆，其中，主要负责人用车1辆、应急保障用车3辆、其他用车9辆；单价100万元（含）以上设备（不含车辆）6台（套）。
"""


@pytest.mark.parametrize(("owned", "checks"), [("13", []), ("14", ["count"])])
def test_vehicles_of_the_text_are_those_of_the_table_of_property(tmp_path: Path, owned: str, checks: list[str]) -> None:
    """单位：辆、台（套） is what the table counts in, no organisation."""
    assert [check for check, _ in errors(tmp_path, OWNED.format(all=owned))] == checks


ONCE_MORE = """云山市群众艺术馆2025年单位预算

财政拨款收支总表
单位：元
收入||支出||
项目|预算数|项目|合计|一般公共预算财政拨款|政府性基金预算财政拨款
一、本年收入|13390564.63|一、本年支出|13644204.63|13164204.63|480000.00
一般公共预算资金|12910564.63|文化旅游体育与传媒支出|13164204.63|13164204.63|
政府性基金预算资金|480000.00|其他支出|480000.00||480000.00
二、上年结转|253640.00|二、结转下年|||
收入合计|13644204.63|支出合计|13644204.63|13164204.63|480000.00

一般公共预算财政拨款支出预算表
单位：元
科目编码|科目名称|小计|基本支出|项目支出
|合计|13164204.63|9253054.63|3911150.00
207|文化旅游体育与传媒支出|13164204.63|9253054.63|3911150.00
20701|文化和旅游|13164204.63|9253054.63|3911150.00
2070109|群众文化|13164204.63|9253054.63|3911150.00
"""


def test_a_total_that_a_table_prints_twice(tmp_path: Path) -> None:
    """支出合计 says 本年支出 once more; the income of the year alone is of another scope."""
    assert errors(tmp_path, ONCE_MORE) == []


BY_FUND = """云山县水利局2024年部门预算

项目支出表
单位：万元
项目名称|合计|本年拨款||财政拨款结转结余|单位资金
项目名称|合计|一般公共预算|政府性基金预算|一般公共预算|单位资金
合计|1374.00|860.00|168.00|{carried}|50.00
河道治理|805.00|560.00||245.00|
小水库加固|301.00|250.00||51.00|
移民直补|168.00||168.00||
水文监测|{measured}|50.00||{left}|50.00
"""


@pytest.mark.parametrize(
    ("carried", "measured", "left", "faults"),
    [("296.00", "100.00", "", False), ("296.00", "120.00", "20.00", True), ("269.00", "100.00", "", True)],
)
def test_what_was_carried_over_is_a_part_by_fund(
    tmp_path: Path, carried: str, measured: str, left: str, faults: bool
) -> None:
    text = BY_FUND.format(carried=carried, measured=measured, left=left)
    assert bool(errors(tmp_path, text)) is faults


BOUGHT = """云山县城市管理局2025年部门预算

政府采购支出表
单位：万元
采购品目|采购项目|总计|一般公共预算|政府性基金|其他资金|上年结转和结余资金
合计||{total}|138.30|74.00|96.00|4.60
|清扫保洁服务|138.30|138.30|||
|压缩式垃圾车|74.00||74.00||
|垃圾分类宣传|96.00|||96.00|
|信息系统运维|4.60||||4.60
"""


@pytest.mark.parametrize(("total", "faults"), [("312.90", False), ("321.90", True)])
def test_other_money_is_a_part_of_what_is_bought(tmp_path: Path, total: str, faults: bool) -> None:
    assert bool(errors(tmp_path, BOUGHT.format(total=total))) is faults


FORWARD = """云山县中学2023年度单位决算

一般公共预算财政拨款收入支出决算表
单位：万元
科目编码|科目名称|年初结转和结余||本年收入|||本年支出|||年末结转和结余|
科目编码|科目名称|合计|项目支出结转|合计|基本支出|项目支出|合计|基本支出|项目支出|合计|项目支出结转
|合计|24.56|24.56|505.90|409.59|96.31|509.77|409.59|100.18|{end}|20.69
205|教育支出|12.46|12.46|398.14|306.04|92.10|402.03|306.04|95.99|8.57|8.57
208|社会保障和就业支出|12.10|12.10|107.76|103.55|4.21|107.74|103.55|4.19|12.12|12.12
"""


@pytest.mark.parametrize(("end", "faults"), [("20.69", False), ("26.09", True)])
def test_what_is_left_at_the_end_is_what_came_less_what_went(tmp_path: Path, end: str, faults: bool) -> None:
    assert bool(errors(tmp_path, FORWARD.format(end=end))) is faults


COLLAPSED = """云山市民政局2024年度部门决算

支出决算表
单位：万元
项目|本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出
功能分类科目编码|科目名称
栏次|1|2|3|4|5|6
合计|399.53|212.35|{project}|||
208|社会保障和就业支出|380.80|193.62|187.18|||
20802|民政管理事务|380.80|193.62|187.18|||
210|卫生健康支出|18.73|18.73||||
21011|行政事业单位医疗|18.73|18.73||||

三、支出决算情况说明
2024年度支出合计399.53万元，其中：基本支出212.35万元，项目支出{project}万元。
"""


@pytest.mark.parametrize(("project", "faults"), [("187.18", False), ("178.18", True)])
def test_a_copy_that_left_out_the_blanks_of_a_merged_cell(tmp_path: Path, project: str, faults: bool) -> None:
    """Rows of totals and of column numbers lack the place that 项目 had over two columns."""
    text = COLLAPSED.format(project=project).replace("|", "\t")
    assert bool(reported(judged(tmp_path, text).findings)) is faults
    columns = {fact.source.column for fact in reading(text, tmp_path).facts if fact.amount}
    assert columns == {"本年支出合计", "基本支出", "项目支出"}


def test_a_proposal_takes_what_another_table_prints_within_rounding(tmp_path: Path) -> None:
    text = """云山县法院2024年度部门决算

支出决算表
单位：万元
科目编码|科目名称|合计|基本支出|项目支出
|合计|2676.46|1934.30|742.16
204|公共安全支出|2456.84|1714.68|742.16
20405|法院|2456.84|1714.68|742.16
2040501|行政运行|1714.68|1714.68|
2040502|一般行政管理事务|112.46||112.46
2040504|案件审判|348.62||348.62
2040505|案件执行|86.24||86.24
2040506|两庭建设|194.83||194.83
208|社会保障和就业支出|219.62|219.62|
20805|行政事业单位养老支出|219.62|219.62|
2080501|行政单位离退休|30.13|30.13|
2080505|养老保险缴费|189.49|189.49|

一般公共预算财政拨款支出决算表
单位：万元
科目编码|科目名称|合计|基本支出|项目支出
|合计|2676.46|1934.30|742.16
204|公共安全支出|2456.84|1714.68|742.16
20405|法院|2456.84|1714.68|742.16
2040501|行政运行|1714.68|1714.68|
2040502|一般行政管理事务|112.46||112.46
2040504|案件审判|348.62||348.62
2040505|案件执行|84.26||84.26
2040506|两庭建设|194.83||194.83
208|社会保障和就业支出|219.62|219.62|
20805|行政事业单位养老支出|219.62|219.62|
2080501|行政单位离退休|30.13|30.13|
2080505|养老保险缴费|189.49|189.49|
"""
    found = judged(tmp_path, text.replace("|", "\t")).findings
    assert {r.proposed for f in found for r in f.repair if r.printed == "84.26"} == {"86.24"}


FLATTENED = """云山县交通运输局2024年度部门决算

财政拨款“三公”经费支出决算表
单位：万元
预算数|决算数
合计|因公出国（境）费|公务用车购置及运行维护费|公务接待费|合计|因公出国（境）费|公务用车购置及运行维护费|公务接待费
小计|公务用车购置费|公务用车运行维护费|小计|公务用车购置费|公务用车运行维护费
1|2|3|4|5|6|7|8|9|10|11|12
16.00|0.00|14.00|0.00|14.00|2.00|{total}|0.00|12.71|0.00|12.71|0.86

九、“三公”经费支出决算情况
2024年度“三公”经费支出决算13.57万元，其中公务用车运行维护费12.71万元、公务接待费0.86万元，完成预算的84.81%。
"""


@pytest.mark.parametrize(("total", "faults"), [("13.57", False), ("15.37", True)])
def test_three_levels_of_a_header_that_a_copy_flattened(tmp_path: Path, total: str, faults: bool) -> None:
    text = FLATTENED.format(total=total).replace("|", "\t")
    assert bool(reported(judged(tmp_path, text).findings)) is faults
    columns = [fact.source.column for fact in reading(text, tmp_path).facts]
    assert columns[5:9] == [
        "预算数/公务接待费", "决算数/合计", "决算数/因公出国（境）费", "决算数/公务用车购置及运行维护费/小计",
    ]  # fmt: skip


def test_a_flattened_header_that_tells_fewer_columns_than_are_numbered_is_told(tmp_path: Path) -> None:
    """Nothing repeats, so that no label can be placed: better no column than a wrong one."""
    text = """云山县交通运输局2024年度部门决算

财政拨款“三公”经费支出决算表
单位：万元
预算数|决算数
合计|公务接待费
小计|公务用车购置费
1|2|3|4|5
16.00|0.00|14.00|0.00|2.00
"""
    facts = reading(text.replace("|", "\t"), tmp_path).facts
    assert not [fact for fact in facts if fact.measure or fact.item in ("reception", "three_public")]


TWO_CLASSES = """云山县街道办事处2025年部门预算

一般公共预算项目支出情况表（按支出经济分类科目）
单位：万元
部门预算支出经济分类||政府预算支出经济分类||2025年预算
科目编码|科目名称|科目编码|科目名称|2025年预算
|合计|||{total}
302|商品和服务支出|||228.43
30201|办公费|50201|办公经费|110.40
30201|办公费|50502|商品和服务支出|42.53
30227|委托业务费|50205|委托业务费|75.50
303|对个人和家庭的补助|||52.92
30305|生活补助|50901|社会福利和救助|18.92
30305|生活补助|50999|其他对个人和家庭补助|34.00
310|资本性支出|||45.00
31002|办公设备购置|50306|设备购置|25.00
31002|办公设备购置|50601|资本性支出（一）|20.00
"""


@pytest.mark.parametrize(("total", "faults"), [("326.35", False), ("362.35", True)])
def test_an_account_that_a_second_classification_parts_stands_twice(tmp_path: Path, total: str, faults: bool) -> None:
    assert bool(errors(tmp_path, TWO_CLASSES.format(total=total))) is faults


SIDES = """云山县交通运输局2024年度部门决算

一般公共预算财政拨款基本支出决算明细表
单位：元
人员经费|公用经费
科目代码|科目名称|决算数|科目代码|科目名称|决算数|科目代码|科目名称|决算数
301|工资福利支出|1000.00|302|商品和服务支出|270.00|310|资本性支出|30.00
30101|基本工资|1000.00|30201|办公费|270.00|31002|办公设备购置|30.00
303|对个人和家庭的补助|200.00
30305|生活补助|200.00
人员经费合计|1200.00|公用经费合计|{total}
"""


@pytest.mark.parametrize(("total", "faults"), [("300.00", False), ("330.00", True)])
def test_totals_whose_labels_covered_two_columns(tmp_path: Path, total: str, faults: bool) -> None:
    text = SIDES.format(total=total)
    assert bool(errors(tmp_path, text)) is faults
    totals = {f.item: f.source.text for f in reading(text.replace("|", "\t"), tmp_path).facts if "合计" in f.source.row}
    assert totals == {"personnel_total": "1200.00", "operating_total": total}
