"""Words of the forms: columns and items, from ``assets/vocabulary/*.csv``.

A new province's wording is a row in one of these files. Every look-up works on the bare form of a label (no blanks,
brackets or punctuation, no numbering), is loaded on first use and cached.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from analyzer.concepts.labels import plain_label, table

Side = Literal["income", "expenditure", ""]

LONGEST = 60
"""Characters beyond which a text is no label: it is not tried against the vocabulary."""


# ---- columns ---------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _headings() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple((row["role"], row["id"], re.compile(row["pattern"])) for row in table("measures"))


@lru_cache(maxsize=8192)
def heading_of(label: str) -> tuple[str, str]:
    """(role, identifier) of one header label, both empty where no row of the vocabulary knows it."""
    text = plain_label(label)
    if not text or len(text) > LONGEST:
        return "", ""
    known = ((role, name) for role, name, pattern in _headings() if role != "target" and pattern.fullmatch(text))
    return next(known, ("", ""))


@lru_cache(maxsize=2048)
def target_heading_of(label: str) -> str:
    """What a column of a performance-target table holds (level1 … basis), empty where unknown."""
    text = plain_label(label)[: LONGEST + 1]
    return next((name for role, name, pattern in _headings() if role == "target" and pattern.fullmatch(text)), "")


# ---- items -----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _items() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple((row["id"], row["side"], re.compile(row["pattern"])) for row in table("items"))


@lru_cache(maxsize=16384)
def item_of(label: str, side: Side = "") -> str:
    """The concept that a row label (or a phrase of the narrative) names, empty where it names none.

    ``side`` decides what 总计 or 合计 is in a statement with income and expenditure side by side.
    """
    text = plain_label(label)
    if not text or len(text) > LONGEST:
        return ""
    sided = (name for name, of, pattern in _items() if of and of == side and pattern.fullmatch(text))
    found = next(sided, "")
    return found or next((name for name, of, pattern in _items() if not of and pattern.fullmatch(text)), "")
