"""Places of a sentence that ask for something and have nothing: a reason, a percent sign, the rest of a bracket."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.checks import wording
from analyzer.checks.registry import Case, Hit, check
from analyzer.text import squeeze

NO_REASON = re.compile(r"(?:主要)?原因(?:主要)?(?:是|为|系)[：:]?\s*(?=[。；;，,]|$)|主要用于[：:]?\s*(?=[。；;]|$)")
RATE = re.compile(
    r"(?:万元|元)[，,、]\s*(?:同比)?(?:增长|下降|上升|降低|增幅|降幅)(?:了|为)?\s*(?P<number>\d+(?:\.\d+)?)\s*(?=[。；;，,]|$)"
)
PAIRS = {"（": "）", "(": ")", "“": "”", "《": "》", "【": "】", "〔": "〕"}
CLOSING = {right: left for left, right in PAIRS.items()}
_WIDTH = str.maketrans("()", "（）")


@check(
    "reason-missing",
    severity="warning",
    zh="语句不完整，“原因”“用于”之后没有内容：{quotes}。",
    en="A sentence announces a reason or a purpose and gives none: {quotes}.",
)
def reason_missing(case: Case) -> Iterator[Hit]:
    """A sentence that announces a reason gives one.

    The reasons for changes of the three public expenses must be disclosed (财预〔2016〕143号); an empty one is none.
    Example: “与2025年预算数持平，主要原因是。”
    """
    found = [
        wording.at(case, line, *m.span(), text=wording.clause(line.text, *m.span()))
        for line in wording.lines(case)
        for m in NO_REASON.finditer(line.text)
        if not line.heading and not (m.end() == len(line.text) and line.text.rstrip()[-1:] in "：:为是")
    ]
    if found:
        yield wording.grouped(found)


@check(
    "rate-without-sign",
    severity="warning",
    zh="增减幅度缺少百分号：{quotes}。",
    en="A rate of change without its percent sign: {quotes}.",
)
def rate_without_sign(case: Case) -> Iterator[Hit]:
    """A rate of change has a percent sign; without one it reads as an amount. Example: 增加1133.95万元，增长13.95。"""
    found, figures = [], []
    for line in wording.lines(case):
        for match in RATE.finditer(line.text):
            quoted = line.text[max(0, match.start() - 12) : match.end() + 1]
            found.append(wording.at(case, line, *match.span(), text=quoted))
            figures.append(match["number"])
    if found:
        yield wording.grouped(found, figures)


@check(
    "punctuation-unbalanced",
    severity="note",
    zh="括号或引号不成对：{quotes}。",
    en="A bracket or a quotation mark has no partner: {quotes}.",
)
def punctuation_unbalanced(case: Case) -> Iterator[Hit]:
    """Brackets and quotation marks come in pairs within a paragraph.

    Example: 开展“人民调解协议书检查”、优秀调解案例”活动; （其中，绩效评级为“优”的项目5个。
    """
    found = []
    for line in wording.lines(case):
        if wording.is_contents(line.paragraph) or len(line.text) < 8:
            continue
        for place in _lonely(line.text):
            found.append(wording.at(case, line, place, place + 1, text=line.text[max(0, place - 16) : place + 16]))
    if found:
        yield wording.grouped(found)


def _lonely(text: str) -> list[int]:
    """Where a mark stands without its partner, enumerators (“1)”) and paragraphs that go on elsewhere left out."""
    even = text.translate(_WIDTH)
    open_: list[tuple[str, int]] = []
    lonely: list[int] = []
    for place, char in enumerate(even):
        if char in PAIRS:
            open_.append((char, place))
        elif char in CLOSING:
            if open_ and open_[-1][0] == CLOSING[char]:
                open_.pop()
            elif not re.search(r"(?:^|[。；;：:，,\s])[\d一二三四五六七八九十]{1,3}$", even[:place]):
                lonely.append(place)
    ended = squeeze(text)[-1:] in "。；！"
    return lonely + ([place for _, place in open_] if ended else [])
