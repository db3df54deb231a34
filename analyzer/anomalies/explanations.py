"""Whether the narrative explains an anomaly: is a reason stated, and do its own numbers make up the change?"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from analyzer.amounts import FEN
from analyzer.changes.tellings import tellings

if TYPE_CHECKING:
    import pandas as pd

_AMOUNT = re.compile(r"(\d[\d,，]*(?:\.\d+)?)\s*(亿元|万元|元)")
CONCEPTS: Final = {"total_expenditure": "expenditure", "total_income": "income"}
STATES = ("no", "stated", "stated, numbers agree", "stated, numbers differ", "no text")
"""What ``explained`` can say; “no text” is that of a panel that holds no sentence of the unit and year."""
_PROSE: Final = ("stated", "implied", "claimed")


def amounts_in(reason: str) -> list[int]:
    """The sums of money a reason names, in 分."""
    return [int(Decimal(re.sub("[,，]", "", number)) * FEN[unit]) for number, unit in _AMOUNT.findall(reason)]


def explains(reason: str, change_fen: int) -> str:
    """One of ``STATES``. Numbers agree if one of them or their sum makes up the change to a tenth (a text names the
    main parts); a reason without numbers is merely stated."""
    if not reason.strip():
        return STATES[0]
    sums = amounts_in(reason)
    if not sums:
        return STATES[1]
    size = abs(change_fen)
    good = any(abs(value - size) * 10 <= size for value in (*sums, sum(sums)))
    return STATES[2] if good else STATES[3]


class Explained(NamedTuple):
    """The reason a text states, the verdict on the sentence, and one of ``STATES``."""

    reason: str
    verdict: str
    state: str


def explanations(found: pd.DataFrame, panel: pd.DataFrame) -> list[Explained]:
    """What the text says of the change of each candidate: of the item itself, else of the 款 or 类 it belongs to.

    A reason that a wider item states explains nothing in numbers, so it counts as merely stated.
    """
    known = tellings(panel)
    prose = panel[panel["origin"].isin(_PROSE) & panel["document_year"].notna()]
    spoken = {(e, int(y)) for e, y in zip(prose["entity"], prose["document_year"], strict=True)}
    made = []
    for entity, year, code, key, label, base, now in zip(found["entity"], found["year"], found["code"], found["key"],
                                                         found["label"], found["base"], found["now"],
                                                         strict=True):  # fmt: skip
        plain, when = re.sub("（(单位|部门)）$", "", str(entity)), int(year)
        change = None if base != base or now != now else round((float(now) - float(base)) * 1e6)
        own = (CONCEPTS.get(str(key), str(key)), str(code)) if key else ()
        one = known.of(plain, when, own, str(label) if code else "", change)
        wide = known.of(plain, when, [part for part in (str(code)[:5], str(code)[:3]) if part != str(code)], "", None)
        if one.reason.strip():
            made.append(Explained(one.reason, one.verdict, explains(one.reason, change or 0)))
        elif code and wide.reason.strip():
            made.append(Explained(wide.reason, wide.verdict, STATES[1]))
        else:
            made.append(Explained("", "", STATES[0] if (plain, when) in spoken else STATES[4]))
    return made
