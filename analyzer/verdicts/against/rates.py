"""Judging rates of growth by interval division.

A rate is refuted only where its printed interval and the recomputed one are disjoint on every reading that the document
offers; where it would hold on another base, the verdict says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from analyzer.amounts import Interval
from analyzer.binding.subjects import clean
from analyzer.model import DATED_PLANS, Claim
from analyzer.text import bare
from analyzer.verdicts.against.baseslips import base_slips
from analyzer.verdicts.against.ownbasis import own_bases
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.doubts import is_of_another_level, misread
from analyzer.verdicts.mutual import OWN_BASIS
from analyzer.verdicts.options import Option, ratio, settle
from analyzer.verdicts.percents import HUNDRED, percent, signed_percent
from analyzer.verdicts.within.misunits import refute_by_rate


def judge_rate(docket: Docket, claim: Claim, by_id: dict[str, Claim]) -> None:
    """The verdict on one rate, and on the change beside it where that is what contradicts."""
    level = docket.verdicts.get(claim.current)
    if level is not None and level.kind == "refuted" and level.rule == "text-text":
        docket.abstain(claim, "base-ambiguous")  # its level is printed in another unit: that is told already
        return
    bases = own_bases(docket, claim, by_id)
    if on_its_own := [growth for basis in bases if (growth := basis.growth(docket, claim))]:
        settle(docket, claim, on_its_own, "rate", strict=len(bases) == 1)
        return
    options: list[Option] = []
    zero: tuple[str, ...] = ()
    for current, base, evidence in _pairs(docket, claim, by_id):
        if base.low <= 0 <= base.high:
            zero = zero or (evidence if base.middle == 0 and current.middle > 0 else ())
            continue
        options.append(_by_its_change(docket, claim, ratio(current, base, evidence, growth=True), base))
    if not options and zero and claim.value and claim.change in zero:
        docket.question(claim, "zero-base", "base-not-published", "—", zero)  # 100 % of what is new: common usage
        return
    if not options and zero and claim.value:
        docket.refute(claim, "zero-base", "—", zero)
        return
    signed = signed_percent(claim)
    if not options:
        if not _on_another_base(docket, claim, by_id, signed):
            docket.abstain(claim, "base-not-published")
        return
    good = [o for o in options if o.interval.meets(signed)]
    change = by_id.get(claim.change)
    if change and change.value and {change.direction, claim.direction} == {"greater", "less"}:
        good = [o for o in good if change.id not in o.evidence]  # two stated levels outweigh a word
    elif (joint := _of_all_three(docket, claim)) and not joint.interval.meets(signed):
        shown, value = (percent(joint.value, decimals) for decimals in (max(claim.decimals, 2), claim.decimals))
        slips = base_slips(docket, claim, claim.base, signed)
        docket.refute(claim, "rate", f"{shown}%", joint.evidence, [(value.lstrip("-"), "")], elsewhere=slips)
        return
    if good and claim.change in docket.misdated and all(claim.change in o.evidence for o in good):
        docket.rule(claim, "refuted", "", good[0].evidence, "rate")  # of the same wrong year, which its change tells
        return
    if good:
        shown = percent(good[0].value, max(claim.decimals, 2)) + "%"
        exact = any(percent(o.value, claim.decimals) == percent(signed.middle, claim.decimals) for o in good)
        docket.rule(claim, "confirmed" if exact else "rounding", shown, good[0].evidence, "rate")
        return
    if _turned(docket, claim, change, signed, options):
        return
    if not _on_another_base(docket, claim, by_id, signed) and not refute_by_rate(docket, claim, by_id, signed):
        _wrong_rate(docket, claim, by_id, options[0], signed)


def _turned(docket: Docket, claim: Claim, change: Claim | None, signed: Interval, options: Sequence[Option]) -> bool:
    """Refute a word of direction that, turned round, makes rate, change or both of them right."""
    shown = percent(options[0].value, max(claim.decimals, 2)) + "%"
    if change and _change_turned(docket, claim, change, signed):
        word = "增加" if change.direction == "less" else "减少"
        docket.rule(claim, "consistent", f"{claim.value}%", (claim.current, change.id), "rate")
        proposal = f"{word}{change.value}{change.unit}"
        docket.refute(change, "direction", proposal, (claim.current, claim.id), [(proposal, "sign-lost")])
        return True
    if change and _both_turned(docket, claim, change, signed):
        turned = "增加" if change.direction == "less" else "减少"
        word = "增长" if change.direction == "less" else "下降"
        proposal = f"{turned}{change.value}{change.unit}，{word}{claim.value}%"
        docket.refute(claim, "direction", shown, (claim.current, change.id), [(proposal, "sign-lost")])
        return True
    opposite = [o for o in options if o.interval.meets(-signed)]  # “增加…，下降…” contradicts itself
    if opposite:
        right = ("增长", "greater") if claim.direction == "less" else ("下降", "less")
        proposal = f"{right[0]}{claim.value}%"
        docket.refute(claim, "direction", shown, opposite[0].evidence, [(proposal, "sign-lost")])
        return True
    return False


def _by_its_change(docket: Docket, rate: Claim, option: Option, base: Interval) -> Option:
    """The growth that a change told finer than its level allows (“29万元，增加0.5万元，增长1.75%”): the level alone,
    between 28.5 and 29.5, would let it be anything up to 4 %. The change may be one of its last digit off."""
    change, level = (docket.figures.amounts.get(name) for name in (rate.change, rate.current))
    if change is None or level is None or change.quantum >= level.quantum or rate.change not in option.evidence:
        return option
    moved = Interval.around(change.fen, 2 * change.quantum)
    growth = (moved / base).scaled(HUNDRED)
    low, high = max(growth.low, option.interval.low), min(growth.high, option.interval.high)
    return Option(Interval(low, high), option.evidence, option.value) if low <= high else option


def _wrong_rate(docket: Docket, claim: Claim, by_id: dict[str, Claim], option: Option, signed: Interval) -> None:
    """A rate that is right on no reading: refuted where its base is the one that the sentence states."""
    middle, evidence, change = option.value, option.evidence, by_id.get(claim.change)
    shown, value = (percent(middle, decimals) for decimals in (max(claim.decimals, 2), claim.decimals))
    apart = bool(OWN_BASIS.search(claim.source.text)) and not (change and OWN_BASIS.search(change.source.text))
    named = _names_both_years(claim, by_id)
    if change is not None and not apart and evidence[-1] == change.id and _of_this_year(docket, claim, change, signed):
        docket.refute(claim, "rate", f"{shown}%", evidence, [(value.lstrip("-"), "")])
    elif apart or (not named and is_of_another_level(docket, claim, value)):
        docket.abstain(claim, "base-ambiguous", f"{shown}%", evidence, doubtful=True)
    elif not named and misread(docket, claim, evidence, value):
        docket.question(claim, "right-of-others", "several-cells", f"{shown}%", evidence)
    elif _strict(claim, by_id, evidence, docket):
        value = value.lstrip("-")
        against = claim.direction in ("greater", "less") and (middle < 0) != (claim.direction == "less")
        proposal = f"{'下降' if middle < 0 else '增长'}{value}%" if against else value
        slips = base_slips(docket, claim, evidence[-1], signed)
        docket.refute(claim, "rate", f"{shown}%", evidence, [(proposal, "")], elsewhere=slips)
    else:
        docket.abstain(claim, "base-ambiguous", f"{shown}%", evidence)


def _names_both_years(rate: Claim, by_id: dict[str, Claim]) -> bool:
    """Whether the words name the years of both figures, or what was done: “2024年比2023年增长10.83%” is of no third."""
    levels = [by_id[name] for name in (rate.current, rate.base) if name in by_id]
    if len(levels) == 2 and "执行数" in rate.source.text and re.search("完成|实现|执行", levels[1].source.text):
        return True  # “比上年执行数增长3.61%”, and “实际完成168.93亿元”: of no plan
    said = [bool(c.year) and f"{c.year}年" in rate.source.text for c in levels]
    return len(levels) == 2 and said[0] and (said[1] or bool(re.search("[上去]年", rate.source.text)))


def _of_this_year(docket: Docket, rate: Claim, change: Claim, signed: Interval) -> bool:
    """Whether a rate is its change in percent of this year's figure in place of last year's: a slip that is common."""
    now, before, moved = (docket.interval(name) for name in (rate.current, rate.base, change.id))
    now = before + moved if now is None and before is not None and moved is not None else now
    if now is None or moved is None or now.low <= 0 or rate.decimals < 1 or change.paragraph != rate.paragraph:
        return False
    return (moved / now).scaled(HUNDRED).meets(signed) and change.direction == rate.direction


def _of_all_three(docket: Docket, rate: Claim) -> Option | None:
    """The rate that a stated change gives on its stated base, where level, base and change agree.

    “预算8万元，上年12.5万元，减少4.35万元，下降35.22%”: 8 may stand for 8.15, but no base of 12.5 falls so by 4.35.
    """
    now, before, moved = (docket.interval(name) for name in (rate.current, rate.base, rate.change))
    if now is None or before is None or moved is None or before.low <= 0 or not (now - before).meets(moved):
        return None
    growth = (moved / before).scaled(HUNDRED)
    return Option(growth, (rate.change, rate.base), moved.middle / before.middle * HUNDRED)


def _change_turned(docket: Docket, rate: Claim, change: Claim, signed: Interval) -> bool:
    """Whether a change contradicts its rate, and turned round makes it right (减少42.41万元，增长4.50%)."""
    now, moved = docket.interval(rate.current), docket.interval(change.id)
    if now is None or moved is None or {change.direction, rate.direction} != {"greater", "less"}:
        return False
    verdict = docket.verdicts.get(change.id)
    before = now + moved
    if before.low <= 0 <= before.high or (verdict is not None and verdict.kind in ("confirmed", "rounding")):
        return False
    growth = (now / before - Interval.exact(1)).scaled(HUNDRED)
    return growth.meets(signed) and not growth.low <= 0 <= growth.high


def _both_turned(docket: Docket, rate: Claim, change: Claim, signed: Interval) -> bool:
    """Whether change and rate would both be right in the other direction (减支…降低… said of an increase)."""
    now, moved = docket.interval(rate.current), docket.interval(change.id)
    if now is None or moved is None or change.direction != rate.direction:
        return False
    before = now + moved
    if before.low <= 0 <= before.high:
        return False
    growth = (now / before - Interval.exact(1)).scaled(HUNDRED)
    return growth.meets(-signed) and not growth.low <= 0 <= growth.high


def _on_another_base(docket: Docket, rate: Claim, by_id: dict[str, Claim], signed: Interval) -> bool:
    """Whether the rate is right on another level of the base year that the text states of the same thing.

    “同比” does not say whether last year's budget or what came of it is meant; the figure tells.
    """
    now, subject = docket.interval(rate.current), by_id.get(rate.current)
    if now is None or subject is None or rate.change:
        return False
    named, done = _name(subject.subject), _DONE.search(rate.base_text)
    for level in docket.levels(rate.document, rate.base_year):
        if _name(level.subject) != named or (done and _PLAN.search(level.source.text)):
            continue
        before = docket.interval(level.id)
        if before is None or before.low <= 0:
            continue
        computed = (now / before - Interval.exact(1)).scaled(HUNDRED)
        if computed.meets(signed):
            shown = percent(computed.middle, max(rate.decimals, 2)) + "%"
            docket.rule(rate, "consistent", shown, (rate.current, level.id), "rate")
            return True
    return False


@lru_cache(maxsize=8192)
def _name(subject: str) -> str:
    """What a level is of, without the word for its being planned or done (收入完成, 收入预期目标)."""
    return _PLANNED_OR_DONE.sub("", bare(clean(subject)))


_DONE, _PLAN = re.compile("完成数|执行数|决算数|实际"), re.compile("预算(?!收入|支出|执行|内)|计划|预期|目标")
_PLANNED_OR_DONE = re.compile(r"(?:预计)?(?:完成|实现|执行|安排|预期目标|预期|目标|计划)+$")


def _strict(claim: Claim, by_id: dict[str, Claim], evidence: Sequence[str], docket: Docket) -> bool:
    """Whether the base is the one the sentence states, or last year's budget as the sentence says."""
    return any(e in by_id for e in evidence[1:]) or claim.base_stage == "budget"


def _pairs(
    docket: Docket, claim: Claim, by_id: dict[str, Claim]
) -> Iterator[tuple[Interval, Interval, tuple[str, ...]]]:
    """(current, base, evidence) for every way the document gives them, the sentence's own first."""
    current = docket.interval(claim.current)
    base = docket.interval(claim.base)
    change = docket.interval(claim.change)
    if current and base:
        yield current, base, (claim.current, claim.base)
    if current and change:
        yield current, current - change, (claim.current, claim.change)
    stale = current is not None and base is not None and current.middle == base.middle  # last year's figure was kept
    if base and change and (not current or stale):
        yield base + change, base, (claim.base, claim.change)
    subject = by_id.get(claim.current, claim)
    own = docket.binder.bind_as(subject, claim.year, claim.stage).strict
    if current:  # of 收入总计 and 本年收入 the one that was stated
        own = tuple(fact for fact in own if docket.meet(claim.current, fact.id)) or own
    if base:
        for fact in own:
            now = docket.interval(fact.id)
            if now:
                yield now, base, (fact.id, claim.base)
    if change:
        for fact in own:
            now = docket.interval(fact.id)
            if now:
                yield now, now - change, (fact.id, claim.change)
    dated = claim.base_stage in ("execution", *DATED_PLANS)
    reading = docket.binder.readings[claim.document]
    year = claim.base_year or ((reading.profile.year or 0) - 1)
    for fact in docket.binder.bind_as(subject, year, claim.base_stage or reading.profile.stage).strict:
        last = docket.interval(fact.id)
        now = current or next((docket.interval(f.id) for f in own), None)
        if last and now and not (dated and fact.stage != claim.base_stage):  # no other column stands in for a named one
            yield now, last, (claim.current or own[0].id, fact.id)
