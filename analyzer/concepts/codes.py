"""Classification codes by year: their names, the years in which they were so called, and the codes they took over.

The lists are ``assets/vocabulary/function_codes.csv`` (功能分类), ``economic_codes.csv`` (部门 and 政府预算 经济分类)
and ``concordance.csv`` (codes that moved). Source of the facts: the yearly code book 政府收支分类科目 of the
Ministry of Finance, and for the economic classification of 2018 the reform plan 财预〔2017〕98号.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final, Literal, cast

from analyzer.concepts.labels import plain_label
from analyzer.concepts.labels import table as vocabulary_table
from analyzer.concepts.statements import BY_ECONOMIC, is_purchases
from analyzer.text import squeeze

Classification = Literal["function", "economic", "procurement", ""]
Relation = Literal["moved", "merged", "split"]
ITEM_DIGITS: Final = 7
"""Digits of the code of an account by function (项)."""


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


def _codes(name: str) -> tuple[Code, ...]:
    return tuple(
        Code(
            code=row["code"],
            name=row["name"],
            since=int(row["from"]) if row["from"] else None,
            until=int(row["to"]) if row["to"] else None,
        )
        for row in vocabulary_table(name)
    )


@lru_cache(maxsize=1)
def function_codes() -> tuple[Code, ...]:
    """功能分类 类, 款 and 项."""
    return _codes("function_codes")


@lru_cache(maxsize=1)
def economic_codes() -> tuple[Code, ...]:
    """部门预算 and 政府预算 经济分类 类 and 款."""
    return _codes("economic_codes")


@lru_cache(maxsize=1)
def joined_names() -> re.Pattern[str]:
    """Names that hold a word that joins (社会保障和就业), without the closing 支出; in them it joins nothing."""
    names = {code_name(code.name) for code in (*function_codes(), *economic_codes())} | {"结转和结余"}
    joined = sorted((n for n in names if re.search("[和与、]", n)), key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, joined)))


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


def classification(statement: str, code: str) -> Classification:
    """Which classification a code of this statement belongs to; empty without a code.

    Function classes begin with 2 (and 1 for transfers), department economic classes with 3, government ones with 5;
    lists of purchases have the codes of the procurement catalogue (政府采购品目).
    """
    if not code:
        return ""
    if is_purchases(statement):
        return "procurement"
    return "economic" if statement in BY_ECONOMIC or code[0] in "35" else "function"


_GENERIC: Final = re.compile(r"(?:经费|费用|支出|费)$")
_ALIKE: Final = 0.5
"""Share of common characters from which a printed name is a way of writing the listed one."""


@lru_cache(maxsize=8192)
def agrees(code: str, name: str) -> bool:
    """Whether an economic ``code`` can mean what stands beside it: units with item lists of their own reuse 302xx.

    It cannot where ``name`` is the name of another code, or unlike every name the code ever had. What the lists do not
    know, and what is printed without a name, agrees.
    """
    called = code_name(name)
    listed = {code_name(each.name) for each in economic_codes() if each.code == code}
    if not called or not listed or called in listed:
        return True
    if economic_code(name):
        return False
    short = _GENERIC.sub("", called)
    return any(SequenceMatcher(None, short, _GENERIC.sub("", one)).ratio() >= _ALIKE for one in listed)


# ---- codes over time -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """From ``year`` on, what stood under ``old`` stands under ``new``.

    ``moved``: the whole of one code under another; ``merged``: together with others; ``split``: a part of it. Only what
    moved as a whole can be compared line by line.
    """

    kind: Classification
    old: str
    new: str
    year: int
    relation: Relation
    source: str


@lru_cache(maxsize=1)
def moves() -> tuple[Move, ...]:
    """The concordance: every code known to have moved, with its source."""
    return tuple(
        Move(
            kind=cast("Classification", row["classification"]),
            old=row["old"],
            new=row["new"],
            year=int(row["year"]),
            relation=cast("Relation", row["relation"]),
            source=row["source"],
        )
        for row in vocabulary_table("concordance")
    )


@lru_cache(maxsize=4096)
def standing(code: str, year: int | None = None) -> Literal["in force", "not in force", "unknown"]:
    """Whether the lists have this code, and whether it was in force in ``year`` (an unknown year accepts all)."""
    found = [entry for entry in (*function_codes(), *economic_codes()) if entry.code == code]
    if not found:
        return "unknown"
    return "in force" if any(entry.valid(year) for entry in found) else "not in force"
