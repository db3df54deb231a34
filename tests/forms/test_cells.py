"""What cells of figures hold as publishers type them: signs in words, notes, marks, mistyped points and commas."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.forms.grids.cells import printed
from tests.forms.build import extraction, told, troubles

figures = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("减少2.00", "-2.00", ""), ("负126.70", "-126.70", ""), ("下降5.96%", "-5.96", "%"), ("增加3", "3", ""),
        ("减少-2.00", "-2.00", ""), ("净减少1,000.50万元", "-1000.50", "万元"),
        ("846.80（含上年结转12.30）", "846.80", ""),
        ("846.80，其中：上年结转12.30", "846.80", ""), ("846.80万元（含上年结转12.30万元）", "846.80", "万元"),
        ("100（含税）", "100", ""), ("400.00*", "400.00", ""), ("400.00①", "400.00", ""), ("400.00²", "400.00", ""),
        ("400.00[1]", "400.00", ""), ("400.00注1", "400.00", ""), ("②400", "400", ""), ("'846.80", "846.80", ""),
        ("¥1,246.80", "1246.80", ""), ("-¥5.00", "-5.00", ""), ("￥-5.00", "-5.00", ""), ("约-5.00", "-5.00", ""),
        ("１，２４６．８０", "1246.80", ""), ("100. 00", "100.00", ""), ("8（辆）", "8", "辆"),
        ("12人次", "12", "人次"),
        ("约100万元", "100", "万元"), ("5.96％", "5.96", "%"), ("△5", "-5", ""),
    ],
)  # fmt: skip
def test_figures_with_words_around_them(text: str, value: str, unit: str) -> None:
    found = printed(text)
    assert found.number is not None
    assert (found.number.value, found.unit, found.fault) == (Decimal(value), unit, "")


@pytest.mark.parametrize(
    ("text", "value", "fault"),
    [("600。20", "600.20", "point"), ("600·20", "600.20", "point"), ("12,34.50", "1234.50", "grouping"),
     ("1,2345", "12345", "grouping"), ("1’246.80", "1246.80", "grouping")],
)  # fmt: skip
def test_mistyped_figures_are_read_and_told(text: str, value: str, fault: str) -> None:
    found = printed(text)
    assert found.number is not None
    assert (found.number.value, found.fault) == (Decimal(value), fault)


@pytest.mark.parametrize("text", ["1,246,80", "1,2", "#REF!", "####", "3?45", "846.80 400.00", "6OO.20", "1,246,80元"])
def test_what_can_be_meant_in_two_ways_is_unreadable(text: str) -> None:
    found = printed(text)
    assert (found.number, found.absence, found.fault) == (None, "unreadable", "unreadable")


@pytest.mark.parametrize("text", ["2024年", "2024-05", "3.5:1", "**", "持平", "8-10", "张三", "2024.5.1"])
def test_words_and_dates_are_neither(text: str) -> None:
    assert (printed(text).number, printed(text).absence) == (None, "")


@given(figures, st.sampled_from(["{}", "{}*", "{}①", "{}（含上年结转12.30）", "增加{}", "¥{}", "{}元", "'{}"]))
def test_marks_and_notes_leave_the_figure_alone(value: Decimal, form: str) -> None:
    found = printed(form.format(f"{value:,.2f}"))
    assert found.number is not None
    assert (found.number.value, found.number.decimals) == (value, 2)


def test_faults_of_typing_are_told_with_their_place() -> None:
    found = extraction(
        """
        支出总表
        单位：万元
        科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出
        ~ | 合计 | 1,246.80 | 846.80 | 400.00
        201 | 一般公共服务支出 | 12,46.80 | 8,46,80 | 400。00
        """
    )
    assert [(i.code, i.line) for i in troubles(found)] == [
        ("badly-grouped-figure", 5), ("figure-not-read", 5), ("mistyped-figure", 5),
    ]  # fmt: skip
    assert told(found, "value")[3:] == [("12,46.80", "1246.80"), ("400。00", "400.00")]
    assert [fact.absence for fact in found.facts if fact.value is None] == ["unreadable"]


def test_the_kinds_of_purchases_stand_in_a_column_of_their_own() -> None:
    """“采购品目大类” names the kind in a row of its own, where “采购物品名称” is empty."""
    sketch = """
    政府采购支出表
    单位：万元
    采购品目大类 | 采购物品名称 | 采购组织形式 | 总计
    合计 | ~ | ~ | 312.50
    货物 | ~ | ~ | 82.30
    ~ | 办公设备 | 集中采购 | 82.30
    服务 | ~ | ~ | 230.20
    ~ | 物业管理 | 集中采购 | 230.20
    """
    found = {fact.item: str(fact.value) for fact in extraction(sketch).facts if fact.value is not None}
    assert found == {"total": "312.50", "货物": "82.30", "办公设备": "82.30", "服务": "230.20", "物业管理": "230.20"}
