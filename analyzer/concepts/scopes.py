"""Scopes that words set: of whose money, of which offices, of which part a figure is; from ``vocabulary/scopes.csv``.

The forms of a disclosure print a department as a whole and, of the single expenses, the fiscal part. A sentence that
sets another scope restates no cell of theirs, however much of its wording agrees.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from analyzer.concepts.labels import table

Reach = Literal["own", "subject", "start", "sentence", "expense", "before"]
"""Where a pattern is looked for: the figure's own words (or its ``subject`` alone, or their ``start``), those and the
``sentence`` around them (its ``expense``: up to the figure), or what stands ``before`` the figure."""

_BARE: Final = re.compile(
    r"^其?(?:金额|数额|总额|合计|共计|费用|支出|经费|资金|计|共)?(?:为|是|达|约|计)?[\d.,]+\D{0,3}$"
)
"""Words that name nothing: the figure is of what the sentence has named before."""
_END: Final = re.compile(r"[。；;]")
_BLANKS: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Scope:
    """What the words set apart, empty where they set nothing.

    ``money``: ``apart`` (a source other than the forms'), ``all``; ``owner``: ``head`` (本级), ``below`` (所属单位);
    ``part``: ``unnamed``, ``spent`` (用于基本支出), ``among`` (运行费中，基本支出安排…).
    """

    money: str = ""
    owner: str = ""
    part: str = ""


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[str, str, Reach, re.Pattern[str]], ...]:
    return tuple((row["of"], row["scope"], row["reach"], re.compile(row["pattern"])) for row in table("scopes"))  # type: ignore[misc]


def _close(text: str) -> str:
    return _BLANKS.sub("", text)


def scope_of(own: str, before: str = "", after: str = "") -> Scope:
    """The scope of the figure that ends ``own``; ``before`` and ``after`` are the paragraph on its two sides."""
    flat = _close(own)
    so_far = _END.split(_close(before))[-1]
    rest = _END.split(_close(after))[0]
    looked: dict[str, str] = {
        "own": so_far + flat if _BARE.match(flat) else flat,
        "start": flat,
        "sentence": so_far + flat + rest,
        "expense": so_far + flat,
        "before": so_far,
    }
    return _found(looked)


@lru_cache(maxsize=8192)
def scope_of_subject(subject: str) -> Scope:
    """The scope that a subject sets by itself."""
    flat = _close(subject)
    return _found({"own": flat, "subject": flat})


def _found(looked: dict[str, str]) -> Scope:
    found: dict[str, str] = {}
    for of, scope, reach, pattern in _rules():
        text = looked.get(reach, "")
        if of not in found and text and (pattern.match(text) if reach == "start" else pattern.search(text)):
            found[of] = scope
    return Scope(**found)
