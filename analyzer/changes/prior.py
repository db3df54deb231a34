"""Prior year against prior year: what a later document says or implies of a year, against that year's own document."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

RESULTS = ("equal", "within rounding", "restated", "contradicted", "no counterpart")
_KEYS = ("entity", "statement", "side", "line_key", "measure", "year")


def prior_year(panel: pd.DataFrame) -> pd.DataFrame:
    """Line by line: the figure a document of another year tells or implies, against the year's own document.

    Columns: the key, ``year``, ``told_fen``, ``told_quantum``, ``told_origin``, ``told_by``, ``told_stage``,
        ``own_fen``,
    ``own_stage``, ``own_document``, ``difference_fen``, ``result`` and ``basis``. ``result`` is one of ``RESULTS``:
    ``restated`` says that it agrees with another stage of the same year (named in ``basis``), ``contradicted`` that it
    agrees with none. A figure is compared as an interval of half its last digit on either side.
    """
    import pandas as pd

    money = panel[panel["amount_fen"].notna() & panel["year"].notna()].copy()
    money["line_key"] = money["code"].where(money["code"] != "", money["item"])
    own = (money["document_year"] == money["year"]).fillna(True).to_numpy(dtype=bool)
    primary = own & money["origin"].isin(["printed", "ocr"]).to_numpy()
    told = money[~own & money["document_year"].notna().to_numpy()].reset_index(drop=True)
    names = [*_KEYS, "stage", "amount_fen", "quantum_fen", "document"]
    kept = money.loc[primary, names].drop_duplicates([*_KEYS, "stage", "amount_fen"])
    pairs = told.reset_index(names="told_row").merge(kept, on=list(_KEYS), how="left", suffixes=("", "_own"))
    return _judged(pd.DataFrame(pairs))


def _judged(pairs: pd.DataFrame) -> pd.DataFrame:
    import numpy as np

    gap = pairs["amount_fen"] - pairs["amount_fen_own"]
    slack = pairs["quantum_fen"].fillna(1) + pairs["quantum_fen_own"].fillna(1)
    missing = pairs["amount_fen_own"].isna().to_numpy(dtype=bool)
    agrees = (2 * gap.abs() <= slack).fillna(False).to_numpy(dtype=bool)
    same = (pairs["stage"] == pairs["stage_own"]).to_numpy(dtype=bool)
    equal = agrees & (gap == 0).fillna(False).to_numpy(dtype=bool)
    order = np.select([same & equal, same & agrees, agrees, same & ~missing, ~missing], [0, 1, 2, 3, 3.5], 4)
    table = pairs.assign(order=order, difference_fen=gap)
    best = table.sort_values(["told_row", "order"], kind="stable").drop_duplicates("told_row")
    result = np.array(RESULTS, dtype=object)[best["order"].to_numpy().astype(int)]
    basis = best["stage_own"].where(best["order"] == 2, "")
    best = best.assign(result=result, basis=basis).rename(
        columns={
            "amount_fen": "told_fen",
            "quantum_fen": "told_quantum",
            "origin": "told_origin",
            "document": "told_by",
            "stage": "told_stage",
            "amount_fen_own": "own_fen",
            "stage_own": "own_stage",
            "document_own": "own_document",
        }
    )
    names = ["entity", "statement", "side", "item", "code", "measure", "concept", "row", "year", "told_fen",
             "told_quantum", "told_origin", "told_by", "told_stage", "own_fen", "own_stage", "own_document",
             "difference_fen", "result", "basis", "id"]  # fmt: skip
    return best[names].reset_index(drop=True)
