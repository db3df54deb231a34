"""Codes over time: the concordance as a frame, what a year's code was before, and the codes the lists do not have."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from analyzer.concepts import codes

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

_CHARTS = {"function": codes.function_codes, "economic": codes.economic_codes}


@lru_cache(maxsize=1)
def carried() -> Mapping[tuple[str, int], str]:
    """(code, first year under it) → the code before, for every code that moved as a whole; what ``changes`` joins by.

    Codes that were merged or split are left out: a part cannot be compared with a whole.
    """
    return {(move.new, move.year): move.old for move in codes.moves() if move.relation == "moved"}


def concordance() -> pd.DataFrame:
    """Every code that moved, merged, split or was renamed, a row each, by year.

    Columns: ``classification``, ``year`` (the first under the new code or name), ``relation`` (moved, merged, split,
    renamed), ``old``, ``old_name``, ``new``, ``new_name``, ``source``.
    """
    import pandas as pd

    rows = [_moved(move) for move in codes.moves()] + [row for kind in _CHARTS for row in _renamed(kind)]
    names = ["classification", "year", "relation", "old", "old_name", "new", "new_name", "source"]
    table = pd.DataFrame(rows, columns=names)
    return table.sort_values(["year", "classification", "old", "new"], kind="stable", ignore_index=True)


def _moved(move: codes.Move) -> dict[str, Any]:
    name = codes.economic_name if move.kind == "economic" else codes.function_name
    return {"classification": move.kind, "year": move.year, "relation": move.relation,
            "old": move.old, "old_name": name(move.old, move.year - 1),
            "new": move.new, "new_name": name(move.new, move.year), "source": move.source}  # fmt: skip


def _renamed(kind: str) -> list[dict[str, Any]]:
    chart = _CHARTS[kind]()
    before = {(code.code, code.until): code.name for code in chart if code.until}
    return [
        {"classification": kind, "year": code.since, "relation": "renamed", "old": code.code,
         "old_name": before[code.code, code.since - 1], "new": code.code, "new_name": code.name,
         "source": f"政府收支分类科目 {code.since}"}
        for code in chart if code.since and (code.code, code.since - 1) in before
    ]  # fmt: skip


def unknown(panel: pd.DataFrame) -> pd.DataFrame:
    """The codes of the panel that the lists do not have, or not in that year: one row a code, year and document.

    Columns: ``classification``, ``code``, ``row`` (the name printed beside it), ``year``, ``entity``, ``document``,
    ``reason`` (``unknown`` or ``not in force``) and ``figures`` (how many rows bear it). The figures themselves stay in
    the panel and are compared under the code as printed.
    """
    coded = panel[panel["classification"].isin(list(_CHARTS)) & (panel["code"] != "")]
    names = ["classification", "code", "year", "entity", "document"]
    met = coded.groupby(names, sort=True, dropna=False, observed=True).agg(
        row=("row", "first"), figures=("row", "size")
    )
    table = met.reset_index()
    years = [None if year != year else int(year) for year in table["year"].astype("float64")]
    reasons = [codes.standing(code, year) for code, year in zip(table["code"], years, strict=True)]
    table = table.assign(reason=reasons)
    order = ["classification", "code", "row", "year", "entity", "document", "reason", "figures"]
    return table.loc[table["reason"] != "in force", order].reset_index(drop=True)
