"""Judging stated levels and counts: against tables, targets and procurement."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.amounts import FEN, HARDLY_CHANCE, significant
from analyzer.binding.binder import telling
from analyzer.binding.subjects import clean
from analyzer.concepts.meaning import fund_of
from analyzer.concepts.places import of_all_money
from analyzer.concepts.statements import is_purchases
from analyzer.model import Claim, Fact
from analyzer.relations.edits import slipped, swapped
from analyzer.verdicts.against.departments import judge_of_unit
from analyzer.verdicts.against.projects import Projects
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.doubts import UNLIKE, doubt
from analyzer.verdicts.gate import of_its_office, of_its_scope, states_a_level
from analyzer.verdicts.within.misunits import in_another_unit


def judge_levels(docket: Docket, claims: Sequence[Claim], projects: Projects) -> None:
    """Verdicts on the levels and counts of one document; relations to the cells they restate."""
    for claim in claims:
        if claim.kind == "level" and claim.unit in FEN:
            _level(docket, claim, projects)
        elif claim.kind in ("level", "count"):
            docket.abstain(claim, "nothing-to-compare")


def _level(docket: Docket, claim: Claim, projects: Projects) -> None:
    amount = docket.figures.amounts.get(claim.id)
    if amount is None:
        docket.abstain(claim, "no-amount")
        return
    if judge_of_unit(docket, claim):
        return
    bound = docket.binder.bind(claim)
    agreeing = [f for f in bound.all if docket.meet(claim.id, f.id)]
    if not any(f in bound.strict for f in agreeing) and any(f.source for f in bound.strict):
        agreeing = [f for f in agreeing if not _wider(claim, f)]
    agreeing = [f for f in agreeing if of_its_office(docket, claim, f)] or _of_the_year(docket, claim, bound.strict)
    if agreeing:
        exact = any(docket.figures.amounts[f.id].fen == amount.fen or _rounds(docket, claim, f) for f in agreeing)
        docket.rule(
            claim,
            "confirmed" if exact else "rounding",
            _shown(docket, claim, agreeing[0]),
            [agreeing[0].id],
            "text-table",
        )
        for fact in agreeing[:4]:
            docket.equal("text-table", "restates", claim.id, fact.id, claim.document)
    elif bound.strict and (slip := _slip(docket, claim, bound.strict)):
        _refute(docket, claim, [slip])
    elif bound.strict and not (
        states_a_level(docket, claim)
        and any(of_its_scope(docket, claim, fact) for fact in bound.strict)
        and not _moved_plan(docket, claim, bound.strict)
    ):
        docket.abstain(claim, "words-not-understood", "", [bound.strict[0].id], doubtful=True)
    elif bound.strict and (parts := _wider_parts(docket, claim, bound.strict)):
        docket.rule(claim, "consistent", "", parts, "text-list")
    elif bound.strict:
        meant = _plainly(claim, _beside_whole(docket, claim, bound.strict))
        listed = _sum_of_parts(docket, claim)
        nearest = min(meant, key=lambda f: (_fen(docket, f) != listed, *_distance(amount.fen, _fen(docket, f))))
        fen = docket.figures.amounts[nearest.id].fen
        if rest := _carried_apart(docket, claim, fen):
            docket.rule(claim, "consistent", "", [nearest.id, rest], "text-table")
            return
        why, elsewhere = doubt(docket, claim, nearest, bound.strict)
        if why:
            docket.question(claim, UNLIKE, why, _shown(docket, claim, nearest), [f.id for f in (nearest, *elsewhere)])
            return
        _refute(docket, claim, [nearest, *(f for f in bound.strict if f is not nearest and _fen(docket, f) == fen)])
    elif amount.fen == 0 and (bound.blank or bound.empty):
        docket.rule(claim, "consistent", "0", [f.id for f in bound.blank[:1]], "blank-is-nothing")
    elif bound.blank and not bound.loose and claim.stage in ("", "budget", "final"):
        docket.refute(claim, "blank-against-text", "（空白）", [bound.blank[0].id])
    elif not projects.judge(docket, claim) and not _goods(docket, claim):
        alike = docket.binder.alike(claim) or _under_another_year(docket, claim)
        alike = alike if alike is None or of_its_office(docket, claim, alike) else None
        if alike is None and (slip := in_another_unit(docket, claim)):
            _refute(docket, claim, [slip])
        elif alike is None:
            docket.abstain(claim, "nothing-to-compare")
        else:
            docket.rule(claim, "confirmed", _shown(docket, claim, alike), [alike.id], "text-table-alike")


def _slip(docket: Docket, claim: Claim, cells: Sequence[Fact]) -> Fact | None:
    """The cell that the figure is in another unit, or with two neighbouring digits of five or more swapped: neither is
    chance, whatever else the words say."""
    unit = in_another_unit(docket, claim)
    if unit in cells or significant(claim.value or 0) < HARDLY_CHANCE:
        return unit if unit in cells else None
    return next((f for f in cells if swapped(docket.figures.amounts[claim.id].fen, _fen(docket, f))), None)


def _refute(docket: Docket, claim: Claim, cells: Sequence[Fact]) -> None:
    """Refute a level by the first of cells that say one thing."""
    docket.rule(claim, "refuted", _shown(docket, claim, cells[0]), [cells[0].id], "text-table")
    for fact in cells[:4]:
        docket.equal("text-table", "restates", claim.id, fact.id, claim.document)


_THIS_YEAR = re.compile("[本当]年(?!度)")


def _carried_apart(docket: Docket, claim: Claim, fen: int) -> str:
    """The cell of what was carried over, where a figure of this year is the cell's without it (本年项目支出预算 beside
    a table whose projects are paid from last year's money too)."""
    rest = fen - docket.figures.amounts[claim.id].fen
    if rest <= 0 or not _THIS_YEAR.search(claim.source.text):
        return ""
    carried = (f.id for f in docket.printing(claim.document, rest) if "carry" in f.item or "carry" in f.measure)
    return next(carried, "")


def _fen(docket: Docket, fact: Fact) -> int:
    return docket.figures.amounts[fact.id].fen


def _sum_of_parts(docket: Docket, claim: Claim) -> int | None:
    """What the listed parts of a level make up in 分; None without a list."""
    parts = docket.parts(claim)
    return sum(docket.figures.amounts[c.id].fen for c in parts) if len(parts) > 1 else None


def _with_the_cell(docket: Docket, claim: Claim, cells: Sequence[Fact]) -> list[str]:
    """The parts of a sum that make it up exactly, one of them the cell: the sum is wider than the table's.

    “收入合计2903.49万元，其中：本年收入2867.89万元，上年结转35.60万元”.
    """
    amounts = docket.figures.amounts
    listed = docket.parts(claim)
    made = _sum_of_parts(docket, claim) == amounts[claim.id].fen
    known = {amounts[f.id].fen for f in cells}
    return [c.id for c in listed] if made and any(amounts[c.id].fen in known for c in listed) else []


def _wider_parts(docket: Docket, claim: Claim, cells: Sequence[Fact]) -> list[str]:
    """The parts of a sum that is wider than those of the cells, where a figure is of it."""
    return (
        _of_a_wider_sum(docket, claim, cells)
        or _with_the_cell(docket, claim, cells)
        or _told_fund_by_fund(docket, claim, cells)
    )


def _told_fund_by_fund(docket: Docket, claim: Claim, cells: Sequence[Fact]) -> list[str]:
    """The figures of one name in a sentence that make up a cell: “一般公共预算收入…、上年结转84.25万元，政府性基金预算
    收入…、上年结转41.60万元” beside 上年结转125.85 of all money."""
    amounts, said = docket.figures.amounts, (claim.kind, clean(claim.subject), claim.year, claim.stage)
    alike = [c for c in docket.beside(claim) if (c.kind, clean(c.subject), c.year, c.stage) == said and c.id in amounts]
    made = sum(amounts[c.id].fen for c in alike)
    return [c.id for c in alike] if len(alike) > 1 and any(amounts[f.id].fen == made for f in cells) else []


def _of_a_wider_sum(docket: Docket, claim: Claim, cells: Sequence[Fact]) -> list[str]:
    """The parts, this one among them, that make up exactly a sum which a table prints and which that of the cells does
    not hold: “基本支出1322.36万元，其中：人员经费…，公用经费183.54万元” of all money, beside a table of one fund."""
    amounts, whole = docket.figures.amounts, docket.figures.claims.get(claim.whole)
    if whole is None or whole.id not in amounts or _sum_of_parts(docket, whole) != amounts[whole.id].fen:
        return []
    printed = any(docket.meet(whole.id, fact.id) for fact in docket.binder.bind(whole).strict)
    tables = {(f.document, f.table) for f in cells}
    beside = {f.id for table in tables for row in docket.figures.rows[table].values() for f in row} & amounts.keys()
    held = any(amounts[name].fen == amounts[whole.id].fen for name in beside)
    return [c.id for c in docket.parts(whole)] if printed and not held else []


def _moved_plan(docket: Docket, claim: Claim, facts: Sequence[Fact]) -> bool:
    """Whether a 年初预算 stands beside a column that the paragraph tells for the plan as moved in the year, or a moved
    plan beside one as it began."""
    if not all(fact.stage == "budget" for fact in facts):
        return False
    begun = docket.binder.readings[claim.document].profile.stage == "budget"  # a budget prints plans as they began
    if claim.stage == "full_year_budget":
        return begun
    return claim.stage == "initial_budget" and bool(_MOVED.search(docket.text(claim)))


_MOVED = re.compile(r"全年预算|调整(?:后的?)?预算|调[增减整]")


def _under_another_year(docket: Docket, claim: Claim) -> Fact | None:
    """The cell of the document's own year that says the same, where only a heading gave the statement another year.

    A heading may bear last year's number (“四、2022年收支说明” in the budget of 2023); what is below is of this one.
    """
    own = docket.binder.readings[claim.document]
    if claim.year in (None, own.profile.year) or re.search(rf"{claim.year}\s*年|上年|去年", claim.source.text):
        return None
    bound = docket.binder.bind_as(claim, own.profile.year, claim.stage)
    return next((f for f in bound.all if telling(claim) and docket.meet(claim.id, f.id)), None)


def _distance(stated: int, printed: int) -> tuple[bool, int]:
    """How far a cell is from what the text states: one slip of the pen is nearer than any difference in size."""
    return not slipped(stated, printed), abs(stated - printed)


def _wider(claim: Claim, fact: Fact) -> bool:
    """Whether a cell is of all funds, where the words name one: it excuses no figure that differs from its own."""
    return of_all_money(fact.statement) and bool(fund_of(clean(claim.subject)))


def _beside_whole(docket: Docket, claim: Claim, facts: Sequence[Fact]) -> Sequence[Fact]:
    """Of the cells that a part may restate, those in the tables that hold its whole, where there are any."""
    whole = docket.figures.claims.get(claim.whole)
    tables = {(f.document, f.table) for f in docket.binder.bind(whole).strict} if whole else set()
    return [f for f in facts if (f.document, f.table) in tables] or facts


def _plainly(claim: Claim, cells: Sequence[Fact]) -> Sequence[Fact]:
    """Of the cells that differ from a figure which is called no total, those of the year alone: a total holds what was
    carried over as well."""
    plain = [f for f in cells if not f.item.endswith("_total")]
    return plain if plain and not _TOTAL.search(claim.subject) else cells


_TOTAL = re.compile(r"总计|总额|总数|总收入|总支出")


def _of_the_year(docket: Docket, claim: Claim, cells: Sequence[Fact]) -> list[Fact]:
    """The figure of the year alone in the row of one of ``cells``, where the words speak of it and it is just the
    claim's: “一般公共预算当年拨款…卫生健康支出961.58万元” under 当年财政拨款安排/合计, beside what was carried over."""
    if not _OF_THE_YEAR.search(claim.section + claim.subject):
        return []
    rows = docket.figures.rows
    beside = (other for f in cells for other in rows[f.document, f.table][f.row] if f.measure in ("total", "amount"))
    return [
        o
        for o in beside
        if o.measure in _WHOLE_YEAR and _OF_THE_YEAR.search(o.source.column) and _meets(docket, claim, o)
    ]


_OF_THE_YEAR = re.compile(r"当年|本年")
_WHOLE_YEAR = frozenset({"total", "amount", "fiscal", "general_public"})


def _meets(docket: Docket, claim: Claim, fact: Fact) -> bool:
    return fact.id in docket.figures.amounts and docket.meet(claim.id, fact.id)


def _rounds(docket: Docket, claim: Claim, fact: Fact) -> bool:
    """Whether the claim is the cell's figure rounded to the claim's precision."""
    a, b = docket.figures.amounts[claim.id], docket.figures.amounts[fact.id]
    return 2 * abs(a.fen - b.fen) <= a.quantum


def _shown(docket: Docket, claim: Claim, fact: Fact) -> str:
    return docket.shown(docket.figures.amounts[fact.id].fen, claim.unit, max(2, claim.decimals))


def _goods(docket: Docket, claim: Claim) -> bool:
    """Fixed assets to be bought: the goods (目录 A) of the procurement table, where their sum says the same.

    Goods that are no fixed assets stand under A too, so a difference proves nothing.
    """
    if not re.search(r"购置.*固定资产|固定资产.*购置", claim.subject):
        return False
    goods = [
        row_facts
        for table in docket.binder.tables(claim.document)
        if is_purchases(table.statement)
        for _, row_facts in docket.figures.matrix(table.document, table.index)
        if re.search(
            r"\bA\d{4,}", " ".join(t for r in table.rows[row_facts[0].row : row_facts[0].row + 1] for t in r.texts)
        )
    ]
    money = [f for row in goods for f in row if f.measure in ("total", "amount") and f.id in docket.figures.amounts]
    total = sum(docket.figures.amounts[f.id].fen for f in money)
    if not money or 2 * abs(total - docket.figures.amounts[claim.id].fen) > docket.figures.amounts[claim.id].quantum:
        return False
    docket.rule(claim, "confirmed", docket.shown(total, claim.unit), [f.id for f in money], "procurement-goods")
    return True
