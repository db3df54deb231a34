"""Texts whose figures are cut off, not rounded: 78.21万元 for 782,164.00元 … 782,199.99元.

It is a habit of the publisher, said in words or seen in the majority of the figures that can tell: those whose cell has
more digits than the text prints. All sums of such a text are then judged by a whole unit of their last digit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from analyzer.amounts import FEN
from analyzer.binding.binder import Binder, telling
from analyzer.model import Claim, Reading

_SAID: Final = re.compile(
    r"只舍不入|不(?:作|做|予)?(?:四舍五入|进位)|截(?:至|取|断)[^，。；]{0,6}(?:小数|万元|[两二]位)"
    r"|舍去(?:尾数|小数)|去尾法"
)
_FEWEST: Final = 3
"""Figures that must have been cut off before that is a habit and no slip."""


def widen(binder: Binder, readings: Sequence[Reading]) -> None:
    """Give the sums of every text that cuts its figures off the whole unit of their last digit on either side."""
    amounts = binder.figures.amounts
    for reading in readings:
        if not _cuts(binder, reading):
            continue
        for claim in reading.claims:
            if claim.unit in FEN and claim.kind in ("level", "change") and claim.id in amounts:
                amounts[claim.id] = replace(amounts[claim.id], quantum=2 * amounts[claim.id].quantum)


def _cuts(binder: Binder, reading: Reading) -> bool:
    if any(_SAID.search(paragraph.text) for paragraph in reading.extraction.prose):
        return True
    amounts = binder.figures.amounts
    cells = (amounts[f.id].quantum for r in binder.family(reading.name) for f in r.facts if f.id in amounts)
    finest = min(cells, default=None)
    if finest is None:
        return False
    seen = [told for claim in reading.claims if (told := _told(binder, claim, finest))]
    return seen.count("cut") >= _FEWEST and 2 * seen.count("cut") > len(seen)


def _told(binder: Binder, claim: Claim, finest: int) -> str:
    """Whether a figure is ``cut`` off or ``rounded`` up from its cell; empty where neither can be told, as where no
    cell of its documents is printed finer (``finest``, in 分)."""
    amounts = binder.figures.amounts
    amount = amounts.get(claim.id)
    if (
        claim.kind != "level"
        or claim.unit not in FEN
        or amount is None
        or amount.quantum < max(_FINER, finest * _FINER)
        or not telling(claim)
    ):
        return ""
    for fact in binder.bind(claim).strict:
        cell = amounts[fact.id]
        over = cell.fen - amount.fen
        if cell.quantum * _FINER <= amount.quantum and 0 < abs(over) <= amount.quantum:
            return ("cut" if 2 * over >= amount.quantum else "") if over > 0 else "rounded"
    return ""


_FINER: Final = 10
"""How much finer than the text a cell must be to tell."""
