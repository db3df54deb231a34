"""A fixture that writes bytes to a file and reads them as a document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from analyzer.model import Document
from analyzer.readers import Limits, read

Reads = Callable[..., Document]


@pytest.fixture
def reads(tmp_path: Path) -> Reads:
    """``reads(data, name, limits=…)``: the document in a file of that name with those bytes (or that text)."""

    def reading(data: bytes | str, name: str = "a.txt", limits: Limits | None = None) -> Document:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return read(path, limits=limits or Limits())

    return reading
