"""What a department and its unit state of the same thing: the department's figure includes the unit's.

Two statements mean the same where their account (or headline concept), year, stage and side agree; no list of pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from analyzer.amounts import FEN
from analyzer.concepts.headlines import concept_of
from analyzer.model import Claim, Reading, Relation
from analyzer.verdicts.docket import Docket

Meaning = tuple[str, int | None, str]
_APART = frozenset({"expenditure", "income", "current_expenditure", "current_income"})
"""Totals that a department may state of itself alone (本级) are left to the tables."""


def judge_departments(docket: Docket, readings: Sequence[Reading]) -> None:
    """Add department ≥ unit for every level that both documents state once."""
    for department, unit in docket.binder.units:
        whole, part = _stated(docket, department), _stated(docket, unit)
        for meaning in [meaning for meaning in part if meaning in whole]:  # in the order of the text, not of a set
            docket.relations.extend(_relation(docket, whole[meaning], part[meaning], unit.name))


def _stated(docket: Docket, reading: Reading) -> dict[Meaning, list[Claim]]:
    found: dict[Meaning, list[Claim]] = defaultdict(list)
    for claim in reading.claims:
        if claim.kind != "level" or claim.unit not in FEN or claim.id not in docket.figures.amounts or claim.whole:
            continue
        code, concept = docket.binder.code_of(claim), concept_of(claim.subject)
        name = code or (concept if concept not in _APART else "")
        if name:
            found[name, claim.year, claim.stage].append(claim)
    return found


def _relation(docket: Docket, whole: Sequence[Claim], part: Sequence[Claim], document: str) -> Iterator[Relation]:
    amounts = docket.figures.amounts
    values = ({amounts[c.id].fen for c in group} for group in (whole, part))
    if all(len(found) == 1 for found in values):
        terms = ((1, whole[0].id), (-1, part[0].id))
        yield Relation(check="department-unit", rule="stated", terms=terms, sense=">=", document=document)
