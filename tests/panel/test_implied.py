"""What one document implies of the year before, and the changes that follow from it."""

from __future__ import annotations

import pandas as pd
import pytest

from analyzer import panel
from analyzer.changes import changes, decomposition
from analyzer.model import Corpus, Profile
from tests.panel.synthetic import claim, one_disclosure, reading

IMPLIED_2022 = {
    "expenditure": "5478.66", "basic": "2775.76", "personnel": "2472.51", "operating": "303.25", "project": "2702.90",
    "three_public": "12.48", "reception": "3.48",
}  # fmt: skip


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return panel.build(one_disclosure())


@pytest.fixture(scope="module")
def changed(table: pd.DataFrame) -> pd.DataFrame:
    return changes(table)


def concept(frame: pd.DataFrame, name: str) -> pd.Series:
    """The row of a concept that has a base."""
    rows = frame[frame["concept"].eq(name) & frame["base_fen"].notna()]
    assert len(rows) == 1, rows
    return rows.iloc[0]


@pytest.mark.parametrize(("name", "wan"), IMPLIED_2022.items())
def test_prior_year_is_implied_by_the_change(table: pd.DataFrame, name: str, wan: str) -> None:
    """this − change = last year, exact to the 分 and marked as implied."""
    rows = table[table["concept"].eq(name) & table["year"].eq(2022)]
    assert rows["origin"].tolist() == ["implied"]
    assert rows["amount_fen"].tolist() == [round(float(wan) * 1_000_000)]
    assert rows["base_stage"].tolist() == ["budget"]


def test_dropped_zeros_keep_the_precision_of_the_sentence(table: pd.DataFrame) -> None:
    """10739.1 beside 10877.36 is 10739.10, so the implied project expenditure is known to ± half a cent of 万元
    each."""
    row = table[table["concept"].eq("project") & table["year"].eq(2022)].iloc[0]
    assert row["quantum_fen"] == 20_000


def test_the_change_decomposes(changed: pd.DataFrame) -> None:
    """10877.36 = 138.26 + 10739.10, and 138.26 = 145.46 − 7.2."""
    total = concept(changed, "expenditure")
    parts = decomposition(changed, total)
    assert total["absolute_fen"] == 1_087_736 * 10_000
    assert sorted(parts["absolute_fen"]) == [138_260_000, 10_739_100_000]
    assert parts["absolute_fen"].sum() == total["absolute_fen"]
    assert parts["contribution"].sum() == pytest.approx(100)
    basic = decomposition(changed, concept(changed, "basic"))
    assert sorted(basic["absolute_fen"]) == [-7_200_000, 145_460_000]
    assert total["percent"] == pytest.approx(198.54, abs=0.005)


def test_a_listed_project_explains_the_increase(changed: pd.DataFrame) -> None:
    """The land-requisition fund is 95.9 % of the increase of the total and 97.1 % of that of the projects."""
    rows = changed[changed["statement"].eq("narrative") & changed["absolute_fen"].eq(10_428_000_000)]
    assert len(rows) == 1
    assert rows["status"].tolist() == ["zero base"]
    assert rows["contribution_total"].iloc[0] == pytest.approx(95.87, abs=0.005)
    assert rows["contribution"].iloc[0] == pytest.approx(97.10, abs=0.005)


def test_a_cost_target_gives_the_level(changed: pd.DataFrame) -> None:
    """A project named only by its change has its level in its cost target."""
    rows = changed[changed["statement"].eq("narrative") & changed["absolute_fen"].eq(58_000_000)]
    assert rows["base_fen"].tolist() == [0]


def test_status_names_the_implied_base(changed: pd.DataFrame) -> None:
    """A reader sees that the base is not printed."""
    assert concept(changed, "basic")["status"] == "implied base"
    assert concept(changed, "reception")["percent"] == pytest.approx(-20.40, abs=0.005)


def test_a_lone_rate_implies_a_base_as_wide_as_its_digits() -> None:
    """“比上年增长5%” of 105.00万元: between 104.995/1.055 and 105.005/1.045 万元, no more is known."""
    who = Profile(entity="甲", year=2024, stage="budget", scope="unit")
    name = "rate.txt"
    claims = [
        claim(1, name, "level", "会议费", "105.00", year=2024),
        claim(2, name, "rate", "会议费", "5", unit="%", year=2024, direction="greater", current=f"{name}#c0001",
              base_year=2023),
    ]  # fmt: skip
    table = panel.build(Corpus(readings=(reading(name, who, [], claims),)))
    base = table[table["origin"].eq("implied")].iloc[0]
    low, high = base["amount_fen"] - base["quantum_fen"] / 2, base["amount_fen"] + base["quantum_fen"] / 2
    assert (base["year"], base["stage"]) == (2023, "budget")
    assert low <= 104.995e6 / 1.055 < 105.005e6 / 1.045 <= high
    assert base["quantum_fen"] < 0.98e6


def test_counts_of_the_narrative_are_rows_without_money() -> None:
    who = Profile(entity="甲", year=2024, stage="final", scope="unit")
    said = [claim(1, "n.txt", "count", "公务用车保有量", "8", unit="辆", year=2024)]
    table = panel.build(Corpus(readings=(reading("n.txt", who, [], said),)))
    row = table.iloc[0]
    assert (row["concept"], row["value"], row["unit"], row["origin"]) == ("vehicles_kept", "8", "辆", "stated")
    assert pd.isna(row["amount_fen"])
