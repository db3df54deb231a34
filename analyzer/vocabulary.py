"""Words of the forms: statements, columns, items and the classification codes, from ``assets/vocabulary/*.csv``.

A new province's wording is a row in one of these files. Every look-up works on the bare form of a label (no blanks,
brackets or punctuation, no numbering), is loaded on first use and cached.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A classification code with its name and the years in which it was so called (None: open)."""

    code: str
    name: str
    since: int | None
    until: int | None

    def valid(self, year: int | None) -> bool:
        """Whether the name was in force in ``year``; an unknown year accepts every name."""
        return year is None or ((self.since or 0) <= year <= (self.until or 9999))


def _rows(name: str) -> list[dict[str, str]]:
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


# ---- statements ------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def statements() -> tuple[Statement, ...]:
    """The declared statements in the order in which titles are tried."""
    return tuple(
        Statement(id=row["id"], key=row["key"], two_sided=row["two_sided"] == "1", pattern=re.compile(row["pattern"]))
        for row in _rows("statements")
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
    return tuple((row["role"], row["id"], re.compile(row["pattern"])) for row in _rows("measures"))


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
    return tuple((row["id"], row["side"], re.compile(row["pattern"])) for row in _rows("items"))


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


# ---- classification codes --------------------------------------------------------------------------------------------


def _codes(name: str) -> tuple[Code, ...]:
    return tuple(
        Code(
            code=row["code"],
            name=row["name"],
            since=int(row["from"]) if row["from"] else None,
            until=int(row["to"]) if row["to"] else None,
        )
        for row in _rows(name)
    )


@lru_cache(maxsize=1)
def function_codes() -> tuple[Code, ...]:
    """功能分类 类, 款 and 项."""
    return _codes("function_codes")


@lru_cache(maxsize=1)
def economic_codes() -> tuple[Code, ...]:
    """部门预算 and 政府预算 经济分类 类 and 款."""
    return _codes("economic_codes")


def code_name(text: str) -> str:
    """A classification name in the form by which it is looked up (no numbering, no “（类）”, no closing “支出”)."""
    text = re.sub(r"[（(][类款项][)）]$", "", squeeze(text))
    return re.sub(r"(?:支出)$", "", plain_label(text)) or plain_label(text)


def _named(codes: Iterable[Code], length: int) -> dict[str, list[Code]]:
    table: dict[str, list[Code]] = {}
    for code in codes:
        if len(code.code) == length:
            table.setdefault(code_name(code.name), []).append(code)
    return table


@lru_cache(maxsize=16)
def _function_table(length: int) -> dict[str, list[Code]]:
    return _named(function_codes(), length)


@lru_cache(maxsize=16)
def _economic_table(length: int) -> dict[str, list[Code]]:
    return _named(economic_codes(), length)


def _best(found: Sequence[Code], year: int | None) -> str:
    codes = [code.code for code in found if code.valid(year)] or [code.code for code in found]
    return codes[0] if codes else ""


@lru_cache(maxsize=8192)
def function_class(name: str, year: int | None = None) -> str:
    """The three-digit 类 that ``name`` is called (“八、社会保障和就业支出” → 208), empty where it is no 类."""
    return _best(_function_table(3).get(code_name(name), ()), year)


@lru_cache(maxsize=8192)
def function_code(names: tuple[str, ...], year: int | None = None) -> str:
    """The code of a (类, 款, 项) path of names, of as many levels as are given; empty where the path is unknown."""
    if not names:
        return ""
    codes = _function_table(3 + 2 * (len(names) - 1)).get(code_name(names[-1]), ())
    if len(names) > 1:
        parents = {code.code for code in _function_table(1 + 2 * (len(names) - 1)).get(code_name(names[-2]), ())}
        if len(names) == 3:
            top = {code.code for code in _function_table(3).get(code_name(names[0]), ())}
            parents = {code for code in parents if not top or code[:3] in top} or parents
        codes = [code for code in codes if code.code[:-2] in parents] if parents else []
    return _best(codes, year)


@lru_cache(maxsize=8192)
def economic_code(name: str, year: int | None = None) -> tuple[str, ...]:
    """All 部门经济分类 codes called ``name``, 类 before 款 (资本性支出 is 309 and 310: the name alone is ambiguous)."""
    known = [*_economic_table(3).get(code_name(name), ()), *_economic_table(5).get(code_name(name), ())]
    return tuple(dict.fromkeys(code.code for code in known if code.code < "500" and code.valid(year)))


@lru_cache(maxsize=8192)
def function_name(code: str, year: int | None = None) -> str:
    """The name of a function code in ``year``, empty where the code is unknown."""
    return _name(function_codes(), code, year)


@lru_cache(maxsize=8192)
def economic_name(code: str, year: int | None = None) -> str:
    """The name of an economic code in ``year``, empty where the code is unknown."""
    return _name(economic_codes(), code, year)


def _name(codes: Iterable[Code], wanted: str, year: int | None) -> str:
    found = [code for code in codes if code.code == wanted]
    valid = [code.name for code in found if code.valid(year)] or [code.name for code in found]
    return valid[-1] if valid else ""


@lru_cache(maxsize=8192)
def function_names(code: str) -> tuple[str, ...]:
    """All names a function code has ever had here, bare: what a table may print beside it in any year."""
    return tuple(dict.fromkeys(plain_label(known.name) for known in function_codes() if known.code == code))
