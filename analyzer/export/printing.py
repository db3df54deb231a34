"""Records as text: JSON Lines, JSON, comma-separated values, and columns aligned for a terminal."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from analyzer.results.records import Record
from analyzer.text import inert, inert_frame, printable

if TYPE_CHECKING:
    import pandas as pd


def json_lines(rows: Iterable[Record]) -> bytes:
    """One JSON object a line, in UTF-8 with Chinese unescaped."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def json_text(value: object) -> bytes:
    """One indented JSON value."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def printed(rows: Sequence[Record], style: str, columns: Sequence[str] = ()) -> str:
    """Records for a terminal or a pipe: ``table`` (only ``columns``, aligned), ``json``, ``jsonl`` or ``csv``."""
    if style == "jsonl":
        return json_lines(rows).decode()
    if style == "json":
        return json_text(list(rows)).decode()
    names = list(columns) or list(dict.fromkeys(key for row in rows for key in row))
    if style == "csv":
        names = list(dict.fromkeys(key for row in rows for key in row)) or names
        return csv_text(rows, names)
    return aligned([names, *([_short(row.get(name)) for name in names] for row in rows)])


def csv_text(rows: Iterable[Record], columns: Sequence[str]) -> str:
    """Comma-separated values with a header; lists and objects as JSON."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([inert(_flat(row.get(name))) for name in columns] for row in rows)
    return out.getvalue()


def csv_frame(frame: pd.DataFrame) -> bytes:
    """A frame as comma-separated values whose texts no spreadsheet takes for formulas, marked as UTF-8 for Excel."""
    return inert_frame(frame).to_csv(index=False, lineterminator="\n").encode("utf-8-sig")


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Columns aligned for a terminal, where a Chinese character takes two places."""
    widths = [max(display_width(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = ("  ".join(c + " " * (w - display_width(c)) for c, w in zip(row, widths, strict=True)) for row in rows)
    return "".join(line.rstrip() + "\n" for line in lines)


def display_width(text: str) -> int:
    """The columns that a text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _short(value: object, most: int = 40) -> str:
    text = printable(" ".join(_flat(value).split()))
    return text if len(text) <= most else text[: most - 1] + "…"


def _flat(value: object) -> str:
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value)


def frame_records(frame: pd.DataFrame) -> list[Record]:
    """The rows of a frame as records that JSON can hold: exact numbers as decimal strings, missing values null."""
    names = [str(name) for name in frame.columns]
    columns = [[_json_value(x) for x in frame[name].astype(object)] for name in frame.columns]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _json_value(value: Any) -> Any:
    import pandas as pd

    if isinstance(value, list | tuple | dict | str | bool):
        return value
    if pd.isna(value):
        return None
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.item() if hasattr(value, "item") else value
