"""Statements that vouch for one another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from analyzer.model import Claim
from analyzer.verdicts.docket import Docket

AVERAGE: Final = re.compile(r"年均|年平均|平均每年|逐年递增")
"""Words of a rate that is the average of several years, and no growth from its base."""
OWN_BASIS: Final = re.compile(r"扣除|剔除|同口径|可比口径|同比口径")
"""Words that put a figure on a basis of its own: a change beside it that lacks them is on another."""


def undecided(docket: Docket, claim: Claim) -> bool:
    """Whether nothing has confirmed or refuted the statement yet."""
    verdict = docket.verdicts.get(claim.id)
    return verdict is None or verdict.kind in ("unverifiable", "doubtful")


def bear_out(docket: Docket, claims: Sequence[Claim], rule: str, computed: str = "") -> None:
    """Every undecided one of ``claims`` is borne out by the others; ``computed`` is shown with the first."""
    for claim in claims:
        if undecided(docket, claim):
            others = [c.id for c in claims if c is not claim]
            docket.rule(claim, "consistent", computed if claim is claims[0] else "", others, rule)
