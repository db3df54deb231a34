"""Checks on statements of the narrative: rates, shares, completions, directions, and what they are compared with."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.checks.evidence import claim_hits
from analyzer.checks.registry import Case, Hit, check

_ZH = "“{claim}”：文中为{printed}，按{evidence}计算为{computed}"
_EN = "“{claim}”: the text says {printed}; {computed} follows from {evidence}"


@check("rate-of-change", severity="error", zh="增减幅度计算有误。" + _ZH, en="A rate of change is wrong. " + _EN)
def rate_of_change(case: Case) -> Iterator[Hit]:
    """A rate equals the change over the base, judged by interval division of the printed figures.

    Example: 4.95 → 22.55 is +355.56 %, printed 255.56 %.
    """
    yield from claim_hits(case, "rate")


@check(
    "zero-base",
    severity="warning",
    zh="基数为零，无从计算增减幅度，文中却写“{claim}”。依据：{evidence}",
    en="A base of zero has no rate of change, yet the text says “{claim}”. It rests on {evidence}",
)
def zero_base(case: Case) -> Iterator[Hit]:
    """Growth from a base of zero has no rate. Example: 0.00 → 25.00 printed as 增加100.00%."""
    yield from claim_hits(case, "zero-base")


@check("share", severity="error", zh="占比计算有误。" + _ZH, en="A share is wrong. " + _EN)
def share(case: Case) -> Iterator[Hit]:
    """A share equals the part over the whole. Example: 2106.66 of 2940.05 is 71.65 %, printed 71.73 %."""
    yield from claim_hits(case, "share")


@check("completion", severity="error", zh="完成比例计算有误。" + _ZH, en="A completion rate is wrong. " + _EN)
def completion(case: Case) -> Iterator[Hit]:
    """A completion rate equals the final account over its budget. Example: 373335.12 of 390000.00 is 95.73 %."""
    yield from claim_hits(case, "completion")


@check("cost-per-head", severity="error", zh="平均数计算有误。" + _ZH, en="An average is wrong. " + _EN)
def cost_per_head(case: Case) -> Iterator[Hit]:
    """A cost per guest or vehicle is the cost over their number.

    Example: 1.84 万元 over 218 人次 is 84.40 元, printed 184.40.
    """
    yield from claim_hits(case, "cost-per-head")


@check(
    "standard-sum",
    severity="error",
    zh="按标准计算的金额有误。“{claim}”：文中为{printed}，“{standard}”乘以“{number}”为{computed}",
    en="A sum by a standard is wrong. “{claim}”: the text says {printed}, “{standard}” times “{number}” is {computed}",
)
def standard_sum(case: Case) -> Iterator[Hit]:
    """A sum told with its standard is that standard for each of those counted.

    Example: 330名幼儿 at 生均600元 are 19.80 万元, printed 18.90.
    """
    yield from claim_hits(case, "standard-sum")


@check(
    "direction", severity="error", zh="增减方向与数字不符。" + _ZH, en="The direction contradicts the figures. " + _EN
)
def direction(case: Case) -> Iterator[Hit]:
    """“增加 / 减少”, “大于 / 小于” and “持平” agree with the figures. Example: 增加14.35万元，下降1.09%."""
    yield from claim_hits(case, "direction", "flat")


@check(
    "count",
    severity="error",
    zh="数量与所列不一致。“{claim}”：文中为{printed}，所列为{computed}（{evidence}）",
    en="A count is not that of what is listed. “{claim}”: the text says {printed}, listed are {computed} ({evidence})",
)
def count(case: Case) -> Iterator[Hit]:
    """A count that the text states is the one that a table prints, or that of the names listed beside it.

    Example: 接待46批次 in the text, 49 in the table; 下辖作家、美术、书法共4个协会.
    """
    yield from claim_hits(case, "count")


@check(
    "text-target",
    severity="error",
    zh="文字与绩效目标表不一致（{projects}）。“{claim}”：文中为{printed}，目标表为{computed}（{evidence}）",
    en="The text disagrees with the performance target ({projects}). “{claim}”: the text says {printed}, the target "
    "{computed} ({evidence})",
)
def text_target(case: Case) -> Iterator[Hit]:
    """A project's amount in the text is the cost of its performance target.

    Example: 215 万元 against 资金成本 250 万元.
    """
    yield from claim_hits(case, "text-target")


@check(
    "blank-against-text",
    severity="error",
    zh="文中有数而表中为空。" + _ZH,
    en="The text has a figure where the table is blank. " + _EN,
)
def blank_against_text(case: Case) -> Iterator[Hit]:
    """A figure stated in the text stands in the table too: a blank cell counts as nothing."""
    yield from claim_hits(case, "blank-against-text")


@check(
    "unlike-cell",
    severity="note",
    zh="文中数字与表中该项不同，但所说的也可能是另一项，请核对。“{claim}”：文中为{printed}，表中为{computed}（{evidence}）",
    en="A figure is not the one of its line, but may be meant of another: please check. “{claim}”: the text says "
    "{printed}, the table {computed} ({evidence})",
)
def unlike_cell(case: Case) -> Iterator[Hit]:
    """A figure of the text that differs from the cell it seems to restate by more than a slip of the pen.

    It is no error: either the words name nothing directly before the figure, or they say more than the line is called,
    or another line of the tables prints just this figure. Example: 事业收入与其他收入合计180.60, beside 168.00.
    """
    yield from claim_hits(case, "unlike-cell")


@check(
    "right-of-others",
    severity="note",
    zh="增减额或百分比与所比的数字不符，但恰是本段另外两个数字之间的，请核对。" + _ZH,
    en="A change or percentage is not that of its figures, but exactly that of two others beside it: please check. "
    + _EN,
)
def right_of_others(case: Case) -> Iterator[Hit]:
    """A change or a percentage that comes out on two other figures of its paragraph than those its words seem to name.

    It is no error: the words may speak of those. Example: 完成预算的99.92% of the plan as moved in the year, told two
    clauses before.
    """
    yield from claim_hits(case, "right-of-others")
