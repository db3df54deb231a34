"""What one cell of figures holds: a number with its sign, unit and marks, an absence, or something nobody can read.

Publishers type signs in words (减少2.00), notes and marks behind a figure (846.80（含上年结转12.30）, 400.00*),
a full stop instead of the point, and commas where no thousands are. What can only be meant one way is read and
told as a fault; the rest is unreadable, and no sum may take it for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from analyzer.amounts import Number, absence, parse_number
from analyzer.model import Absence
from analyzer.text import normal, squeeze

Fault = Literal["", "point", "grouping", "several", "unreadable"]

MARKS = re.compile(
    r"(?<=[\d%)）元])(?:[①-⒛⓪-⓿¹²³⁰-⁹₀-₉†‡※*＊#＃▲△☆★]+$|[\[［【(（](?:注释?\s*\d*|\d)[\]］】)）]$|注\d*$)"
)
"""Marks of footnotes behind a figure; circled and raised digits would otherwise become digits of it."""
LEADING = re.compile(
    r"^['’‘`①-⒛]\s*(?=\S)|(?<![^-+－−(（△▲])(?:人民币|RMB|CNY|[¥￥$])\s*(?=[-+－(（△▲\d])", re.IGNORECASE
)
"""The mark of a text cell, a number before a figure, the sign of a currency."""
RISES = r"净?(?:增加|增长|上升|提高|上涨|增|升|正)"
FALLS = r"净?(?:减少|下降|降低|下浮|减|降|负)"
WORDED = re.compile(rf"^(?:(?P<up>{RISES})|(?P<down>{FALLS}))[额数了]?[:：]?(?P<rest>[-+－]?\d.*)$")
DIGITS = r"\d[\d,]*(?:\.\d+)?"
NOTED = re.compile(
    rf"^(?P<figure>[-+]?{DIGITS}%?)(?P<unit>[^\d（）(),，;；。:：]{{0,6}})"
    r"(?:[（(\[【](?=[^）)\]】]*\d|含|其中|注|详|见|不含|另|包)(?!约?\d+%?[）)]).*|[,，;；。](?=[^\d]*[\u4e00-\u9fff]).*)$"
)
WITH_UNIT = re.compile(
    r"^(?P<before>\D{0,4}?)(?P<figure>\d[\d,']*(?:\.\d+)?)\s*"
    r"(?:[（(]?(?P<unit>[^\d（）()]{0,12})[）)]?|(?P<either>[^\d（）()]{1,3}[（(][^\d（）()]{1,3}[）)]))$"
)
_TYPED = r"[\d,.;'。·:?OolI\s]*"
FIGURE_LIKE = re.compile(
    rf"^[-+(△▲¥]*{_TYPED}\d{_TYPED}(?:[)%]|[万千亿]?元)?$|^#{{2,}}$|^#(?:REF|VALUE|DIV/0|N/A|NAME|NUM|NULL)\S*$"
)
DATED = re.compile(r"^20\d\d\s*[年.\-/]|^\d{1,2}:\d\d|^\d{1,2}(?:\.\d{1,2}){2}$|^[\d.]+[:：][\d.]+$")

_THING = r"(?:辆|台|套|个|批次?|团组?|人次?|名|次|家|件|户|项|平方米|㎡|亩)"
THINGS = re.compile(rf"{_THING}(?:[、,，/(（]?{_THING}[)）]?)*")
"""The unit of what a row counts: 辆, 批次, 台（套）."""


def lists_units(path: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether a column headed 单位 holds units, some of them of things, rather than offices."""
    named = bool(path) and squeeze(path[-1]) in ("单位", "计量单位")
    told = [squeeze(text) for text in texts if text]
    return named and bool(told) and all(THINGS.fullmatch(t) or t in ("元", "万元", "千元") for t in told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A cell as read: ``number`` with ``unit`` where the cell itself says one, else why there is none.

    ``fault`` tells what is wrong with how the figure is typed; ``unreadable`` leaves no number.
    """

    number: Number | None = None
    unit: str = ""
    absence: Absence = ""
    fault: Fault = ""


@lru_cache(maxsize=16384)
def printed(text: str) -> Printed:
    """What a cell of a column of figures holds."""
    if len(lines := text.split("\n")) > 1 and all((found := parse_number(line)) and found.decimals for line in lines):
        return Printed(absence="unreadable", fault="several")
    plain = normal(LEADING.sub("", MARKS.sub("", text.strip()))).strip()
    if number := parse_number(plain):
        return Printed(number=number)
    if missing := absence(plain):
        return Printed(absence=missing)
    flat = squeeze(plain).replace("’", "'")
    return _percent(flat) or _worded(flat) or _mistyped(flat) or _noted(flat) or _measured(plain) or _unread(flat)


def _percent(flat: str) -> Printed | None:
    number = parse_number(flat[:-1]) if flat.endswith("%") else None
    return Printed(number=number, unit="%") if number else None


def _worded(flat: str) -> Printed | None:
    """A figure whose sign is a word: 减少2.00, 负126.70, 下降5.96%."""
    found = WORDED.match(flat)
    inner = printed(found["rest"]) if found else None
    if not found or inner is None or inner.number is None:
        return None
    falls = found["down"] and inner.number.value > 0  # “减少-2.00” is meant as −2.00
    value = -inner.number.value if falls else inner.number.value
    return replace(inner, number=Number(value, inner.number.decimals))


def _mistyped(flat: str) -> Printed | None:
    """A full stop or dot for the point (600。20), commas that set off no thousands (12,34.50)."""
    dotted = re.sub(r"(?<=\d)[。·](?=\d{1,4}\)?$)", ".", flat)
    if dotted != flat and (number := parse_number(dotted)):
        return Printed(number=number, fault="point")
    whole, point, _ = flat.partition(".")
    clear = bool(point) or not re.search(r",\d{0,2}\)?$", whole)
    number = parse_number(flat.replace(",", "").replace("'", "")) if re.search(r"\d[,']", flat) and clear else None
    return Printed(number=number, fault="grouping") if number else None


def _noted(flat: str) -> Printed | None:
    """A figure with a note behind it; the figures of the note are none of the cell's."""
    found = NOTED.match(flat)
    inner = printed(found["figure"] + found["unit"]) if found else None
    return inner if inner is not None and inner.number is not None else None


def _measured(plain: str) -> Printed | None:
    """A figure with its unit: 8辆, 12（人次）, 约100万元."""
    found = WITH_UNIT.match(plain)
    if not found or re.match(r"20\d\d\s*年", plain):
        return None
    if found["figure"] == plain or not (inner := printed(found["figure"])).number:
        return None
    falls = re.search(r"[-－−–]\s*$", found["before"])
    value = -inner.number.value if falls else inner.number.value
    return replace(
        inner, number=Number(value, inner.number.decimals), unit=squeeze(found["unit"] or found["either"] or "")
    )


def _unread(flat: str) -> Printed:
    unread = FIGURE_LIKE.match(flat) and not DATED.match(flat)
    return Printed(absence="unreadable", fault="unreadable") if unread else Printed()
