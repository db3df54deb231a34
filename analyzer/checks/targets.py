"""Logic of performance targets (绩效目标表): direction, unit and value against what the indicator measures."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.checks import targets_terms as terms
from analyzer.checks.registry import Case, Hit, check
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
    zh=PLACE_ZH + "：方向错误，{why}。",
    en=PLACE_EN + ": wrong direction, {why_en}.",
)
def direction(case: Case) -> Iterator[Hit]:
    """Things that should be rare get a cap, things that should be common a floor.

    A repair-recurrence, complaint or failure rate and the number of incidents take ≤; satisfaction, coverage and
    timeliness take ≥. Example: 质量指标 “返修率” ≥3 次; 社会效益指标 “重大群体性事件数量” ≥2 次.
    """
    for target in rows(case):
        name = terms.named(target)
        if terms.at_least(target) and terms.is_bad(name, squeeze(target.description)):
            why = "越低越好的指标（故障、返修、投诉、事件等）应为≤"
            yield hit(target, why=why, why_en="the lower the better, so it should be ≤")
        elif _capped_good(target, name):
            yield hit(target, why="越高越好的比率不应为≤", why_en="the higher the better, so it should be ≥")


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
    en=PLACE_EN + ": {kind_en} given as words, not quantified.",
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
            yield hit(target, severity, kind=f"{target.level2}{name[-3:]}属比率，", kind_en="a rate")
        elif terms.is_count(name):
            yield hit(target, severity, kind=f"{target.level2}属数量，", kind_en="a quantity")
        elif target.level2.startswith(("数量", "时效")):
            yield hit(target, "note", kind=target.level2, kind_en=f"an indicator of {target.level2}")


@check(
    "target-wrong-category",
    severity="warning",
    zh=PLACE_ZH + "：{why}。",
    en=PLACE_EN + ": {why_en}.",
)
def wrong_category(case: Case) -> Iterator[Hit]:
    """Under 数量指标 stand numbers, under 质量指标 proportions and standards.

    A rate under 数量指标 or a head-count under 质量指标 is in the wrong line of the form.
    Example: 质量指标 “参保人数” ≥6 万人.
    """
    for target in rows(case):
        name = terms.named(target)
        if target.level2.startswith("数量") and terms.is_rate(name) and terms.is_percent(target):
            yield hit(target, why="比率不应列在数量指标下", why_en="a rate does not belong under 数量指标")
        elif _heads_as_quality(target, name):
            yield hit(target, why="人数不应列在质量指标下", why_en="a head-count does not belong under 质量指标")


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
    "target-description",
    severity="warning",
    zh=PLACE_ZH + "：指标描述与指标不符，{why}。",
    en=PLACE_EN + ": the description does not fit the indicator, {why_en}.",
)
def description(case: Case) -> Iterator[Hit]:
    """The description defines the indicator: a rate as a proportion, a number as a number, a cost as money.

    Example: “故障率” described as 解决效率; “资金成本” 321 万元 described as 资金利用率;
    “人员数量” described as a quotient.
    """
    for target in rows(case):
        for why, why_en in _contradictions(target):
            yield hit(target, why=why, why_en=why_en)


def _contradictions(target: Target) -> Iterator[tuple[str, str]]:
    name, text = terms.named(target), squeeze(target.description)
    if not target.level3 or not text or bare(name) == bare(text):
        return
    if terms.is_count(name) and terms.RATIO.search(text) and not terms.is_percent(target):
        yield "数量指标被描述为相除所得的比率", "a number is defined as a quotient"
    if terms.is_rate(name) and terms.COUNTED.search(text) and not terms.SHARED.search(text):
        yield "比率被描述为人次、数量", "a rate is defined as a count"
    if terms.BAD.search(name) and terms.POSITIVE.search(text) and not terms.POSITIVE.search(name):
        yield "越低越好的指标被描述为效率等越高越好的内容", "a rate of failures is defined as efficiency"
    if terms.is_money(target) and terms.is_rate(text):
        yield "以金额计的成本被描述为比率（如资金利用率）", "a sum of money is defined as a rate"


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


@check(
    "target-ratio-inverted",
    severity="note",
    zh=PLACE_ZH + "：比率的分子、分母似乎颠倒（应有数与实际数之比）。",
    en=PLACE_EN + ": the ratio seems upside down (planned to actual).",
)
def ratio_inverted(case: Case) -> Iterator[Hit]:
    """A completion rate divides what was done by what was due.

    Written the other way round it exceeds 100 % when work is left undone. Example: “申请购买与实际购买数量之比”.
    """
    import re

    pattern = re.compile(
        r"^(应|申请|计划|需|拟|全部|发放人数).{0,12}(与|和|同)(实际|已|完成|发放成功|成功).{0,14}之?比"
    )
    for target in rows(case):
        if terms.is_rate(terms.named(target)) and pattern.search(squeeze(target.description)):
            yield hit(target)
