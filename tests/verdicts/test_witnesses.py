"""A figure that is refuted is no base; a rate that fits what it should be tells which of several figures is wrong."""

from __future__ import annotations

from pathlib import Path

from tests.verdicts.texts import accused, judged, verdict_of


def test_a_rate_on_a_wrong_total_is_its_witness(tmp_path: Path) -> None:
    run = judged(
        tmp_path,
        "某镇2023年度决算说明",
        "2023年度政府采购支出总额335.80万元，其中：政府采购货物支出86.44万元、政府采购工程支出198.00万元、政府采购服务支出"
        "41.36万元。授予中小企业合同金额284.36万元，占政府采购支出总额的87.28%。",
    )
    [found] = accused(run)
    assert (found["check"], found["figures"][0]) == ("text-list", "335.80万元")
    assert [r["proposed"] for r in found["repair"]] == ["325.80"]
    assert verdict_of(run, "335.80万元") == "refuted"
    assert verdict_of(run, "87.28%") == "consistent"


def test_a_rate_that_fits_neither_figure_is_a_fault_of_its_own(tmp_path: Path) -> None:
    run = judged(
        tmp_path,
        "某镇2023年度决算说明",
        "2023年度政府采购支出总额335.80万元，其中：政府采购货物支出86.44万元、政府采购工程支出198.00万元、政府采购服务支出"
        "41.36万元。授予中小企业合同金额284.36万元，占政府采购支出总额的77.28%。",
    )
    assert sorted(found["check"] for found in accused(run)) == ["share", "text-list"]


def test_a_completion_on_a_level_that_its_table_refutes(tmp_path: Path) -> None:
    rows = (
        "项目|预算数|决算数",
        "合计|8.20|5.61",
        "1.因公出国（境）费|0.00|0.00",
        "2.公务用车购置及运行费|6.00|4.11",
        "3.公务接待费|2.20|1.50",
    )
    run = judged(
        tmp_path,
        "云山县第二中学2022年度部门决算",
        "财政拨款“三公”经费支出决算表",
        "单位：万元",
        *(row.replace("|", "\t") for row in rows),
        "财政拨款“三公”经费支出决算情况说明",
        "2022年度财政拨款“三公”经费支出预算为8.20万元，支出决算为6.51万元，完成预算的68.4%。",
    )
    assert [(found["check"], found["figures"][0]) for found in accused(run)] == [("text-table", "6.51万元")]
    assert verdict_of(run, "68.4%") == "consistent"
