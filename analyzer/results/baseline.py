"""Findings accepted before: the ids of an earlier run, or of a list with a reason each.

A list has one accepted finding a line: its id, then why it is accepted. Lines that begin with “#” are comments. A run
folder, its ``findings.jsonl``, and what `analyzer check --format json|jsonl` printed are baselines too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from analyzer.errors import UsageError
from analyzer.results.records import Record
from analyzer.text import printable

ID: Final = re.compile(r"[0-9a-f]{12}")
HEAD: Final = (
    "# Accepted findings: an id a line, then why it is accepted. Findings with these ids are not told;\n"
    "# delete a line to hear of one again.\n"
)


def load(path: str | Path) -> dict[str, str]:
    """The ids of the accepted findings with the reason of each, empty where none is given.

    Raises UsageError, naming the file, the line and the remedy, for a file that is missing or no baseline.
    """
    path = Path(path)
    if path.is_dir():
        return {row["id"]: row.get("reason", "") for row in accepted(path)}
    text = _text(path)
    if text.lstrip().startswith(("{", "[")):
        return {_id(row, path, number): row.get("reason", "") for number, row in _rows(text, path)}
    return dict(_listed(text, path))


def accepted(folder: Path) -> Iterator[Record]:
    """The findings of a run folder (or of its ``data``), then those that it left out as accepted, with the reason.

    Raises UsageError where there is no run.
    """
    data = folder / "data" if (folder / "data").is_dir() else folder
    file = data / "findings.jsonl"
    if not file.is_file():
        raise UsageError(f"{printable(str(folder))}: no run folder (data/findings.jsonl is not there); name another")
    for number, row in _rows(_text(file), file):
        _id(row, file, number)
        yield row
    left = data / "left_out.jsonl"
    for _, row in _rows(_text(left), left) if left.is_file() else ():
        if row.get("why") == "accepted":
            yield row


def listing(rows: Iterable[Mapping[str, Any]], lang: str) -> Iterator[str]:
    """A list that accepts these findings, line by line: each below a comment that says what it is."""
    yield HEAD
    for row in rows:
        place = f"p{row['page']}" if row["page"] else row["line"] or ""
        told = f"{row['document']}:{place}: {row['severity']} {row['check']}: {row['message'][lang]}"
        yield f"\n# {printable(' '.join(told.split()))}\n{row['id']} {' '.join(row.get('reason', '').split())}".rstrip(
            " "
        )
        yield "\n"


def _text(path: Path) -> str:
    shown = printable(str(path))
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        raise UsageError(
            f"{shown}: no such file; a baseline is a run folder, findings.jsonl or a list of ids"
        ) from None
    except OSError as error:
        raise UsageError(f"{shown}: cannot be opened ({error.strerror}); check its permissions") from None
    except UnicodeDecodeError:
        raise UsageError(f"{shown}: no text in UTF-8; a baseline is findings.jsonl or a list of ids") from None


def _rows(text: str, path: Path) -> Iterator[tuple[int, Record]]:
    """The objects of JSON Lines or of one JSON array, with the line (in an array the place) of each."""
    shown = printable(str(path))
    whole = text.lstrip().startswith("[")
    for number, line in enumerate([text] if whole else text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError as error:
            raise UsageError(f"{shown}: line {number}: no JSON ({error}); write the baseline again") from None
        for place, row in enumerate(value, start=1) if whole and isinstance(value, list) else [(number, value)]:
            if not isinstance(row, dict):
                raise UsageError(f"{shown}: line {place}: no finding (it has no id); name another file")
            yield place, row


def _id(row: Record, path: Path, number: int) -> str:
    name = row.get("id")
    if not isinstance(name, str) or not ID.fullmatch(name) or "check" not in row:
        raise UsageError(f"{printable(str(path))}: line {number}: no finding (it has no id); name a findings.jsonl")
    return name


def _listed(text: str, path: Path) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        name, _, reason = line.strip().partition(" ")
        if not name or name.startswith("#"):
            continue
        if not ID.fullmatch(name):
            told = f"{printable(name[:40])!r} is no id of a finding (12 digits of 0–9 and a–f)"
            raise UsageError(f"{printable(str(path))}: line {number}: {told}; comments begin with #")
        yield name, reason.strip().removeprefix("#").strip()
