"""What the text says of itself: sums, rates and repetitions that its own figures bear out.

Agreement of value *selects* which figure is meant and *confirms*; it never refutes. A chance agreement is kept out by
adjacency (a change and its rate stand side by side), by exactness (sums to the last digit printed) and by asking for
figures of at least three digits.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from analyzer.amounts import FEN, Interval, significant
from analyzer.binding.subjects import clean
from analyzer.model import Claim
from analyzer.text import bare, bigrams
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.mutual import OWN_BASIS, bear_out, undecided
from analyzer.verdicts.percents import HUNDRED, grown, percent, printed_percent, signed_percent
from analyzer.verdicts.sums.addends import judge_left_over, judge_sums, judge_sums_below

_BESIDE = 2
"""How many statements apart a change and its rate may stand."""
_FURTHEST = 12
"""How many statements back a level may stand that a change or a share speaks of."""
_LINES = 4
"""How many paragraphs back the whole of a share may stand."""


def judge_agreement(docket: Docket, claims: Sequence[Claim]) -> None:
    """Call the still undecided statements of one document *consistent* where its own figures bear them out."""
    paragraphs: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        paragraphs[claim.paragraph].append(claim)
    _by_form(docket, claims)
    _turned(docket, claims)
    named: dict[object, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.kind == "level" and clean(claim.subject):
            named[clean(claim.subject), claim.year, claim.stage].append(claim)
    for group in paragraphs.values():
        _rates(docket, group, named)
        judge_sums(docket, group)
        _complements(docket, group)
    judge_sums_below(docket, list(paragraphs.values()))
    judge_left_over(docket, claims)
    _shares(docket, claims)
    _repeated(docket, claims)
    _told_again(docket, claims)
    _completions(docket, claims)


# ---- rates -----------------------------------------------------------------------------------------------------------


def _rates(docket: Docket, group: Sequence[Claim], named: Mapping[object, Sequence[Claim]]) -> None:
    """“完成1509.3亿元，比上年增长36.6%，增收404.5亿元”: level, change and rate that fit one another.

    The level may stand in another paragraph under the same name (``named``).
    """
    for place, rate in enumerate(group):
        if rate.kind != "rate" or not undecided(docket, rate) or not rate.value:
            continue
        near = range(max(0, place - _BESIDE), min(len(group), place + _BESIDE + 1))
        changes = [group[i] for i in near if group[i].kind == "change" and docket.interval(group[i].id)]
        levels = [c for c in reversed(group[max(0, place - _FURTHEST) : place]) if c.kind == "level"]
        if rate.decimals:
            levels += named.get((clean(rate.subject), rate.year, rate.stage), ())
        for change, level in ((c, lv) for c in changes for lv in levels if not _aside(c, rate)):
            if fits(docket, level, change, rate):
                bear_out(docket, (rate, change, level), "rate")
                break


_HABIT = 3
"""Statements of one form that hold, before one that does not is wrong rather than misread."""


def _by_form(docket: Docket, claims: Sequence[Claim]) -> None:
    """“A完成X，同比增长r%，增收d”: a rate that does not fit is refuted where most do, or where d follows at once
    and no other of the document fails."""
    forms = [t for t in zip(claims, claims[1:], claims[2:], strict=False) if _in_form(docket, *t)]
    held = [t for t in forms if fits(docket, t[0], t[2], t[1])]
    odd = [t for t in forms if t not in held]
    usual = len(held) >= _HABIT and 4 * len(odd) <= len(forms)
    for level, rate, change in odd if usual else [t for t in odd if len(odd) == 1 and _said_at_once(t[1], t[2])]:
        now, moved = docket.interval(level.id), docket.interval(change.id)
        if now is not None and moved is not None and (now - moved).low > 0 and undecided(docket, rate):
            computed = grown(now, now - moved).middle
            shown = percent(Fraction(computed), max(rate.decimals, 2)) + "%"
            docket.refute(
                rate, "rate", shown, (level.id, change.id), [(percent(abs(Fraction(computed)), rate.decimals), "")]
            )


def _turned(docket: Docket, claims: Sequence[Claim]) -> None:
    """“支出296540万元，同比下降3.10%，增支8917万元”: a rate that is right to the last digit in the other direction."""
    by_id = {c.id: c for c in claims}
    for rate, change in itertools.pairwise(claims):
        level = by_id.get(rate.current)
        opposite = {rate.direction, change.direction} == {"greater", "less"}
        if level is None or not opposite or not _in_form(docket, level, rate, change) or not undecided(docket, rate):
            continue
        other = replace(rate, direction=change.direction)
        if rate.decimals and fits(docket, level, change, other):
            word = "增长" if change.direction == "greater" else "下降"
            shown = f"{word}{rate.value}%"
            docket.refute(rate, "direction", shown, (level.id, change.id), [(shown, "sign-lost")])


def _said_at_once(rate: Claim, change: Claim) -> bool:
    """“同比增长14.6%，增收4,376万元”: one movement told twice, of one basis."""
    return (
        change.start - rate.end < _AT_ONCE
        and rate.decimals > 0
        and rate.direction == change.direction
        and not _aside(change, rate)
    )


def _in_form(docket: Docket, level: Claim, rate: Claim, change: Claim) -> bool:
    kinds = (level.kind, rate.kind, change.kind) == ("level", "rate", "change")
    return kinds and level.subject == rate.subject == change.subject and level.paragraph == change.paragraph


def _aside(change: Claim, rate: Claim) -> bool:
    """Whether one of the two is on another basis than the other (“扣除…因素后同口径增长52.4%”).

    What follows at once is of the same basis (“按同口径减少55.84万元，下降5.21%”).
    """
    if change.end < rate.start and change.paragraph == rate.paragraph and rate.start - change.end < _AT_ONCE:
        return bool(OWN_BASIS.search(rate.source.text)) and not OWN_BASIS.search(change.source.text)
    return bool(OWN_BASIS.search(rate.source.text)) != bool(OWN_BASIS.search(change.source.text))


_AT_ONCE = 5
"""Characters between a change and the rate that says it again."""


def fits(docket: Docket, level: Claim, change: Claim, rate: Claim) -> bool:
    """Whether a rate is that of a level which moved by a change, as far as printed digits tell."""
    now, moved = docket.interval(level.id), docket.interval(change.id)
    if now is None or moved is None or (level.unit in FEN) != (change.unit in FEN):
        return False
    before = now - moved
    if before.low <= 0 <= before.high:
        return False
    return grown(now, before).meets(signed_percent(rate))


# ---- shares ----------------------------------------------------------------------------------------------------------


def _complements(docket: Docket, group: Sequence[Claim]) -> None:
    """Two shares of one whole that make 100 % with each other, to the last digit printed."""
    shares = [c for c in group if c.kind == "share" and c.value]
    for one, other in itertools.pairwise(shares):
        whole = (one.value or 0) + (other.value or 0) == 100
        alike = whole and one.decimals == other.decimals > 0 and _resembles(one.of, other.of)
        if alike and not _exchanged(docket, one, other):
            bear_out(docket, (one, other), "share")


def _exchanged(docket: Docket, one: Claim, other: Claim) -> bool:
    """Refute “基本支出801.54万元，占41.19%；项目支出561.35万元，占58.81%”: each is the share of the other's part."""
    a, b = docket.interval(one.current), docket.interval(other.current)
    if a is None or b is None or (a + b).low <= 0 or one.current == other.current:
        return False
    shares = [(part / (a + b)).scaled(HUNDRED) for part in (a, b)]
    printed = [printed_percent(claim) for claim in (one, other)]
    own = any(share.meets(said) for share, said in zip(shares, printed, strict=True))
    if own or not all(share.meets(said) for share, said in zip(shares, printed[::-1], strict=True)):
        return False
    for claim, share in zip((one, other), shares, strict=True):
        right = percent(Fraction(share.middle), claim.decimals)
        if undecided(docket, claim):
            docket.refute(claim, "share", f"{right}%", (one.current, other.current), [(right, "other-figure")])
    return True


def _shares(docket: Docket, group: Sequence[Claim]) -> None:
    """“占…比重为66.19%”: of a figure near by whose name resembles the one given."""
    for place, share in enumerate(group):
        if share.kind != "share" or not undecided(docket, share) or not share.value:
            continue
        before = reversed(group[max(0, place - _FURTHEST) : place])
        levels = [c for c in before if c.kind == "level" and share.paragraph - c.paragraph <= _LINES]
        wholes = [*levels, *_told_later(share, group[place + 1 : place + 1 + _AHEAD])]
        for part, whole in ((p, w) for p in levels[:3] for w in wholes if p is not w):
            top, bottom = docket.interval(part.id), docket.interval(whole.id)
            apart = part.year != whole.year or not _resembles(share.of, whole.subject)
            if top is None or bottom is None or bottom.low <= 0 or apart:
                continue
            computed = (top / bottom).scaled(HUNDRED)
            if computed.meets(printed_percent(share)):
                bear_out(docket, (share, part, whole), "share", _shown(computed, share))
                break


_AHEAD = 60
"""How many statements ahead the whole of a share may stand."""


def _told_later(share: Claim, rest: Sequence[Claim]) -> list[Claim]:
    """“占支出总预算82.27%” before the total is stated: sums of later paragraphs that may be it, for a share of three
    digits or more."""
    if significant(share.value or 0, zeros=True) < SAID or not share.of:
        return []
    near = itertools.takewhile(lambda c: c.paragraph - share.paragraph <= 2 * _LINES, rest)
    return [c for c in near if c.kind == "level" and c.unit in FEN and c.year == share.year]


def _completions(docket: Docket, claims: Sequence[Claim]) -> None:
    """“完成调整预算的99.2%”: of a plan that an earlier sentence states of a thing of the same name."""
    by_id = {c.id: c for c in claims}
    for place, done in enumerate(claims):
        now, level = docket.interval(done.current), by_id.get(done.current)
        if (
            done.kind != "completion"
            or not undecided(docket, done)
            or now is None
            or level is None
            or not done.decimals
        ):
            continue
        beside = [
            c for c in claims[place + 1 : place + 1 + _BESIDE] if c.kind == "change" and c.current == done.current
        ]
        for moved in (c for c in beside if c.base_year == level.year):
            by = docket.interval(moved.id)
            if (
                by is not None
                and (now - by).low > 0
                and (now / (now - by)).scaled(HUNDRED).meets(printed_percent(done))
            ):
                bear_out(docket, (done, level, moved), "completion")
        for plan in (*reversed(claims[:place]), *claims[place + 1 : place + 1 + _BESIDE]):
            before = docket.interval(plan.id)
            if plan.kind != "level" or plan is level or before is None or before.low <= 0 or plan.year != level.year:
                continue
            computed = (now / before).scaled(HUNDRED)
            if computed.meets(printed_percent(done)) and core(plan.subject) == core(level.subject):
                bear_out(docket, (done, level, plan), "completion", _shown(computed, done))
                break


def _shown(computed: Interval, share: Claim) -> str:
    return percent(Fraction(computed.middle), max(share.decimals, 2)) + "%"


def _resembles(of: str, subject: str) -> bool:
    """Whether most pairs of characters of the shorter name stand in the longer."""
    one, other = bigrams(bare(clean(of))), bigrams(bare(clean(subject)))
    return not of or bool(one and other and 2 * len(one & other) >= min(len(one), len(other)))


# ---- repetitions -----------------------------------------------------------------------------------------------------


def _repeated(docket: Docket, claims: Sequence[Claim]) -> None:
    """The same figure stated of the same thing in two paragraphs."""
    for group in _alike(docket, claims):
        places = {c.paragraph for c in group}
        if len(places) > 1:
            bear_out(docket, group, "text-text")


_DIGITS = 5
"""Digits by which a figure is known again, whatever it is called the second time."""


def _told_again(docket: Docket, claims: Sequence[Claim]) -> None:
    """A figure of many digits that two sentences state of things with names alike, or that a total and what all of it
    is put under state (“整体支出纳入绩效目标管理，涉及四本预算资金6982.84万元”)."""
    groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        amount = docket.figures.amounts.get(claim.id)
        if claim.kind == "level" and amount is not None and significant(amount.fen) >= _DIGITS:
            groups[claim.year, amount.fen].append(claim)
    for group in groups.values():
        for claim in (c for c in group if undecided(docket, c)):
            again = [c for c in group if c is not claim and _resembles(c.subject, claim.subject)]
            whole = [c for c in group if _INVOLVED.match(claim.subject) and _ALL.search(c.subject)]
            whole += [c for c in group if _other_side(claim, c)]
            if whole and not again:
                bear_out(docket, [claim, whole[0]], "text-text")
            elif again:
                docket.rule(claim, "consistent", "", [c.id for c in again[:2]], "text-text")


def _other_side(one: Claim, other: Claim) -> bool:
    """Whether two sums are the totals of the two sides of a budget (“某局预算收入…”, “预算支出总额…”)."""
    sides = [_SIDE.search(clean(c.subject)) for c in (one, other)]
    return all(sides) and len({side[1] for side in sides if side}) == len(sides)


_SIDE = re.compile("(?:^|预算|本年|年度|总)(收入|支出)(?:预算|决算)?(?:总额|合计|总计|规模)?$")
_INVOLVED = re.compile("涉及|(?:项目)?资金$")
_ALL = re.compile("(?:收、?|支出)(?:支出?)?(?:决算|预算)?(?:总计|合计|总额)|^项目支出$")
SAID = 3
"""Digits of a number that is no round one."""


def _alike(docket: Docket, claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        amount = docket.figures.amounts.get(claim.id)
        if amount is not None and amount.fen and claim.kind in ("level", "change"):
            stage = "budget" if claim.stage == "initial_budget" else claim.stage
            said = (claim.kind, claim.year, stage, claim.base_year, amount.fen)
            groups[(core(claim.subject), *said)].append(claim)
    yield from (group for group in groups.values() if len(group) > 1)


_PADDING = re.compile(r"一般公共预算|财政拨款|安排的?|预算|决算|支出|经费|费用|费|数|总额|合计")


def core(subject: str) -> str:
    """A name without what varies between two sentences about one thing."""
    plain = bare(clean(subject))
    return _PADDING.sub("", plain) or plain
