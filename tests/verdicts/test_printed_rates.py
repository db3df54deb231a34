"""Percentages and orders of the text beside tables that print them."""

from __future__ import annotations

from pathlib import Path

from tests.verdicts.texts import accused, judged, verdict_of

TABLE = """项目支出绩效自评情况表
单位：万元
项目名称|全年预算数|全年执行数|执行率（%）
合计|4965.20|4807.40|96.82
医疗救治能力提升|1350.00|1260.00|93.33
学科建设|3615.20|3547.40|98.12"""


def test_a_rate_that_a_table_prints_beside_its_name_restates_it(tmp_path: Path) -> None:
    text = (
        "全年预算数合计4965.20万元，全年执行数合计4807.40万元，总体执行率96.82%，"
        "执行率最低的为医疗救治能力提升项目，执行率93.33%。"
    )
    run = judged(tmp_path, "某院2022年度单位决算", text, TABLE.replace("|", "\t"))
    assert accused(run) == []
    assert verdict_of(run, "93.33%") == "confirmed"


def test_the_total_of_a_table_that_the_text_states_otherwise(tmp_path: Path) -> None:
    """A list of three digits proves little; the text that states its sum proves the rest."""
    rows = ("采购项目\t采购类别\t预算金额", "合计\t\t{}", "计算机\t货物\t26.50", "物业管理\t服务\t35.00")
    table = "\n".join(("政府采购预算表", "单位：万元", *rows))
    for total, checks in (("61.50", []), ("68.50", ["grand-total", "text-table"])):
        run = judged(tmp_path, "某办2025年部门预算", "2025年政府采购预算61.50万元。", table.format(total))
        assert {f["check"] for f in accused(run)} <= set(checks)
        assert bool(accused(run)) == bool(checks)
