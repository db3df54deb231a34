"""Matters of style that a careful editor would even out: brackets, separators of thousands, 比…持平."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.checks import wording
from analyzer.checks.registry import Case, Hit, check
from analyzer.model import Source

MIXED = re.compile(r"（[^（）()]{1,20}\)|\([^（）()]{1,20}）")
SPACED = re.compile(r"[\u4e00-\u9fff][ \u3000]+[。，；]")


@check(
    "punctuation-brackets",
    severity="note",
    zh="括号全角、半角混用或标点前有空格：{quotes}。",
    en="Brackets of two widths, or a blank before a stop: {quotes}.",
)
def punctuation_brackets(case: Case) -> Iterator[Hit]:
    """A pair of brackets has one width, and no blank stands before a stop.

    Harmless to readers, but a search for “（款）” does not find “（款)”.
    Example: 行政事业单位医疗（款)行政单位医疗（项）.
    """
    found = []
    for line in wording.lines(case):
        for match in (*MIXED.finditer(line.text), *SPACED.finditer(line.text)):
            found.append(wording.at(case, line, *match.span()))
    if found:
        yield wording.grouped(found)


FLAT = re.compile(r"比(?:20\d\d年度?|上年度?|去年)[^，。；,;与]{0,14}(?:持平|一致|相同)")


@check(
    "wording-flat",
    severity="note",
    zh="用语不当：“比……持平”应为“与……持平”：{quotes}。",
    en="“比…持平” should read “与…持平”: {quotes}.",
)
def wording_flat(case: Case) -> Iterator[Hit]:
    """比 compares what differs; what is equal is 与…持平.

    Example: 国有资本经营预算拨款支出预算0万元，比2024年预算执行数持平.
    """
    found = [wording.at(case, line, *m.span(), m[0]) for line in wording.lines(case) for m in FLAT.finditer(line.text)]
    if found:
        yield wording.grouped(found)


GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?=\s*万?元)")
PLAIN = re.compile(r"(?<![\d.,])\d{4,}(?:\.\d+)?(?=\s*万?元)")


@check(
    "number-format-mixed",
    severity="note",
    zh="金额千分位写法不统一：既有{grouped}，又有{plain}。",
    en="Amounts with and without separators of thousands: {grouped} and {plain}.",
)
def number_format_mixed(case: Case) -> Iterator[Hit]:
    """The amounts of a text have separators of thousands or have none.

    Example: 37,151.47万元 in one sentence, 3136.40万元 in another.
    """
    grouped, plain = _amounts(case, GROUPED), _amounts(case, PLAIN)
    if grouped and plain:
        fewer, more = sorted((grouped, plain), key=len)
        values = {"grouped": _listed(grouped), "plain": _listed(plain)}
        sources = (*fewer[:8], *more[:8])
        yield Hit(sources=sources, figures=tuple(source.text for source in sources), values=values)


def _amounts(case: Case, pattern: re.Pattern[str]) -> list[Source]:
    return [
        wording.at(case, line, *m.span(), m[0]) for line in wording.lines(case) for m in pattern.finditer(line.text)
    ]


def _listed(sources: list[Source]) -> str:
    return "、".join(dict.fromkeys(source.text for source in sources[:4])) + ("等" if len(sources) > 4 else "")
