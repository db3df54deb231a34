"""Text hygiene: bytes to str, and one normal form for comparing printed labels.

Printed text is kept as it stands in every Source; only comparisons use these forms.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

RADICALS = str.maketrans(
    {
        "⺠": "民", "⻓": "长", "⻚": "页", "⻔": "门", "⻋": "车", "⻅": "见", "⻉": "贝", "⻛": "风", "⻜": "飞",
        "⻢": "马", "⻥": "鱼", "⻦": "鸟", "⻩": "黄", "⻬": "齐", "⻰": "龙", "⻝": "食", "⻄": "西", "⻆": "角",
        "⻘": "青", "⻣": "骨", "⻤": "鬼", "⺟": "母", "⻨": "麦", "⻧": "卤", "⻮": "齿", "⻳": "龟", "⻁": "虎",
        "⺝": "月", "⻙": "韦", "⻪": "黾", "⻫": "齐", "⻭": "齿", "⻯": "龙", "⻱": "龟", "⻲": "龟", "⼀": "一",
    }
)  # fmt: skip
"""CJK radical code points that NFKC leaves alone (U+2E80 block); some fonts map ordinary characters to them."""


def _simplified() -> dict[int, str]:
    source = resources.files("analyzer") / "assets" / "vocabulary" / "traditional.csv"
    return {
        ord(row["traditional"]): row["simplified"] for row in csv.DictReader(source.read_text("utf-8").splitlines())
    }


ONE_FORM = RADICALS | _simplified()
"""Radicals and traditional characters to the simplified ones by which words are compared (one for one)."""

DASHES = "-－–—―‐‑‒─−﹣ーﾞ"
BLANKS = re.compile(r"[\s\u3000\u00a0\u200b\ufeff]+")


def decode(data: bytes) -> str:
    """Text of ``data``: byte-order mark first, then UTF-8, then GB18030 (a superset of gb2312 and gbk), then UTF-16.

    Raises ValueError where none fits or where the result is no text (NUL bytes).
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16").lstrip("\ufeff")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    if b"\x00" in data[:200]:
        for encoding in ("utf-16-le", "utf-16-be"):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if "\x00" not in text and sum(c.isprintable() or c.isspace() for c in text) > 0.95 * len(text):
                return text
    raise ValueError("not text in UTF-8, GB18030 or UTF-16")


def normal(text: str) -> str:
    """NFKC with radicals unified and traditional characters simplified; blanks and punctuation stay."""
    return unicodedata.normalize("NFKC", text).translate(ONE_FORM)


@lru_cache(maxsize=65536)
def squeeze(text: str) -> str:
    """Normal form without any blank: “项 目” equals “项目”."""
    return unicodedata.normalize("NFC", BLANKS.sub("", normal(text)))


@lru_cache(maxsize=65536)
def bare(text: str) -> str:
    """Only letters, digits and Chinese characters: what is left when quotes, brackets and dots do not matter."""
    return unicodedata.normalize("NFC", re.sub(r"[^\w]|_", "", squeeze(text)))


def bigrams(text: str) -> set[str]:
    """The pairs of neighbouring characters, by which names that are worded differently are compared."""
    return {text[i : i + 2] for i in range(len(text) - 1)}


def printable(text: str) -> str:
    r"""The text with everything written out that a terminal or a page would obey instead of showing it.

    Control characters, line breaks, marks that turn the direction of writing, and bytes that are no UTF-8 (as file
    names on Linux may hold) appear as ``\x1b``, ``\u202e``, ``\xff``.
    """
    return "".join(_shown(char) for char in text) if not text.isprintable() else text


def _shown(char: str) -> str:
    if char.isprintable() or unicodedata.category(char) == "Zs":
        return char
    if "\udc80" <= char <= "\udcff":  # a byte that was no UTF-8
        return f"\\x{ord(char) - 0xDC00:02x}"
    return char.encode("ascii", "backslashreplace").decode() if ord(char) > 0x7F else f"\\x{ord(char):02x}"


# ---- texts in files that spreadsheets open ---------------------------------------------------------------------------

_SIGNS = frozenset("'=+-@\t\r")
_LIVE = re.compile(r"'*[=+\-@\t\r]")
_QUOTED = re.compile(r"'+[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d[\d,]*(\.\d+)?%?\Z")


def inert(text: str) -> str:
    """The text with an apostrophe before what a spreadsheet would run as a formula; numbers stay as they are.

    Source: OWASP, “CSV Injection”. `lively` takes the apostrophe away again.
    """
    return f"'{text}" if text[:1] in _SIGNS and _LIVE.match(text) and not _NUMBER.match(text) else text


def lively(text: str) -> str:
    """The text that `inert` was given."""
    return text[1:] if _QUOTED.match(text) else text


def inert_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with every text `inert`."""
    return _texts(frame, inert)


def lively_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame that `inert_frame` was given."""
    return _texts(frame, lively)


def _texts(frame: pd.DataFrame, change: Callable[[str], str]) -> pd.DataFrame:
    from pandas.api.types import is_object_dtype, is_string_dtype

    made = {}
    for name in frame.columns:
        column = frame[name]
        if not (is_string_dtype(column) or is_object_dtype(column)):
            continue
        texts = {x for x in column if isinstance(x, str)}
        other = {x: to for x in texts if (to := change(x)) != x}
        if other:  # hardly a column has such a text
            new = column.map(lambda x, other=other: other.get(x, x) if isinstance(x, str) else x)
            made[str(name)] = new.astype(column.dtype)
    return frame.assign(**made) if made else frame
