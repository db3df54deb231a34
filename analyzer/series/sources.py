"""What each headline series is made of: which figure of which statement speaks for it, best first.

A *tier* is a scope of money. A line is drawn within one tier only: the basic expenditure of all funds of one year and
that of the general public budget of the next are no trend.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from analyzer.concepts.statements import OF_BASIC, OF_GENERAL, PUBLIC_OR_FREE, RECEIVING, SPENDING


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Where a series may be printed: a headline concept, the statements that may speak for it, the scope of money."""

    concept: str
    statements: tuple[str, ...] = ()
    tier: int = 0


def _public(concept: str) -> tuple[Speaker, ...]:
    return (Speaker(concept=concept, statements=PUBLIC_OR_FREE), Speaker(concept=concept))


SERIES: Final[dict[str, tuple[Speaker, ...]]] = {
    "total_expenditure": (
        Speaker(concept="expenditure", statements=SPENDING),
        Speaker(concept="current_expenditure", statements=SPENDING, tier=1),
    ),
    "total_income": (
        Speaker(concept="income", statements=RECEIVING),
        Speaker(concept="current_income", statements=RECEIVING, tier=1),
    ),
    "basic": (
        Speaker(concept="basic", statements=SPENDING),
        Speaker(concept="fiscal_basic", tier=1),
        Speaker(concept="general_public_basic", statements=OF_GENERAL, tier=2),
        Speaker(concept="basic", statements=OF_BASIC, tier=2),
    ),
    "project": (
        Speaker(concept="project", statements=SPENDING),
        Speaker(concept="fiscal_project", tier=1),
        Speaker(concept="general_public_project", statements=OF_GENERAL, tier=2),
    ),
    "personnel": (Speaker(concept="personnel", statements=OF_BASIC), Speaker(concept="personnel")),
    "operating": (Speaker(concept="operating", statements=OF_BASIC), Speaker(concept="operating")),
    "three_public": _public("three_public"),
    "abroad": _public("abroad"),
    "vehicles": _public("vehicles"),
    "vehicle_purchase": _public("vehicle_purchase"),
    "vehicle_operation": _public("vehicle_operation"),
    "reception": _public("reception"),
    "meeting": _public("meeting"),
    "training": _public("training"),
    "agency_operating": _public("agency_operating"),
}
"""Series → the places that may speak for it, best first."""

CODES: Final[dict[str, str]] = {"meeting": "30215", "training": "30216"}
"""Series → the 款 of the basic-expenditure table that tells it, of basic expenditure only (tier 1), where no table of
the three public expenses has it."""
PERSONNEL: Final = ("301", "303")
"""人员经费; every other class of basic expenditure (302, 307, 309, 310, 399 …) is 公用经费."""
PARTS: Final[dict[str, tuple[str, ...]]] = {
    "vehicles": ("vehicle_purchase", "vehicle_operation"),
    "three_public": ("abroad", "vehicles", "reception"),
}
"""Series → the parts that make it up."""
NAMES: Final[dict[str, tuple[str, str]]] = {
    "total_expenditure": ("支出总计", "total expenditure"),
    "total_income": ("收入总计", "total income"),
    "basic": ("基本支出", "basic expenditure"),
    "project": ("项目支出", "project expenditure"),
    "personnel": ("人员经费", "personnel"),
    "operating": ("公用经费", "operating"),
    "three_public": ("“三公”经费", "the three public expenses"),
    "abroad": ("因公出国（境）费", "travel abroad"),
    "vehicles": ("公务用车购置及运行维护费", "vehicles"),
    "vehicle_purchase": ("公务用车购置费", "vehicle purchase"),
    "vehicle_operation": ("公务用车运行维护费", "vehicle operation"),
    "reception": ("公务接待费", "reception"),
    "meeting": ("会议费", "meetings"),
    "training": ("培训费", "training"),
    "agency_operating": ("机关运行经费", "agency operating cost"),
}
"""Series → its name in Chinese and English."""
