"""Where figures are printed: cells of a statement by item, side and column, each statement with words of its own.

Sentences, relations between tables and the panel all speak of the same places, so a place is built here and nowhere
else. A place is *strict* where the wording that led to it can mean nothing else than its cells.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from analyzer.concepts.headlines import THREE_PUBLIC
from analyzer.concepts.statementids import StatementId
from analyzer.concepts.statements import (
    ALL_MONEY,
    BY_COLUMN_OF_FUND,
    BY_ECONOMIC,
    BY_FUND,
    NAMING_FUNCTIONS,
    OF_BASIC,
    OF_GENERAL,
    RECEIVING,
    SPENDING,
    TWO_SIDED,
)

ANY: Final = ("total", "amount", "income_current", "expenditure_current", "fund_expenditure")
"""The columns that hold the whole of a line, in the order of preference."""


@dataclass(frozen=True, slots=True)
class Place:
    """Cells of ``statement`` with ``item`` (a concept or a code) and the first of ``measures`` that has a figure."""

    statement: StatementId
    item: str
    measures: tuple[str, ...] = ANY
    side: str = ""
    strict: bool = True


def perhaps(place: Place) -> Place:
    """The place, where the scope of its cells may differ from the wording's: they may confirm and never refute."""
    return replace(place, strict=False)


def received(item: str = "total", *measures: str) -> Place:
    """收入总表."""
    return Place(StatementId.INCOME, item, measures or ANY)


def spent(item: str = "total", *measures: str) -> Place:
    """支出总表."""
    return Place(StatementId.EXPENDITURE, item, measures or ANY)


def overview(item: str, side: str, *measures: str) -> Place:
    """One side of 收支总表."""
    return Place(StatementId.INCOME_EXPENDITURE, item, measures or ANY, side)


def appropriated(item: str, side: str, *measures: str) -> Place:
    """One side of 财政拨款收支总表; ``measures`` are its columns by fund."""
    return Place(StatementId.APPROPRIATION, item, measures or ANY, side)


def general(item: str = "total", *measures: str) -> Place:
    """一般公共预算支出表."""
    return Place(StatementId.GENERAL_PUBLIC_BUDGET, item, measures or ANY)


def of_fund(fund: str, item: str = "total", *measures: str) -> Place:
    """The expenditure statement of a fund (general_public, government_funds, state_capital)."""
    return Place(BY_FUND[fund], item, measures or ANY)


def basic(item: str = "total", *measures: str) -> Place:
    """一般公共预算基本支出表."""
    return Place(StatementId.BASIC_EXPENDITURE, item, measures or ANY)


def public(item: str, *measures: str) -> Place:
    """“三公”经费支出表."""
    return Place(StatementId.THREE_PUBLIC, item, measures or ANY)


def operated() -> Place:
    """The total of a statement of 机关运行经费 by economic accounts."""
    return Place(StatementId.EXPENDITURE_BY_ECONOMIC, "agency_operating")


def told_with_purchases(item: str) -> Place:
    """A line of 机关运行经费支出、国有资产占用情况及政府采购支出信息表, one form for all three."""
    return Place(StatementId.PROCUREMENT, item, ("amount", "total"))


def bought() -> Place:
    """The total of 政府采购预算表."""
    return Place(StatementId.PROCUREMENT, "total")


def owned() -> Place:
    """The total of 国有资产占用情况表."""
    return Place(StatementId.ASSETS, "assets_total")


def ends(side: str, *measures: str) -> tuple[Place, Place]:
    """本年合计 and 总计 of one side of the appropriations."""
    return appropriated(f"{side}_current", side, *measures), appropriated(f"{side}_total", side, *measures)


def of_function(code: str, measures: tuple[str, ...], *, strict: bool) -> tuple[Place, ...]:
    """Every statement that may print a function account, the likeliest first."""
    return tuple(
        Place(
            each,
            code,
            measures,
            "expenditure" if each in TWO_SIDED else "",
            strict and each not in (StatementId.INCOME, StatementId.INCOME_EXPENDITURE),
        )
        for each in NAMING_FUNCTIONS
    )


def of_economic(code: str, measures: tuple[str, ...], *, strict: bool) -> tuple[Place, ...]:
    """Every statement that may print an economic account."""
    return tuple(Place(each, code, measures, "", strict) for each in BY_ECONOMIC)


def elsewhere(code: str, measures: tuple[str, ...], *, strict: bool) -> Place:
    """A table of no statutory form (财政拨款支出预算表) that prints the account."""
    return Place(StatementId.OTHER, code, measures, "", strict)


def of_all_money(statement: str) -> bool:
    """Whether a statement is of all funds, own income too."""
    return statement in ALL_MONEY


CANONICAL: Final[dict[str, Place]] = {
    "income": received(),
    "expenditure": spent(),
    "basic": spent("total", "basic"),
    "project": spent("total", "project"),
    "personnel": basic("total", "personnel"),
    "operating": basic("total", "operating"),
    "current_income": overview("income_current", "income", "amount"),
    "current_expenditure": overview("expenditure_current", "expenditure", "amount"),
    "fiscal_income": appropriated("income_current", "income", "amount"),
    "fiscal_expenditure": appropriated("expenditure_current", "expenditure"),
    "fiscal_total_expenditure": appropriated("expenditure_total", "expenditure"),
    "general_public_expenditure": general(),
    "general_public_basic": general("total", "basic"),
    "general_public_project": general("total", "project"),
    "government_funds_expenditure": of_fund("government_funds"),
    "state_capital_expenditure": of_fund("state_capital"),
    **{name: public(name, "amount") for name in (*THREE_PUBLIC, "three_public", "agency_operating")},
}
"""Concept → its place where no printed figure of the document shows one."""

_GENERAL_BASIC: Final = (*OF_GENERAL, *OF_BASIC)
PREFERRED: Final[dict[str, tuple[StatementId, ...]]] = {
    "": (*BY_FUND.values(), StatementId.EXPENDITURE, *OF_BASIC),
    "income": RECEIVING,
    "expenditure": SPENDING,
    "current_income": RECEIVING,
    "current_expenditure": SPENDING,
    "basic": (StatementId.EXPENDITURE, *_GENERAL_BASIC),
    "project": (StatementId.EXPENDITURE, *OF_GENERAL, StatementId.PROJECT_EXPENDITURE),
    "personnel": OF_BASIC,
    "operating": OF_BASIC,
    "fiscal_income": (*BY_COLUMN_OF_FUND, StatementId.INCOME),
    "fiscal_expenditure": BY_COLUMN_OF_FUND,
    "three_public": (StatementId.THREE_PUBLIC,),
}
"""Concept → the statements that speak for it, best first; a concept not named here is spoken for by any."""


def preference(concept: str, statement: str) -> int:
    """Rank of a statement for a concept: 0 speaks for it best."""
    order = PREFERRED.get(concept, ())
    return order.index(StatementId(statement)) if statement in order else len(order)
