"""Panels on disk: Parquet for machines, CSV for everybody, and a Data Package descriptor that names every column.

The bytes depend only on the panel: the same panel is written to the same files.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analyzer.errors import OutputError, UsageError
from analyzer.panel.schema import COLUMNS, VERSION, conform
from analyzer.text import inert_frame, lively_frame

if TYPE_CHECKING:
    import pandas as pd

STEM = "panel"
PROFILE = "tabular-data-package"
"""Not fiscal-data-package: validators fetch that profile from the network; its column types are named all the same."""
TAXONOMY = "https://frictionlessdata.io/taxonomies/fiscal/budgets.json"


def save(panel: pd.DataFrame, folder: Path | str, *, name: str = "budget-panel", title: str = "") -> tuple[Path, ...]:
    """Write ``panel.parquet``, ``panel.csv`` and ``datapackage.json`` into ``folder``; the paths written.

    Raises OutputError where the folder cannot be written.
    """
    folder = Path(folder)
    table = conform(panel)
    paths = tuple(folder / file for file in (f"{STEM}.parquet", f"{STEM}.csv", "datapackage.json"))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        table.to_parquet(paths[0], index=False, schema=arrow_schema())
        inert_frame(table).to_csv(paths[1], index=False, lineterminator="\n", encoding="utf-8-sig")
        data = paths[1].read_bytes()
        content = json.dumps(descriptor(table, data, name=name, title=title), ensure_ascii=False, indent=2)
        paths[2].write_text(content + "\n", encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written ({error.strerror}); choose another folder") from error
    return paths


def arrow_schema() -> Any:
    """The types of the columns in Parquet, however pandas keeps them in memory."""
    import pyarrow as pa

    types = {"str": pa.large_string(), "Int64": pa.int64(), "float64": pa.float64(), "boolean": pa.bool_()}
    return pa.schema([(column.name, types[column.dtype]) for column in COLUMNS])


def descriptor(panel: pd.DataFrame, data: bytes, *, name: str = "budget-panel", title: str = "") -> dict[str, Any]:
    """The Data Package descriptor of a panel whose CSV is ``data``."""
    years = sorted({int(year) for year in panel["year"].dropna()})
    return {
        "name": name,
        "title": title or "预算公开面板 / Panel of public-budget disclosures",
        "profile": PROFILE,
        "taxonomy": TAXONOMY,
        "version": f"{VERSION}.0.0",
        "countryCode": "CN",
        "fiscalPeriod": {"start": f"{years[0]}-01-01", "end": f"{years[-1]}-12-31"} if years else {},
        "sources": [{"title": document} for document in sorted(set(panel["document"])) if document] or [{"title": "-"}],
        "resources": [_resource(data)],
    }


def _resource(data: bytes) -> dict[str, Any]:
    return {
        "name": STEM,
        "profile": "tabular-data-resource",
        "path": f"{STEM}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "dialect": {"lineTerminator": "\n"},
        "schema": table_schema(),
    }


def table_schema() -> dict[str, Any]:
    """The Table Schema of the panel: types, titles, descriptions and Fiscal Data Package column types."""
    fields: list[dict[str, Any]] = []
    for column in COLUMNS:
        entry: dict[str, Any] = {"name": column.name, "type": column.table_type, "title": column.zh,
                                 "description": column.en}  # fmt: skip
        if column.name == "amount_yuan":
            entry["type"] = "number"
        if column.fiscal:
            entry["columnType"] = column.fiscal
        if column.required:
            entry["constraints"] = {"required": True}
        fields.append(entry)
    return {"fields": fields, "missingValues": [""]}


def load(path: Path | str) -> pd.DataFrame:
    """A saved panel: the folder, its Parquet or its CSV file.

    Raises UsageError where nothing is there, where the file is no panel, or where it was written by a newer version.
    """
    import pandas as pd

    path = Path(path)
    if path.is_dir():
        path = next(
            (p for p in (path / f"{STEM}.parquet", path / STEM, path / f"{STEM}.csv") if p.exists()),
            path / f"{STEM}.parquet",
        )
    if not path.exists():
        raise UsageError(f"{path}: no such panel; save one with analyzer.panel.save or `analyzer run`")
    try:
        table = (
            pd.read_parquet(path)
            if path.suffix == ".parquet" or path.is_dir()
            else lively_frame(pd.read_csv(path, dtype=str, keep_default_na=False))
        )
    except Exception as error:
        raise UsageError(f"{path}: cannot be read as a panel ({str(error).splitlines()[0]})") from error
    return checked(table, str(path))


def checked(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """The table as a panel of this version; an older one gets the columns it lacks, blank.

    Raises UsageError for a table without the columns a panel cannot be without, or of a newer version.
    """
    needed = ("entity", "year", "statement", "item", "measure", "amount_fen", "version")
    missing = [column for column in needed if column not in table]
    if missing:
        raise UsageError(f"{name}: no panel, it lacks the columns {', '.join(missing)}")
    panel = conform(table)
    newest = panel["version"].max()
    if newest is not None and len(panel) and not newest <= VERSION:
        raise UsageError(f"{name}: written by version {newest} of the panel, this is {VERSION}; update analyzer")
    return panel


def join(panels: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Several panels as one: every row once, in the order given; nothing is overwritten (see ``conflicts``)."""
    import pandas as pd

    from analyzer.panel.schema import frame

    tables = [checked(panel, f"panel {number}") for number, panel in enumerate(panels, start=1)]
    if not tables:
        return frame([])
    return pd.concat(tables, ignore_index=True).drop_duplicates(ignore_index=True)
