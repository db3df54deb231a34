"""The frame of anomalies, and the lines of the panel that are tested, each figure once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from analyzer.changes.keys import Bools

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("kind", "entity", "scope", "region", "year", "stage", "statement", "item", "code", "measure", "label",
           "amount_wan", "base_wan", "score", "p_value", "peers", "peer_median", "detail", "explained", "reason",
           "document", "id")  # fmt: skip
HEADLINES = ("expenditure", "current_expenditure", "basic", "project", "personnel", "operating", "three_public",
             "abroad", "vehicle_purchase", "vehicle_operation", "reception", "agency_operating")  # fmt: skip
_BY_CODE = ("expenditure", "general_public_budget")
_ECONOMIC = ("basic_expenditure", "expenditure_by_economic")


def tested(table: pd.DataFrame) -> pd.DataFrame:
    """One row a figure: codes from the statement that has most of them, headline concepts once."""
    code, statement = table["code"], table["statement"].astype("str")
    whole = table["measure"].astype("str").isin(["total", "amount"])
    function = code.str.len().isin([5, 7]) & statement.isin(_BY_CODE) & whole
    economic = (code.str.len() == 5) & statement.isin(_ECONOMIC) & whole
    head = table["concept"].isin(HEADLINES) & (code == "")
    rows = table[function | economic | head]
    rank = np.select([rows["statement"].eq("expenditure"), rows["statement"].eq("basic_expenditure")], [0, 0], 1)
    name = rows["code"].where(rows["code"] != "", rows["concept"])
    keyed = rows.assign(key=name.astype("str"), rank=rank).sort_values("rank", kind="stable")
    return keyed.drop_duplicates(["entity", "scope", "stage", "year", "key"]).drop(columns="rank").sort_index()


def groups(rows: pd.DataFrame, names: list[str]) -> Any:
    """Dense group numbers of the rows by these columns."""
    return rows.groupby(names, sort=False, observed=True).ngroup().to_numpy(dtype=np.int64)


def found(kind: str, rows: pd.DataFrame, mask: Bools | None = None, **columns: Any) -> pd.DataFrame:
    """Rows as anomalies of one kind; ``columns`` are arrays over ``rows``."""
    import pandas as pd

    chosen = rows.assign(kind=kind, **columns)
    if mask is not None:
        chosen = chosen[mask]
    base = chosen["base_fen"].astype("float64") / 1e6 if "base_fen" in chosen else np.nan
    label = chosen["row"] if "row" in chosen else chosen["item"]
    chosen = chosen.assign(base_wan=base, label=label, reason=chosen.get("base_reason", ""))
    for name in COLUMNS:
        if name not in chosen:
            chosen[name] = np.nan if name in ("score", "p_value", "peers", "peer_median") else ""
    return pd.DataFrame(chosen[list(COLUMNS)]).reset_index(drop=True)


def significant_digits(fen: Any, quantum: Any) -> Any:
    """Digits of each amount up to the last that is not zero: 1,200,000 元 has 2, 1,234,567 元 has 7."""
    values = np.abs(np.asarray(fen, dtype=np.int64))
    digits = np.floor(np.log10(np.maximum(values, 1))).astype(np.int64) + 1
    zeros = np.zeros(len(values), dtype=np.int64)
    rest = np.where(values == 0, 1, values)
    for _ in range(18):
        even = (rest % 10 == 0) & (rest > 0)
        if not even.any():
            break
        zeros += even
        rest = np.where(even, rest // 10, rest)
    return np.where(values == 0, 0, digits - zeros)
