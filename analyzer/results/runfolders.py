"""A run folder to be compared, small with JSON Lines or large with Parquet parts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from analyzer.errors import UsageError
from analyzer.results.records import Record
from analyzer.text import printable

STATEMENT: Final = ("document", "page", "line", "kind", "text", "verdict", "computed")
FIGURE: Final = ("document", "page", "line", "year", "stage", "statement", "side", "item", "code", "measure", "fund",
                 "table", "row", "column", "text", "value", "unit", "amount_fen", "origin")  # fmt: skip
PRINTED: Final = ("printed", "ocr")
"""Origins of figures that stand in a table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A whole run; ``documents`` tells by name whether each was read and the beginning of its digest."""

    path: Path
    documents: dict[str, str]

    @staticmethod
    def of(path: str | Path) -> Folder:
        """The run in ``path``. Raises UsageError where there is none, or where its writing was cut off."""
        path = Path(path)
        shown = printable(str(path))
        try:
            inputs = json.loads((path / "manifest.json").read_bytes())["inputs"]
            documents = {row["document"]: f"{row['state']} {(row['sha256'] or '')[:12]}".strip() for row in inputs}
        except OSError:
            told = "no whole run folder (manifest.json is not there); name another, or run into it again"
            raise UsageError(f"{shown}: {told}") from None
        except (ValueError, KeyError, TypeError):
            raise UsageError(f"{shown}: its manifest.json is none that analyzer wrote; name a run folder") from None
        return Folder(path=path, documents=documents)

    @property
    def read(self) -> set[str]:
        """The names of the documents that the run read."""
        return {name for name, state in self.documents.items() if state.startswith("read ")}

    def findings(self) -> Iterator[Record]:
        """The findings that are told, then those that were left out, with ``why`` and ``reason``."""
        for name in ("findings", "left_out"):
            yield from _lines(self.path / "data" / f"{name}.jsonl")

    def statements(self, documents: Sequence[str]) -> list[Record]:
        """The numeric statements of some documents, in their order."""
        return self._rows("claims", STATEMENT, documents)

    def figures(self, documents: Sequence[str]) -> list[Record]:
        """The figures printed in tables of some documents, in their order."""
        return [row for row in self._rows("panel", FIGURE, documents) if row["origin"] in PRINTED]

    def _rows(self, name: str, columns: Sequence[str], documents: Sequence[str]) -> list[Record]:
        """Rows of ``data``: from JSON Lines, one Parquet file, or a folder of parts; none where a run has none."""
        data, wanted = self.path / "data", set(documents)
        if (data / f"{name}.jsonl").exists():
            rows = (row for row in _lines(data / f"{name}.jsonl") if row["document"] in wanted)
            return [{key: row.get(key) for key in columns} for row in rows]
        found = [path for path in (data / f"{name}.parquet", data / name) if path.exists()]
        return _table(found[0], columns, documents) if found else []


def _lines(path: Path) -> Iterator[Any]:
    if path.exists():
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, start=1):
                try:
                    yield json.loads(line)
                except ValueError as error:
                    told = f"line {number} is no JSON ({error}); run into the folder again"
                    raise UsageError(f"{printable(str(path))}: {told}") from None


def _table(path: Path, columns: Sequence[str], documents: Sequence[str]) -> list[Record]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(path, columns=list(columns), filters=[("document", "in", list(documents))])
    except (OSError, pa.ArrowException) as error:
        reason = str(error).splitlines()[0]
        raise UsageError(f"{printable(str(path))}: cannot be read ({reason}); run into the folder again") from None
    rows: list[Record] = table.to_pylist()
    return rows
