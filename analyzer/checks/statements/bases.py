"""Checks on what a figure is compared with: the wrong year, two kinds of base in one account of the same money."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from analyzer.binding.basekinds import COMPARING, STAGES, wrong_base_year
from analyzer.binding.subjects import clean
from analyzer.checks.registry import Case, Hit, check
from analyzer.model import Claim, Repair, Source


@check(
    "wrong-base-year",
    severity="error",
    zh="比较基期年度有误：“{claim}”把{year}年的数与{base}年相比，应为{expected}年",
    en="Wrong base year: “{claim}” compares {year} with {base}; {expected} must be meant",
)
def base_year(case: Case) -> Iterator[Hit]:
    """A comparison names the year before as its base, not the document's own year or a later one.

    It matters because the figure that follows is then ascribed to the wrong year. One slip that a document repeats is
    one finding with all its places; where the base figure is printed each stands for itself. Example:
    2025年度支出预算…比2025年年初预算数1777.81万元增加1.09万元.
    """
    groups: dict[tuple[int | None, str], list[Claim]] = defaultdict(list)
    leads: dict[tuple[int, str], bool] = {}  # what a paragraph compares with first is what its parts are compared with
    for claim in case.reading.claims:
        wrong = wrong_base_year(claim, case.reading.profile)
        if claim.kind in COMPARING and claim.base_text:
            wrong = leads.setdefault((claim.paragraph, claim.base_text), wrong) and wrong
        if wrong:
            groups[claim.base_year, f"{claim.paragraph} {claim.base}" if claim.base else ""].append(claim)
    by_id = {c.id: c for c in case.reading.claims}
    for group in groups.values():
        first = group[0]
        bases = [by_id[c.base] for c in group if c.base in by_id]
        expected = (first.year or 0) - 1
        values = {
            "claim": first.source.text,
            "year": str(first.year),
            "base": str(first.base_year),
            "expected": str(expected),
        }
        repair = Repair(
            printed=f"{first.base_year}年",
            proposed=f"{expected}年",
            edit="other-year",
            source=first.source,
            resolves=len(group),
        )
        shown = [*dict.fromkeys([*bases, *group])]
        yield Hit(
            sources=tuple(c.source for c in shown),
            figures=tuple(dict.fromkeys(f"{c.value}{c.unit}" for c in shown if c.value is not None)),
            values=values,
            repair=(repair,),
        )


@check(
    "balanced-changes",
    severity="warning",
    zh="收支总额相等且比较基数相同，增减额却不同：“{one}”与“{other}”",
    en="Income and expenditure are equal, their base is one, yet their changes differ: “{one}”, “{other}”",
)
def balanced_changes(case: Case) -> Iterator[Hit]:
    """Income and expenditure of one scope that balance in both budgets change by the same amount.

    Each year's budget balances, so equal totals this year and one base leave no room for two changes. Example: income
    and expenditure of 15621.11 each, one 876.75 less than last year's budget, the other 786.75 less.
    """
    amounts = case.ledger.figures.amounts
    changes = [
        c
        for c in case.reading.claims
        if c.kind == "change" and c.current in amounts and c.id in amounts and c.base_year
    ]
    for one, other in combinations(changes, 2):
        scopes = [_scope(case, c) for c in (one, other)]
        if not all(scopes) or scopes[0][1:] != scopes[1][1:] or {s[0] for s in scopes} != {"income", "expenditure"}:
            continue
        same_base = (one.base_year, one.base_stage, one.section) == (other.base_year, other.base_stage, other.section)
        if case.reading.profile.stage != "budget" or not same_base or one.base_stage == "execution":
            continue
        if amounts[one.current].fen == amounts[other.current].fen and amounts[one.id].fen != amounts[other.id].fen:
            levels = [case.ledger.figures.source(c.current) for c in (one, other)]
            yield _unbalanced(one, other, levels)


def _scope(case: Case, claim: Claim) -> tuple[str, ...]:
    """(side, whose money) of a claim about a total; empty for anything else."""
    text = clean(claim.subject)
    if re.search(r"基本|项目|人员|公用|三公|其他|事业|经营|基金|资本|上年|结转", text):
        return ()
    side = "income" if "收入" in text else "expenditure" if "支出" in text else ""
    if not side or ("收入" in text and "支出" in text) or not case.ledger.binder.places(claim):
        return ()
    return side, "fiscal" if "财政拨款" in text else "general" if "一般公共预算" in text else "all"


def _unbalanced(one: Claim, other: Claim, levels: Sequence[Source]) -> Hit:
    """The two changes, and the equal totals that they are of; a word of direction is turned where the sizes agree."""
    turned = (one.value, one.unit) == (other.value, other.unit)
    word = "减少" if one.direction == "less" else "增加"
    repair = Repair(
        printed=f"{other.value}",
        proposed=f"{word}{one.value}{one.unit}" if turned else f"{one.value}",
        edit="sign-lost" if turned else "recomputed",
        source=other.source,
        resolves=1,
    )
    figures = (f"{one.value}{one.unit}", f"{other.value}{other.unit}")
    values = {"one": one.source.text, "other": other.source.text}
    return Hit(sources=(one.source, other.source, *levels), figures=figures, values=values, repair=(repair,))


@check(
    "mixed-bases",
    severity="warning",
    zh="同一口径的数字用了不同的比较基数：“{one}”以{one_base}为基数，“{other}”以{other_base}为基数，两者金额相同而增减额不同",
    en="One sum is compared with two kinds of base: “{one}” with the {one_base}, “{other}” with the {other_base}",
)
def mixed_bases(case: Case) -> Iterator[Hit]:
    """Income and expenditure of one amount are compared with one kind of base within a section.

    Comparing one with last year's budget and the other with last year's execution makes equal sums grow by different
    amounts, and the reader cannot tell why. Example: +24558.18 against 执行数, +24491.71 against 预算.
    """
    amounts = case.ledger.figures.amounts
    changes = [
        c
        for c in case.reading.claims
        if c.kind == "change" and c.base_stage and c.current in amounts and c.id in amounts and amounts[c.id].fen
    ]
    done: set[frozenset[str]] = set()
    for one, other in combinations(changes, 2):
        if one.base_stage == other.base_stage or one.base_year != other.base_year or one.section != other.section:
            continue
        if other.paragraph - one.paragraph > 2 or amounts[one.current].fen != amounts[other.current].fen:
            continue
        if amounts[one.id].fen == amounts[other.id].fen or one.current == other.current:
            continue  # one figure may be compared with both, and says so
        pair = frozenset((one.base_stage, other.base_stage, one.section))
        if pair in done:
            continue
        done.add(pair)
        yield _mixed(one, other)


def _mixed(one: Claim, other: Claim) -> Hit:
    repair = Repair(printed=f"{one.value}", proposed=f"{other.value}", edit="other-base", source=one.source, resolves=1)
    values = {
        "one": one.source.text,
        "other": other.source.text,
        "one_base": STAGES[one.base_stage][0] if one.base_stage else "",
        "other_base": STAGES[other.base_stage][0] if other.base_stage else "",
    }
    figures = (f"{one.value}{one.unit}", f"{other.value}{other.unit}")
    return Hit(sources=(one.source, other.source), figures=figures, values=values, repair=(repair,))
