"""Units that merge, are divided or renamed, and counts that costs are divided by."""

from __future__ import annotations

import pandas as pd
import pytest

from analyzer import panel
from analyzer.changes import changes
from analyzer.errors import UsageError
from analyzer.panel.counted import concept_of_count
from tests.panel.synthetic import simple


def figures(entity: str, year: int, total: str, basic: str = "") -> pd.DataFrame:
    rows = [("expenditure", "total", "total", total)] + ([("expenditure", "total", "basic", basic)] if basic else [])
    return panel.build(simple(entity, year, rows, region="某市"))


@pytest.fixture
def merged() -> pd.DataFrame:
    """甲 and 乙 became 丙 in 2024."""
    return panel.join(
        [
            figures("甲局", 2023, "100.00", "60.00"),
            figures("乙局", 2023, "50.5"),
            figures("丙局", 2024, "160.00", "80.00"),
        ]
    )


def test_merged_units_are_one_series(merged: pd.DataFrame) -> None:
    """2024 of the successor against the sum of both predecessors; the sum is as precise as both parts together."""
    whole = panel.combine(merged, {"甲局": "丙局", "乙局": "丙局"})
    row = changes(whole).query("year == 2024 and measure == 'total'").iloc[0]
    assert (row["base_fen"], row["absolute_fen"], row["status"]) == (150_500_000, 9_500_000, "ok")
    base = whole.query("year == 2023 and measure == 'total'").iloc[0]
    assert (base["origin"], base["quantum_fen"]) == ("combined", 10_000 + 100_000)
    assert set(base["document"].split("+")) == {"甲局-2023-budget.txt", "乙局-2023-budget.txt"}


def test_a_line_that_one_part_prints_is_kept(merged: pd.DataFrame) -> None:
    whole = panel.combine(merged, {"甲局": "丙局", "乙局": "丙局"})
    basic = whole.query("year == 2023 and measure == 'basic'")
    assert basic["amount_yuan"].tolist() == ["600000.00"]


def test_a_renamed_unit_loses_nothing(merged: pd.DataFrame) -> None:
    """One unit under another name: every row stays, those of sentences as well."""
    told = merged.assign(origin=merged["origin"].where(merged["measure"] != "basic", "implied"))
    whole = panel.combine(told, {"甲局": "丁局"})
    assert len(whole) == len(told)
    assert set(whole["entity"]) == {"丁局", "乙局", "丙局"}


def test_an_unknown_unit_is_refused(merged: pd.DataFrame) -> None:
    with pytest.raises(UsageError, match="戊局"):
        panel.combine(merged, {"戊局": "丙局"})


def test_lifespans_tell_who_may_have_followed(merged: pd.DataFrame) -> None:
    spans = panel.lifespans(merged).set_index("entity")
    row = spans.loc["甲局"]
    assert (row["first"], row["last"], row["perhaps"]) == (2023, 2023, "丙局")
    assert spans.loc["丙局", "perhaps"] == ""


def test_lifespans_tell_missing_years() -> None:
    gap = panel.join([figures("甲局", 2020, "1.00"), figures("甲局", 2023, "1.00")])
    assert panel.lifespans(gap)["missing"].tolist() == [2]


@pytest.mark.parametrize(
    ("subject", "unit", "concept"),
    [
        ("年末公务用车保有量", "辆", "vehicles_kept"),
        ("财政拨款开支的公务用车保有量", "辆", "vehicles_kept"),
        ("本单位共有车辆", "辆", "vehicles_owned"),
        ("购置车辆", "辆", "vehicles_bought"),
        ("4.公务用车保有量(辆)", "辆", "vehicles_kept"),
        ("因公出国(境)团组数(个)", "个", "abroad_groups"),
        ("因公出国（境）累计人次", "人次", "abroad_people"),
        ("单价100万元（含）以上设备", "台（套）", "equipment"),
        ("召开会议次数（个）", "个", "meetings"),
        ("参加会议", "人次", "meeting_people"),
        ("组织培训", "个", "trainings"),
        ("组织培训", "人次", "training_people"),
        ("核定编制", "名", "posts"),
        ("其他用车", "辆", ""),
        ("国内公务接待", "批次", "receptions"),
        ("国内公务接待", "人次", "guests"),
        ("外事接待", "批次", ""),
        ("年末实有在职人员", "人", "staff"),
        ("退休人员", "人", ""),
        ("事业编制", "名", ""),
    ],
)
def test_what_is_counted(subject: str, unit: str, concept: str) -> None:
    assert concept_of_count(subject, unit) == concept


def test_codes_the_lists_do_not_have_are_told() -> None:
    rows = [("expenditure", code, "total", "1.00") for code in ("2080109", "2089876", "2010308", "2014004")]
    table = panel.unknown(panel.build(simple("甲", 2023, rows)))
    assert table[["code", "reason"]].to_numpy().tolist() == [["2014004", "not in force"], ["2089876", "unknown"]]


def test_the_concordance_names_its_source() -> None:
    table = panel.concordance()
    assert table["source"].ne("").all()
    moved = table[table["new"].eq("2014004")].iloc[0]
    assert (moved["old"], moved["old_name"], moved["year"], moved["relation"]) == ("2010308", "信访事务", 2024, "moved")
    renamed = table[table["relation"].eq("renamed") & table["new"].eq("210") & table["year"].eq(2019)].iloc[0]
    assert renamed["new_name"] == "卫生健康支出"
