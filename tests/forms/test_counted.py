"""Counts among sums of money, and label columns under headings nobody knows."""

from __future__ import annotations

from tests.forms.build import extraction, figures


def test_counts_and_sums_in_one_column() -> None:
    """机构运行信息表: the unit of a count stands behind its name; the kinds of a count below it are of its unit."""
    found = extraction("""
        某局2023年度部门决算
        机构运行信息表
        金额单位：万元
        项目 | 行次 | 统计数
        一、“三公”经费支出 | 1 | —
        （一）支出合计 | 2 | 0.74
        3.公务接待费 | 7 | 0.74
        （二）相关统计数 | 8 | —
        5.国内公务接待批次（个） | 13 | 11
        （一）车辆数合计（辆） | 17 | 13
        1.机要通信用车 | 18 | 2
        2.执法执勤用车 | 19 | 11
        （二）单价100万元（含）以上设备（台，套） | 21 | 3
        二、机关运行经费 | 22 | 419.68
    """)
    assert [(f.source.text, f.unit, f.amount is not None) for f in figures(found)][1:] == [
        ("0.74", "万元", True),
        ("11", "个", False),
        ("13", "辆", False),
        ("2", "辆", False),
        ("11", "辆", False),
        ("3", "台,套", False),
        ("419.68", "万元", True),
    ]


def test_a_column_of_units_says_what_each_row_counts() -> None:
    found = extraction("""
        某校2022年度部门决算
        机构运行信息表
        项目 | 单位 | 统计数
        公务用车保有量 | 辆 | 3
        政府采购支出合计 | 元 | 5931000.00
        国内公务接待人次 | 人 | 313
    """)
    assert [(f.source.text, f.unit) for f in figures(found)] == [("3", "辆"), ("5931000.00", "元"), ("313", "人")]


def test_words_between_figures_name_the_figures_beside_them() -> None:
    """Headings that no vocabulary has: what stands below them tells that they head names."""
    found = extraction("""
        某所2023年单位预算
        收支总表
        单位：万元
        收入 | < | 支出 | < | 支出 | <
        项目 | 预算数 | 大类之一 | 预算数 | 大类之二 | 预算数
        一、财政拨款 | 300.00 | 一、教育支出 | 200.00 | 一、工资福利支出 | 250.00
        二、事业收入 | 100.00 | 二、卫生健康支出 | 80.00 | 二、商品和服务支出 | 150.00
        三、其他收入 | 0.00 | 三、住房保障支出 | 120.00 | 三、资本性支出 | 0.00
        收入总计 | 400.00 | 支出总计 | 400.00 | 支出总计 | 400.00
    """)
    told = {(f.source.text, f.source.row) for f in figures(found)}
    assert {("200.00", "一、教育支出"), ("250.00", "一、工资福利支出"), ("120.00", "三、住房保障支出")} <= told


def test_kinds_below_a_sum_without_a_number_are_of_its_unit() -> None:
    """车辆数合计（辆） has no number, and what stands below it has: the kinds of vehicles, until another plain row."""
    found = extraction("""
        某局2024年度部门决算
        机构运行经费支出、国有资产占用情况及政府采购支出信息表
        金额单位：万元
        项目 | 行次 | 统计数
        一、机构运行经费支出 | 1 | 118.42
        车辆数合计（辆） | 5 | 4
        1.机要通信用车 | 6 | 1
        2.应急保障用车 | 7 | 3
        单价100万元（含）以上设备（台，套） | 9 | 2
        三、政府采购支出信息 | 10 | 97.30
    """)
    assert [(f.source.text, f.unit) for f in figures(found)] == [
        ("118.42", "万元"), ("4", "辆"), ("1", "辆"), ("3", "辆"), ("2", "台,套"), ("97.30", "万元"),
    ]  # fmt: skip


def test_how_things_are_bought_heads_amounts() -> None:
    """采购方式 over 集中采购 and 分散采购: columns of money, no names."""
    found = extraction("""
        某所2025年单位预算
        政府采购预算表
        单位：元
        采购项目 | 总计 | 采购方式 | <
        ^ | ^ | 集中采购 | 分散采购
        合计 | 90000.00 | 52000.00 | 38000.00
        计算机采购 | 52000.00 | 52000.00 | ~
        实验室修缮 | 38000.00 | ~ | 38000.00
    """)
    told = [(f.source.row, f.measure, f.source.text) for f in figures(found)]
    assert told == [
        ("合计", "total", "90000.00"),
        ("合计", "central_purchase", "52000.00"),
        ("合计", "scattered_purchase", "38000.00"),
        ("计算机采购", "total", "52000.00"),
        ("计算机采购", "central_purchase", "52000.00"),
        ("实验室修缮", "total", "38000.00"),
        ("实验室修缮", "scattered_purchase", "38000.00"),
    ]
