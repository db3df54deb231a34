"""Checks on the years that statements name: one ahead, one before beside this year's figure, a base year of its own."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from analyzer.amounts import FEN, HARDLY_CHANCE, significant
from analyzer.binding.basekinds import COMPARING
from analyzer.binding.subjects import clean
from analyzer.checks.registry import Case, Hit, check
from analyzer.model import Claim, Repair, Source

_AHEAD = re.compile(r"预算|计划|预计|拟|将|目标|安排|规划|结转|下年|明年|次年")


@check(
    "year-ahead",
    severity="warning",
    zh="决算写到了下一年度：“{claim}”，本文件为{year}年决算。",
    en="A final account states a figure of the next year: “{claim}”; it is of {year}.",
)
def year_ahead(case: Case) -> Iterator[Hit]:
    """A final account states what was, so no figure of the year after it, unless it speaks of a plan.

    The year was mistyped, or the sentence stands here by mistake. Example: “2024年度机关运行经费支出76.92万元” in the
    final account of 2023.
    """
    year = case.reading.profile.year
    if year is None or case.reading.profile.stage != "final":
        return
    for claim in case.reading.claims:
        text = claim.source.text
        if claim.kind == "level" and claim.year == year + 1 and f"{year + 1}年" in text and not _AHEAD.search(text):
            repair = Repair(printed=f"{year + 1}年", proposed=f"{year}年", edit="other-year", source=claim.source)
            figures = (str(year + 1), f"{claim.value}{claim.unit}")
            yield Hit(
                sources=(claim.source,), figures=figures, values={"claim": text, "year": str(year)}, repair=(repair,)
            )


@check(
    "year-behind",
    severity="warning",
    zh="年份与数字不符：“{claim}”写的是{said}年，而{year}年的{where}正是这个数字。",
    en="Year and figure do not belong together: “{claim}” says {said}; it is the figure of {year} in {where}.",
)
def year_behind(case: Case) -> Iterator[Hit]:
    """A figure that is dated to a year before is not, to the last of five digits, the figure of this year.

    The year was left from last year's text. A figure that is compared with, or said to be the same in both years, is
    none of this check. Example: “2023年一般公共预算支出年初预算为2292.06万元” in the budget of 2024, whose table
    prints 2292.06 for that year.
    """
    year = case.reading.profile.year
    if year is None:
        return
    compared = {c.base for c in case.reading.claims}
    same = {clean(c.subject) for c in case.reading.claims if c.kind == "flat"}
    for claim in case.reading.claims:
        dated = claim.kind == "level" and claim.year in (year - 1, year - 2) and f"{claim.year}年" in claim.source.text
        if not dated or claim.id in compared or claim.unit not in FEN or clean(claim.subject) in same:
            continue
        if claim.value is None or significant(claim.value) < HARDLY_CHANCE or _told_beside(case, claim, year):
            continue
        found = _of_this_year(case, claim, year)
        if found is not None:
            repair = Repair(printed=f"{claim.year}年", proposed=f"{year}年", edit="other-year", source=claim.source)
            values = {"claim": claim.source.text, "said": str(claim.year), "year": str(year), "where": _place(found)}
            figures = (str(claim.year), str(year), f"{claim.value}{claim.unit}")
            yield Hit(sources=(claim.source, found), figures=figures, values=values, repair=(repair,))


@check(
    "year-far",
    severity="warning",
    zh="年份有误：“{claim}”写的是{said}年，全文别处未提该年，似应为{year}年。",
    en="A year that stands nowhere else: “{claim}” says {said}; {year} was probably meant.",
)
def year_far(case: Case) -> Iterator[Hit]:
    """A figure that the office states of itself is of the document's year or of one close to it.

    One digit of the year was mistyped: it is three years or more away, and no other sentence speaks of it. Example:
    “本部门2013年度机关运行经费支出143.13万元” in the final account of 2023.
    """
    year = case.reading.profile.year
    if year is None:
        return
    told = Counter(y for paragraph in case.reading.extraction.prose for y in set(_YEARS.findall(paragraph.text)))
    for claim in case.reading.claims:
        said = _OWN_YEAR.search(claim.source.text) if claim.kind == "level" else None
        if said is None or told[said[1]] != 1 or abs(int(said[1]) - year) < _FAR:
            continue
        if sum(a != b for a, b in zip(said[1], str(year), strict=True)) == 1:
            repair = Repair(printed=f"{said[1]}年", proposed=f"{year}年", edit="other-year", source=claim.source)
            values = {"claim": claim.source.text, "said": said[1], "year": str(year)}
            yield Hit(sources=(claim.source,), figures=(said[1], str(year)), values=values, repair=(repair,))


_YEARS = re.compile(r"(20\d\d)年")
_OWN_YEAR = re.compile(
    r"^(?:[^，。；\d]{0,12}(?:部门|单位|[局院校厅委办所中心馆站会]))?(20\d\d)年度?(?![底末初以至\d])"
)
_FAR = 3


def _told_beside(case: Case, claim: Claim, year: int) -> bool:
    """Whether the paragraph tells this year's figure of the same thing too: then two years are compared."""
    beside = (c for c in case.ledger.docket.beside(claim) if c.kind == "level" and c.year == year)
    return any(clean(c.subject) == clean(claim.subject) for c in beside)


def _of_this_year(case: Case, claim: Claim, year: int) -> Source | None:
    """The cell of this year that prints the figure under its own name, or another statement of it; None where the
    figure is known of the year that it is dated to."""
    binder, amounts = case.ledger.binder, case.ledger.figures.amounts
    fen = amounts[claim.id].fen if claim.id in amounts else None
    then = binder.bind_as(claim, claim.year, "")
    if fen is None or any(amounts[f.id].fen == fen for f in then.all if f.id in amounts):
        return None
    now = binder.bind_as(claim, year, case.reading.profile.stage)
    for fact in now.strict:
        if amounts[fact.id].fen == fen:
            return fact.source
    others = (c for c in case.reading.claims if c.kind == "level" and c.year == year and c.id in amounts)
    alike = (c for c in others if amounts[c.id].fen == fen and clean(c.subject) == clean(claim.subject))
    return next((c.source for c in alike if c.paragraph != claim.paragraph), None)


def _place(source: Source) -> str:
    return f"《{source.table}》" if source.table else f"“{source.text}”"


_LONG = re.compile(r"年均|以来|累计|连续|近.年|历年|至20|五年|十[二三四]五")
_USUAL = 5
"""Comparisons with the year before that make it the usual base."""


@check(
    "base-year-apart",
    severity="note",
    zh="比较基期与全文不一致：“{claim}”与{base}年相比，其余{count}处均与{usual}年相比。",
    en="One base year apart from the others: “{claim}” compares with {base}, {count} others with {usual}.",
)
def base_year_apart(case: Case) -> Iterator[Hit]:
    """Where all other comparisons are with the year before, a sentence that names an earlier year may be old.

    It was kept from a text of then. Figures of several years (年均, 以来) are none of this check. Example:
    “与2021年度相比，支出增加…” in the final account of 2023.
    """
    year = case.reading.profile.year
    if year is None:
        return
    dated = [c for c in case.reading.claims if c.kind in COMPARING and c.year == year and c.base_year is not None]
    usual = [c for c in dated if c.base_year == year - 1]
    apart: dict[int, list[Claim]] = defaultdict(list)
    for claim in dated:
        if claim.base_year == year - 2 and str(claim.base_year) in claim.base_text:
            apart[claim.paragraph].append(claim)
    trend = any(c.paragraph in apart for c in usual)
    if len(usual) < _USUAL or len(apart) != 1 or trend:
        return
    [group] = apart.values()
    if any(_LONG.search(c.source.text) for c in group):
        return
    first = group[0]
    repair = Repair(printed=f"{first.base_year}年", proposed=f"{year - 1}年", edit="other-year", source=first.source)
    values = {
        "claim": first.source.text,
        "base": str(first.base_year),
        "usual": str(year - 1),
        "count": str(len(usual)),
    }
    figures = (str(first.base_year), *(f"{c.value}{c.unit}" for c in group if c.value is not None))
    yield Hit(sources=tuple(c.source for c in group), figures=figures, values=values, repair=(repair,))
