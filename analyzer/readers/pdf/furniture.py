"""Stage: what repeats on the pages and belongs to none: page numbers and running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from analyzer.readers.pdf.geometry import Line

PAGE_NUMBER = re.compile(
    r"[-—–－─~·\s]*(?:第\s*)?(?:\d{1,4}|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩivxIVX]{1,5})(?:\s*页)?(?:\s*[/／，,]?\s*共?\s*\d{1,4}\s*页?)?[-—–－─~·\s]*"
)
MARGIN = 0.13
"""Part of the page height, above and below, in which page numbers and running heads stand."""
REPEATED = 0.6
"""Part of all pages on which a line must stand at the same height to be a running head."""

_LABELS = re.compile(r"单\s*位\s*[:：]")
"""What says whose figures the table below holds, or in what unit (“某局 预算年度：2025 单位：万元”): no running head,
though it stands at one height on every page."""


def without_furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """The lines of each page without page numbers and running heads."""
    heads = _running(pages, heights)
    return [_cleaned(lines, height, heads) for lines, height in zip(pages, heights, strict=True)]


def _cleaned(lines: Sequence[Line], height: float, heads: set[tuple[str, int]]) -> list[Line]:
    kept = [
        line for line in lines if _LABELS.search(line.text) or not (_in_margin(line, height) and _key(line) in heads)
    ]
    while kept and _in_margin(kept[-1], height) and PAGE_NUMBER.fullmatch(kept[-1].text):
        kept.pop()
    while kept and _in_margin(kept[0], height) and PAGE_NUMBER.fullmatch(kept[0].text):
        kept.pop(0)
    return kept


def _running(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> set[tuple[str, int]]:
    counts: Counter[tuple[str, int]] = Counter()
    for lines, height in zip(pages, heights, strict=True):
        counts.update({_key(line) for line in lines if _in_margin(line, height)})
    needed = max(4, REPEATED * len(pages))
    return {key for key, count in counts.items() if count >= needed}


def _in_margin(line: Line, height: float) -> bool:
    return line.base < MARGIN * height or line.base > (1 - MARGIN) * height


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), round(line.base / 6)
