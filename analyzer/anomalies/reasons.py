"""Whether the narrative explains an anomaly: is a reason stated, and do its own numbers make up the change?"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from analyzer.amounts import FEN

if TYPE_CHECKING:
    import pandas as pd

_AMOUNT = re.compile(r"(\d[\d,，]*(?:\.\d+)?)\s*(亿元|万元|元)")
STATES = ("no", "stated", "stated, numbers agree", "stated, numbers differ")
"""What ``explained`` can say."""


def amounts_in(reason: str) -> list[int]:
    """The sums of money a reason names, in 分."""
    return [int(Decimal(re.sub("[,，]", "", number)) * FEN[unit]) for number, unit in _AMOUNT.findall(reason)]


def explains(reason: str, change_fen: int) -> str:
    """One of ``STATES``. Numbers agree if one of them or their sum is the change, to one percent; a reason without
    numbers is merely stated."""
    if not reason.strip():
        return STATES[0]
    sums = amounts_in(reason)
    if not sums:
        return STATES[1]
    size = abs(change_fen)
    good = any(abs(value - size) * 100 <= size for value in (*sums, sum(sums)))
    return STATES[2] if good else STATES[3]


def reasons(panel: pd.DataFrame) -> dict[tuple[str, int, str], str]:
    """(entity, year of the change, code or concept) → the reason its text states."""
    told = panel[(panel["reason"] != "") & panel["document_year"].notna()]
    found: dict[tuple[str, int, str], str] = {}
    for entity, year, code, concept, item, reason in zip(told["entity"], told["document_year"], told["code"],
                                                         told["concept"], told["item"], told["reason"],
                                                         strict=True):  # fmt: skip
        for name in (code, concept, item):
            if name:
                found.setdefault((entity, int(year), name), reason)
    return found


def explained(anomalies: pd.DataFrame, panel: pd.DataFrame) -> pd.DataFrame:
    """The anomalies with ``reason`` and ``explained`` filled in: of the item itself, else of the class it belongs
    to."""
    told = reasons(panel)
    texts, states = [], []
    for entity, year, code, key, base, now in zip(anomalies["entity"], anomalies["year"], anomalies["code"],
                                                  anomalies["item"], anomalies["base_wan"], anomalies["amount_wan"],
                                                  strict=True):  # fmt: skip
        names = [n for n in (code, key, code[:5], code[:3]) if n]
        when = int(year) if year == year and year is not None else 0
        reason = next((told[entity, when, n] for n in names if (entity, when, n) in told), "")
        change = 0 if base != base or now != now or now is None else round((now - base) * 1e6)
        texts.append(reason)
        states.append(explains(reason, change))
    return anomalies.assign(reason=texts, explained=states)
