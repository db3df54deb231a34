"""Panels on disk: round trips, the Data Package, versions and joins."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from analyzer import panel
from analyzer.changes import changes
from analyzer.errors import UsageError
from analyzer.panel.schema import FEW_ROWS, plain_words
from tests.panel.synthetic import one_disclosure, simple, together


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    return panel.build(one_disclosure())


@pytest.mark.parametrize("name", ["panel.parquet", "panel.csv", "."])
def test_round_trip(tmp_path: Path, table: pd.DataFrame, name: str) -> None:
    """Parquet and CSV give back the same values and types."""
    panel.save(table, tmp_path)
    pd.testing.assert_frame_equal(panel.load(tmp_path / name), table)


def test_same_panel_same_bytes(tmp_path: Path, table: pd.DataFrame) -> None:
    first, second = panel.save(table, tmp_path / "a"), panel.save(table, tmp_path / "b")
    assert [p.read_bytes() for p in first] == [p.read_bytes() for p in second]


def test_the_bytes_do_not_depend_on_how_pandas_keeps_words(tmp_path: Path) -> None:
    """Families are written with plain words, whole panels with Arrow's."""
    written = []
    for rows in (0, FEW_ROWS + 1):
        with plain_words(rows):
            written.append(panel.save(panel.build(one_disclosure()), tmp_path / str(rows)))
    assert [p.read_bytes() for p in written[0]] == [p.read_bytes() for p in written[1]]


def test_descriptor_is_valid(tmp_path: Path, table: pd.DataFrame) -> None:
    """frictionless accepts the descriptor and every row of the CSV."""
    from frictionless import validate

    panel.save(table, tmp_path)
    report = validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["message"])
    assert report.tasks[0].stats["rows"] == len(table)


def test_descriptor_names_fiscal_types(tmp_path: Path, table: pd.DataFrame) -> None:
    panel.save(table, tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    fields = package["resources"][0]["schema"]["fields"]
    types = {field["name"]: field.get("columnType") for field in fields}
    assert types["year"] == "date:fiscal-year"
    assert types["amount_yuan"] == "value"
    assert types["function_item"] == "functional-classification:generic:level3:code"
    assert [field["name"] for field in fields] == list(panel.NAMES)
    assert all(field["description"] and field["title"] for field in fields)


def test_panel_grows_year_by_year(tmp_path: Path) -> None:
    """A saved panel joined with a new one compares across them; joining the same twice changes nothing."""
    rows = [("expenditure", "total", "total", "100.00")]
    old, new = (
        panel.build(simple("甲", 2022, rows)),
        panel.build(simple("甲", 2023, [("expenditure", "total", "total", "150.00")])),
    )
    panel.save(old, tmp_path)
    joined = panel.join([panel.load(tmp_path), new, panel.load(tmp_path)])
    assert len(joined) == 2
    changed = changes(joined)
    assert changed.loc[changed["year"].eq(2023), "percent"].tolist() == [50.0]


def test_older_panel_gets_its_missing_columns(tmp_path: Path, table: pd.DataFrame) -> None:
    table.drop(columns=["reason", "change_fen"]).to_csv(tmp_path / "old.csv", index=False)
    loaded = panel.load(tmp_path / "old.csv")
    assert list(loaded.columns) == list(panel.NAMES)
    assert loaded["change_fen"].isna().all()


def test_newer_panel_is_refused(tmp_path: Path, table: pd.DataFrame) -> None:
    table.assign(version=panel.VERSION + 1).to_csv(tmp_path / "new.csv", index=False)
    with pytest.raises(UsageError, match="update analyzer"):
        panel.load(tmp_path / "new.csv")


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\x00\x01\x02"])
def test_no_panel_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.csv").write_bytes(content)
    with pytest.raises(UsageError, match=r"x\.csv"):
        panel.load(tmp_path / "x.csv")


def test_missing_panel_names_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such panel"):
        panel.load(tmp_path / "nowhere")


def test_year_as_text_is_read_and_a_word_is_refused(tmp_path: Path, table: pd.DataFrame) -> None:
    text = table.astype({"year": "str"})
    text.to_csv(tmp_path / "text.csv", index=False)
    assert panel.load(tmp_path / "text.csv")["year"].tolist() == table["year"].tolist()
    table.astype({"year": "object"}).assign(year="二〇二三").to_csv(tmp_path / "word.csv", index=False)
    with pytest.raises(UsageError, match="year"):
        panel.load(tmp_path / "word.csv")


def test_conflicts_are_visible() -> None:
    """Two documents that print one figure differently both stay, and are named."""
    first = simple("甲", 2023, [("expenditure", "total", "total", "100.00"), ("expenditure", "205", "total", "20.00")])
    second = simple(
        "甲", 2023, [("expenditure", "total", "total", "101.00"), ("expenditure", "205", "total", "20.004")]
    )
    table = panel.build(together(first, second))
    rows = panel.conflicts(table)
    assert len(table) == 4
    assert sorted(rows["amount_wan"]) == [100.0, 101.0]
    assert rows["group"].nunique() == 1


def test_schema_is_documented() -> None:
    assert all(column.zh and column.en for column in panel.COLUMNS)
    assert len(set(panel.NAMES)) == len(panel.NAMES)


def test_a_figure_that_is_no_money_survives_the_csv(tmp_path: Path, table: pd.DataFrame) -> None:
    """Counts and targets have no amount: their cells are blank in the CSV, and blank they come back."""
    one = table.copy()
    one.loc[one.index[0], "amount_wan"] = float("nan")
    panel.save(one, tmp_path)
    assert panel.load(tmp_path / "panel.csv")["amount_wan"].isna().tolist() == one["amount_wan"].isna().tolist()
