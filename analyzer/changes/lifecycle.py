"""Items that start and end: the zero that a table of the other year means by not listing an item.

A statement that lists items by code down to some level lists all of them. So an item that one year's table has and the
next year's does not has ended, and its amount there is nothing; the figure missing in a table that is not there stays
missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from analyzer.concepts import codes
from analyzer.concepts.statements import LISTING

if TYPE_CHECKING:
    import pandas as pd

ABSENT: Final = "absent"
"""Origin of the zero of an item that a table does not list."""
LEAST: Final = 3
"""Fewest coded lines of a level by which a statement counts as listing that level."""
_TABLE: Final = ["entity", "scope", "statement", "side", "measure", "stage", "size"]
_LINE: Final = [*_TABLE, "code"]
_COLUMNS: Final = ("entity", "scope", "statement", "side", "measure", "stage", "code", "year", "origin",
                   "document", "document_year")  # fmt: skip


def with_absent(panel: pd.DataFrame, concordance: Mapping[tuple[str, int], str]) -> pd.DataFrame:
    """The panel with a zero for each item that the table of the year before or after does not list.

    Codes that began or ended with a reform (in the code books or in ``concordance``) did not start or end.
    """
    import pandas as pd

    if not set(_COLUMNS) <= set(panel.columns):
        return panel
    rows = panel[(panel["code"].astype("str") != "") & panel["statement"].isin(LISTING)]
    rows = rows[rows["measure"].isin(["total", "amount"]) & rows["amount_fen"].notna() & rows["year"].notna()]
    if not len(rows):
        return panel
    rows = rows.assign(size=rows["code"].astype("str").str.len())
    own = rows[rows["origin"].isin(["printed", "ocr", "combined"]) & (rows["document_year"] == rows["year"])]
    lines = own.drop_duplicates([*_LINE, "year"])
    tables = lines.groupby([*_TABLE, "year"], observed=True).agg(
        lines=("code", "size"), where=("document", "first")
    ).reset_index()  # fmt: skip
    tables = tables[tables["lines"] >= LEAST]
    known = set(zip(*(rows[name].astype(object) for name in (*_LINE, "year")), strict=True))
    moved = {(m.old, m.new, m.year) for m in codes.moves()} | {(o, n, y) for (n, y), o in concordance.items()}
    made = [_missing(lines, tables, known, step, moved) for step in (1, -1)]
    more = pd.concat([part for part in made if len(part)], ignore_index=True) if any(map(len, made)) else made[0]
    return pd.concat([panel, more.reindex(columns=panel.columns)], ignore_index=True) if len(more) else panel


def _missing(
    lines: pd.DataFrame,
    tables: pd.DataFrame,
    known: set[tuple[object, ...]],
    step: int,
    moves: set[tuple[str, str, int]],
) -> pd.DataFrame:
    """The lines of one year that the table of the year ``step`` away does not have, as zeros of that year."""
    where = {
        key[:-1]: key[-1] for key in zip(*(tables[n].astype(object) for n in (*_TABLE, "year", "where")), strict=True)
    }
    reformed = {(old, year) if step > 0 else (new, year - 1) for old, new, year in moves}
    found: list[tuple[int, str]] = []
    for at, (*key, year, amount) in enumerate(
        zip(*(lines[name].astype(object) for name in (*_LINE, "year", "amount_fen")), strict=True)
    ):
        other = where.get((*key[:-1], year + step))
        if amount and other is not None and (*key, year + step) not in known and (key[-1], year + step) not in reformed:
            found.append((at, other))
    rows = lines.take([at for at, _ in found]).reset_index(drop=True)
    rows = rows.assign(year=rows["year"] + step, where=[name for _, name in found])
    values: dict[str, Any] = {
        "amount_fen": 0,
        "quantum_fen": 1,
        "amount_wan": 0.0,
        "origin": ABSENT,
        "page": None,
        "line": None,
    }
    if "amount_yuan" in rows:
        values["amount_yuan"] = "0"
    rows = rows.assign(**values, document=rows["where"], document_year=rows["year"], reason="", text="")
    return rows.astype({name: lines[name].dtype for name in ("amount_fen", "quantum_fen", "page", "line")
                        if name in lines})  # fmt: skip
