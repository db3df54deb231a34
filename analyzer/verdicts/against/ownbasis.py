"""Comparisons on a basis of their own: “剔除2023年一次性安排的项目110.00万元后，同口径增加57.93万元，增长8.2%”."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from analyzer.model import Claim, Relation
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.options import Option, ratio

_LEFT_OUT: Final = re.compile(r"^(?:若|如)?(?:剔除|扣除|不考虑)")
_LAST: Final = re.compile(r"上年|去年")
_THIS: Final = re.compile(r"本年|当年|今年|新增")
_REACH: Final = 8
"""Statements of the paragraph before a comparison in which its levels are looked for."""


@dataclass(frozen=True, slots=True)
class OwnBasis:
    """This year's level, last year's, and the sum left out of last year's (``past``) or else of this year's."""

    now: Claim
    base: Claim
    left_out: Claim
    past: bool

    def relation(self, change: Claim) -> Relation:
        """“this − last = change”, the sum left out of one of them."""
        terms = ((1, self.now.id), (-1, self.base.id), (1 if self.past else -1, self.left_out.id), (-1, change.id))
        return Relation(check="change-difference", rule="own-basis", terms=terms, document=change.document)

    def growth(self, docket: Docket, rate: Claim) -> Option | None:
        """By how many percent the figures moved on this basis, in the direction that the words of ``rate`` have."""
        now, base, out = (docket.interval(level.id) for level in (self.now, self.base, self.left_out))
        if now is None or base is None or out is None:
            return None
        now, base = (now, base - out) if self.past else (now - out, base)
        if base.low <= 0:
            return None
        option = ratio(now, base, (self.now.id, self.base.id, self.left_out.id), growth=True)
        if rate.direction == "less":
            option = replace(option, interval=-option.interval, printed=-option.value)
        return option


def own_bases(docket: Docket, claim: Claim, by_id: dict[str, Claim]) -> list[OwnBasis]:
    """The bases on which a change or rate may stand whose sentence leaves a sum out; one where it names its year."""
    near = docket.about(claim, _REACH)
    levels = [c for c in near if c.kind == "level" and c.end <= claim.start and c.id in docket.figures.amounts]
    out = next((c for c in reversed(levels) if _LEFT_OUT.match(c.source.text)), None)
    if out is None or re.search("[。；]", docket.text(claim)[out.end : claim.start]):
        return []
    told = [c for c in levels if c.start < out.start and c.unit == out.unit and not _LEFT_OUT.match(c.source.text)]
    current = by_id.get(claim.current)
    nows = [c for c in told if (c.year, c.stage) == (claim.year, claim.stage)]
    nows = [current] if current in told else nows
    bases = [c for c in told if c.year == claim.base_year != claim.year]
    words = out.source.text
    last = bool(_LAST.search(words)) or f"{claim.base_year}年" in words
    this = bool(_THIS.search(words)) or f"{claim.year}年" in words
    sides = [past for past in (True, False) if last == this or past == last]
    return [OwnBasis(now, base, out, past) for now in nows for base in bases for past in sides]
