"""The pages of a run: an index and a page for every unit; static, self-contained, readable without a network."""

from __future__ import annotations

from analyzer.report.language import Language, words
from analyzer.report.pages import pages

__all__ = ["Language", "pages", "words"]
