"""The bases that a figure may be compared with, and when a named base year cannot be meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.model import DATED_PLANS, Claim, Profile, Reading

STAGES = {
    "budget": ("预算", "budget"),
    "execution": ("执行数", "execution"),
    "final": ("决算", "final accounts"),
    "initial_budget": ("年初预算", "beginning-of-year budget"),
    "full_year_budget": ("全年预算", "full-year budget"),
}
_DATED = re.compile(r"20\d\d|(?:本年|今年|当年)(?!度?(?:收入|支出|拨款|收支))")
_DONE = re.compile(r"执行|决算|完成|实际支出")
COMPARING = ("change", "rate", "flat")


def wrong_base_year(claim: Claim, profile: Profile) -> bool:
    """Whether a comparison names a base year that cannot be meant: its own year, or one before last.

    Final accounts do compare with the budget of their own year, and with what was reported as its execution.
    """
    if claim.kind not in COMPARING or claim.base_year is None or claim.year is None or claim.year != profile.year:
        return False
    if not _DATED.search(claim.base_text):
        return False  # only a year that is printed can be a wrong one
    if (
        claim.base_year == claim.year
        and claim.base_stage in ("budget", *DATED_PLANS)
        and _DONE.search(claim.source.text)
    ):
        return False  # “与2013年年初预算相比，2013年执行数减少8.15亿元”
    if claim.base_year == claim.year:
        if profile.stage == "final":
            return claim.base_stage in ("", "final")
        return claim.base_stage in ("", "budget", "execution", "initial_budget")
    return claim.base_year > claim.year


def misdated_bases(reading: Reading) -> Iterator[tuple[str, int]]:
    """Base figures that the text dates to its own year though last year's must be meant, with that year."""
    by_id = {c.id: c for c in reading.claims}
    for claim in reading.claims:
        if wrong_base_year(claim, reading.profile) and claim.base in by_id:
            yield claim.base, (reading.profile.year or 0) - 1
