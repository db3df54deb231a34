"""Logic of performance targets (绩效目标表): direction, unit and value against what the indicator measures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.checks.registry import Case, Hit, check
from analyzer.checks.targets import indicators as terms
from analyzer.checks.wording import at, lines
from analyzer.model import Severity, Target
from analyzer.text import bare, squeeze

PLACE_ZH = "绩效目标表“{project}”的{level2}“{level3}”（{description}）指标值为“{value}”"
PLACE_EN = "Performance table “{project}”, {level2} “{level3}” ({description}) has the target “{value}”"


def printed(target: Target) -> str:
    """The target value as printed."""
    made = f"{target.operator}{target.number if target.number is not None else ''}{target.unit}"
    return target.source.text or target.text or made


def hit(target: Target, severity: Severity | None = None, **more: str) -> Hit:
    """A finding on one row of a performance table."""
    value = printed(target)
    values = {
        "project": target.project,
        "level2": target.level2,
        "level3": target.level3,
        "description": target.description,
        "value": value,
    }
    return Hit(sources=(target.source,), figures=(value,), values=values | more, severity=severity)


def rows(case: Case) -> tuple[Target, ...]:
    """The targets of the document, in the order of its tables."""
    return case.reading.extraction.targets


@check(
    "target-cost-floor",
    severity="warning",
    zh=PLACE_ZH + "：成本指标写成下限（≥），成本应控制在上限以内（≤）或等于定额。",
    en=PLACE_EN + ": a cost indicator written as a lower bound; a cost is capped (≤) or fixed.",
)
def cost_floor(case: Case) -> Iterator[Hit]:
    """A cost indicator is a cap, so its operator is ≤ or =, never ≥.

    Spending *at least* a sum is no economy; the sign is usually mistyped. Rates of saving may well have a floor.
    Example: 成本指标 “资金成本” ≥13 万元.
    """
    for target in rows(case):
        name = terms.named(target)
        about_cost = "成本" in target.level2 or "成本" in name
        if not (about_cost and terms.at_least(target)) or terms.SAVING.search(name + target.description):
            continue
        if terms.is_money(target) or (
            terms.COST.search(name) and not terms.is_rate(name) and not terms.is_percent(target)
        ):
            yield hit(target)


@check(
    "target-direction",
    severity="warning",
    zh=PLACE_ZH + "：方向错误，越低越好的指标（故障、返修、投诉、事件等）应为≤。",
    en=PLACE_EN + ": wrong direction; the lower the better, so it should be ≤.",
)
def direction(case: Case) -> Iterator[Hit]:
    """Things that should be rare get a cap.

    A repair-recurrence, complaint or failure rate and the number of incidents take ≤. Example: 质量指标 “返修率” ≥3 次;
    社会效益指标 “重大群体性事件数量” ≥2 次.
    """
    for target in rows(case):
        if terms.at_least(target) and terms.is_bad(terms.named(target), squeeze(target.description)):
            yield hit(target)


@check(
    "target-direction-stated",
    severity="warning",
    zh="“{stated}”：方向错误，越低越好的指标（返工、投诉、费用增幅等）应为≤。",
    en="“{stated}”: wrong direction; the lower the better, so it should be ≤.",
)
def direction_stated(case: Case) -> Iterator[Hit]:
    """Things that should be rare get a cap in sentences too.

    Example: “质量指标设定为工程返工率≥3%”.
    """
    for line in lines(case):
        for stated in _FLOOR.finditer(line.text):
            if terms.is_bad(stated["name"], ""):
                place = at(case, line, stated.start(), stated.end())
                yield Hit(sources=(place,), figures=(stated[0],), values={"stated": stated[0]})


_FLOOR = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,10}?(?:率|次数|增幅|占比))[”\"]?(?:的)?(?:目标值?|指标值|标准)?(?:设定)?(?:为|是|写作)?[“\"]?\s*"
    r"(?:≥|>=|＞=|不低于|大于等于)\s*[\d.]+\s*[%％次起件]?"
)
"""A rate with a floor in a sentence: “工程返工率≥3%”."""


@check(
    "target-direction-good",
    severity="warning",
    zh=PLACE_ZH + "：方向错误，越高越好的比率不应为≤。",
    en=PLACE_EN + ": wrong direction; the higher the better, so it should be ≥.",
)
def direction_good(case: Case) -> Iterator[Hit]:
    """Things that should be common get a floor: satisfaction, coverage, timeliness take ≥.

    Example: 满意度指标 “群众满意度” ≤90%.
    """
    for target in rows(case):
        if _capped_good(target, terms.named(target)):
            yield hit(target)


def _capped_good(target: Target, name: str) -> bool:
    good = terms.GOOD.search(name) and not terms.is_bad(name, "")
    return bool(good) and terms.at_most(target) and terms.is_percent(target) and target.number != 100


@check(
    "target-rate-unit",
    severity="warning",
    zh=PLACE_ZH + "：比率类指标的计量单位不是百分比，而是“{unit}”。",
    en=PLACE_EN + ": a rate measured in “{unit}” instead of a percentage.",
)
def rate_unit(case: Case) -> Iterator[Hit]:
    """An indicator whose name is a rate (…率) has a percentage, not heads, times, days or money.

    Otherwise nobody can tell what will be measured. Example: “投诉率” ≤10人, “故障维修及时率” ≥1 天.
    """
    wrong = terms.HEAD_UNITS | terms.TIME_UNITS | terms.COUNT_UNITS | terms.MONEY_UNITS
    for target in rows(case):
        if terms.is_rate(terms.named(target)) and target.number is not None and terms.unit(target) in wrong:
            yield hit(target, unit=target.unit)


@check(
    "target-over-hundred",
    severity="warning",
    zh=PLACE_ZH + "：比率不可能超过100%，应写作=100%。",
    en=PLACE_EN + ": a rate can't exceed 100%; it should read =100%.",
)
def over_hundred(case: Case) -> Iterator[Hit]:
    """A share of a whole can't exceed 100%, so “≥100%” is no target: it should be “=100%”.

    Growth and completion of a plan may exceed 100 %. Example: “准确性” ≥100%.
    """
    for target in rows(case):
        if not terms.is_percent(target) or target.number is None or terms.unit(target) == "‰":
            continue
        name = terms.named(target)
        over = target.number > 100 or (target.number == 100 and terms.at_least(target))
        if not over or terms.at_most(target):
            continue
        whole = terms.BOUNDED.search(name) or terms.is_rate(name)
        if whole and not terms.GROWTH.search(name + target.description):
            yield hit(target)


@check(
    "target-not-quantified",
    severity="warning",
    zh=PLACE_ZH + "：{kind}以文字表述，未量化。",
    en=PLACE_EN + ": {kind} given as words, not quantified.",
)
def not_quantified(case: Case) -> Iterator[Hit]:
    """A rate or a quantity needs a number; words in its place can't be checked at the end of the year.

    Qualitative benefit indicators may be words; indicators called …率 or …数量 may not. Example: “及时率” 采购是否及时,
    “印刷数量” 工作计划印刷数量.
    """
    for target in rows(case):
        name = terms.named(target)
        if not terms.is_textual(target):
            continue
        severity: Severity | None = "note" if terms.VAGUE.search(squeeze(target.text)) else None
        if terms.is_rate(name):
            yield hit(target, severity, kind=f"{target.level2}{name[-3:]}属比率，")
        elif terms.is_count(name):
            yield hit(target, severity, kind=f"{target.level2}属数量，")
        elif target.level2.startswith(("数量", "时效")):
            yield hit(target, "note", kind=target.level2)


@check(
    "target-rate-as-quantity",
    severity="warning",
    zh=PLACE_ZH + "：比率不应列在数量指标下。",
    en=PLACE_EN + ": a rate does not belong among the quantities.",
)
def rate_as_quantity(case: Case) -> Iterator[Hit]:
    """Under 数量指标 stand numbers; a rate is in the wrong line of the form.

    What is reported at the end of the year follows the targets that were set, so that it is only noted there. Example:
    数量指标 “发放率” ≥99%.
    """
    severity: Severity | None = "note" if case.reading.profile.stage == "final" else None
    for target in rows(case):
        if target.level2.startswith("数量") and terms.is_rate(terms.named(target)) and terms.is_percent(target):
            yield hit(target, severity)


@check(
    "target-heads-as-quality",
    severity="warning",
    zh=PLACE_ZH + "：人数不应列在质量指标下。",
    en=PLACE_EN + ": a head-count does not belong among the indicators of quality.",
)
def heads_as_quality(case: Case) -> Iterator[Hit]:
    """Under 质量指标 stand proportions and standards; a head-count is in the wrong line of the form.

    Example: 质量指标 “参保人数” ≥6 万人.
    """
    for target in rows(case):
        if _heads_as_quality(target, terms.named(target)):
            yield hit(target)


def _heads_as_quality(target: Target, name: str) -> bool:
    heads = target.level2.startswith("质量") and terms.is_heads(target) and terms.is_count(name)
    return heads and not terms.at_most(target) and not terms.is_bad(name, squeeze(target.description))


@check(
    "target-count-in-percent",
    severity="warning",
    zh=PLACE_ZH + "：名称是数量（总数），指标值却是百分比，名称、描述与指标值互相矛盾。",
    en=PLACE_EN + ": the name is a count but the value a percentage.",
)
def count_in_percent(case: Case) -> Iterator[Hit]:
    """A count (…总数, …人数) is no percentage.

    Such rows are often copied from another project. Example: 时效指标 “各类经贸信息资讯总数” ≥90%.
    """
    for target in rows(case):
        if terms.is_count(terms.named(target)) and terms.is_percent(target):
            yield hit(target)


@check(
    "target-name-repeated",
    severity="warning",
    zh=PLACE_ZH + "：三级指标只是重复上级指标的名称，没有写出指标本身。",
    en=PLACE_EN + ": the third-level indicator merely repeats the name of the level above.",
)
def name_repeated(case: Case) -> Iterator[Hit]:
    """The third level names the indicator itself; repeating the heading above it names nothing.

    Example: 二级指标 “服务对象满意度指标”, 三级指标 “服务对象满意度指标”.
    """
    for target in rows(case):
        name = bare(target.level3)
        if name and name in {bare(target.level2), bare(target.level1)} and name.endswith("指标"):
            yield hit(target)
