"""Typing slips without a list of them: a form that stands once beside a frequent one that differs by one character."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from analyzer.checks import wording
from analyzer.checks.prose.terms import texts
from analyzer.checks.registry import Case, Hit, check
from analyzer.model import Source

_LENGTH = 6
"""Characters of the form without the one that was dropped: shorter forms agree by chance."""
_OFTEN = 2
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_FREE = frozenset("的了和与及等各本该其数额类款项级上下大小多少增减收支年月日一二三四五六七八九十百千万亿元不未无已")
"""Characters that come and go without a slip, or by which two different things are told apart."""


@check(
    "typo-dropped-character",
    severity="note",
    zh="疑有漏字：{quotes}；文中别处写作{right}。",
    en="A character seems to be missing: {quotes}; elsewhere the text has {right}.",
)
def dropped_character(case: Case) -> Iterator[Hit]:
    """A phrase that stands elsewhere with one more character has lost it.

    Judged on the document's own words: the longer form stands at least twice, the shorter is rarer.
    Example: 提租补政策性调整 beside 提租补贴政策性调整; 较上一度 beside 较上一年度.
    """
    places = texts(case)
    runs = [(i, run[0]) for i, (text, _) in enumerate(places) for run in _HAN.finditer(text.split("|")[0])]
    long = Counter(run[i : i + _LENGTH + 1] for _, run in runs for i in range(len(run) - _LENGTH))
    short = Counter(run[i : i + _LENGTH] for _, run in runs for i in range(len(run) - _LENGTH + 1))
    lost = {whole[:k] + whole[k + 1 :]: whole for whole, n in long.items() if n >= _OFTEN for k in _droppable(whole)}
    found: dict[str, Source] = {}
    right: list[str] = []
    for i, run in runs:
        for form, whole in _slips(run, lost, short, long):
            if whole not in right:
                right.append(whole)
                start = places[i][0].find(form)
                found[whole] = wording_source(places[i], start, form)
    if found and len(found) <= 12:
        yield wording.grouped(list(found.values()), right="、".join(f"“{w}”" for w in right))


def _droppable(whole: str) -> Iterator[int]:
    """The inner places of a form whose character can be lost by a slip."""
    for k in range(2, len(whole) - 2):
        if whole[k] not in _FREE and whole[k] not in (whole[k - 1], whole[k + 1]):
            yield k


def _slips(
    run: str, lost: Mapping[str, str], short: Mapping[str, int], long: Mapping[str, int]
) -> Iterator[tuple[str, str]]:
    for i in range(len(run) - _LENGTH + 1):
        form = run[i : i + _LENGTH]
        whole = lost.get(form)
        if whole and short[form] * 2 <= long[whole]:
            yield form, whole


def wording_source(place: tuple[str, Source], start: int, form: str) -> Source:
    """The source of a form, quoting a few characters around it."""
    text, source = place
    shown = text[max(0, start - 6) : start + len(form) + 6]
    return Source(document=source.document, page=source.page, line=source.line, text=shown)
