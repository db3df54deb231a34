"""Year over year: statuses, bases, contributions, growth — and data as bad as it comes."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer import panel
from analyzer.changes import STATUS, changes, prior_year
from analyzer.changes.statuses import CLAIMED, CONFLICT, NEW, NOT_COMPARABLE, OK, STATUSES
from analyzer.errors import UsageError
from tests.panel.synthetic import simple


def total(year: int, text: str, **more: str) -> pd.DataFrame:
    return panel.build(simple(more.pop("entity", "甲"), year, [("expenditure", "total", "total", text)], **more))


def only(table: pd.DataFrame, year: int, **where: str) -> pd.Series:
    rows = table[table["year"].eq(year)]
    for name, value in where.items():
        rows = rows[rows[name].eq(value)]
    assert len(rows) == 1, rows
    return rows.iloc[0]


def two(old: str, new: str) -> pd.Series:
    return only(changes(panel.join([total(2022, old), total(2023, new)])), 2023)


@pytest.mark.parametrize(
    ("old", "new", "status", "percent"),
    [
        ("100.00", "150.00", "ok", 50.0),
        ("0.00", "10.00", "zero base", None),
        ("0", "0", "ok", None),
        ("-5.00", "10.00", "sign change", 300.0),
        ("100.00", "0.00", "ok", -100.0),
    ],
)
def test_status_and_percent(old: str, new: str, status: str, percent: float | None) -> None:
    row = two(old, new)
    assert row["status"] == status
    assert pd.isna(row["percent"]) if percent is None else row["percent"] == pytest.approx(percent)


def test_statuses_are_documented() -> None:
    assert STATUS == STATUSES
    assert [STATUS[n] for n in (OK, NEW, NOT_COMPARABLE, CONFLICT)] == ["ok", "new", "not comparable", "conflict"]
    assert STATUS[CLAIMED:] == ("claimed",)


def test_a_gap_is_no_base() -> None:
    """2021 and 2023 are not one year apart."""
    row = only(changes(panel.join([total(2021, "100.00"), total(2023, "150.00")])), 2023)
    assert row["status"] == "no base"
    assert pd.isna(row["absolute_fen"])


def test_budget_against_final_is_another_basis() -> None:
    table = panel.join([total(2022, "100.00", stage="final"), total(2023, "150.00")])
    row = only(changes(table), 2023)
    assert (row["status"], row["base_stage_used"]) == ("basis differs", "final")


def test_own_stage_comes_first() -> None:
    table = panel.join([total(2022, "100.00", stage="final"), total(2022, "90.00"), total(2023, "99.00")])
    row = only(changes(table), 2023)
    assert (row["status"], row["base_fen"]) == ("ok", 90_000_000)


def test_completion_of_the_budget() -> None:
    table = panel.join([total(2022, "100.00"), total(2022, "96.90", stage="final")])
    row = only(changes(table), 2022, stage="final")
    assert (row["completion"], row["completion_of"]) == (pytest.approx(96.9), "budget")


def test_units_never_mix() -> None:
    table = panel.join([total(2022, "100.00", entity="甲"), total(2023, "150.00", entity="乙")])
    assert set(changes(table)["status"]) == {"no base"}


def test_department_and_its_unit_are_two_series() -> None:
    """The head office as a unit is not compared with its department."""
    table = panel.join([total(2022, "100.00", scope="department"), total(2022, "60.00"), total(2023, "90.00")])
    row = only(changes(table), 2023)
    assert row["base_fen"] == 60_000_000


def test_unknown_scope_joins_the_only_known_one() -> None:
    table = panel.join([total(2022, "100.00", scope=""), total(2023, "150.00", scope="department")])
    assert only(changes(table), 2023)["status"] == "ok"


def test_a_code_joins_under_a_new_name() -> None:
    """The key is the code: names change from year to year."""
    old = panel.build(simple("甲", 2018, [("expenditure", "210", "total", "10.00")]))
    new = panel.build(simple("甲", 2019, [("expenditure", "210", "total", "12.00")]))
    table = panel.join([old.assign(item="医疗卫生与计划生育支出"), new.assign(item="卫生健康支出")])
    assert only(changes(table), 2019)["percent"] == pytest.approx(20)


def test_a_name_that_is_another_rows_code_is_another_row() -> None:
    """A damaged row: its name is the code of its neighbour, and it has none."""
    rows = [("expenditure", "210", "total", "10.00"), ("expenditure", "x", "total", "5.00")]
    both = panel.join([panel.build(simple("甲", year, rows)) for year in (2018, 2019)])
    table = changes(both.replace({"item": {"x": "210"}}))
    assert list(table[table["year"] == 2019]["percent"]) == [0, 0]


def test_a_moved_code_joins_by_the_concordance() -> None:
    """信访事务 moved from 2010308 to 2014004 in 2024: the code books' own move, unless the user says otherwise."""
    old = panel.build(simple("甲", 2023, [("expenditure", "2010308", "total", "10.00")]))
    new = panel.build(simple("甲", 2024, [("expenditure", "2014004", "total", "12.00")]))
    table = panel.join([old, new])
    row = only(changes(table), 2024)
    assert (row["status"], row["base_fen"]) == ("code moved", 10_000_000)
    assert only(changes(table, concordance={}), 2024)["status"] == "no base"


def test_a_code_moves_in_its_year_alone() -> None:
    old = panel.build(simple("甲", 2024, [("expenditure", "2010308", "total", "10.00")]))
    new = panel.build(simple("甲", 2025, [("expenditure", "2014004", "total", "12.00")]))
    assert only(changes(panel.join([old, new])), 2025)["status"] == "no base"


def test_merged_codes_are_not_compared_line_by_line() -> None:
    old = panel.build(simple("甲", 2018, [("expenditure", "20115", "total", "10.00")]))
    new = panel.build(simple("甲", 2019, [("expenditure", "20138", "total", "12.00")]))
    assert only(changes(panel.join([old, new])), 2019)["status"] == "no base"


def test_conflicting_rows_are_not_compared_silently() -> None:
    table = panel.join([total(2022, "100.00"), total(2022, "105.00"), total(2023, "150.00")])
    assert only(changes(table), 2023)["status"] == "conflict"


def test_a_base_told_differently_is_restated() -> None:
    """The 2023 document says that 2022 was 98; the 2022 document says 100."""
    told = total(2022, "98.00").assign(document_year=2023, document="later", id="x")
    table = panel.join([total(2022, "100.00"), told, total(2023, "150.00")])
    row = only(changes(table), 2023)
    assert (row["status"], row["base_fen"], row["restated_fen"]) == ("restated base", 100_000_000, 98_000_000)
    verdict = prior_year(table)
    assert verdict["result"].tolist() == ["contradicted"]
    assert verdict["difference_fen"].tolist() == [-2_000_000]


@pytest.mark.parametrize(
    ("told", "result", "basis"),
    [("100.00", "equal", ""), ("100.0", "equal", ""), ("96.90", "restated", "final"), ("99.00", "contradicted", "")],
)
def test_prior_year(told: str, result: str, basis: str) -> None:
    later = total(2022, told).assign(document_year=2023, document="later", id="x")
    row = prior_year(panel.join([total(2022, "100.00"), total(2022, "96.90", stage="final"), later])).iloc[0]
    assert (row["result"], row["basis"]) == (result, basis)


def test_prior_year_within_rounding() -> None:
    """15621.11 万元 said, 156,211,123 元 printed."""
    own = panel.build(simple("甲", 2024, [("expenditure", "total", "total", "15621.1123")]))
    told = total(2024, "15621.11").assign(document_year=2025, document="later")
    assert prior_year(panel.join([own, told]))["result"].tolist() == ["within rounding"]


def test_parts_sum_to_the_change_of_the_whole() -> None:
    def year(y: int, a: str, b: str, c: str, whole: str) -> pd.DataFrame:
        rows = [("expenditure", "205", "total", a), ("expenditure", "20508", "total", a),
                ("expenditure", "2050803", "total", a), ("expenditure", "208", "total", b),
                ("expenditure", "210", "total", c), ("expenditure", "total", "total", whole)]  # fmt: skip
        return panel.build(simple("甲", y, rows))

    table = changes(panel.join([year(2022, "10", "50", "40", "100"), year(2023, "30", "45", "45", "120")]))
    classes = table[table["year"].eq(2023) & (table["code"].str.len() == 3)]
    assert classes["contribution"].tolist() == pytest.approx([100, -25, 25])
    assert classes["contribution_points"].sum() == pytest.approx(20)
    item = only(table, 2023, code="2050803")
    assert item["parent"] == "expenditure//20508/total"
    assert (item["contribution"], item["contribution_total"]) == (pytest.approx(100), pytest.approx(100))


def test_growth_over_years_and_in_real_terms() -> None:
    table = panel.join([total(2020, "100.00"), total(2021, "110.00"), total(2022, "121.00")])
    row = only(changes(table, deflator={2021: 100.0, 2022: 110.0}), 2022)
    assert (row["cagr"], row["cagr_from"]) == (pytest.approx(10), 2020)
    assert row["percent_real"] == pytest.approx(0)
    assert pd.isna(only(changes(table, deflator={}), 2022)["percent_real"])


def test_a_deflator_must_be_positive() -> None:
    with pytest.raises(UsageError, match="positive"):
        changes(total(2022, "1.00"), deflator={2022: 0.0})


def test_empty_panel() -> None:
    table = changes(panel.join([]))
    assert len(table) == 0
    assert {"absolute_fen", "percent", "status", "parent"} <= set(table)
    assert len(prior_year(panel.join([]))) == 0


def test_figures_without_amount_or_year_are_left_out() -> None:
    table = panel.join([total(2022, "1.00"), total(2023, "2.00")])
    table.loc[0, "year"] = pd.NA
    assert changes(table)["status"].tolist() == ["no base"]


amounts = st.integers(min_value=-(10**12), max_value=10**12)


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.tuples(st.sampled_from("甲乙"), st.integers(2015, 2022), st.sampled_from(["budget", "final"])),
        amounts,
        max_size=20,
    ),
    st.randoms(),
)
def test_order_of_rows_does_not_matter(cells: dict[tuple[str, int, str], int], random: object) -> None:
    """Each change is this − last of the same series, however the rows lie."""
    rows = [{"entity": e, "year": y, "stage": s, "statement": "expenditure", "item": "total",
        "measure": "total", "amount_fen": a,
             "quantum_fen": 1, "origin": "printed", "document": "d", "id": f"{n}", "version": 1}
            for n, ((e, y, s), a) in enumerate(cells.items())]  # fmt: skip
    random.shuffle(rows)  # type: ignore[attr-defined]
    table = changes(panel.schema.frame(rows))
    assert len(table) == len(cells)
    for _, row in table.iterrows():
        before = cells.get((row["entity"], row["year"] - 1, row["stage"]))
        if before is not None:
            assert row["absolute_fen"] == cells[row["entity"], row["year"], row["stage"]] - before
