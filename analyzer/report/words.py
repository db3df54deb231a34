"""The words of the pages in both languages: one line a word, Chinese first, so that neither can be forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

Language = Literal["zh", "en"]

_WORDS: dict[str, tuple[str, str]] = {
    "documents": ("份文件", "documents"),
    "figures": ("个数字", "figures"),
    "claims": ("条陈述", "claims"),
    "findings": ("个问题", "findings"),
    "issues": ("项本工具未能处理之处", "issues of this tool"),
    "comma": ("，", ", "),
    "colon": ("：", ": "),
    "open": ("（", " ("),
    "close": ("）", ")"),
    "confirmed": ("一致", "confirmed"),
    "rounding": ("尾差内一致", "agrees within rounding"),
    "refuted": ("不一致", "refuted"),
    "unverifiable": ("无从核对", "unverifiable"),
    "error": ("错误", "error"),
    "warning": ("疑点", "warning"),
    "note": ("提示", "note"),
}


@cache
def words(lang: Language) -> Mapping[str, str]:
    """Every word in ``lang`` by its key."""
    place = 0 if lang == "zh" else 1
    return {key: pair[place] for key, pair in _WORDS.items()}
