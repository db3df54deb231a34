"""Records and frames as Parquet tables with one schema whatever they hold: for runs too large for lists of lines."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from analyzer.results.outcome import Results
from analyzer.results.records import Record

if TYPE_CHECKING:
    import pandas as pd

INTEGERS: Final = frozenset({"year", "base_year", "page", "line", "fen", "quantum", "residual"})
FLOATS: Final = frozenset({"slack", "score"})
SWITCHES: Final = frozenset({"partial"})
"""Columns that are no texts; lists and objects are JSON texts."""


def save_columns(results: Results, folder: Path) -> None:
    """Put Parquet files in the place of the long lists that `save_data` wrote into ``folder``.

    Facts, claims, relations, changes and panel; findings and issues stay JSON Lines. A list without rows has no file.
    """
    import pyarrow.parquet as pq

    lists = {"facts": results.fact_records, "claims": results.claim_records, "relations": results.relation_records}
    for name, rows in lists.items():
        (folder / f"{name}.jsonl").unlink()
        if rows:
            pq.write_table(table_of(rows), folder / f"{name}.parquet")
    if len(results.changes):
        pq.write_table(_changes(results.changes), folder / "changes.parquet")
    for name in ("changes.csv", "panel.csv", "datapackage.json"):
        (folder / name).unlink()
    if not len(results.panel):
        (folder / "panel.parquet").unlink()


def table_of(rows: Sequence[Record]) -> Any:
    """Records of one kind as an Arrow table."""
    import pyarrow as pa

    kinds = {"integer": pa.int64(), "number": pa.float64(), "switch": pa.bool_(), "text": pa.string()}
    made = {}
    for name in rows[0]:
        kind = _kind(name)
        values = [_text(row[name]) if kind == "text" else row[name] for row in rows]
        made[name] = pa.array(values, kinds[kind])
    return pa.table(made)


def _kind(name: str) -> str:
    return "integer" if name in INTEGERS else "number" if name in FLOATS else "switch" if name in SWITCHES else "text"


def _text(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _changes(frame: pd.DataFrame) -> Any:
    """Changes as an Arrow table whose types do not depend on which columns happen to be blank."""
    import pandas as pd
    import pyarrow as pa

    made = {}
    for name, kind in _change_kinds().items():
        column = frame[name]
        if kind == "integer":
            made[name] = pa.array(column.astype("Int64"), pa.int64(), from_pandas=True)
        elif kind == "number":
            made[name] = pa.array(column.astype("float64"), pa.float64(), from_pandas=True)
        else:
            texts = [None if not isinstance(x, list | dict) and pd.isna(x) else _text(x) for x in column.astype(object)]
            made[name] = pa.array(texts, pa.string())
    return pa.table(made)


@cache
def _change_kinds() -> dict[str, str]:
    from pandas.api.types import is_bool_dtype, is_float_dtype, is_integer_dtype

    from analyzer.changes import changes
    from analyzer.panel.schema import frame

    empty = changes(frame([]))
    kinds = {}
    for name in empty.columns:
        kind = empty[name].dtype
        number = is_float_dtype(kind) and not is_bool_dtype(kind)
        kinds[str(name)] = "integer" if is_integer_dtype(kind) else "number" if number else "text"
    return kinds
