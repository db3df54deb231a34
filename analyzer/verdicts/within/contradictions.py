"""Two statements side by side of which one must be wrong, though no third figure tells what is right.

“减少0.08万元，增长0.01%” has two directions; “完成年初预算100%，决算数大于预算数167.79万元” has two actuals. Both
stand in one sentence and speak of one figure, of one year against one base: whoever wrote them can see which is meant.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from analyzer.amounts import FEN
from analyzer.concepts.headlines import concept_of
from analyzer.model import Claim, Repair
from analyzer.text import squeeze
from analyzer.verdicts.docket import ClaimFault, Docket
from analyzer.verdicts.mutual import bear_out, undecided
from analyzer.verdicts.percents import HUNDRED, percent, printed_percent

_NEAR: Final = 12
"""Characters between two statements that speak of one figure."""
_PLANS: Final = frozenset({"budget", "initial_budget"})
_WORDS: Final = {"greater": "增长", "less": "下降"}
_VERB_FIRST: Final = re.compile(r"[增减升降加少多][^，。；\d]{0,3}\d[\d.,]*\s*(?:亿元|万元|千元|元)?$")
"""The verb of a change right before its figure: “新增建设用地使用费收入7亿元” is a name."""
_STOP: Final = re.compile("[。；;]")


def judge_contradictions(docket: Docket, claims: Sequence[Claim]) -> None:
    """Refute the percentage of two neighbours that contradict each other."""
    for one, other in itertools.pairwise(claims):
        if {one.kind, other.kind} == {"change", "rate"}:
            _two_directions(docket, *((one, other) if one.kind == "change" else (other, one)))
        if one.kind == "completion" and other.kind == "change":
            _passed_and_missed(docket, one, other)
    _two_wholes(docket, claims)
    for before, after in itertools.pairwise(c for c in claims if c.kind == "level" and c.unit in FEN):
        _moved(docket, before, after)
    for place, done in enumerate(claims):
        if done.kind == "completion" and undecided(docket, done):
            for moved in claims[place + 1 : place + 3]:
                if moved.kind == "change":
                    _two_actuals(docket, done, moved)


def _two_wholes(docket: Docket, claims: Sequence[Claim]) -> None:
    """“基本支出742.88万元，占支出84.06%；项目支出140.85万元，占支出19.62%”: both make up the whole of both."""
    by_id = {c.id: c for c in claims}
    shares = [c for c in claims if c.kind == "share" and c.current in by_id]
    halves = {c.id: concept_of(by_id[c.current].subject) for c in shares}
    for one, other in itertools.pairwise(c for c in shares if halves[c.id] in _HALVES):
        a, b = docket.interval(one.current), docket.interval(other.current)
        apart = one.of != other.of or (not one.of and other.paragraph - one.paragraph > _WRAPPED)
        if halves[one.id] == halves[other.id] or apart or a is None or b is None or (a + b).low <= 0:
            continue
        computed = {share: (part / (a + b)).scaled(HUNDRED) for share, part in ((one, a), (other, b))}
        good = [share for share in computed if computed[share].meets(printed_percent(share))]
        if len(good) == 2:
            bear_out(docket, (one, other), "share")
        elif len(good) == 1 and min(one.decimals, other.decimals) > 0:
            [wrong] = {one, other} - set(good)
            if not undecided(docket, wrong):
                continue
            rate = percent(Fraction(computed[wrong].middle), max(wrong.decimals, 2))
            docket.refute(wrong, "share", f"{rate}%", (one.current, other.current), [(rate, "")])


_WRAPPED: Final = 2
"""Paragraphs that one may be cut into by the ends of its lines."""
_HALVES: Final = {
    "basic",
    "general_public_basic",
    "fiscal_basic",
    "project",
    "general_public_project",
    "fiscal_project",
}


def _two_directions(docket: Docket, change: Claim, rate: Claim) -> None:
    alike = (change.subject, change.current, change.base_year, change.base_stage) == (
        rate.subject, rate.current, rate.base_year, rate.base_stage
    )  # fmt: skip
    opposite = {change.direction, rate.direction} == {"greater", "less"} and bool(change.value and rate.value)
    opposite = opposite and bool(_VERB_FIRST.search(change.source.text))
    if alike and opposite and undecided(docket, rate) and undecided(docket, change) and _at_once(docket, change, rate):
        shown = f"{_WORDS[change.direction]}{rate.value}%"
        docket.refute(rate, "direction", shown, (change.id,), [(shown, "sign-lost")])


def _passed_and_missed(docket: Docket, done: Claim, moved: Claim) -> None:
    """“完成年初预算的110.05%，比年初预算减少165.90万元”: what passes its plan is more than it.

    Where an order beside them (决算数大于预算数) sides with the change, the percentage is the wrong one.
    """
    orders = (c for c in docket.beside(moved) if c.kind == "direction" and c.start > moved.start)
    if any(c.subject == moved.subject and c.direction == moved.direction for c in orders):
        return
    of_one = (done.subject, done.current, done.base_year) == (moved.subject, moved.current, moved.base_year)
    if not of_one or not {done.base_stage, moved.base_stage} <= _PLANS or not undecided(docket, moved):
        return
    rate = printed_percent(done)
    passed = "greater" if rate.low > HUNDRED else "less" if rate.high < HUNDRED else ""
    if passed and {passed, moved.direction} == {"greater", "less"} and moved.value and _at_once(docket, done, moved):
        meant = f"{'增加' if passed == 'greater' else '减少'}{moved.value}{moved.unit}"
        docket.refute(moved, "direction", meant, (done.id, *filter(None, (done.base,))), [(meant, "sign-lost")])


_MOVED: Final = re.compile(
    r"由[^，。；]*?\d[\d.,]*(?:亿元|万元|千元|元)?[^，。；\d]{0,6}?"
    r"(?P<verb>(?P<more>增加|增长|上升|提高|提升|扩大|调增|升)|减少|下降|降低|压减|压缩|缩减|调减|降)(?:到|至|为)"
    r"[^，。；\d]{0,8}\d[\d.,]*(?:亿元|万元|千元|元)?$"
)


def _moved(docket: Docket, before: Claim, after: Claim) -> None:
    """“由9.00万元增加到8.20万元”: both figures may be right, the verb is not."""
    found = _MOVED.search(after.source.text)
    apart = before.paragraph != after.paragraph or str(before.value) not in squeeze(after.source.text)
    if found is None or apart or before.value is None or after.value is None or before.unit != after.unit:
        return
    if before.value == after.value or (after.value > before.value) == bool(found["more"]):
        return
    meant = "减少" if found["more"] else "增加"
    repair = Repair(printed=found["verb"], proposed=meant, edit="sign-lost", source=after.source, resolves=1)
    docket.faults.append(
        ClaimFault(
            check="direction", document=after.document, claim=after, computed=meant, repairs=(repair,),
            figures=(f"{before.value}{before.unit}", f"{after.value}{after.unit}"),
            sources=(after.source, before.source),
        )
    )  # fmt: skip


def _two_actuals(docket: Docket, done: Claim, moved: Claim) -> None:
    """The share of the plan that was done, and by how much the plan was passed or missed."""
    now, by = docket.interval(done.current), docket.interval(moved.id)
    of_one = done.current == moved.current and done.year == done.base_year == moved.base_year
    if now is None or by is None or not of_one or {done.base_stage, moved.base_stage} - _PLANS:
        return
    apart = done.paragraph != moved.paragraph or _STOP.search(docket.text(done)[done.end : moved.start])
    if not moved.direction or apart or docket.refuted(moved):
        return
    plan = now - by
    if plan.low <= 0:
        return
    computed = (now / plan).scaled(HUNDRED)
    if not computed.meets(printed_percent(done)):
        rate = percent(Fraction(computed.middle), max(done.decimals, 2))
        docket.refute(done, "completion", f"{rate}%", (done.current, moved.id), [(rate, "")])


def _at_once(docket: Docket, one: Claim, other: Claim) -> bool:
    """Whether nothing but a comma stands between two statements of a paragraph."""
    first, last = sorted((one, other), key=lambda c: c.start)
    between = docket.text(first)[first.end : last.start]
    return first.paragraph == last.paragraph and last.start - first.end <= _NEAR and not _STOP.search(between)
