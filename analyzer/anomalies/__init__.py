"""Anomalies: a short list of what deserves a question, calibrated for short panels.

Each names the figure, its score or p-value, the peers it was compared with, and whether the text explains it. All tests
of a run are taken together, so that the share of false alarms among the tested ones stays at the level asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from analyzer.anomalies.unitcosts import unit_costs

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["KINDS", "find", "run_tests", "unit_costs"]

KINDS: Final[dict[str, tuple[str, str]]] = {
    "ratio-to-peers": ("增减与同类单位同科目同年明显不同", "a change unlike that of peers in the same item and year"),
    "jump-in-history": ("增减与本单位历年明显不同", "a change unlike the unit's own earlier ones"),
    "share-shift": ("占支出比重的变动与同类单位明显不同", "a shift of an item's share unlike that of peers"),
    "residual-grows": ("“其他”类科目比重明显上升", "a residual item takes a growing share"),
    "last-digits": ("末位数字分布不均", "last digits that are not uniform"),
    "round-numbers": ("整数过多", "more round amounts than peers have"),
    "repeated-amount": ("连续多年同一金额", "one amount in several consecutive years"),
    "equal-to-last-year": ("与上年分文不差", "equal to last year's to the cent"),
    "executed-exactly": ("决算与预算分文不差", "final accounts equal to the budget to the cent"),
    "unit-slip": ("疑似元与万元混用", "perhaps 元 for 万元"),
    "cost-per-vehicle": ("每辆公务用车运行费与同类单位明显不同", "running cost per vehicle unlike that of peers"),
    "cost-per-reception": ("每批次接待费与同类单位明显不同", "cost per reception unlike that of peers"),
    "cost-per-guest": ("人均接待费与同类单位明显不同", "cost per guest unlike that of peers"),
    "cost-per-head": ("人均人员经费与同类单位明显不同", "personnel cost per head unlike that of peers"),
}
"""Kind → what it says, in Chinese and English."""


def run_tests(panel: pd.DataFrame, changed: pd.DataFrame | None = None) -> pd.DataFrame:
    """Every test of a run, significant or not: kind, figure, score, p_value (empty for rules), peers and q_value.

    ``changed`` saves computing ``analyzer.changes.changes(panel)`` again. ``q_value`` is the Benjamini–Hochberg
    adjusted p-value over all tests of the run.
    """
    import pandas as pd
    from scipy.stats import false_discovery_control

    from analyzer.anomalies import digits, frames, growth, repeats, unitcosts
    from analyzer.changes import changes

    table = changes(panel) if changed is None else changed
    rows = frames.tested(table)
    parts = [growth.ratio_edits(rows), growth.history_jumps(rows), growth.share_shifts(rows), growth.residuals(rows),
             digits.last_digits(rows), digits.heaping(rows), unitcosts.unusual_costs(panel),
             repeats.equal_to_last_year(rows), repeats.repeated(rows), repeats.spent_exactly(rows),
             repeats.unit_slips(rows)]  # fmt: skip
    parts = [part for part in parts if len(part)]
    everything = pd.concat(parts, ignore_index=True) if parts else frames.found("", rows.iloc[:0])
    q = everything["p_value"].astype("float64").copy()
    some = q.notna()
    if some.any():
        q[some] = false_discovery_control(q[some].to_numpy().clip(0, 1))
    return everything.assign(q_value=q)


def find(panel: pd.DataFrame, changed: pd.DataFrame | None = None, *, level: float = 0.05) -> pd.DataFrame:
    """The anomalies of a panel, most striking first.

    Tested kinds are kept where their false-discovery-adjusted p-value is at most ``level``; rules (repeats, exact
    executions, unit slips) are kept as they are, with a score and no p-value. ``explained`` says whether the text
    states a reason and whether its numbers make up the change: a large change without a stated reason is the finding.
    """
    from analyzer.anomalies.reasons import explained

    table = run_tests(panel, changed)
    q = table["q_value"]
    kept = table[q.isna() | (q <= level)]
    order = kept.assign(rule=kept["q_value"].isna(), size=-kept["score"].abs())
    order = order.sort_values(["rule", "q_value", "size"], kind="stable").drop(columns=["rule", "size"])
    return explained(order.reset_index(drop=True), panel)
