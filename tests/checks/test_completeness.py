"""The ledger of what a disclosure must hold."""

from __future__ import annotations

from analyzer.checks.disclosure.completeness import ledger
from tests.checks.cases import case, document, read, said

TEXT = "（一）单位主要职责是保管档案。（二）内设3个科室。" * 24
CODED = [["科目编码", "科目名称", "合计", "基本支出", "项目支出"], ["201", "一般公共服务支出", "3.00", "3.00", ""]]
EMPTY = [["科目编码", "科目名称", "合计", "基本支出", "项目支出"], ["", "合计", "", "", ""]]
BLOCKS = (
    "云山市清河区档案馆2024年单位预算", TEXT,
    "支出总表", "单位：万元", CODED, "一般公共预算支出表", "单位：万元", CODED,
    "政府性基金预算支出表", "单位：万元", EMPTY, "注：本单位无政府性基金预算，故本表为空表。",
)  # fmt: skip


def test_every_obligation_has_a_state_and_a_law() -> None:
    states = {item.id: item.state for item in ledger(read(document(*BLOCKS)).reading)}
    assert states["expenditure"] == "fulfilled"
    assert states["government_funds"] == "empty-with-note"
    assert states["state_capital"] == "missing"
    assert states["duties"] == "fulfilled"
    assert states["procurement"] == "missing"
    assert states["guests"] == "not-applicable"
    assert all(item.law for item in ledger(read(document(*BLOCKS)).reading))


def test_what_is_fulfilled_has_a_place() -> None:
    done = [item for item in ledger(read(document(*BLOCKS)).reading) if item.state == "fulfilled"]
    assert done
    assert all(item.source and item.source.line for item in done)


def test_missing_things_are_named_once() -> None:
    of = read(document(*BLOCKS))
    [tables] = said("table-missing", of)
    assert "国有资本经营预算支出表" in tables
    assert "政府性基金" not in tables
    [texts] = said("text-missing", of)
    assert "政府采购情况" in texts
    assert "主要职责" not in texts


def test_an_empty_table_without_a_word() -> None:
    of = read(document(*BLOCKS[:-1]))
    assert ["政府性基金" in message for message in said("empty-table-unexplained", of)] == [True]
    assert not said("empty-table-unexplained", read(document(*BLOCKS)))


def test_an_annex_without_text_or_tables_is_not_judged() -> None:
    """A folder may hold tables and text in files of their own; nothing is called missing on so little ground."""
    states = {item.state for item in ledger(case(document("附件")).reading)}
    assert states <= {"not-judged", "not-applicable"}


def test_the_notes_of_final_accounts() -> None:
    rows = [["项目", "决算数"], ["合计", "3.00"]]
    titles = (
        "收入支出决算总表",
        "收入决算表",
        "支出决算表",
        "一般公共预算财政拨款支出决算表",
        "政府性基金预算财政拨款收入支出决算表",
    )
    blocks = [block for title in titles for block in (title, "单位：万元", rows)]
    of = read(document("云山市清河区档案馆2024年度单位决算", *blocks))
    assert len(said("table-note-missing", of)) == 1
    noted = read(document("云山市清河区档案馆2024年度单位决算", *blocks, "注：本表反映单位本年度收支情况。"))
    assert not said("table-note-missing", noted)
