"""Periods of projects that lie wholly before the year that the document budgets for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.checks import wording
from analyzer.checks.registry import Case, Hit, check
from analyzer.model import Repair
from analyzer.text import squeeze

FIELD = re.compile(r"(?:实施|项目|建设|执行)(?:周期|期限|时间|年限)|起止时间|项目期")
RANGE = re.compile(
    r"(?P<first>20\d\d)年(?:\d{1,2}月)?(?:\d{1,2}日)?\s*(?:至|到|-|—|－|–|~|～)+\s*(?P<last>20\d\d)年(?:\d{1,2}月)?(?:\d{1,2}日)?"
)


@check(
    "project-period-past",
    severity="warning",
    zh="项目实施周期与预算年度不符：“{text}”，本文件为{year}年预算，应为{proposed}。",
    en="A project's period lies before the budget: “{text}”; the budget is of {year} ({proposed}).",
)
def project_period_past(case: Case) -> Iterator[Hit]:
    """A project that a budget pays for runs in its year.

    A period that ended before shows that last year's form was copied. Example: 实施周期 2025年1月1日-2025年12月31日
    in the budget for 2026.
    """
    profile = case.reading.profile
    if profile.year is None or profile.stage != "budget":
        return
    before = ""
    for line in wording.lines(case):
        text = squeeze(line.text)
        named = FIELD.search(text) or FIELD.search(before)
        for match in RANGE.finditer(text) if named and len(text) <= 80 else ():
            if int(match["last"]) < profile.year and int(match["last"]) >= profile.year - 2:
                proposed = match[0].replace(match["last"], str(profile.year)).replace(match["first"], str(profile.year))
                place = wording.at(case, line, 0, 1, text=match[0])
                repair = Repair(printed=match[0], proposed=proposed, edit="other-year", source=place)
                figures = tuple(re.findall(r"-?\d+", match[0]))
                values = {"text": match[0], "year": str(profile.year), "proposed": proposed}
                yield Hit(sources=(place,), figures=figures, values=values, repair=(repair,))
        before = text if line.heading or len(text) <= 20 else ""
