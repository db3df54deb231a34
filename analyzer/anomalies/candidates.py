"""What is judged: one row a subject, organisation, stage and year, with last year's figure beside this year's.

Subjects are the finest lines that last from year to year: 项 of the functional and 款 of the economic classification,
and the headline series. Twins are folded (a 款 with a single 项, a code that a headline repeats), conflicts left out.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from analyzer.changes.integers import Bools, Floats, Ints
from analyzer.concepts.statements import BY_ECONOMIC, OF_GENERAL, SPENT_AND_GENERAL
from analyzer.series.entities import names_of

if TYPE_CHECKING:
    import pandas as pd

COLUMNS: Final = ("entity", "scope", "region", "level", "year", "stage", "key", "code", "label", "statement",
                  "now", "base", "now_fen", "base_fen", "quantum", "base_origin", "document", "page", "line",
                  "id")  # fmt: skip
HEADLINES: Final = ("basic", "project", "personnel", "operating", "abroad", "vehicle_purchase", "vehicle_operation",
                    "reception", "meeting", "training", "total_expenditure", "three_public")  # fmt: skip
_TAKEN: Final = ("entity", "scope", "region", "level", "year", "stage", "code", "row", "statement", "status",
                 "amount_fen", "quantum_fen", "base_fen", "base_origin", "document", "page", "line", "id")  # fmt: skip
COMPARED: Final = ("ok", "implied base", "stated base", "code moved", "zero base", "restated base", "new", "ended")
"""Statuses of changes that compare like with like."""


def cells(changed: pd.DataFrame, series: pd.DataFrame, panel: pd.DataFrame) -> pd.DataFrame:
    """The cells of a panel: its changes by code and its headline series, in 万元 (``now``, ``base``) and in 分."""
    import pandas as pd

    whole = pd.concat([_coded(changed), _headlines(series, panel)], ignore_index=True)
    return _without_twins(whole)


def amounts(changed: pd.DataFrame, series: pd.DataFrame) -> dict[tuple[str, str, str, int], float]:
    """(entity, subject, stage, year) → amount in 万元 of every cell, also of those without a year before."""
    rows = _chosen(changed)
    known = {(e, k, s, int(y)): float(n) / 1e6 for e, k, s, y, n in
             zip(rows["entity"], rows["code"], rows["stage"], rows["year"], rows["amount_fen"], strict=True)
             if n is not None and n == n}  # fmt: skip
    head = zip(series["entity"], series["series"], series["stage"], series["year"], series["amount_wan"], strict=True)
    return known | {(e, k, s, int(y)): float(n) for e, k, s, y, n in head}


def _chosen(changed: pd.DataFrame) -> pd.DataFrame:
    """The changes by 项 and 款, of the statement that speaks for most of the money, one a subject and year."""
    code, statement = changed["code"].astype("str"), changed["statement"].astype("str")
    size = code.str.len()
    chosen = (size.isin([5, 7]) & statement.isin(SPENT_AND_GENERAL)) | ((size == 5) & statement.isin(BY_ECONOMIC))
    chosen &= changed["measure"].isin(["total", "amount"]) & changed["status"].ne("conflict") & changed["year"].notna()
    chosen &= changed["amount_fen"].notna()
    rows = changed.loc[chosen.to_numpy(dtype=bool), [name for name in _TAKEN if name in changed]]
    names = names_of(rows)
    entity = [names[pair] for pair in zip(rows["entity"], rows["scope"], strict=True)]
    rows = rows.assign(entity=entity, rank=rows["statement"].isin(OF_GENERAL).to_numpy())
    return rows.sort_values("rank", kind="stable").drop_duplicates(["entity", "stage", "year", "code"]).sort_index()


def _coded(changed: pd.DataFrame) -> pd.DataFrame:
    """The changes by code that compare like with like."""
    rows = _chosen(changed)
    rows = rows[rows["status"].astype("str").isin(COMPARED).to_numpy(dtype=bool)]
    table = rows.assign(
        key=rows["code"], label=rows["row"], now_fen=rows["amount_fen"], quantum=rows["quantum_fen"],
        statement=rows["statement"].astype("str"), base_origin=rows["base_origin"].astype("str"),
    )  # fmt: skip
    return _money(table)


def _headlines(series: pd.DataFrame, panel: pd.DataFrame) -> pd.DataFrame:
    """The headline series with the year before."""
    rows = series[series["series"].isin(HEADLINES)]
    before = rows.assign(year=rows["year"] + 1)[["entity", "stage", "series", "year", "amount_wan", "origin"]]
    joined = rows.merge(before, on=["entity", "stage", "series", "year"], suffixes=("", "_base"))
    joined = joined[joined["origin"] != "implied"]
    about = _about(panel).reindex(joined["entity"])
    table = joined.assign(
        key=joined["series"], code="", label="", statement="", line=None, id="", quantum=10_000,
        now_fen=(joined["amount_wan"] * 1e6).round(), base_fen=(joined["amount_wan_base"] * 1e6).round(),
        base_origin=joined["origin_base"], **{name: about[name].to_numpy() for name in ("scope", "region", "level")},
    )  # fmt: skip
    return _money(table)


def _about(panel: pd.DataFrame) -> pd.DataFrame:
    """Scope, region and level of government by the organisation's name in the series."""
    rows = panel.drop_duplicates(["entity", "scope"])
    names = names_of(rows)
    entity = [names[pair] for pair in zip(rows["entity"], rows["scope"], strict=True)]
    table = rows.assign(name=entity).sort_values("scope", ascending=False, kind="stable").drop_duplicates("name")
    return table.set_index("name")[["scope", "region", "level"]]


def _money(table: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    typed = {"now_fen": "float64", "base_fen": "float64", "quantum": "float64", "year": "int64"}
    table = table.astype({name: kind for name, kind in typed.items() if name in table})
    table = table.assign(now=table["now_fen"] / 1e6, base=table["base_fen"] / 1e6)
    for name in COLUMNS:
        if name not in table:
            table[name] = ""
    return pd.DataFrame(table[list(COLUMNS)])


def _without_twins(table: pd.DataFrame) -> pd.DataFrame:
    """One row for one thing: a 款 gives way to its single 项, equal pairs of figures of one unit and year to the first
    (a function code before an economic one, codes before headlines)."""
    size = table["code"].str.len()
    group = table["code"].str[:5].where(size == 7, "")
    names = [table[name].astype(object) for name in ("entity", "stage", "year")]
    children = Counter(key for key in zip(*names, group.astype(object), strict=True) if key[-1])
    own = zip(*names, table["code"].astype(object), strict=True)
    single = np.array([children[name] == 1 for name in own], dtype=bool) & (size == 5).to_numpy()
    rows = table[~single]
    order = np.select([rows["code"].str.len() == 7, rows["key"].isin(["meeting", "training"])], [0, 1], 2)
    ranked = rows.assign(order=order).sort_values("order", kind="stable")
    twin = (
        ranked.duplicated(["entity", "stage", "year", "now_fen", "base_fen"])
        & (ranked["now_fen"] != 0)
        & (ranked["now_fen"] != ranked["base_fen"])
    )
    return ranked[~twin].drop(columns="order").sort_index().reset_index(drop=True)


def grown(table: pd.DataFrame) -> Bools:
    """The rows with money in both years."""
    return np.asarray((table["now"] > 0) & (table["base"] > 0), dtype=bool)


def groups(rows: pd.DataFrame, names: list[str]) -> Ints:
    """Dense group numbers of the rows by these columns."""
    numbers: Any = rows.groupby(names, sort=False, observed=True, dropna=False).ngroup()
    return np.asarray(numbers, dtype=np.int64)


def totals(series: pd.DataFrame, rows: pd.DataFrame) -> tuple[Floats, Floats]:
    """Total expenditure of each row's organisation, stage and year, and of the year before; NaN where unknown."""
    whole = series[series["series"] == "total_expenditure"]
    known = {(e, s, int(y)): float(w) for e, s, y, w in
             zip(whole["entity"], whole["stage"], whole["year"], whole["amount_wan"], strict=True)}  # fmt: skip
    keys = list(zip(rows["entity"], rows["stage"], rows["year"], strict=True))
    now = np.array([known.get((e, s, int(y)), np.nan) for e, s, y in keys], dtype=np.float64)
    base = np.array([known.get((e, s, int(y) - 1), np.nan) for e, s, y in keys], dtype=np.float64)
    return now, base
