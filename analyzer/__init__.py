"""Reads Chinese public-budget disclosures into one panel, checks every figure they state, and draws the trends.

    >>> import analyzer
    >>> run = analyzer.analyze("data/disclosures")  # doctest: +SKIP
    >>> run.findings  # doctest: +SKIP

Everything heavy is imported on first use, so that ``import analyzer`` costs next to nothing.
"""

from __future__ import annotations

import importlib
import logging
from typing import TYPE_CHECKING, Any

from analyzer.version import __version__

if TYPE_CHECKING:
    from analyzer.errors import AnalyzerError, OutputError, UnreadableDocument, UsageError
    from analyzer.pipeline import Run, analyze, publish
    from analyzer.readers import read

__all__ = [
    "AnalyzerError",
    "OutputError",
    "Run",
    "UnreadableDocument",
    "UsageError",
    "__version__",
    "analyze",
    "publish",
    "read",
]

_HOMES = {
    "analyze": "analyzer.pipeline",
    "publish": "analyzer.pipeline",
    "Run": "analyzer.pipeline",
    "read": "analyzer.readers",
    "AnalyzerError": "analyzer.errors",
    "OutputError": "analyzer.errors",
    "UnreadableDocument": "analyzer.errors",
    "UsageError": "analyzer.errors",
}

logging.getLogger(__name__).addHandler(logging.NullHandler())


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'analyzer' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
