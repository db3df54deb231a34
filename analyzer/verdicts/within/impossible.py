"""Statements that another one makes impossible: a total that stands still while a part fell by more than it is, more
set aside than there is to set aside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from analyzer.model import Claim, Relation
from analyzer.verdicts.docket import Docket


def judge_impossible(docket: Docket, claims: Sequence[Claim]) -> None:
    """Refute a flat total where last year one of its parts alone would have exceeded it."""
    for flat in claims:
        bound = docket.binder.bind_as(flat, flat.year, flat.stage).strict if flat.kind == "flat" else ()
        if not bound:
            continue
        for change in claims:
            related = change.kind == "change" and change.base_year == flat.base_year and _part_of(flat, change)
            if related and _refuted(docket, flat, bound[0].id, change):
                break


def _part_of(flat: Claim, change: Claim) -> bool:
    """Whether the change is about a part of the flat total: the general public budget within the fiscal total."""
    return "财政拨款" in flat.subject and "一般公共预算" in change.subject and bool(re.search(r"总", flat.subject))


def _refuted(docket: Docket, flat: Claim, whole: str, change: Claim) -> bool:
    amounts = docket.figures.amounts
    parts = [f.id for f in docket.binder.bind_as(change, change.year, change.stage).strict]
    if change.current in amounts:
        parts.insert(0, change.current)
    if not parts or change.id not in amounts:
        return False
    part, total, moved = amounts[parts[0]], amounts[whole], amounts[change.id]
    before = part.fen - moved.fen
    slack = part.quantum + total.quantum + moved.quantum
    if part.fen > total.fen or 2 * (before - total.fen) <= slack:
        return False
    _refute(docket, flat, change, (whole, parts[0]), before)
    return True


def _refute(docket: Docket, flat: Claim, change: Claim, evidence: tuple[str, str], before: int) -> None:
    """Refute the flat total and say what follows if the rest did not change."""
    amounts, unit, shown = docket.figures.amounts, change.unit, docket.shown
    total, moved = amounts[evidence[0]].fen, amounts[change.id].fen
    implied = total - moved
    rate = abs(Decimal(moved) / Decimal(implied) * 100).quantize(Decimal("0.01"))
    direction, word = ("增加", "增长") if moved > 0 else ("减少", "下降")
    amount = shown(abs(moved), unit) + unit
    values = {
        "part": change.source.text,
        "whole": shown(total, unit),
        "before": shown(before, unit),
        "implied": shown(implied, unit),
        "direction": direction,
        "amount": amount,
    }
    proposals = [(f"{direction}{amount}，{word}{rate}%", "recomputed")]
    docket.refute(
        flat,
        "flat-against-part",
        f"{direction}{amount}",
        (*evidence, change.id),
        proposals,
        tuple(values.items()),
        [values["before"]],
    )


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
