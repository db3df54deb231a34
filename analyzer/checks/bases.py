"""Checks on what a figure is compared with: the wrong year, two kinds of base in one account of the same money."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from analyzer.checks.basekinds import STAGES, wrong_base_year
from analyzer.checks.registry import Case, Hit, check
from analyzer.model import Claim, Repair


@check(
    "wrong-base-year",
    severity="error",
    zh="比较基期年度有误：“{claim}”把{year}年的数与{base}年相比，应为{expected}年",
    en="Wrong base year: “{claim}” compares {year} with {base}; {expected} must be meant",
)
def base_year(case: Case) -> Iterator[Hit]:
    """A comparison names the year before as its base, not the document's own year or a later one.

    It matters because the figure that follows is then ascribed to the wrong year. Example: 2025年度支出预算…比2025年
    年初预算数1777.81万元增加1.09万元.
    """
    groups: dict[tuple[int, int | None, str], list[Claim]] = defaultdict(list)
    for claim in case.reading.claims:
        if wrong_base_year(claim, case.reading.profile):
            groups[claim.paragraph, claim.base_year, claim.base or claim.current].append(claim)
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
            printed=f"{first.base_year}年", proposed=f"{expected}年", edit="other-year", source=first.source, resolves=1
        )
        shown = [*dict.fromkeys([*bases, *group])]
        yield Hit(
            sources=tuple(c.source for c in shown),
            figures=tuple(f"{c.value}{c.unit}" for c in shown if c.value is not None),
            values=values,
            repair=(repair,),
        )


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
        if amounts[one.id].fen == amounts[other.id].fen:
            continue
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
