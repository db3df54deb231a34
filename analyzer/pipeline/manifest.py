"""What a run was made of: versions, options, digests of the inputs; no time and no path, so that runs compare."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from analyzer.model import Corpus, Issue, Reading
from analyzer.pipeline.inputs import Input
from analyzer.pipeline.work import UNREAD, Options
from analyzer.version import __version__

LIBRARIES = ("lxml", "matplotlib", "numpy", "pandas", "pyarrow", "pypdfium2", "python-calamine", "python-docx", "scipy")
"""Libraries whose version can change what is read, judged or drawn."""


def manifest(
    items: Iterable[Input], panels: Iterable[Path], corpus: Corpus, unread: Iterable[Issue], options: Options
) -> dict[str, Any]:
    """Versions, options, and for each input its name, digest and whether it could be read; saved panels by name."""
    read = {reading.name: reading for reading in corpus.readings}
    missed = {issue.document: issue.code for issue in unread}
    rows = [_row(item, read.get(item.name), missed.get(item.name, "unreadable")) for item in items]
    return {
        "analyzer": __version__,
        "libraries": {name: version(name) for name in LIBRARIES},
        "options": {"ocr": options.ocr},
        "inputs": rows,
        "panels": [{"panel": path.name, "sha256": _digest(path)} for path in panels],
        "unread": sum(row["state"] in UNREAD for row in rows),
    }


def _row(item: Input, known: Reading | None, otherwise: str) -> dict[str, Any]:
    document = known.extraction.document if known else None
    return {
        "document": item.name,
        "sha256": document.sha256 if document else None if item.refused else _digest(item.path),
        "format": document.format if document else None,
        "pages": document.pages if document else None,
        "state": "read" if document else otherwise,
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
