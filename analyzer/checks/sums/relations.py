"""Checks on linear relations: what a table, two tables, the text or two documents print must add up."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.checks.evidence import relation_hits
from analyzer.checks.registry import Case, Hit, check

_ZH = "{place}：印列{printed}；{formula}，相差{difference}{suspects}"
_EN = "{place}: {printed} is printed; {formula}, a difference of {difference}{suspects}"


@check(
    "sum-of-parts",
    severity="error",
    zh="上级科目不等于下级之和。" + _ZH,
    en="A heading is not the sum of its lines. " + _EN,
)
def sum_of_parts(case: Case) -> Iterator[Hit]:
    """A heading (类, 款, “一、”) equals the sum of the lines below it.

    The classification is a tree, so every heading restates its lines; a difference beyond rounding means that one of
    the printed figures is wrong. Example: 公共卫生 674.15 over lines that add up to 584.15.
    """
    yield from relation_hits(case, "sum-of-parts")


@check("row-total", severity="error", zh="行内合计不符。" + _ZH, en="A row does not add up. " + _EN)
def row_total(case: Case) -> Iterator[Hit]:
    """A row's total equals the sum of its columns: 合计 = 基本支出 + 项目支出, 合计 = 人员经费 + 公用经费, Σ sources.

    Example: 行政运行 693.10 with personnel 581.24 and operating 93.86.
    """
    yield from relation_hits(case, "row-total")


@check(
    "row-change",
    severity="error",
    zh="表内增减额与两期数字之差不符。" + _ZH,
    en="A change printed in a table is not the difference. " + _EN,
)
def row_change(case: Case) -> Iterator[Hit]:
    """A column 增减额 equals this year's column minus the base column of the same row.

    Judged where most rows of the table obey one pair of columns. Example: 742.65 − 760.30 is −17.65, not −71.65.
    """
    yield from relation_hits(case, "row-change")


@check(
    "grand-total",
    severity="error",
    zh="合计不等于各类之和。" + _ZH,
    en="The total is not the sum of the classes. " + _EN,
)
def grand_total(case: Case) -> Iterator[Hit]:
    """The total row equals the sum of the top lines of its table. Example: 合计 1326.86 over classes of 1316.86."""
    yield from relation_hits(case, "grand-total")


@check("two-sides", severity="error", zh="收支总表不平。" + _ZH, en="The two-sided summary does not balance. " + _EN)
def two_sides(case: Case) -> Iterator[Hit]:
    """In a two-sided summary each side adds up, and total income equals total expenditure.

    Example: 收入总计 1778.90 beside 支出总计 1787.90.
    """
    yield from relation_hits(case, "two-sides")


@check("carry-over", severity="error", zh="结转结余勾稽不符。" + _ZH, en="The carry-over identity fails. " + _EN)
def carry_over(case: Case) -> Iterator[Hit]:
    """Current total plus what was carried in (or out) equals the grand total of its side.

    本年收入 + 使用非财政拨款结余 + 年初结转和结余 = 总计 = 本年支出 + 结余分配 + 年末结转和结余.
    """
    yield from relation_hits(case, "carry-over")


@check(
    "three-public-parts",
    severity="error",
    zh="“三公”经费分项不符。" + _ZH,
    en="The three public expenses do not add up. " + _EN,
)
def three_public_parts(case: Case) -> Iterator[Hit]:
    """三公经费 = abroad + vehicles + reception, and vehicles = purchase + operation.

    Example: 11.77 = 0 + 9.00 + 2.77.
    """
    yield from relation_hits(case, "three-public-parts")


@check("procurement-sum", severity="error", zh="政府采购合计不符。" + _ZH, en="Procurement does not add up. " + _EN)
def procurement_sum(case: Case) -> Iterator[Hit]:
    """The total of the procurement table equals the sum of its items; repeated project budgets are left out."""
    yield from relation_hits(case, "procurement-sum")


@check("asset-sum", severity="error", zh="资产合计不符。" + _ZH, en="The assets do not add up. " + _EN)
def asset_sum(case: Case) -> Iterator[Hit]:
    """Total assets equal the sum of the kinds of asset; a line under 其中 is part of the line above it."""
    yield from relation_hits(case, "asset-sum")


@check("crosswalk", severity="error", zh="表间数字不一致。" + _ZH, en="Two statements disagree. " + _EN)
def crosswalk(case: Case) -> Iterator[Hit]:
    """One figure is printed alike in 收支总表, 收入总表, 支出总表, 财政拨款收支总表 and the fund tables.

    Only figures of one scope are compared: all funds with all funds, general public budget with itself. Lines of all
    funds are at least those of the general public budget, and equal where the totals are.
    """
    yield from relation_hits(case, "crosswalk")


@check(
    "text-table", severity="error", zh="文字与表格数字不一致。" + _ZH, en="The text disagrees with the table. " + _EN
)
def text_table(case: Case) -> Iterator[Hit]:
    """A figure stated in the narrative is the one in the table, rounded at most.

    Example: the text says 审计业务 284.91万元 where every table has 257.91.
    """
    yield from relation_hits(case, "text-table")


@check(
    "text-list",
    severity="error",
    zh="文中分项之和与总数不符。" + _ZH,
    en="Listed items do not add up to their whole. " + _EN,
)
def text_list(case: Case) -> Iterator[Hit]:
    """Items listed after 其中 or 包括 add up to the whole; a list that ends in 等 stays below it.

    So do what the words promise to be a sum: staff over a year (年初 + 调入 − 退休 = 年末), changes that set each other
    off (抵消后净增加), 净值 = 原值 − 折旧.

    Example: 地上 8013 = 计容 7998 + 不计容 105 fails, 8103 would hold.
    """
    yield from relation_hits(case, "text-list")


@check(
    "change-difference",
    severity="error",
    zh="增减额与两期数字之差不符。" + _ZH,
    en="A stated change is not the difference. " + _EN,
)
def change_difference(case: Case) -> Iterator[Hit]:
    """A stated change equals this figure minus the base it names. Example: 10877.36 = 16356.02 − 5478.66."""
    yield from relation_hits(case, "change-difference")


@check(
    "three-public-lines",
    severity="error",
    zh="“三公”经费小于基本支出中的相应科目。" + _ZH,
    en="Less than its line in basic expenditure. " + _EN,
)
def three_public_lines(case: Case) -> Iterator[Hit]:
    """The fiscal total of a public expense covers basic and project money: it is no less than its 302xx line."""
    yield from relation_hits(case, "three-public-lines")


@check(
    "department-unit",
    severity="error",
    zh="部门数小于所属单位数。" + _ZH,
    en="A department has less than its unit. " + _EN,
)
def department_unit(case: Case) -> Iterator[Hit]:
    """A department's figure includes its units', so it is no smaller; it is equal where units are not separate."""
    yield from relation_hits(case, "department-unit")


@check(
    "prior-year",
    severity="error",
    zh="上年数与上年公开文件不一致。" + _ZH,
    en="Last year's figure differs from last year's document. " + _EN,
)
def prior_year(case: Case) -> Iterator[Hit]:
    """Last year's figure printed this year is the one that last year's document printed, on the same base."""
    yield from relation_hits(case, "prior-year")
