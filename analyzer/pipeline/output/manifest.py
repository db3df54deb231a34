"""What a run was made of: versions, options, digests of the inputs; no time and no path, so that runs compare."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from analyzer.model import Issue
from analyzer.pipeline.sources.inputs import Input
from analyzer.pipeline.work import UNREAD, Card, Options
from analyzer.results.selection import ALL, Selection
from analyzer.version import __version__

LIBRARIES = ("lxml", "matplotlib", "numpy", "pandas", "pyarrow", "pypdfium2", "python-calamine", "python-docx", "scipy")
"""Libraries whose version can change what is read, judged or drawn."""


@cache
def _libraries() -> Mapping[str, str]:
    """The versions of the libraries, looked up once a process: the index of installed packages is read from disk."""
    return {name: version(name) for name in LIBRARIES}


def manifest(
    items: Iterable[Input],
    panels: Iterable[Path],
    cards: Iterable[Card],
    unread: Iterable[Issue],
    options: Options,
    chosen: Selection = ALL,
) -> dict[str, Any]:
    """Versions, options, and for each input its name, digest and whether it could be read; saved panels by name."""
    read = {card.name: card for card in cards}
    missed = {issue.document: issue.code for issue in unread}
    rows = [_row(item, read.get(item.name), missed.get(item.name, "unreadable")) for item in items]
    return {
        "analyzer": __version__,
        "libraries": dict(_libraries()),
        "options": {"ocr": options.ocr, **chosen.options()},
        "inputs": rows,
        "panels": [{"panel": path.name, "sha256": _digest(path)} for path in panels],
        "unread": sum(row["state"] in UNREAD for row in rows),
    }


def _row(item: Input, known: Card | None, otherwise: str) -> dict[str, Any]:
    return {
        "document": item.name,
        "sha256": known.sha256 if known else None if item.refused else _digest(item.path),
        "format": known.format if known else None,
        "pages": known.pages if known else None,
        "state": "read" if known else otherwise,
    }


def _digest(path: Path) -> str | None:
    """The digest of a file that was not read; None where it cannot even be opened."""
    digest = hashlib.sha256()
    try:
        if not path.is_file():  # a pipe or a device would never end
            return None
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
    except OSError:
        return None
    return digest.hexdigest()
