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


THREE_YEARS = (
    "“三公”经费预算。2023年、2024年、2025年“三公”经费预算分别为48.60万元、{}万元和40.50万元，2025年比2024年减少{}万元，"
    "下降{}%。"
)


def test_a_change_that_is_right_of_a_third_year_is_wrong_of_the_one_it_names(tmp_path: Path) -> None:
    title = "云山市第二中学2025年部门预算"
    assert accused(judged(tmp_path, title, THREE_YEARS.format("43.20", "2.70", "6.25"))) == []
    run = judged(tmp_path, title, THREE_YEARS.format("43.20", "8.10", "16.67"))
    assert [(found["check"], found["figures"][0]) for found in accused(run)] == [("change-difference", "8.10万元")]
    assert verdict_of(run, "16.67%") == "refuted"
    [found] = accused(judged(tmp_path, title, THREE_YEARS.format("42.30", "2.70", "6.25")))
    assert found["figures"][0] == "42.30万元"


def test_a_share_is_witness_of_a_part_whose_own_list_holds(tmp_path: Path) -> None:
    text = (
        "收入合计8,146,920.00元。其中：财政拨款收入4,873,105.30元，占总收入的59.82%；事业收入{}元（含教学收费0.00元），"
        "占总收入的39.06%；其他收入91,572.50元，占总收入的1.12%。"
    )
    title = "云山市青坝乡卫生院2024年度部门决算说明"
    assert accused(judged(tmp_path, title, text.format("3,182,242.20"))) == []
    run = judged(tmp_path, title, text.format("318,224.22"))
    assert [(found["check"], found["figures"][0]) for found in accused(run)] == [("text-list", "318224.22元")]
    assert verdict_of(run, "39.06%") == "consistent"


def test_what_would_have_to_be_negative_is_not_the_wrong_figure(tmp_path: Path) -> None:
    """Left is either the whole or the part that is more than it."""
    text = "2024年一般公共预算基本支出1083.40万元，其中：人员经费968.75万元；公用经费1114.65万元。"
    [found] = accused(judged(tmp_path, "云山县城市管理局2024年部门预算", text))
    assert sorted(repair["printed"] for repair in found["repair"]) == ["1083.40", "1114.65"]
