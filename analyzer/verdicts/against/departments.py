"""What a department and its unit state of the same thing: the department's figure includes the unit's.

Two statements mean the same where their account (or headline concept), year, stage and side agree; no list of pairs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from analyzer.amounts import FEN
from analyzer.binding.binder import telling
from analyzer.binding.subjects import clean, measures_of
from analyzer.concepts.headlines import concept_of
from analyzer.model import Claim, Fact, Reading, Relation
from analyzer.text import bare
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.gate import states_a_level

Meaning = tuple[str, int | None, str]
_APART = frozenset({"expenditure", "income", "current_expenditure", "current_income"})
"""Totals that a department may state of itself alone (本级) are left to the tables."""


def judge_departments(docket: Docket, readings: Sequence[Reading]) -> None:
    """Add department ≥ unit for every level that both documents state once."""
    for department, unit in docket.binder.units:
        whole, part = _stated(docket, department), _stated(docket, unit)
        for meaning in [meaning for meaning in part if meaning in whole]:  # in the order of the text, not of a set
            docket.relations.extend(_relation(docket, whole[meaning], part[meaning], unit.name))


def judge_of_unit(docket: Docket, claim: Claim) -> bool:
    """Judge a level that is told of one unit of a department by the unit's row, and by no other cell; False where it is
    of no unit that the tables print a row of."""
    rows = docket.binder.unit_rows[claim.document]
    unit = rows.of(docket.text(claim), claim.start)
    subject = clean(claim.subject)
    if not unit or subject.startswith(unit) or claim.path or claim.code:
        return False
    subject = rows.without_name(subject)
    cells = [f for f in rows.rows[unit] if f.id in docket.figures.amounts and f.year == claim.year]
    same = [f for f in cells if "/" not in f.source.row and _is_called(subject, f)]
    met = [f for f in cells if docket.meet(claim.id, f.id)]
    if both := [f for f in same if f in met]:
        docket.rule(claim, "confirmed", "", [both[0].id], "text-table")
    elif same and len({docket.figures.amounts[f.id].fen for f in same}) == 1 and states_a_level(docket, claim):
        shown = docket.shown(docket.figures.amounts[same[0].id].fen, claim.unit)
        docket.rule(claim, "refuted", shown, [same[0].id], "text-table")
        docket.equal("text-table", "restates", claim.id, same[0].id, claim.document)
    elif met and telling(claim):
        docket.rule(claim, "confirmed", "", [met[0].id], "text-table-alike")
    else:
        docket.abstain(claim, "nothing-to-compare")
    return True


def _is_called(subject: str, cell: Fact) -> bool:
    """Whether the column of a unit's cell is what a subject names: by its words, its measure, or as all of one side."""
    column = clean(cell.source.column.split("/")[-1])
    if bare(subject) == bare(column):
        return True
    measures = measures_of(subject)
    if "total" not in measures:
        return cell.measure in measures
    side = _ALL.fullmatch(subject)
    whole = cell.measure == "total" and cell.statement in ("income", "expenditure")
    return whole and side is not None and (side[1] or "收支") in ("收支", _SIDES[cell.statement])


_ALL = re.compile("(收支|收入|支出)(?:总?预算(?:数|总额|总计|合计)?|总计|合计|总额)?")
_SIDES = {"income": "收入", "expenditure": "支出"}


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
