"""Words of the forms: statements, columns and items, from ``assets/vocabulary/*.csv``.

A new province's wording is a row in one of these files. Every look-up works on the bare form of a label (no blanks,
brackets or punctuation, no numbering), is loaded on first use and cached.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Literal

from analyzer.text import bare, squeeze

Side = Literal["income", "expenditure", ""]

NUMBERING = re.compile(
    r"^(?:[（(][一二三四五六七八九十]{1,3}[)）]|[（(]\d{1,2}[)）]|[一二三四五六七八九十]{1,3}[、.．,，]"
    r"|\d{1,2}[、.．,，](?!\d)|[①-⑳⑴-⒇]|第[一二三四五六七八九十]+[、.]?)"
)
"""“一、”, “（二）”, “3.”, “①” before a label."""
LONGEST = 60
"""Characters beyond which a text is no label: it is not tried against the vocabulary."""
LISTED = re.compile(r"^(?:其中|包括|加|减|附)[:：]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One declared statement: what its rows are keyed by, and whether income and expenditure stand side by side."""

    id: str
    key: str
    two_sided: bool
    pattern: re.Pattern[str]


def table(name: str) -> list[dict[str, str]]:
    """The rows of one file of the vocabulary."""
    source = resources.files("analyzer") / "assets" / "vocabulary" / f"{name}.csv"
    return list(csv.DictReader(source.read_text("utf-8").splitlines()))


def unnumbered(label: str) -> str:
    """``label`` squeezed, without numbering and “其中：” in front."""
    text = squeeze(label)
    for _ in range(3):
        shorter = LISTED.sub("", NUMBERING.sub("", text))
        if shorter == text or not shorter:
            break
        text = shorter
    return text


@lru_cache(maxsize=32768)
def plain_label(label: str) -> str:
    """What two labels of one thing have in common: bare characters without numbering."""
    return bare(unnumbered(label))


@lru_cache(maxsize=1)
def _synonyms() -> tuple[re.Pattern[str], dict[str, str]]:
    known = {row["printed"]: row["standard"] for row in table("synonyms")}
    return re.compile("|".join(sorted(map(re.escape, known), key=len, reverse=True))), known


@lru_cache(maxsize=32768)
def standard(words: str) -> str:
    """``words`` with the genre's usual names in place of other words for them (公车运维开支 → 公务用车运行维护费).

    The pairs are data (``synonyms.csv``); the longest match wins, and what it made is looked at once more.
    """
    pattern, known = _synonyms()
    for _ in range(2):
        words = pattern.sub(lambda match: known[match[0]], words)
    return words


# ---- statements ------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def statements() -> tuple[Statement, ...]:
    """The declared statements in the order in which titles are tried."""
    return tuple(
        Statement(id=row["id"], key=row["key"], two_sided=row["two_sided"] == "1", pattern=re.compile(row["pattern"]))
        for row in table("statements")
    )


_QUALIFIERS = re.compile(
    r"20\d\d年度?|(?<=表)[一二三四五六七八九十\d]+$|(公开|批复|预算|决算|附)?表?\d{1,2}表?$|续表?\d*$"
)
_UNKNOWN = Statement(id="other", key="label", two_sided=False, pattern=re.compile(""))


@lru_cache(maxsize=4096)
def statement_of(title: str) -> Statement:
    """The statement that ``title`` names; ``other`` where it names none."""
    text = _QUALIFIERS.sub("", plain_label(title))
    return next((found for found in statements() if found.pattern.search(text)), _UNKNOWN)


def statement(identifier: str) -> Statement:
    """The first declared statement of that identifier; raises StopIteration for an unknown one."""
    return next(found for found in statements() if found.id == identifier)


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
