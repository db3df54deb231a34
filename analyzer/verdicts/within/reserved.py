"""What is set aside is no more than what it is set aside of: purchases reserved for small firms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from analyzer.model import Claim, Relation
from analyzer.verdicts.docket import Docket

_WHOLE: Final = re.compile(r"(?:\d{4}年)?(?:部门|单位)?政府采购(?:预算)?(?:总额|金额|资金)?")
_RESERVED: Final = re.compile(r"面向(?:中小|小微)企业预留|预留.{0,6}面向(?:中小|小微)企业")
_NEAR: Final = 3
"""Paragraphs apart that both may stand."""


def judge_reserved(docket: Docket, claims: Sequence[Claim]) -> None:
    """“政府采购预算86.40万元…面向中小企业预留96.52万元”: of one year's budget, the part is within its whole."""
    plans = [c for c in claims if c.kind == "level" and c.stage == "budget" and c.id in docket.figures.amounts]
    wholes = [c for c in plans if _WHOLE.fullmatch(c.subject)]
    for part in (c for c in plans if _RESERVED.search(c.subject)):
        near = [w for w in wholes if w.year == part.year and 0 <= part.paragraph - w.paragraph <= _NEAR]
        if len({docket.figures.amounts[w.id].fen for w in near}) == 1:
            terms = ((1, near[0].id), (-1, part.id))
            docket.relations.append(
                Relation(check="text-list", rule="reserved", terms=terms, sense=">=", document=part.document)
            )
