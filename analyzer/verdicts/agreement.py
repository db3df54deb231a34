"""What the text says of itself: sums, rates and repetitions that its own figures bear out.

Agreement of value *selects* which figure is meant and *confirms*; it never refutes. A chance agreement is kept out by
adjacency (a change and its rate stand side by side), by exactness (sums to the last digit printed) and by asking for
figures of at least three digits.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from analyzer.amounts import FEN, Interval
from analyzer.binding.binder import telling
from analyzer.binding.subjects import clean
from analyzer.model import Claim, Relation
from analyzer.text import bare
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.percents import HUNDRED, percent, printed_percent

_BESIDE = 2
"""How many statements apart a change and its rate may stand."""
_FURTHEST = 12
"""How many statements back a level may stand that a change or a share speaks of."""
_LINES = 4
"""How many paragraphs back the whole of a share may stand."""
_LONGEST = 40
"""The most parts that are tried for a sum."""
_OTHERS = re.compile(r"扣除|剔除|同口径|可比口径|同比口径")
_TOTAL = re.compile(r"总计|合计|共计|总额|总收入|总支出|总数|总人数|小计")


def judge_agreement(docket: Docket, claims: Sequence[Claim]) -> None:
    """Call the still undecided statements of one document *consistent* where its own figures bear them out."""
    paragraphs: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        paragraphs[claim.paragraph].append(claim)
    for group in paragraphs.values():
        _rates(docket, group)
        _sums(docket, group)
        _balances(docket, group)
        _complements(docket, group)
    _sums_below(docket, list(paragraphs.values()))
    _left_over(docket, claims)
    _shares(docket, claims)
    _repeated(docket, claims)
    _told_again(docket, claims)
    _completions(docket, claims)


def _open(docket: Docket, claim: Claim) -> bool:
    verdict = docket.verdicts.get(claim.id)
    return verdict is None or verdict.kind in ("unverifiable", "doubtful")


def _agree(docket: Docket, claims: Sequence[Claim], rule: str, computed: str = "") -> None:
    """Every undecided one of ``claims`` is borne out by the others."""
    for claim in claims:
        if _open(docket, claim):
            others = [c.id for c in claims if c is not claim]
            docket.rule(claim, "consistent", computed if claim is claims[0] else "", others, rule)


# ---- rates -----------------------------------------------------------------------------------------------------------


def _rates(docket: Docket, group: Sequence[Claim]) -> None:
    """“完成1509.3亿元，比上年增长36.6%，增收404.5亿元”: level, change and rate that fit one another."""
    for place, rate in enumerate(group):
        if rate.kind != "rate" or not _open(docket, rate) or not rate.value:
            continue
        near = range(max(0, place - _BESIDE), min(len(group), place + _BESIDE + 1))
        changes = [group[i] for i in near if group[i].kind == "change" and docket.interval(group[i].id)]
        levels = [c for c in reversed(group[max(0, place - _FURTHEST) : place]) if c.kind == "level"]
        for change, level in ((c, lv) for c in changes for lv in levels if not _aside(c, rate)):
            if _fits(docket, level, change, rate):
                _agree(docket, (rate, change, level), "rate")
                break


def _aside(change: Claim, rate: Claim) -> bool:
    """Whether one of the two is on another basis than the other (“扣除…因素后同口径增长52.4%”)."""
    return bool(_OTHERS.search(rate.source.text)) != bool(_OTHERS.search(change.source.text))


def _fits(docket: Docket, level: Claim, change: Claim, rate: Claim) -> bool:
    now, moved = docket.interval(level.id), docket.interval(change.id)
    if now is None or moved is None or (level.unit in FEN) != (change.unit in FEN):
        return False
    before = now - moved
    if before.low <= 0 <= before.high:
        return False
    printed = printed_percent(rate)
    signed = -printed if rate.direction == "less" else printed
    return (now / before - Interval.exact(1)).scaled(HUNDRED).meets(signed)


# ---- sums ------------------------------------------------------------------------------------------------------------


def _sums(docket: Docket, group: Sequence[Claim]) -> None:
    """A level that the figures before it (“A，加B，C，收入总计D”) or after it add up to."""
    for place, total in enumerate(group):
        amount = docket.figures.amounts.get(total.id)
        if total.kind not in ("level", "count") or amount is None or not _open(docket, total):
            continue
        before = [c for c in reversed(group[:place]) if _addable(docket, total, c) and not _aside_of(docket, c)]
        after = [c for c in group[place + 1 :] if _addable(docket, total, c)]
        ends = bool(_TOTAL.search(total.subject + total.source.text))
        runs = ((before, after) if ends else (after,)) if telling(total) else ()
        parts = next((p for run in runs if (p := _run(docket, total, run))), ()) or _only(docket, total, after)
        if not parts and ends and telling(total):
            parts = _added(docket, total, before)
        if parts:
            terms = ((1, total.id), *((-1, p.id) for p in parts))
            docket.relations.append(Relation(check="text-list", rule="sum", terms=terms, document=total.document))


def _added(docket: Docket, total: Claim, before: Sequence[Claim]) -> Sequence[Claim]:
    """“A，加B、C、D，收入总计T”, which does not add up: the parts, where the sentence says that these are all.

    A sentence that nests parts in parts, leaves its list open or remarks in brackets proves nothing.
    """
    sentence = _text(docket, total)[: total.start]
    begin = sentence.rfind("。") + 1
    parts = [c for c in before if c.paragraph == total.paragraph and c.start >= begin]
    plain = not _NESTED.search(sentence[begin:]) and not any(c.whole for c in parts)
    said = _ADDED.search(sentence[begin:]) and _ENDS.search(total.source.text) and len(parts) > 2
    return parts if plain and said else ()


_NESTED = re.compile(r"等|其中|包括|含|减|扣|（|\(")
_ENDS = re.compile(r"(?:收入|支出)?(?:总计|合计|共计)")


def _only(docket: Docket, total: Claim, after: Sequence[Claim]) -> Sequence[Claim]:
    """“预算4.5万元，其中公务接待费4.5万元”: the one part of a list that is all of it."""
    amounts = docket.figures.amounts
    parts = [c for c in after if c.whole == total.id]
    return parts if len(parts) == 1 and amounts[parts[0].id].fen == amounts[total.id].fen != 0 else ()


def _sums_below(docket: Docket, paragraphs: Sequence[Sequence[Claim]]) -> None:
    """“一、收入总计8214.66万元”, and below it a paragraph for each part: “（一）…7931.25万元；”, “（二）…”."""
    for place, group in enumerate(paragraphs):
        head = group[0]
        if head.kind != "level" or len(group) > 1 or not _open(docket, head) or not telling(head):
            continue
        below = [part[0] for part in paragraphs[place + 1 : place + 1 + _LONGEST]]
        below = [c for c in below if c.section == head.section and _addable(docket, head, c)]
        parts = _run(docket, head, below) if head.id in docket.figures.amounts else ()
        if parts:
            terms = ((1, head.id), *((-1, p.id) for p in parts))
            docket.relations.append(Relation(check="text-list", rule="below", terms=terms, document=head.document))


def _addable(docket: Docket, total: Claim, part: Claim) -> bool:
    alike = (total.unit in FEN) == (part.unit in FEN) and (total.unit in FEN or total.unit == part.unit)
    period = (part.year, part.stage) == (total.year, total.stage)
    return alike and period and part.kind == total.kind and part.id in docket.figures.amounts


def _run(docket: Docket, total: Claim, run: Sequence[Claim]) -> Sequence[Claim]:
    """The parts from the beginning of ``run`` that make up ``total`` exactly, parts of parts left out."""
    amounts = docket.figures.amounts
    wanted, seen = amounts[total.id].fen, 0
    parts: list[Claim] = []
    names = {c.id for c in run}
    for part in run[:_LONGEST]:
        if part.whole in names:
            if parts and seen + amounts[part.id].fen == wanted:  # the first of the run is named inside a larger one
                return [*parts, part]
            continue
        parts.append(part)
        seen += amounts[part.id].fen
        told = sum(amounts[p.id].fen != 0 for p in parts)
        if seen == wanted and (told > 1 or (told and len(parts) > 1 and _ADDED.search(_between(docket, part, total)))):
            return parts
        if seen > wanted:
            break
    return ()


_ADDED = re.compile(r"加上|，加|。加")
_OPEN_BRACKET = re.compile(r"（[^（）]*$")


def _text(docket: Docket, claim: Claim) -> str:
    return docket.binder.readings[claim.document].extraction.prose[claim.paragraph].text


def _between(docket: Docket, one: Claim, other: Claim) -> str:
    return _text(docket, one)[min(one.start, other.start) : max(one.end, other.end)]


def _aside_of(docket: Docket, part: Claim) -> bool:
    """Whether a figure stands in brackets, as a remark on the one before it."""
    return bool(_OPEN_BRACKET.search(_text(docket, part)[: part.start].replace("(", "（").replace(")", "）")))


_INCOME = re.compile(r"(?:总收入|收入(?:总计|合计|总额|预算))$")
_EXPENDITURE = re.compile(r"(?:总支出|支出(?:总计|合计|总额|预算))$")


def _balances(docket: Docket, group: Sequence[Claim]) -> None:
    """Total income and total expenditure of one sentence are equal: a budget balances."""
    for one, other in itertools.pairwise(c for c in group if c.kind == "level"):
        if not _INCOME.search(one.subject) or not _EXPENDITURE.search(other.subject):
            continue
        a, b = docket.figures.amounts.get(one.id), docket.figures.amounts.get(other.id)
        if a is not None and b is not None and a.fen == b.fen != 0:
            _agree(docket, (one, other), "two-sides")


_LEFT = re.compile(r"收支(?:相抵|相减|轧抵)|收支结余|(?:年终|年末|当年|滚存|累计)?(?:净)?结[余转]")


def _left_over(docket: Docket, claims: Sequence[Claim]) -> None:
    """“…收入合计A。…支出合计B。收支相抵，年终结余C”: what is left is income less expenditure."""
    for place, rest in enumerate(claims):
        if rest.kind != "level" or not _open(docket, rest) or rest.id not in docket.figures.amounts:
            continue
        before = _text(docket, rest)[: rest.start]
        if not _LEFT.search(before[before.rfind("。") + 1 :] + rest.subject):
            continue
        near = [c for c in claims[max(0, place - _LONGEST) : place] if c.section == rest.section]
        levels = [c for c in near if _addable(docket, rest, c) and rest.paragraph - c.paragraph <= _LINES]
        sides = next(
            (s for s in _sides(levels) if _difference(docket, *s) == docket.figures.amounts[rest.id].fen), None
        )
        if sides is not None:
            income, spent = sides
            shown = " − ".join(" + ".join(str(c.value) for c in side) for side in (income, spent))
            docket.rule(rest, "consistent", shown, [c.id for c in (*income, *spent)], "text")
            terms = ((1, rest.id), *((-1, c.id) for c in income), *((1, c.id) for c in spent))
            docket.relations.append(Relation(check="text-list", rule="left-over", terms=terms, document=rest.document))


def _sides(levels: Sequence[Claim]) -> Iterator[tuple[Sequence[Claim], Sequence[Claim]]]:
    """(income, expenditure) that what is left over may be the difference of: the latest totals, else all named."""
    totals = [c for c in levels if _INCOME.search(c.subject)], [c for c in levels if _EXPENDITURE.search(c.subject)]
    if totals[0] and totals[1]:
        yield totals[0][-1:], totals[1][-1:]
    names = {c.id for c in levels}
    heads = [c for c in levels if c.whole not in names]
    for start in range(len(heads)):
        for cut in range(start + 1, len(heads)):
            if "支" in heads[cut].subject:
                yield heads[start:cut], heads[cut:]


def _difference(docket: Docket, income: Sequence[Claim], spent: Sequence[Claim]) -> int:
    amounts = docket.figures.amounts
    return sum(amounts[c.id].fen for c in income) - sum(amounts[c.id].fen for c in spent)


def _complements(docket: Docket, group: Sequence[Claim]) -> None:
    """Two shares of one whole that make 100 % with each other, to the last digit printed."""
    shares = [c for c in group if c.kind == "share" and c.value]
    for one, other in itertools.pairwise(shares):
        whole = (one.value or 0) + (other.value or 0) == 100
        if whole and one.decimals == other.decimals > 0 and _resembles(one.of, other.of):
            _agree(docket, (one, other), "share")


# ---- shares ----------------------------------------------------------------------------------------------------------


def _shares(docket: Docket, group: Sequence[Claim]) -> None:
    """“占…比重为66.19%”: of a figure near by whose name resembles the one given."""
    for place, share in enumerate(group):
        if share.kind != "share" or not _open(docket, share) or not share.value:
            continue
        before = reversed(group[max(0, place - _FURTHEST) : place])
        levels = [c for c in before if c.kind == "level" and share.paragraph - c.paragraph <= _LINES]
        for part, whole in ((p, w) for p in levels[:3] for w in levels if p is not w):
            top, bottom = docket.interval(part.id), docket.interval(whole.id)
            if top is None or bottom is None or bottom.low <= 0 or not _resembles(share.of, whole.subject):
                continue
            computed = (top / bottom).scaled(HUNDRED)
            if computed.meets(printed_percent(share)):
                _agree(docket, (share, part, whole), "share", _shown(computed, share))
                break


def _completions(docket: Docket, claims: Sequence[Claim]) -> None:
    """“完成调整预算的99.2%”: of a plan that an earlier sentence states of a thing of the same name."""
    by_id = {c.id: c for c in claims}
    for place, done in enumerate(claims):
        now, level = docket.interval(done.current), by_id.get(done.current)
        if done.kind != "completion" or not _open(docket, done) or now is None or level is None or not done.decimals:
            continue
        for plan in (*reversed(claims[:place]), *claims[place + 1 : place + 1 + _BESIDE]):
            before = docket.interval(plan.id)
            if plan.kind != "level" or plan is level or before is None or before.low <= 0 or plan.year != level.year:
                continue
            computed = (now / before).scaled(HUNDRED)
            if computed.meets(printed_percent(done)) and _core(plan.subject) == _core(level.subject):
                _agree(docket, (done, level, plan), "completion", _shown(computed, done))
                break


def _shown(computed: Interval, share: Claim) -> str:
    return percent(Fraction(computed.middle), max(share.decimals, 2)) + "%"


def _resembles(of: str, subject: str) -> bool:
    """Whether most pairs of characters of the shorter name stand in the longer."""
    one, other = _pairs(of), _pairs(subject)
    return not of or bool(one and other and 2 * len(one & other) >= min(len(one), len(other)))


def _pairs(name: str) -> set[str]:
    plain = bare(clean(name))
    return {plain[i : i + 2] for i in range(len(plain) - 1)}


# ---- repetitions -----------------------------------------------------------------------------------------------------


def _repeated(docket: Docket, claims: Sequence[Claim]) -> None:
    """The same figure stated of the same thing in two paragraphs."""
    for group in _alike(docket, claims):
        places = {c.paragraph for c in group}
        if len(places) > 1:
            _agree(docket, group, "text-text")


_DIGITS = 5
"""Digits by which a figure is known again, whatever it is called the second time."""


def _told_again(docket: Docket, claims: Sequence[Claim]) -> None:
    """A figure of many digits that two sentences state of things with names alike."""
    groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        amount = docket.figures.amounts.get(claim.id)
        if claim.kind == "level" and amount is not None and len(str(amount.fen).strip("0")) >= _DIGITS:
            groups[claim.year, amount.fen].append(claim)
    for group in groups.values():
        for claim in (c for c in group if _open(docket, c)):
            again = [c for c in group if c is not claim and (_resembles(c.subject, claim.subject))]
            if again:
                docket.rule(claim, "consistent", "", [c.id for c in again[:2]], "text-text")


def _alike(docket: Docket, claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        amount = docket.figures.amounts.get(claim.id)
        if amount is not None and amount.fen and claim.kind in ("level", "change"):
            stage = "budget" if claim.stage == "initial_budget" else claim.stage
            said = (claim.kind, claim.year, stage, claim.base_year, amount.fen)
            groups[(_core(claim.subject), *said)].append(claim)
    yield from (group for group in groups.values() if len(group) > 1)


_PADDING = re.compile(r"一般公共预算|财政拨款|安排的?|预算|决算|支出|经费|费用|费|数|总额|合计")


def _core(subject: str) -> str:
    """A name without what varies between two sentences about one thing."""
    plain = bare(clean(subject))
    return _PADDING.sub("", plain) or plain
