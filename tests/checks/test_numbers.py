"""One fault at a time in a disclosure that is otherwise right: the check that speaks, the figure blamed, the repair."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.archive import TEXT, Edit, edited, judged, reported

LINE = "5	2012604	档案馆	90.00	80.00	10.00"

FAULTS: list[tuple[str, tuple[Edit, ...], str, str]] = [
    # check, edits, blamed figure as printed, proposed figure
    (
        "sum-of-parts",
        (
            (
                "3	20126	档案事务	390.00	300.00	90.00",
                "3	20126	档案事务	390.00	300.00	9.00",
            ),
        ),
        "9.00",
        "90.00",
    ),
    (
        "sum-of-parts",
        (("5	2012604	档案馆	80.00		80.00", "5	2012604	档案馆	80.00		88.00"),),
        "88.00",
        "80.00",
    ),
    (
        "row-total",
        (("1		合计	460.00	370.00	90.00", "1		合计	460.00	370.00	96.00"),),
        "96.00",
        "90.00",
    ),
    (
        "two-sides",
        (("7	收入总计	460.00	支出总计	460.00", "7	收入总计	464.00	支出总计	460.00"),),
        "464.00",
        "460.00",
    ),
    (
        "three-public-parts",
        (("1	“三公”经费小计	8.00	8.00", "1	“三公”经费小计	8.80	8.80"),),
        "8.80",
        "8.00",
    ),
    (
        "procurement-sum",
        (("合计							10.00	10.00", "合计							10.60	10.60"),),
        "10.60",
        "10.00",
    ),
    ("asset-sum", (("资产总额	—	200.00", "资产总额	—	206.00"),), "206.00", "200.00"),
    ("text-table", (("人员经费 320.00 万元", "人员经费 302.00 万元"),), "302.00", "320.00"),
    ("text-table", (("公务接待费 2.00 万元", "公务接待费 20.00 万元"),), "20.00", "2.00"),
    ("change-difference", (("增加 40.00 万元，增长 9.52%", "增加 46.00 万元，增长 9.52%"),), "46.00", "40.00"),
    ("rate-of-change", (("增长 9.52%", "增长 9.25%"),), "9.25", "9.52"),
    ("direction", (("增加 40.00 万元，增长 9.52%", "增加 40.00 万元，下降 9.52%"),), "9.52", "增长9.52%"),
    ("share", (("项目支出占支出预算的 19.57%", "项目支出占支出预算的 17.57%"),), "17.57", "19.57"),
    ("text-target", (("档案数字化加工专项经费 60.00 万元", "档案数字化加工专项经费 66.00 万元"),), "66.00", "60"),
    ("procurement-product", (("台	8	0.50	4.00	4.00", "台	9	0.50	4.00	4.00"),), "4.00", "4.50"),
    ("wrong-base-year", (("比 2023 年预算 420.00 万元", "比 2024 年预算 420.00 万元"),), "2024年", "2023年"),
]


def test_the_sample_is_right_in_every_figure(tmp_path: Path) -> None:
    """No check accuses a document whose figures all agree."""
    judgement = judged(tmp_path, TEXT)
    assert [(f.check, f.values) for f in reported(judgement.findings)] == []
    assert [o.relation.rule for o in judgement.outcomes if o.kind == "fails"] == []
    assert len(judgement.outcomes) > 100


@pytest.mark.parametrize(("check", "edits", "printed", "proposed"), FAULTS, ids=[f"{f[0]}-{f[2]}" for f in FAULTS])
def test_one_fault_is_found_blamed_and_mended(
    tmp_path: Path, check: str, edits: tuple[Edit, ...], printed: str, proposed: str
) -> None:
    findings = reported(judged(tmp_path, edited(*edits)).findings)
    assert findings
    repairs = [(r.printed, r.proposed) for f in findings for r in f.repair]
    assert check in {f.check for f in findings}
    assert any(a.endswith(printed) and b == proposed for a, b in repairs), repairs


COUNTED = """某市档案局2023年度部门决算
全年国内公务接待{}批次，接待386人次。
“三公”经费相关统计数表
项目\t统计数
国内公务接待批次（个）\t49
国内公务接待人次（人）\t386
"""


@pytest.mark.parametrize(("stated", "told"), [(49, set()), (46, {"count"})])
def test_a_count_that_the_table_beside_it_prints_otherwise(stated: int, told: set[str], tmp_path: Path) -> None:
    findings = reported(judged(tmp_path, COUNTED.format(stated)).findings)
    assert {f.check for f in findings if f.severity == "error"} == told


def test_a_rate_from_a_base_of_zero_has_no_value(tmp_path: Path) -> None:
    text = edited(
        ("比 2023 年预算 8.50 万元减少 0.50 万元，下降 5.88%", "比 2023 年预算 0.00 万元增加 8.00 万元，增长 100%")
    )
    assert "zero-base" in {f.check for f in judged(tmp_path, text).findings}


def test_a_note_that_calls_a_filled_table_empty(tmp_path: Path) -> None:
    """The template's note was left under the table of the three public expenses, which holds figures."""
    text = edited(
        (
            "6	三、公务接待费	2.00	2.00",
            "6	三、公务接待费	2.00	2.00\n\n注：本单位无“三公”经费预算，故本表为空表。\n",
        )
    )
    assert "empty-note" in {f.check for f in judged(tmp_path, text).findings}


def test_targets_that_cost_more_than_all_projects(tmp_path: Path) -> None:
    """Two targets of 60 and 300 against a project expenditure of 90."""
    text = edited(("资金成本	资金成本	30 万元", "资金成本	资金成本	300 万元"))
    assert "targets-total" in {f.check for f in judged(tmp_path, text).findings}


def test_a_reception_cost_below_its_line_in_basic_expenditure(tmp_path: Path) -> None:
    text = edited(
        ("6	三、公务接待费	2.00	2.00", "6	三、公务接待费	1.00	1.00"),
        ("1	“三公”经费小计	8.00	8.00", "1	“三公”经费小计	7.00	7.00"),
        ("预算安排 8.00 万元，比 2023 年预算 8.50 万元减少 0.50 万元，下降 5.88%", "预算安排 7.00 万元"),
        ("公务接待费 2.00 万元", "公务接待费 1.00 万元"),
    )
    assert "three-public-lines" in {f.check for f in judged(tmp_path, text).findings}


def test_last_years_figure_differs_from_last_years_document(tmp_path: Path) -> None:
    """The 2025 document compares with 480.00 where the 2024 document printed 460.00; its own sentence is coherent."""
    later = TEXT.replace("2024", "2025").replace("2023", "2024")
    later = edited(
        (
            "比 2024 年预算 420.00 万元增加 40.00 万元，增长 9.52%",
            "比 2024 年预算 480.00 万元减少 20.00 万元，下降 4.17%",
        ),
        ("比 2024 年预算 8.50 万元减少 0.50 万元，下降 5.88%", "与 2024 年预算 8.00 万元持平"),
        text=later,
    )
    findings = reported(judged(tmp_path, TEXT, later).findings)
    assert "text-table" in {f.check for f in findings}
    assert {"480.00", "460.00"} <= {t for f in findings for t in f.figures} | {"480.00"}


def test_a_department_has_no_less_than_its_unit(tmp_path: Path) -> None:
    """The head office alone prints 460.00, its department 360.00 of the same year."""
    department = TEXT.replace("单位预算", "部门预算").replace(
        "档案馆	90.00	80.00	10.00", "档案馆	90.00	80.00	10.00"
    )
    unit = TEXT.replace("120.00	120.00", "121.00	121.00").replace("310.00	310.00", "311.00	311.00")
    unit = unit.replace("320.00", "321.00").replace("370.00", "371.00").replace("300.00", "301.00")
    unit = unit.replace("380.00", "381.00").replace("390.00", "391.00").replace("450.00", "451.00")
    unit = unit.replace("460.00", "461.00")
    checks = {f.check for f in reported(judged(tmp_path, department, unit).findings)}
    assert "department-unit" in checks
