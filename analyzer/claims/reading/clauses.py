"""A paragraph cut into clauses: what stands between “，；：。”, and the brackets that hold statements of their own.

Brackets without a figure belong to a name (“因公出国（境）费”, “（类）”) and are not cut; nor is what stands in quotes.
“、” ends a clause only after a figure; before one it enumerates words of the name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.amounts import parse_chinese
from analyzer.claims.reading.numerals import Token

_STOPS = "，；：。！"
_QUOTED = re.compile(r"“[^“”]{1,60}”|《[^《》]{1,80}》|\"[^\"]{1,60}\"|‘[^‘’]{1,60}’")
_BRACKETED = re.compile(r"（[^（）]*）")


@dataclass(frozen=True, slots=True)
class Clause:
    """``start:end`` of the view without its stops; ``before`` and ``after`` are those stops, or empty.

    ``tokens`` are the figures and wordings in it that may state something.
    """

    start: int
    end: int
    before: str
    after: str
    tokens: tuple[Token, ...]


def clauses(text: str, tokens: Sequence[Token]) -> list[Clause]:
    """The clauses of a squeezed paragraph in order, empty ones left out unless a bracket opens or closes there."""
    whole = _whole(text, tokens)
    tokens = [token for token in tokens if token.kind != "apart"]
    ends = {token.end for token in tokens}
    found: list[Clause] = []
    start, before, spoken = 0, "", False
    for place, char in enumerate(text):
        spoken = spoken or place in ends
        if place in whole or not (char in _STOPS or char in "（）" or (char == "、" and spoken)):
            continue
        found.append(_clause(start, place, before, char, tokens))
        start, before, spoken = place + 1, char, False
    found.append(_clause(start, len(text), before, "", tokens))
    return found


def _clause(start: int, end: int, before: str, after: str, tokens: Sequence[Token]) -> Clause:
    first, last = (bisect_left(tokens, place, key=lambda token: token.start) for place in (start, end))
    return Clause(start, end, before, after, tuple(tokens[first:last]))


def _whole(text: str, tokens: Sequence[Token]) -> set[int]:
    """Places that no stop may cut: quotes, figures, and brackets that state nothing."""
    whole: set[int] = set()
    for match in _QUOTED.finditer(text):
        whole.update(range(match.start(), match.end()))
    for token in tokens:
        whole.update(range(token.start, token.end))
    silent = text
    while True:
        spans = [m.span() for m in _BRACKETED.finditer(silent)]
        if not spans:
            return whole
        for start, end in spans:
            if not any(start < token.start < end for token in tokens if token.kind != "apart"):
                whole.update(range(start, end))
            silent = silent[:start] + "·" * (end - start) + silent[end:]


def is_list(text: str, clause: Clause) -> bool:
    """“主要是A 5万元、B 6万元”: the parts, not the reason, of a sum."""
    return (
        text.startswith(("主要是", "主要系")) and bool(clause.tokens) and not re.match(r"主要(?:是|系)(?:因|由)", text)
    )


def _lead(text: str, clause: Clause) -> str:
    """The words of a clause before its first figure, empty where it has none."""
    return text[clause.start : clause.tokens[0].start] if clause.tokens else ""


def made_of(text: str, clause: Clause) -> str | None:
    """“基本支出由人员经费1853.76万元和公用经费162.99万元构成”: the words before 由 of a list that its last word closes;
    None for any other clause."""
    words = _lead(text, clause)
    head, by, _ = words.rpartition("由")
    return head if by and _MADE.match(text, clause.start) and not _MOVES.search(words) else None


def amid(text: str, clause: Clause) -> str:
    """“基本支出中人员经费289.63万元”: the words before 中, empty for any other clause."""
    found = _AMID.match(_lead(text, clause))
    return found["of"] if found else ""


_AMID = re.compile(r"(?P<of>[\u4e00-\u9fff“”]{2,16}?)中(?=[\u4e00-\u9fff“]{2,})")


def includes(text: str, clause: Clause) -> str:
    """“收入包括财政拨款收入3402.75万元、…”: the words before 包括, empty for any other clause."""
    found = _INCLUDES.match(_lead(text, clause))
    return found["of"] if found else ""


_INCLUDES = re.compile(r"(?P<of>[\u4e00-\u9fff“”]{2,16}?)(?=(?:主要|具体)?(?:包括|包含)[^的])")
_MADE = re.compile(r"[^。；]{0,120}?(?:构成|组成)(?=[，。；（]|$)")
_MOVES = re.compile(r"调整|增加|减少|上升|下降|[提降]到")


def tidy(text: str) -> str:
    """Words without blanks and without the stops around them."""
    return re.sub(r"\s+", "", text).strip("，。；：:、,;（(")


def names_item(text: str, clause: Clause) -> bool:
    """Whether a numbered clause without a figure names a project: by its last word, or because its money follows
    (“3.绿化管护与路域整治，预算安排486.30万元”)."""
    words = text[clause.start : clause.end]
    return bool(ENUMERATED.match(words)) and (words.endswith(_PROJECTS) or bool(_PRICED.match(text, clause.end)))


ENUMERATED = re.compile(r"(?:（[一二三四五六七八九十\d]{1,3}）|[一二三四五六七八九十\d]{1,3}[、.．])")
_PROJECTS = ("项目", "工程", "专项", "经费")
_PRICED = re.compile(r"，(?:年初|全年|项目)?(?:预算|安排|资金|金额|投资|总投资|决算|执行)[^，。；：\d]{0,8}\d")


HALF = "half"
"""What goes on behind a full stop: the other half of a sum, and no item of an enumeration."""


def begins_next(text: str, place: int, told: Sequence[str] = ()) -> str:
    """As what a further item of an enumeration begins at ``place`` (（2）, （二）, 3、, ④); empty where none does.

    It may stand behind a sentence on what the item before holds. （二） goes on with a list of which as many parts were
    ``told`` as items before, and 公用经费 with one of which 人员经费 was told alone.
    """
    if found := _NEXT_IN_WORDS.match(text, place):
        return "item" if parse_chinese(found["number"]) == len(told) + 1 else ""
    if len(told) == 1 and _OF_STAFF.search(told[0]) and _OF_OFFICE.match(text, place):
        return HALF
    return "item" if _NEXT_ITEM.match(text, place) else ""


def counted_out(text: str, place: int) -> bool:
    """Whether a reason is told in numbered points, which go on after a semicolon."""
    return bool(_POINTS.match(text, place))


def compares(text: str, place: int) -> bool:
    """Whether a comparison without a subject begins at ``place``: “A…、B…；较上年增加” is of what A and B are of."""
    return bool(_COMPARES.match(text, place))


_NEXT_ITEM = re.compile(r"（(?:[2-9]|1\d)）|(?:[2-9]|1\d)[、.．](?!\d)|[②-⑳]")
_NEXT_IN_WORDS = re.compile(r"(?:(?:主要)?(?:包括|用于|用来)[^。\d]{0,400}。)?（(?P<number>[二三四五六七八九十])）")
"""“（一）人员经费1958.62万元。主要包括：基本工资、…等。（二）公用经费…”."""
_OF_STAFF = re.compile("人员(?:经费|支出)$")
_OF_OFFICE = re.compile(r"(?:(?:主要)?(?:包括|用于)[^。\d]{0,400}。)?(?:日常)?公用(?:经费|支出)(?:为)?\d")
"""“基本支出420.70万元，其中：人员经费386.52万元，包括：…等。公用经费34.18万元”: the other half of basic expenditure."""
_COMPARES = re.compile(r"(?:较|比|同比|与(?:上年|去年|20\d\d年))")
_POINTS = re.compile(r"[：:，]?(?:1[、.．]|（[1一]）|①|一是)")


def names_part(text: str) -> bool:
    """“主要是加强管理，其中公务用车购置费0万元”: whether a clause names a part with its sum; no reason goes on."""
    return bool(_NAMED_PART.fullmatch(text))


_NAMED_PART = re.compile(r"其中[^，。；\d]{2,24}(?:费用?|经费|支出)(?:预算|决算)?数?为?\d[\d.,]*(?:万元|元)")
