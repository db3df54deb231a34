"""Headline concepts: what a figure or the subject of a sentence is about, whichever words or statement name it.

A change is stated of “基本支出” or “日常公用经费”; the panel holds that figure in several statements. The concept
is the bridge, and `places` says which statement speaks for it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from analyzer.concepts.labels import standard
from analyzer.concepts.meaning import named
from analyzer.concepts.statements import (
    BY_COLUMN_OF_FUND,
    BY_FUND,
    PUBLIC_OR_FREE,
    SPENDING,
    TWO_SIDED,
    is_basic,
    is_income,
    is_public,
)
from analyzer.text import squeeze

if TYPE_CHECKING:
    from analyzer.model import Fact

TOLD: Final = frozenset({"abroad", "vehicles", "vehicle_purchase", "vehicle_operation", "reception", "three_public",
                         "meeting", "training", "agency_operating", "personnel", "operating"})  # fmt: skip
"""Headline items that documents often tell in sentences only."""
TOTALS: Final = frozenset({"expenditure", "income", "current_expenditure", "current_income", "basic", "project"})
THREE_PUBLIC: Final = ("abroad", "vehicles", "vehicle_purchase", "vehicle_operation", "reception")
PARENTS: Final[dict[str, str]] = {
    "basic": "expenditure",
    "project": "expenditure",
    "personnel": "basic",
    "operating": "basic",
    "abroad": "three_public",
    "vehicles": "three_public",
    "reception": "three_public",
    "vehicle_purchase": "vehicles",
    "vehicle_operation": "vehicles",
    "fiscal_basic": "fiscal_expenditure",
    "fiscal_project": "fiscal_expenditure",
}
"""Concept → the concept it is a part of."""

_WORDS: Final[tuple[tuple[str, str], ...]] = (
    (r"^政府采购(预算|支出|金额)?(总额|总计|合计|总金额|金额|预算|支出)?$", "procurement"),
    (r"国有资本经营.*收入", "state_capital_income"),
    (r"国有资本经营.*", "state_capital_expenditure"),
    (r"政府性?基金.*收入", "government_funds_income"),
    (r"政府性?基金.*", "government_funds_expenditure"),
    (r"一般公共预算(财政)?(拨款|当年)?.*基本支出", "general_public_basic"),
    (r"一般公共预算(财政)?(拨款|当年)?.*项目支出", "general_public_project"),
    (r"财政拨款基本支出", "fiscal_basic"),
    (r"财政拨款项目支出", "fiscal_project"),
    (r"基本支出", "basic"),
    (r"项目支出", "project"),
    (r"一般公共预算.*收入", "general_public_income"),
    (r"一般公共预算.*(支出|拨款)", "general_public_expenditure"),
    (r"财政拨款(收支|收入支出)(预算|决算)?(总计|总额|总预算|总体)", "fiscal_total_expenditure"),
    (r"财政拨款(总)?支出", "fiscal_expenditure"),
    (r"财政拨款(预算|决算)?收入|财政拨款收支", "fiscal_income"),
    (r"本年支出(合计|总计|决算|预算)?", "current_expenditure"),
    (r"本年收入(合计|总计|决算|预算)?", "current_income"),
    (r"^(财政)?(预算|决算)?(收入支出|收支|支出)(预算|决算)?(总计|总额|总体|总预算|总决算|合计|安排|规模)?$",
        "expenditure"),
    (r"^(预算|决算)总?(收支|支出)|^总支出|^支出(总?预算|总?决算|总计|总额)|^(单位|部门)(支出|收支)(预算|决算)",
        "expenditure"),
    (r"^(财政)?(预算|决算)?收入(预算|决算)?(总计|总额|合计|规模|安排)?$|^(预算|决算)总?收入|^总收入", "income"),
)  # fmt: skip
_NOT_WHOLE: Final = re.compile(
    r"主要(用于|为|是)|其他支出|其他收入|(教育|科学技术|卫生健康|城乡社区|住房保障|公共服务|公共安全|就业|节能环保|农林水|传媒)支出"
)


@lru_cache(maxsize=8192)
def concept_of(subject: str) -> str:
    """The concept a subject names (“2023年日常公用经费” → ``operating``), empty where it names no headline figure."""
    subject = standard(squeeze(subject))
    plain = re.sub(r"^(\d{4}年(度)?|本年度|当年|本部门|本单位|我(局|单位|部门|中心|办|委))+", "", squeeze(subject))
    plain = plain.replace("（", "(").replace("）", ")").replace("“", "").replace("”", "").replace('"', "")
    if _NOT_WHOLE.search(plain):
        return ""
    expense, part = named(plain, "expense"), named(plain, "part")
    if expense or part in ("personnel", "operating"):
        return expense or part
    for pattern, concept in _WORDS:
        if re.search(pattern, plain):
            return concept
    return ""


_TOTALS: Final = frozenset({"total", "expenditure_total", "income_total", "expenditure_current", "income_current"})
_WHOLE: Final = frozenset({"total", "amount", "current_subtotal"})
_SOURCES: Final[dict[str, str]] = {
    "fiscal": "fiscal_income",
    "general_public": "general_public_income",
    "government_funds": "government_funds_income",
    "state_capital": "state_capital_income",
}


FAMILY: Final[dict[str, tuple[str, ...]]] = {
    "expenditure": ("current_expenditure",),
    "income": ("current_income",),
    "current_expenditure": ("expenditure",),
    "current_income": ("income",),
    "fiscal_expenditure": ("fiscal_total_expenditure", "general_public_expenditure"),
    "fiscal_income": ("fiscal_total_income", "general_public_income"),
    "fiscal_total_expenditure": ("fiscal_expenditure",),
    "general_public_expenditure": ("fiscal_expenditure", "fiscal_total_expenditure"),
}
"""Concept → concepts that stand for it in forms that do not print it: a form without 本年支出合计 prints 支出总计."""


_LISTED: Final = ("three_public", "agency_operating", "meeting", "training")
"""What tables of the three public expenses list beside their parts."""


def concept_of_fact(fact: Fact) -> str:
    """The concept a printed figure stands for, empty for an ordinary line of a table."""
    if fact.item_code:
        return ""
    item, measure, statement = fact.item, fact.measure, fact.statement
    if statement in PUBLIC_OR_FREE and (item in PARENTS or item in _LISTED):
        return item if measure in _WHOLE or measure == item else ""
    if is_public(statement):
        return measure if measure in THREE_PUBLIC or measure in ("three_public", "agency_operating") else ""
    if statement in TWO_SIDED:
        return _two_sided(item, measure, fact.side, statement)
    if is_income(statement) and item == "total":
        this = fact.stage == "final" or measure == "current_subtotal"
        return ("current_income" if this else "income") if measure in _WHOLE else _SOURCES.get(measure, "")
    if is_basic(statement):
        return _of_basic(item, measure)
    if item != "total":
        return ""
    if statement in SPENDING:
        whole = "current_expenditure" if fact.stage == "final" else "expenditure"
        return whole if measure in _WHOLE else measure if measure in ("basic", "project") else ""
    if fund := next((fund for fund, of in BY_FUND.items() if of == statement), ""):
        tail = "expenditure" if measure in _WHOLE else measure if measure in ("basic", "project") else ""
        return f"{fund}_{tail}" if tail else ""
    return ""


def _of_basic(item: str, measure: str) -> str:
    if item in ("personnel_total", "operating_total"):
        return item.removesuffix("_total")
    if item != "total":
        return ""
    return "basic" if measure in _WHOLE else measure if measure in ("personnel", "operating") else ""


def _two_sided(item: str, measure: str, side: str, statement: str) -> str:
    fiscal = "fiscal_" if statement in BY_COLUMN_OF_FUND else ""
    if item in _TOTALS and measure in _WHOLE:
        spent = "expenditure" in item or (side == "expenditure" and "income" not in item)
        kind = "expenditure" if spent else "income"
        if item.endswith("_current"):
            return fiscal + kind if fiscal else f"current_{kind}"
        return f"fiscal_total_{kind}" if fiscal else kind
    if side == "income" and measure in _WHOLE:
        return _SOURCES.get(item, "")
    if not fiscal and item in ("basic", "project") and measure in _WHOLE:
        return item
    return ""
