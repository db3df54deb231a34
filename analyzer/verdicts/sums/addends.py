"""Sums of a text: totals that the figures about them add up to or miss, what is left over, budgets that balance."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from analyzer.amounts import FEN, significant
from analyzer.binding.binder import telling
from analyzer.model import Claim, Relation
from analyzer.relations.edits import edit_between, one_slip, part_slipped, slip_explains, swapped
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.mutual import bear_out, undecided
from analyzer.verdicts.sums.divisions import beside_each_other
from analyzer.verdicts.sums.promised import SUM, of_its_sentence, promised_sum
from analyzer.verdicts.within.listunits import refute_lone_unit, refute_unit

_LINES = 4
"""How many paragraphs back what is left over may have its income and expenditure."""
_LONGEST = 40
"""The most parts that are tried for a sum."""
_ABOUT = 100
"""How many figures before and after a sum are looked at: a paragraph of 80 KB has thousands."""
_TOTAL = re.compile(r"总量|总计|合计|共计|总额|总收入|总支出|总数|总人数|小计")


def judge_sums(docket: Docket, group: Sequence[Claim]) -> None:
    """A level that the figures before it (“A，加B，C，收入总计D”) or after it add up to; two totals that balance."""
    _balances(docket, group)
    plans = {c.base for c in group if c.kind == "completion"}  # “支出84.13亿元，为调整预算86.90亿元的96.8%”
    group = [c for c in group if c.id not in plans]
    for place, total in enumerate(group):
        amount = docket.figures.amounts.get(total.id)
        if total.kind not in ("level", "count") or amount is None or not undecided(docket, total):
            continue
        nearest = reversed(group[max(place - _ABOUT, 0) : place])
        before = [c for c in nearest if _addable(docket, total, c) and not aside_of(docket, c)]
        after = [c for c in group[place + 1 : place + 1 + _ABOUT] if _addable(docket, total, c)]
        ends = bool(_TOTAL.search(total.subject + total.source.text))
        promised = promised_sum(docket, total, before)
        if promised:
            _keep(docket, total, promised)
        runs = ((before, after) if ends else (after,)) if telling(total) else ()
        tried = (_run(docket, total, run) for run in runs)
        parts = next((p for p in tried if p and not _cut_short(docket, total, p, after)), ())
        parts = parts or _only(docket, total, after)
        if not parts and promised:
            continue
        if not parts and ends and telling(total):
            if _unit_slipped(docket, total, before):
                continue
            parts = _added(docket, total, before)
        parts = parts or _respective(docket, total, before) or _scored(docket, total, before)
        if parts and {*parts} != {*promised}:
            _keep(docket, total, parts)


def _keep(docket: Docket, total: Claim, parts: Sequence[Claim]) -> None:
    terms = ((1, total.id), *((-1, p.id) for p in parts))
    docket.relations.append(Relation(check="text-list", rule="sum", terms=terms, document=total.document))


def _respective(docket: Docket, total: Claim, before: Sequence[Claim]) -> Sequence[Claim]:
    """“分别为186.40万元、145.26万元、61.24万元，合计394.90万元”: the words promise the sum of what 分别 lists."""
    text = docket.text(total)
    begun = text.rfind("分别", 0, total.start)
    parts = [c for c in before if c.paragraph == total.paragraph and c.start > begun >= 0]
    if len(parts) < 2 or re.search("[。；;]", text[begun : total.start]):
        return _in_a_run(docket, total, before)
    first, last = min(parts, key=lambda c: c.start), max(parts, key=lambda c: c.start)
    said = re.fullmatch(r"[，,]?(?:三项|两项|以上)?(?:合计|共计|总计)(?:为|是)?\s*", text[last.end : total.start])
    listed = re.fullmatch(r"(?:为|是|安排|：|:|\s)*", text[begun + 2 : first.start])
    return parts[::-1] if said and listed else ()


def _scored(docket: Docket, total: Claim, before: Sequence[Claim]) -> Sequence[Claim]:
    """“决策得14.0分，得分率93.33%；过程得21.5分…” right above or before “综合得分90.5分”: the points of all the items
    whose full marks make a hundred."""
    if total.unit != "分" or not _SCORE.search(total.source.text):
        return ()
    claims = docket.binder.readings[total.document].claims
    near = [c for c in claims if c.unit == "分" and c.id in docket.figures.amounts and c.paragraph <= total.paragraph]
    got = [c for c in near if _GOT.search(c.source.text) and total.paragraph - c.paragraph <= 1 and c.end != total.end]
    names = {_GOT.sub("", c.subject).removesuffix("得") for c in got}
    marks = {
        c.subject.removesuffix("满分"): c.value
        for c in near
        if c not in got and c.subject.removesuffix("满分") in names
    }
    full = sum(value for value in marks.values() if value) == _HUNDRED and len(marks) == len(got) == len(names)
    return got if full and len(got) > 2 else _told_after_the_marks(total, near)


def _told_after_the_marks(total: Claim, near: Sequence[Claim]) -> Sequence[Claim]:
    """“满分100分：决策20分、过程20分…。决策17.0分，得分率85.00%；…。总分86.0分”: each item's second figure."""
    points: dict[str, list[Claim]] = defaultdict(list)
    for claim in near:
        if claim.paragraph == total.paragraph and claim.end < total.start:
            points[claim.subject].append(claim)
    twice = [told for told in points.values() if len(told) > 1]
    marks = sum(told[0].value or 0 for told in twice)
    return [told[1] for told in twice] if marks == _HUNDRED and len(twice) > 2 and max(map(len, twice)) <= 2 else ()


_SCORE = re.compile("(?:综合|总|自评|评价)得分|总分")
_GOT = re.compile(r"得[\d.]+分$")
_HUNDRED = 100


def _in_a_run(docket: Docket, total: Claim, before: Sequence[Claim]) -> Sequence[Claim]:
    """“补助120.00万元、教育36.50万元、贴息58.00万元，共214.50万元”: the sum of a run of “、” before it, where a slip of
    the pen at most parts the two."""
    text, start = docket.text(total), total.start
    run: list[Claim] = []
    for part in before:
        between = text[part.end : start] if part.paragraph == total.paragraph else ""
        if not (_NEXT.fullmatch(between) if run else _SUMMED.fullmatch(between)):
            break
        run.append(part)
        start = part.start
    amounts = docket.figures.amounts
    fens = [amounts[c.id].fen for c in (total, *run)]
    gap = fens[0] - sum(fens[1:])
    slip = swapped(fens[0], fens[0] - gap) or part_slipped(fens[1:], gap) or one_slip(gap, fens)
    scored = total.unit == "分" and "总得分" in total.source.text  # no points are left out of all
    return run if len(run) > 2 and (not gap or slip or scored) else ()


_SUMMED = re.compile(r"[，,]?(?:以上|上述)?(?:[两三四五六七八九]项)?(?:共计?|合计|总计|小计|总得分)(?:为|安排)?\s*")
_NEXT = re.compile("、[^，。；：、（]*")


def _unit_slipped(docket: Docket, total: Claim, before: Sequence[Claim]) -> bool:
    """“本级52637万元，补助268300万元，转贷34000亿元，总计…万元”: the parts of a sentence that make up its total but for
    the unit of one."""
    _, parts = of_its_sentence(docket, total, before)
    return len(parts) > 2 and (
        refute_unit(docket, total, parts, partial=True) or refute_lone_unit(docket, total, parts)
    )


def _added(docket: Docket, total: Claim, before: Sequence[Claim]) -> Sequence[Claim]:
    """“A，加B、C、D，收入总计T”, which does not add up: the parts, where the sentence says that these are all.

    A sentence that nests parts in parts, leaves its list open or remarks in brackets proves nothing.
    """
    sentence, parts = of_its_sentence(docket, total, before)
    begun = not _ADDS.match(sentence)  # else what it is added to stands before
    other = any("收入" in c.subject and "支出" not in c.subject for c in parts) and "支出" in total.subject
    plain = begun and not other and not _NESTED.search(sentence) and not any(c.whole for c in parts)
    said = _ADDED.search(sentence) and _ENDS.search(total.source.text) and len(parts) > 2
    return parts if plain and said and _all_read(sentence, parts) else _swapped(docket, total, before)


def _all_read(sentence: str, parts: Sequence[Claim]) -> bool:
    """Whether every sum that the words print before the total is one of its parts: one left out proves nothing."""
    return len(SUM.findall(sentence)) <= len(parts)


def _swapped(docket: Docket, total: Claim, before: Sequence[Claim]) -> Sequence[Claim]:
    """The heads of the paragraph before a total that is their sum but for two digits swapped, or one of six."""
    amounts = docket.figures.amounts
    names, seen, parts = {c.id for c in before}, 0, []
    for part in before:
        if part.paragraph == total.paragraph and part.whole not in names:
            parts.append(part)
            seen += amounts[part.id].fen
            if len(parts) > 2 and _one_slip_off(amounts[total.id].fen, seen):
                return parts
    fens, gap = [amounts[p.id].fen for p in parts], amounts[total.id].fen - seen
    told = len(parts) > 2 and total.source.text.startswith(re.split(r"\d", parts[0].source.text)[0])  # 执行数…
    return parts if told and any(swapped(fen, fen + gap) for fen in fens) else ()


def _one_slip_off(total: int, parts: int) -> bool:
    """Whether swapped neighbours, or in a sum of six digits one wrong digit, part the two: of a million sums sixty."""
    wrong = edit_between(str(total), str(parts)) == "digit-replaced" and significant(total) >= _MANY
    return wrong or swapped(total, parts)


_MANY = 6
_NESTED = re.compile(r"等|其中|包括|含|减|扣|（|\(")
_ADDS = re.compile(r"\s*(?:再|另)?加")
_ENDS = re.compile(r"(?:收入|支出)?(?:总计|合计|共计)")


def _only(docket: Docket, total: Claim, after: Sequence[Claim]) -> Sequence[Claim]:
    """“预算4.5万元，其中公务接待费4.5万元”: the one part of a list that is all of it."""
    amounts = docket.figures.amounts
    parts = [c for c in after if c.whole == total.id]
    return parts if len(parts) == 1 and amounts[parts[0].id].fen == amounts[total.id].fen != 0 else ()


def judge_sums_below(docket: Docket, paragraphs: Sequence[Sequence[Claim]]) -> None:
    """“一、收入总计8214.66万元”, and below it a paragraph for each part: “（一）…7931.25万元；”, “（二）…”."""
    for place, group in enumerate(paragraphs):
        head = group[0]
        if head.kind != "level" or len(group) > 1 or not undecided(docket, head) or not telling(head):
            continue
        below = [part[0] for part in paragraphs[place + 1 : place + 1 + _LONGEST]]
        below = [c for c in below if c.section == head.section and _addable(docket, head, c)]
        parts = _run(docket, head, below) if head.id in docket.figures.amounts else ()
        if parts and not _cut_short(docket, head, parts, below):
            terms = ((1, head.id), *((-1, p.id) for p in parts))
            docket.relations.append(Relation(check="text-list", rule="below", terms=terms, document=head.document))


def _addable(docket: Docket, total: Claim, part: Claim) -> bool:
    alike = (total.unit in FEN) == (part.unit in FEN) and (total.unit in FEN or total.unit == part.unit)
    period = (part.year, part.stage) == (total.year, total.stage) or bool(CARRIED.search(part.subject))
    period = period or total.unit == "分"
    return alike and period and part.kind == total.kind and part.id in docket.figures.amounts


def _cut_short(docket: Docket, total: Claim, parts: Sequence[Claim], after: Sequence[Claim]) -> bool:
    """Whether a run that makes up a total leaves out one of the parts that are listed for it (货物、工程, not 服务)."""
    listed = [c for c in after if c.whole == total.id]
    return {c.id for c in parts} < {c.id for c in listed} and beside_each_other(docket, total, listed)


CARRIED = re.compile(r"(?:上年|年初|以前年度).{0,6}(?:结转|结余)|^(?:专项)?结转$")
"""Last year's money that this year has: “加上年专项结转7.72亿元”."""


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


def _between(docket: Docket, one: Claim, other: Claim) -> str:
    return docket.text(one)[min(one.start, other.start) : max(one.end, other.end)]


def aside_of(docket: Docket, part: Claim) -> bool:
    """Whether a figure stands in brackets, as a remark on the one before it."""
    text = docket.text(part)
    opened, closed = (max(text.rfind(mark, 0, part.start) for mark in marks) for marks in ("（(", "）)"))
    return opened > closed


_INCOME = re.compile(r"(?:总收入|收入(?:总计|合计|总额|预算))$")
_EXPENDITURE = re.compile(r"(?:总支出|支出(?:总计|合计|总额|预算))$")


def _balances(docket: Docket, group: Sequence[Claim]) -> None:
    """Total income and total expenditure of one sentence are equal: a budget balances."""
    for one, other in itertools.pairwise(c for c in group if c.kind == "level"):
        if not _INCOME.search(one.subject) or not _EXPENDITURE.search(other.subject):
            continue
        a, b = docket.figures.amounts.get(one.id), docket.figures.amounts.get(other.id)
        if a is not None and b is not None and a.fen == b.fen != 0:
            bear_out(docket, (one, other), "two-sides")


_LEFT = re.compile(r"收支(?:相抵|相减|轧抵)|收支结余|(?:年终|年末|当年|滚存|累计)?(?:净)?结[余转]")


def judge_left_over(docket: Docket, claims: Sequence[Claim]) -> None:
    """“…收入合计A。…支出合计B。收支相抵，年终结余C”: what is left is income less expenditure."""
    for place, rest in enumerate(claims):
        if rest.kind != "level" or not undecided(docket, rest) or rest.id not in docket.figures.amounts:
            continue
        before = docket.text(rest)[: rest.start]
        if not _LEFT.search(before[before.rfind("。") + 1 :] + rest.subject):
            continue
        near = [c for c in claims[max(0, place - _LONGEST) : place] if c.section == rest.section]
        levels = [c for c in near if _addable(docket, rest, c) and rest.paragraph - c.paragraph <= _LINES]
        sides = next((s for s in _sides(levels) if _leaves(docket, rest, s)), None)
        if sides is None:
            docket.relations.extend(_told_side_by_side(docket, rest, levels))
            docket.relations.extend(_moves_a_balance(docket, rest))
        else:
            income, spent = sides
            shown = " − ".join(" + ".join(str(c.value) for c in side) for side in (income, spent))
            docket.rule(rest, "consistent", shown, [c.id for c in (*income, *spent)], "text")
            terms = ((1, rest.id), *((-1, c.id) for c in income), *((1, c.id) for c in spent))
            docket.relations.append(Relation(check="text-list", rule="left-over", terms=terms, document=rest.document))


def _told_side_by_side(docket: Docket, rest: Claim, levels: Sequence[Claim]) -> Iterator[Relation]:
    """“收入总量A。当年支出B，调出资金C，收支相抵，年终结余D”: D of one paragraph, where a slip of the pen parts
    it from what all that is told after the total of the income leaves of it."""
    text, names = docket.text(rest), {c.id for c in levels}
    here = [c for c in levels if c.paragraph == rest.paragraph and c.whole not in names]
    totals = [place for place, c in enumerate(here) if _ALL_INCOME.search(c.subject)]
    spent = here[totals[-1] + 1 :] if totals else []
    if not spent or "支" not in spent[0].subject or not _EVEN.search(text, spent[-1].end, rest.start):
        return
    income, amounts = here[totals[-1]], docket.figures.amounts
    fens = [amounts[c.id].fen for c in (income, *spent, rest)]
    gap = fens[0] - sum(fens[1:])
    if slip_explains(fens, gap):
        terms = ((1, income.id), *((-1, c.id) for c in (*spent, rest)))
        yield Relation(check="text-list", rule="left-over", terms=terms, document=rest.document)


def _moves_a_balance(docket: Docket, rest: Claim) -> Iterator[Relation]:
    """“收入99689万元；支出82596万元。当年结余17093万元，上年末滚存结余A，年末滚存B”: B is A and it, so that it is what
    the expenditure of its paragraph leaves of the income, whatever is printed for these."""
    amounts = docket.figures.amounts
    here = [c for c in docket.beside(rest) if c.kind == "level" and c.id in amounts and c.id != rest.id]
    balances = [amounts[c.id].fen for c in here if _ROLLED.search(c.source.text)]
    rolled = any(b == a + amounts[rest.id].fen for a, b in itertools.permutations(balances, 2))
    heads = [c for c in here if c.end <= rest.start and not c.whole]
    income, spent = ([c for c in heads if c.subject.endswith(side)] for side in ("收入", "支出"))
    if rolled and len(income) == len(spent) == 1 and "年" in rest.source.text:
        terms = ((1, rest.id), (-1, income[0].id), (1, spent[0].id))
        yield Relation(check="text-list", rule="left-over", terms=terms, document=rest.document)


_ROLLED = re.compile("滚存|累计结余")
_ALL_INCOME = re.compile("收入(?:总量|总计)$")
_EVEN = re.compile("收支(?:相抵|相减|轧抵)")


def _leaves(docket: Docket, rest: Claim, sides: tuple[Sequence[Claim], Sequence[Claim]]) -> bool:
    """Whether the two sides leave just this, to the digits printed where they are the two of one sentence."""
    amounts = docket.figures.amounts
    gap = abs(_difference(docket, *sides) - amounts[rest.id].fen)
    figures = [rest, *sides[0], *sides[1]]
    single = len(figures) == _TWO_SIDES and all(c.paragraph == rest.paragraph for c in figures)
    return not gap or (single and 2 * gap <= sum(amounts[c.id].quantum for c in figures))


_TWO_SIDES = 3


def _sides(levels: Sequence[Claim]) -> Iterator[tuple[Sequence[Claim], Sequence[Claim]]]:
    """(income, expenditure) that what is left over may be the difference of: the latest totals, else all named."""
    totals = [c for c in levels if _INCOME.search(c.subject)], [c for c in levels if _EXPENDITURE.search(c.subject)]
    if totals[0] and totals[1]:
        yield totals[0][-1:], totals[1][-1:]
    names = {c.id for c in levels}
    heads = [c for c in levels if c.whole not in names]
    for start in range(len(heads)):
        for cut in range(start + 1, len(heads)):
            summed = any(_INCOME.search(c.subject) for c in heads[start + 1 : cut])  # it holds those before it
            if "支" in heads[cut].subject and not summed:
                yield heads[start:cut], heads[cut:]


def _difference(docket: Docket, income: Sequence[Claim], spent: Sequence[Claim]) -> int:
    amounts = docket.figures.amounts
    return sum(amounts[c.id].fen for c in income) - sum(amounts[c.id].fen for c in spent)
