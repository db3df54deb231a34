"""Subjects of sentences as keys: one form for one thing, whichever way a sentence names it."""

from __future__ import annotations

import re
from functools import lru_cache

from analyzer.concepts.headlines import concept_of
from analyzer.text import bare

_LEADING = re.compile(r"^(\d{4}年度?|本年度?|当年|预算年度|增加|减少|安排|其中|主要(为|是)|新增|用于)+")
_TRAILING = re.compile(r"(预算数|决算数|执行数|共计|合计|安排)$")


@lru_cache(maxsize=8192)
def subject_key(subject: str) -> str:
    """The subject without year, verb and punctuation: “增加2023年“343”…资金” → “343…资金”."""
    plain = bare(subject)
    return _TRAILING.sub("", _LEADING.sub("", plain)) or plain


def alike(one: str, other: str) -> bool:
    """Whether two subjects name the same thing: the same concept, or one key within the other."""
    first, second = concept_of(one), concept_of(other)
    if first or second:
        return first == second
    a, b = subject_key(one), subject_key(other)
    return a == b or (min(len(a), len(b)) >= 6 and (a in b or b in a))
