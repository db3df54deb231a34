"""The real documents: implied figures, changes and prior years against the audited truth."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analyzer import claims, forms, panel, readers
from analyzer.changes import changes, prior_year
from analyzer.model import Corpus, Reading
from tests.conftest import OWN_DISCLOSURE, SHARED

pytestmark = pytest.mark.skipif(
    not (SHARED / "gold").is_dir(), reason="the audited disclosures are not on this machine"
)


@cache
def corpus(*paths: Path) -> Corpus:
    readings = []
    for path in paths:
        extraction = forms.extract(readers.read(path))
        found, others = claims.extract(extraction)
        readings.append(Reading(extraction=extraction, claims=found, not_claims=others))
    return Corpus(readings=tuple(readings))


@cache
def wanli() -> pd.DataFrame:
    folder = SHARED / "disclosures"
    return panel.build(corpus(folder / "wanli-2024-budget.pdf", folder / "wanli-2025-budget.pdf"))


@cache
def gold(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((SHARED / "gold" / f"{name}.json").read_text("utf-8"))["yoy"]
    return loaded


def compared(rows: pd.DataFrame, unit: int, line: dict[str, str]) -> None:
    """One row whose base, amount, change and percent are the gold's."""
    assert len(rows) == 1, (line, rows)
    row = rows.iloc[0]
    assert Decimal(int(row["base_fen"])) / unit == Decimal(line["y2024"])
    assert Decimal(int(row["amount_fen"])) / unit == Decimal(line["y2025"])
    assert Decimal(int(row["absolute_fen"])) / unit == Decimal(line["abs_change"])
    if line["pct_change"] is not None:
        assert (
            f"{row['percent']:.2f}" == line["pct_change"].replace("-0.00", "0.00")
            or abs(row["percent"] - float(line["pct_change"])) <= 0.0051
        )
    else:
        assert pd.isna(row["percent"])


@pytest.fixture(scope="module")
def changed() -> pd.DataFrame:
    table = changes(wanli())
    return table[table["year"].eq(2025) & table["base_fen"].notna()]


@pytest.mark.parametrize("statement", ["expenditure", "general_public_budget"])
def test_every_function_code(changed: pd.DataFrame, statement: str) -> None:
    """67 codes, each with its total, basic and project change."""
    rows = changed[changed["statement"].eq(statement)]
    for line in gold("wanli-2025-budget")["function_codes"]:
        own = rows[rows["code"].eq(line["code"])]
        compared(own[own["measure"].eq("total")], 100, line)
        for measure in ("basic", "project"):
            part = own[own["measure"].eq(measure)].iloc[0]
            assert Decimal(int(part["amount_fen"])) / 100 == Decimal(line[f"{measure}_2025"])
            assert Decimal(int(part["base_fen"])) / 100 == Decimal(line[f"{measure}_2024"])


def test_every_economic_code(changed: pd.DataFrame) -> None:
    rows = changed[changed["statement"].eq("basic_expenditure") & changed["measure"].eq("total")]
    for line in gold("wanli-2025-budget")["economic"]:
        if line["code"]:
            compared(rows[rows["code"].eq(line["code"])], 100, line)


def test_totals(changed: pd.DataFrame) -> None:
    concepts = {"基本支出合计": "basic", "项目支出合计": "project", "人员经费": "personnel", "公用经费": "operating"}
    statements = {"basic": "expenditure", "project": "expenditure"}
    for line in gold("wanli-2025-budget")["totals"]:
        name = concepts[line["name"]]
        rows = changed[changed["concept"].eq(name) & changed["statement"].eq(statements.get(name, "basic_expenditure"))]
        compared(rows, 100, line)


def test_three_public(changed: pd.DataFrame) -> None:
    names = (
        "three_public",
        "abroad",
        "reception",
        "vehicles",
        "vehicle_purchase",
        "vehicle_operation",
        "agency_operating",
    )
    rows = changed[changed["statement"].eq("three_public")]
    for name, line in zip(names, gold("wanli-2025-budget")["sangong"], strict=True):
        compared(rows[rows["concept"].eq(name)], 1_000_000, line)


def test_contributions_of_the_classes_sum_to_the_total(changed: pd.DataFrame) -> None:
    classes = changed[
        changed["statement"].eq("expenditure") & changed["measure"].eq("total") & (changed["code"].str.len() == 3)
    ]
    assert classes["contribution_total"].sum() == pytest.approx(100)


def test_what_2025_says_of_2024_holds() -> None:
    """Nothing is contradicted; the implied totals differ from the printed yuan by rounding only."""
    table = prior_year(wanli())
    told = table[table["year"].eq(2024) & table["told_by"].str.contains("2025")]
    assert set(told["result"]) <= {"equal", "within rounding", "no counterpart"}
    assert (told["result"] == "within rounding").sum() >= 2
    assert told.loc[told["concept"].eq("three_public"), "result"].tolist() == ["equal"]


def test_2024_implies_2023() -> None:
    concepts = {"财政拨款收入/支出预算": "fiscal_income", "“三公”经费": "three_public",
        "公务用车购置及运行费": "vehicles",
                "公务用车购置费": "vehicle_purchase", "公务用车运行费": "vehicle_operation",
                    "公务接待费": "reception"}  # fmt: skip
    table = wanli()
    for name, line in gold("wanli-2024-budget")["implied_2023"].items():
        rows = table[table["concept"].eq(concepts[name]) & table["year"].eq(2023) & table["origin"].eq("implied")]
        assert [Decimal(int(fen)) / 1_000_000 for fen in rows["amount_fen"]] == [Decimal(line["implied_2023"])]


def test_executed_amounts_stand_at_their_codes() -> None:
    """“2023年执行数” of an account goes to that account's line, also where many accounts bear one name."""
    table = wanli()
    rows = table[table["stage"].eq("execution") & table["year"].eq(2023) & table["origin"].eq("stated")]
    total = rows.drop_duplicates(["code", "amount_fen"])["amount_fen"].sum()
    assert (rows["code"] != "").all()
    assert Decimal(int(total)) / 1_000_000 == Decimal(gold("wanli-2024-budget")["sum_of_item_execution_2023"])


def test_one_document_implies_its_prior_year() -> None:
    """The user's own disclosure."""
    concepts = {"total": "expenditure", "basic": "basic", "personnel": "personnel", "public": "operating",
                "project": "project", "三公": "three_public", "公务接待": "reception"}  # fmt: skip
    table = panel.build(corpus(OWN_DISCLOSURE))
    for name, line in gold("sjz-323003-2023-budget")["implied_2022"].items():
        if name in concepts:
            rows = table[table["concept"].eq(concepts[name]) & table["year"].eq(2022)]
            assert [Decimal(int(fen)) / 1_000_000 for fen in rows["amount_fen"]] == [Decimal(line["implied_2022"])], (
                name
            )
