"""What a check claims and why it matters: in English its docstring, in Chinese ``assets/checks/explanations.csv``."""

from __future__ import annotations

import csv
import inspect
import re
from functools import lru_cache
from importlib.resources import files

from analyzer.checks.registry import Check


def explanation(check: Check, lang: str = "en") -> tuple[str, ...]:
    """The paragraphs that explain a check in one language: its claim, then why, with an example.

    Raises KeyError for a check that the Chinese table lacks (a test keeps it complete).
    """
    if lang == "zh":
        return tuple(text for text in _chinese()[check.id] if text)
    parts = re.split(r"\n\s*\n", inspect.getdoc(check.function) or "")
    return tuple(" ".join(part.split()) for part in parts)


@lru_cache(maxsize=1)
def _chinese() -> dict[str, tuple[str, str]]:
    table = files("analyzer").joinpath("assets", "checks", "explanations.csv").read_text("utf-8")
    return {row["check"]: (row["claims"], row["why"]) for row in csv.DictReader(table.splitlines())}
