"""From the panel to what is drawn: one value a concept, entity, year and stage, and where it comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from analyzer.concepts.codes import economic_name, function_name
from analyzer.concepts.labels import unnumbered
from analyzer.concepts.statements import BY_ACCOUNT
from analyzer.series import STAGES

if TYPE_CHECKING:
    import pandas as pd

CONCEPTS = {"total_expenditure": "expenditure", "total_income": "income"}
"""Series → the concept under which plots name it."""


def money(panel: pd.DataFrame) -> pd.DataFrame:
    """The rows that have an amount and a year."""
    return panel[panel["amount_fen"].notna() & panel["year"].notna()]


def headline(panel: pd.DataFrame, concepts: Sequence[str], entity: str | None = None) -> pd.DataFrame:
    """The headline series by concept: one row a concept, entity, year and stage (see ``analyzer.series``).

    ``panel`` may be a table of headline series already: building it takes longer than drawing a figure of it.
    Columns: entity, year, stage, concept, wan (万元), implied (bool), document.
    """
    from analyzer import series

    rows = panel if entity is None else panel[panel["entity"] == entity]
    table = rows if "series" in rows else series.build(rows)
    if entity is not None:
        table = table[table["entity"] == entity]
    table = table.assign(concept=table["series"].replace(CONCEPTS), implied=table["origin"].eq("implied"))
    kept = table[table["concept"].isin(list(concepts))].rename(columns={"amount_wan": "wan"})
    kept = kept[~_again(kept)]
    return in_order(kept[["entity", "year", "stage", "concept", "wan", "implied", "document"]])


def _again(rows: pd.DataFrame) -> pd.Series:
    """The beginning-of-year budgets that repeat the budget of their year: they are not drawn twice."""
    names = ["entity", "concept", "year", "wan"]
    budgets = set(zip(*(rows.loc[rows["stage"] == "budget", name] for name in names), strict=True))
    same = [key in budgets for key in zip(*(rows[name] for name in names), strict=True)]
    return rows["stage"].eq("initial_budget") & np.array(same, dtype=bool)


def in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows by entity, year and stage (budget before final)."""
    order = {stage: n for n, stage in enumerate(STAGES)}
    keyed = rows.assign(order=rows["stage"].map(order).fillna(9).to_numpy())
    return keyed.sort_values(["entity", "year", "order"], kind="stable").drop(columns="order").reset_index(drop=True)


def items(panel: pd.DataFrame, entity: str, *, size: int = 3, stage: str | None = None) -> pd.DataFrame:
    """Expenditure by function code of ``size`` digits: one row a code, year and stage.

    Taken from the expenditure statement, else from the one statement by function code that has most of them.
    Columns: code, label, year, stage, wan, document.
    """
    rows = money(panel)
    rows = rows[(rows["entity"] == entity) & (rows["classification"] == "function") & (rows["code"].str.len() == size)]
    rows = rows[rows["measure"].isin(["total", "amount"]) & (rows["side"] != "income")]
    if stage is not None:
        rows = rows[rows["stage"] == stage]
    if not len(rows):
        return rows.assign(label="", wan=0.0)[["code", "label", "year", "stage", "wan", "document"]]
    known = (str(name) for name in BY_ACCOUNT if (rows["statement"] == name).any())
    rows = rows[rows["statement"] == next(known, str(rows["statement"].mode().iloc[0]))]
    best = rows.drop_duplicates(["code", "year", "stage"])
    labels = labels_of(best)
    best = best.assign(label=best["code"].map(labels), wan=best["amount_fen"].astype("float64") / 1e6)
    return best[["code", "label", "year", "stage", "wan", "document"]].astype({"year": "int64"}).reset_index(drop=True)


def labels_of(rows: pd.DataFrame) -> dict[str, str]:
    """The name of each code: the latest printed label, without the code in front of it."""
    latest = rows.sort_values("year", kind="stable").drop_duplicates("code", keep="last")
    names = {}
    for code, label, item in zip(latest["code"], latest["row"], latest["item"], strict=True):
        names[str(code)] = name_of(str(code), str(label)) or str(item) or str(code)
    return names


def name_of(code: str, label: str) -> str:
    """A row's label without its numbering or code; the lists' name where nothing else is printed."""
    printed = re.sub(r"^(\d{4}年度?|\d+)", "", unnumbered(label))
    return printed or function_name(code) or economic_name(code)


def heads(panel: pd.DataFrame, entity: str) -> dict[int, int]:
    """Number of staff by year, as the entity's documents state it."""
    if "concept" not in panel:
        return {}  # a table of headline series has no staff
    told = panel[(panel["entity"] == entity) & (panel["concept"] == "staff") & (panel["value"] != "")]
    told = told[told["document_year"].notna()].drop_duplicates("document_year")
    return {int(y): int(float(v)) for y, v in zip(told["document_year"], told["value"], strict=True) if float(v) > 0}


def main_stage(rows: pd.DataFrame) -> str:
    """The stage most figures have; budget where they tie."""
    counts = rows["stage"].value_counts()
    return max((s for s in counts.index), key=lambda s: (counts[s], s == "budget"), default="budget")


def named(panel: pd.DataFrame, entity: str | None) -> str | None:
    """The entity of the panel with this name, or with this part in its name; None for None.

    Raises UsageError for one that the panel does not have, naming near ones.
    """
    from analyzer.series import entity_of

    return None if entity is None else entity_of(panel, entity)


def first_entity(panel: pd.DataFrame) -> str:
    """The entity with most money rows, empty for an empty panel."""
    rows = money(panel) if "amount_fen" in panel else panel  # headline series are money rows already
    counts = rows["entity"].value_counts()
    return str(counts.index[0]) if len(counts) else ""


def entities(panel: pd.DataFrame) -> list[str]:
    """All entities of the panel in the order of their names."""
    return sorted(set(panel["entity"]) - {""})
