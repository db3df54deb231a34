"""The grammar of the numeric statements of a narrative: levels, changes, rates, shares, completions, lists."""

from __future__ import annotations

from analyzer.claims.extraction import extract

__all__ = ["extract"]
