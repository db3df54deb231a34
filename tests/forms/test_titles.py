"""Titles, running heads and prose around the tables: what belongs to a table and what is text."""

from __future__ import annotations

import pytest

from tests.forms.build import extraction, figures, told


def test_a_title_and_a_unit_inside_the_grid_and_a_second_table_below() -> None:
    found = extraction("""
        2024年部门收入总表 | < | <
        部门：某县卫生健康局 | ~ | 单位：千元
        科目编码 | 科目名称 | 合计
        210 | 卫生健康支出 | 7.5
        2024年部门支出总表 | < | <
        部门：某县卫生健康局 | ~ | 单位：千元
        科目编码 | 科目名称 | 合计
        210 | 卫生健康支出 | 7.5
        注：本表按科目汇总。 | < | <
    """)
    assert [(t.statement, t.title, t.unit) for t in found.tables] == [
        ("income", "2024年部门收入总表", "千元"), ("expenditure", "2024年部门支出总表", "千元"),
    ]  # fmt: skip
    assert found.profile.entity == "某县卫生健康局"
    assert found.tables[1].notes == ("注：本表按科目汇总。",)
    amounts = [fact.amount for fact in figures(found)]
    assert [amount and (amount.fen, amount.quantum) for amount in amounts] == [(750_000, 10_000)] * 2


def test_contents_lines_are_no_prose() -> None:
    found = extraction("""
        目录
        一、收支总表
        二、单位概况
        二、单位概况
        本单位共有编制30名。
        一、收支总表
        单位：万元
        收入 | < | 支出 | <
        项目 | 预算数 | 项目 | 预算数
        一、财政拨款收入 | 3.00 | 一、教育支出 | 3.00
    """)
    assert [paragraph.text for paragraph in found.prose] == ["二、单位概况", "本单位共有编制30名。"]
    assert found.tables[0].title == "一、收支总表"


def test_a_title_on_the_line_of_its_unit() -> None:
    found = extraction("""
        2024年部门支出总表 单位：万元
        科目编码 | 科目名称 | 合计
        201 | 一般公共服务支出 | 3.00
    """)
    assert (found.tables[0].title, found.tables[0].unit) == ("2024年部门支出总表", "万元")


def test_office_number_and_unit_in_a_strip_of_their_own_above_the_table() -> None:
    """Forms set them in a table without rules, which stands between the title and the table that it names."""
    found = extraction("""
        收入决算表
        部门：某县畜牧业管理局 | 公开02表 金额单位：万元

        科目编码 | 科目名称 | 本年收入合计
        201 | 一般公共服务支出 | 3.00
        支出决算表
        部门：某县畜牧业管理局 | 公开03表 金额单位：万元

        科目编码 | 科目名称 | 本年支出合计
        201 | 一般公共服务支出 | 3.00
    """)
    assert [(t.statement, t.title, t.unit) for t in found.tables] == [
        ("income", "收入决算表", "万元"), ("expenditure", "支出决算表", "万元"),
    ]  # fmt: skip


def test_a_title_on_two_lines() -> None:
    found = extraction("""
        2024年度一般公共预算财政拨款“三公”经费
        支出决算表
        单位：万元
        项目 | 预算数 | 决算数
        公务接待费 | 3.00 | 2.00
    """)
    assert found.tables[0].title == "2024年度一般公共预算财政拨款“三公”经费支出决算表"
    assert found.tables[0].statement == "three_public"


def test_a_running_head_between_the_pages_of_a_table() -> None:
    found = extraction("""
        支出总表
        单位：万元
        科目编码 | 科目名称 | 合计
        201 | 一般公共服务支出 | 3.00
        某市统计局2024年部门预算
        20101 | 人大事务 | 3.00
        某市统计局2024年部门预算
        2010101 | 行政运行 | 3.00
        某市统计局2024年部门预算
    """)
    assert len(found.tables) == 1
    assert found.profile.entity == "某市统计局"


def test_sides_are_seen_without_a_telling_title() -> None:
    found = extraction("""
        附表一
        单位：万元
        收入 | < | 支出 | <
        项目 | 预算数 | 项目 | 预算数
        一、财政拨款收入 | 3.00 | 一、教育支出 | 3.00
    """)
    assert found.tables[0].statement == "income_expenditure"
    assert told(found, "side", "measure") == [("3.00", "income", "amount"), ("3.00", "expenditure", "amount")]


def test_long_latin_words_and_long_labels_take_no_time() -> None:
    word = "commercedeptbudgetfinancewanli" * 4
    found = extraction(f"""
        {word}
        {word} | {"安排支出" * 40} | 金额
        {"收入" * 60} | {"数" * 200} | 3.00
    """)
    assert len(found.tables) == 1


def test_text_in_the_rows_of_a_sheet_is_prose() -> None:
    found = extraction("""
        支出总表 | < | <
        单位：万元 | < | <
        科目编码 | 科目名称 | 合计
        201 | 一般公共服务支出 | 3.00
        注：本表按科目汇总。 | ~ | ~
        2023年单位预算编制说明 | ~ | ~
        2023年，某市统计局支出预算3.00万元，比上年增加1.00万元。 | ~ | ~
        收入总表 | < | <
        单位：万元 | < | <
        科目编码 | 科目名称 | 合计
        201 | 一般公共服务支出 | 3.00
    """)
    assert [table.title for table in found.tables] == ["支出总表", "收入总表"]
    assert found.tables[0].notes == ("注：本表按科目汇总。",)
    assert [paragraph.text[:8] for paragraph in found.prose] == ["2023年单位预", "2023年，某市"]
    assert [fact.source.text for fact in figures(found)] == ["3.00", "3.00"]


def test_a_sentence_that_begins_with_a_date_is_no_date_line() -> None:
    """“截止时间：2022-12-31” belongs to the table below it, “截至2023年底，…共有车辆4辆。” to the narrative."""
    from analyzer.forms.grids.captions import kinds

    assert kinds("截止时间：2022-12-31") == [("year", "")]
    assert kinds("截至2023年12月31日") == [("year", "")]
    assert kinds("截至2023年底，本部门共有车辆4辆；单价20万元以上的设备3台（套）。") == []


@pytest.mark.parametrize("named", ["127_某县林业局", "127-某县林业局", "[127]某县林业局", "127 某县林业局"])
def test_the_code_before_an_office_is_no_part_of_its_name(named: str) -> None:
    rows = "单位：万元\n科目编码 | 科目名称 | 合计\n201 | 一般公共服务支出 | 3.00"
    found = extraction(f"支出总表\n部门：{named}\n{rows}")
    assert (found.profile.entity, found.profile.entity_code) == ("某县林业局", "127")
