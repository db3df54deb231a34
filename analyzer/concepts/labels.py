"""Labels of forms: their bare words without numbering, and the usual names in place of other words for them."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib import resources

from analyzer.text import bare, squeeze

NUMBERING = re.compile(
    r"^(?:[（(][一二三四五六七八九十]{1,3}[)）]|[（(]\d{1,2}[)）]|[一二三四五六七八九十]{1,3}[、.．,，]"
    r"|\d{1,2}[、.．,，](?!\d)|[①-⑳⑴-⒇]|第[一二三四五六七八九十]+[、.]?)"
)
"""“一、”, “（二）”, “3.”, “①” before a label."""
LISTED = re.compile(r"^(?:其中|包括|加|减|附)[:：]")


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
