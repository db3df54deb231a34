"""The frame of changes put together from integer arrays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from analyzer.changes.comparands import Bases, bases, statuses
from analyzer.changes.growth import cagr, completion, price_ratio
from analyzer.changes.integers import Bools, Bytes, Floats, Ints
from analyzer.changes.lifecycle import with_absent
from analyzer.changes.parents import parents, roots, share
from analyzer.changes.settled import IMPLIED, Figures, figures
from analyzer.changes.statuses import CLAIMED, STATUSES
from analyzer.panel.recodings import carried

if TYPE_CHECKING:
    import pandas as pd

NAMES = ("entity", "entity_code", "scope", "region", "level", "year", "stage", "statement", "side", "item", "code",
         "classification", "measure", "fund", "concept", "within", "row", "amount_fen", "quantum_fen",
         "amount_wan", "origin", "document", "page", "line", "id")  # fmt: skip
"""Columns a change takes over from the panel, as far as the panel has them."""
_ORIGINS = np.array(["printed", "retold", "stated", "implied", ""], dtype=object)


def assemble(
    panel: pd.DataFrame,
    *,
    deflator: Mapping[int, float] | None,
    concordance: Mapping[tuple[str, int], str] | None,
) -> pd.DataFrame:
    """See ``analyzer.changes.changes``."""
    moves = carried() if concordance is None else concordance
    panel = with_absent(panel, moves)
    cells = figures(panel)
    found = bases(cells, moves)
    status = statuses(cells, found)
    has = found.at >= 0
    keep = in_panel_order(cells.row, has | ((cells.rank < IMPLIED) & ~cells.absent), len(panel))
    absolute = np.where(has, cells.fen - cells.fen[np.maximum(found.at, 0)], 0) if len(has) else cells.fen
    table = _taken(panel, cells.row[keep])
    _add_base(table, panel, cells, found, keep)
    _add_change(table, cells, found, absolute, status, keep)
    _add_parents(table, cells, found, absolute, status, keep)
    _add_growth(table, cells, keep)
    if deflator is not None:
        _add_real(table, deflator)
    return _with_claimed(table, panel)


def in_panel_order(rows: Ints, mask: Bools, size: int) -> Ints:
    """Positions of the masked figures in the order of their panel rows, so that text columns need not be shuffled."""
    at = np.full(size, -1, dtype=np.int64)
    at[rows[mask]] = np.flatnonzero(mask)
    return at[at >= 0]


def _taken(panel: pd.DataFrame, rows: Ints) -> pd.DataFrame:
    names = [name for name in NAMES if name in panel]
    part = panel[names]
    return (part if len(rows) == len(panel) else part.take(rows)).reset_index(drop=True)


def _words(values: Ints | Bytes, names: tuple[str, ...]) -> Any:
    """Small codes as a categorical: cheap in memory, reads as text."""
    import pandas as pd

    return pd.Categorical.from_codes(values, categories=pd.Index(list(names)))


def _nullable(values: Ints, missing: Bools) -> Any:
    import pandas as pd

    return pd.arrays.IntegerArray(values, missing)


def _add_base(table: pd.DataFrame, panel: pd.DataFrame, cells: Figures, found: Bases, keep: Ints) -> None:
    at = found.at[keep]
    none, safe = at < 0, np.maximum(at, 0)
    size = len(cells.cell)
    table["base_year"] = _nullable(cells.year[safe] + cells.keys.first_year if size else at, none)
    table["base_fen"] = _nullable(cells.fen[safe] if size else at, none)
    stages = (*dict.fromkeys(cells.keys.stages), "none") if "none" not in cells.keys.stages else cells.keys.stages
    table["base_stage_used"] = _words(np.where(none, -1, cells.stage[safe] if size else at), stages)
    table["base_origin"] = _words(np.where(none, -1, cells.rank[safe] if size else at),
                                  ("printed", "retold", "stated", "implied"))  # fmt: skip
    for name in ("document", "id", "reason"):
        if name in panel:
            rows = cells.row[safe] if size else at
            table[f"base_{name}"] = panel[name].take(rows).reset_index(drop=True).mask(none, "")
    restated = np.where(none, -1, cells.restated[safe]) if size else at
    amounts = panel["amount_fen"].to_numpy(dtype=np.int64, na_value=0)
    told = amounts[np.maximum(restated, 0)] if len(amounts) else restated
    table["restated_fen"] = _nullable(told, restated < 0)


def _add_change(table: pd.DataFrame, cells: Figures, found: Bases, absolute: Ints, status: Bytes, keep: Ints) -> None:
    none = found.at[keep] < 0
    base = np.where(none, 0, cells.fen[np.maximum(found.at[keep], 0)]) if len(none) else none.astype(np.int64)
    change = absolute[keep]
    table["absolute_fen"] = _nullable(change, none)
    table["absolute_wan"] = np.where(none, np.nan, change / 1e6)
    with np.errstate(divide="ignore", invalid="ignore"):
        table["percent"] = np.where(base != 0, 100 * change / np.abs(base), np.nan)
    table["status"] = _words(status[keep], STATUSES)


def _add_parents(table: pd.DataFrame, cells: Figures, found: Bases, absolute: Ints, status: Bytes, keep: Ints) -> None:
    parent = parents(cells, found, status)
    top = roots(parent)
    base = np.where(found.at >= 0, np.abs(cells.fen[np.maximum(found.at, 0)]), 0) if len(parent) else absolute
    up = parent[keep]
    names = [f"{ln.statement}/{ln.side}/{ln.code or ln.item}/{ln.measure}" for ln in cells.keys.lines]
    alike = {name: place for place, name in enumerate(dict.fromkeys(names))}  # two items may print one code
    named = np.array([alike[name] for name in names], dtype=np.int64)
    lines = np.where(up >= 0, named[cells.line[np.maximum(up, 0)]], -1) if len(cells.line) else up
    table["parent"] = _words(lines, tuple(alike))
    table["contribution"] = 100 * share(absolute[keep], absolute, up)
    table["contribution_points"] = 100 * share(absolute[keep], base, up)
    table["contribution_total"] = 100 * share(absolute[keep], absolute, top[keep])


def _add_growth(table: pd.DataFrame, cells: Figures, keep: Ints) -> None:
    rate, since = cagr(cells)
    table["cagr"] = rate[keep]
    table["cagr_from"] = _nullable(since[keep] + cells.keys.first_year, since[keep] < 0)
    done, at = completion(cells)
    table["completion"] = done[keep]
    stage = np.where(at[keep] >= 0, cells.stage[np.maximum(at[keep], 0)], -1) if len(at) else at
    table["completion_of"] = _words(stage, cells.keys.stages)


def _add_real(table: pd.DataFrame, deflator: Mapping[int, float]) -> None:
    ratio: Floats = price_ratio(table["year"].to_numpy(dtype=np.int64), deflator)
    amount = table["amount_fen"].to_numpy(dtype=np.float64, na_value=np.nan)
    base = table["base_fen"].to_numpy(dtype=np.float64, na_value=np.nan) * ratio
    table["absolute_real_wan"] = (amount - base) / 1e6
    with np.errstate(divide="ignore", invalid="ignore"):
        table["percent_real"] = np.where(base != 0, 100 * (amount - base) / np.abs(base), np.nan)


def _with_claimed(table: pd.DataFrame, panel: pd.DataFrame) -> pd.DataFrame:
    """Append the changes that a sentence states without any level to compare with."""
    import pandas as pd

    if "origin" not in panel or "change_fen" not in panel:
        return table
    claimed = panel[panel["origin"].eq("claimed") & panel["change_fen"].notna()]
    if not len(claimed):
        return table
    more = claimed[[name for name in NAMES if name in claimed]].reset_index(drop=True)
    more["absolute_fen"] = claimed["change_fen"].to_numpy()
    more["absolute_fen"] = more["absolute_fen"].astype("Int64")
    more["absolute_wan"] = more["absolute_fen"].astype("float64") / 1e6
    more["status"] = _words(np.full(len(more), CLAIMED, dtype=np.int8), STATUSES)
    return pd.concat([table, more.reindex(columns=table.columns).astype(table.dtypes)], ignore_index=True)
