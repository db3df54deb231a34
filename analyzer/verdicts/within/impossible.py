"""Statements that another one makes impossible: a total that stands still while a part fell by more than it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from analyzer.model import Claim
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
