"""The description of a performance indicator against the indicator: it defines what will be measured."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.checks.registry import Case, Hit, check
from analyzer.checks.targets import indicators as terms
from analyzer.checks.targets.values import PLACE_EN, PLACE_ZH, hit, rows
from analyzer.model import Target
from analyzer.text import bare, squeeze


def described(case: Case) -> Iterator[tuple[Target, str, str]]:
    """The rows whose description says more than the name does, with name and description squeezed."""
    for target in rows(case):
        name, text = terms.named(target), squeeze(target.description)
        if target.level3 and text and bare(name) != bare(text):
            yield target, name, text


@check(
    "target-description-quotient",
    severity="warning",
    zh=PLACE_ZH + "：指标描述与指标不符，数量被描述为相除所得的比率。",
    en=PLACE_EN + ": the description does not fit, a number is defined as a quotient.",
)
def description_quotient(case: Case) -> Iterator[Hit]:
    """The description of a number is no quotient.

    Example: “人员数量” ≥270 人, described as 补贴除以享受人数.
    """
    for target, name, text in described(case):
        if terms.is_count(name) and terms.RATIO.search(text) and not terms.is_percent(target):
            yield hit(target)


@check(
    "target-description-count",
    severity="warning",
    zh=PLACE_ZH + "：指标描述与指标不符，比率被描述为人次、数量。",
    en=PLACE_EN + ": the description does not fit, a rate is defined as a count.",
)
def description_count(case: Case) -> Iterator[Hit]:
    """The description of a rate is a proportion, no count.

    Example: “发放率” ≥99%, described as 发放待遇人数达到 1.5 万人.
    """
    for target, name, text in described(case):
        if terms.is_rate(name) and terms.COUNTED.search(text) and not terms.SHARED.search(text):
            yield hit(target)


@check(
    "target-description-opposite",
    severity="warning",
    zh=PLACE_ZH + "：指标描述与指标不符，越低越好的指标被描述为效率等越高越好的内容。",
    en=PLACE_EN + ": the description does not fit, a rate of failures is defined as efficiency.",
)
def description_opposite(case: Case) -> Iterator[Hit]:
    """What should be rare is not described by what should be common.

    Example: “故障率” ≤3%, described as 大楼运行故障解决效率.
    """
    for target, name, text in described(case):
        if terms.BAD.search(name) and terms.POSITIVE.search(text) and not terms.POSITIVE.search(name):
            yield hit(target)


@check(
    "target-description-money",
    severity="warning",
    zh=PLACE_ZH + "：指标描述与指标不符，以金额计的成本被描述为比率（如资金利用率）。",
    en=PLACE_EN + ": the description does not fit, a sum of money is defined as a rate.",
)
def description_money(case: Case) -> Iterator[Hit]:
    """A cost in money is not described as a rate.

    Example: “资金成本” 321 万元, described as 资金利用率.
    """
    for target, _, text in described(case):
        if terms.is_money(target) and terms.is_rate(text):
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
    pattern = re.compile(
        r"^(应|申请|计划|需|拟|全部|发放人数).{0,12}(与|和|同)(实际|已|完成|发放成功|成功).{0,14}之?比"
    )
    for target in rows(case):
        if terms.is_rate(terms.named(target)) and pattern.search(squeeze(target.description)):
            yield hit(target)
