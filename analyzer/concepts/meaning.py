"""What words name: an expense, a part of a budget, the fund or source of money; from ``assets/vocabulary/names.csv``.

One dictionary for whoever reads a subject: the cells it restates (`analyzer.binding.subjects`), the headline concept it
is about (`headlines`). Rows are tried from the top, within a kind.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

from analyzer.concepts.labels import standard, table
from analyzer.text import squeeze

Kind = Literal["expense", "part", "source"]
FUNDS: Final = ("government_funds", "state_capital", "general_public")
"""Sources that have a statement of their own."""
_QUOTED = re.compile(r"[“”\"'‘’《》「」]")


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    found: dict[str, list[tuple[str, re.Pattern[str]]]] = {}
    for row in table("names"):
        found.setdefault(row["kind"], []).append((row["id"], re.compile(row["pattern"])))
    return {kind: tuple(rows) for kind, rows in found.items()}


@lru_cache(maxsize=32768)
def plain(words: str) -> str:
    """Words with the genre's usual names, without quotes, brackets of one form."""
    return _QUOTED.sub("", standard(squeeze(words))).replace("（", "(").replace("）", ")")


@lru_cache(maxsize=32768)
def named(words: str, kind: Kind) -> str:
    """The first of a kind that ``words`` name (“公务用车运行维护费”, expense → ``vehicle_operation``), else empty."""
    text = plain(words)
    return next((name for name, pattern in _names()[kind] if pattern.search(text)), "")


def fund_of(words: str) -> str:
    """The fund that ``words`` name: government_funds, state_capital or general_public, else empty."""
    text = plain(words)
    return next((n for n, pattern in _names()["source"] if n in FUNDS and pattern.search(text)), "")
