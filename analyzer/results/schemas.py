"""The JSON schemas of the lines of ``data/*.jsonl``: what each key means, in which unit, and what it may hold."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any, Final

from analyzer.errors import UsageError

NAMES: Final = ("facts", "claims", "findings", "issues", "relations")
"""Kinds of records that have a schema, called by their files."""


def schema(name: str) -> dict[str, Any]:
    """The schema of one kind of record, with what it refers to in ``$defs``. Raises UsageError for another name."""
    kind = "findings" if name == "left_out" else name  # the same records, with why they are not told
    if kind not in NAMES:
        raise UsageError(f"no records are called {name!r}; there are {', '.join(NAMES)} and left_out")
    made = _load(kind)
    if '"source.json"' in json.dumps(made):
        made["$defs"] = {"source": _load("source")}
    return made


def _load(name: str) -> dict[str, Any]:
    text = (files("analyzer") / "assets" / "schemas" / f"{name}.json").read_text("utf-8")
    made: dict[str, Any] = json.loads(text)
    return made
