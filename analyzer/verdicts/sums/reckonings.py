"""Sums that the words of a text promise: “以上七项合计”, “具体分项如下：” and its items, a balance carried forward.

Here the words say which figures make up which, so that a sum which does not come out is a fault, whatever its size;
a list below a head that only its layout connects needs two swapped digits as well.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from analyzer.amounts import KNOWN_AGAIN, parse_chinese, significant
from analyzer.binding.subjects import clean
from analyzer.concepts.outline import style
from analyzer.model import Claim, Relation
from analyzer.relations.edits import misprinted, one_slip, part_slipped, slipped, swapped
from analyzer.relations.summaries import relation
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.mutual import bear_out, undecided

_ITEMS: Final = re.compile(
    r"(?:以上|上述|前述|前列)(?P<count>[一二三四五六七八九十两]{1,3}|\d{1,2})?(?:个?(?:重点)?项目|[项类笔](?:资金|收入|支出|因素|财力)?)"
    r"(?:(?P<what>[\u4e00-\u9fff]{2,8}?)?(?:合计|共计|总计|相加|之和)|共?(?=\d))"
)
_AGAIN: Final = re.compile(r"[，,]?(?P<what>预算|支出|执行|决算)数?(?:合计|共计|总计)")
_PROMISED: Final = re.compile("合计|共计|总计|相加|之和")
_DIVIDED: Final = re.compile(r"按[^，。；]{2,8}(?:分类|划分|列示)[：:]$")
"""What divides a sum wholly: “8345.06万元，按功能科目分类：”."""
_BELOW: Final = re.compile(rf"如下[：:]?$|{_DIVIDED.pattern}")
_CLOSING: Final = re.compile(r"(?:年末|年终|期末)(?:累计|滚存)*(?:结余|结存|余额|滚存(?=\d))|累计结余|滚存结余")
_OPENING: Final = re.compile(r"(?:上年末?|去年底|年初|期初)(?:累计|滚存)*(?:结余|结存|余额|滚存(?=\d))")
_FLOW: Final = re.compile(r"(?:本年|当年|本期|年度)(?:收支|预算|预计)*(?:结余|差额|相抵)")


def judge_reckonings(docket: Docket, claims: Sequence[Claim]) -> None:
    """Relations of the totals of one document whose parts its words name."""
    _balanced(docket, [c for c in claims if c.id in docket.figures.amounts])
    money = [c for c in claims if c.kind == "level" and c.id in docket.figures.amounts]
    for place, total in enumerate(money):
        before = money[:place]
        _surplus(docket, total, before)
        _net_value(docket, total, before)
        parts = _above(docket, total, before) or _within(docket, total, before) or _just_before(docket, total, before)
        parts = parts or _carried(docket, total, money) or _equated(docket, total, before)
        if parts and not _unpromised(docket, total, parts):
            docket.relations.append(relation("text-list", "named", total.id, (p.id for p in parts), total.document))
        elif not docket.refuted(total):
            _below(docket, total, money[place + 1 :])


def _unpromised(docket: Docket, total: Claim, parts: Sequence[Claim]) -> bool:
    """Whether a sum does not come out that is only pointed to: “上述三项资金60.20万元” may be what was paid of them."""
    text, amounts = total.source.text, docket.figures.amounts
    pointed = _ITEMS.search(text) and not _PROMISED.search(text)
    return bool(pointed) and sum(amounts[c.id].fen for c in parts) != amounts[total.id].fen


def counted(text: str) -> int:
    """A number of items in digits or Chinese numerals up to 99 (“七”, “十二”, “二十”), 0 for what is none."""
    if text.isdigit():
        return int(text)
    return 0 if re.search("[^十]{2}", text) else parse_chinese(text) or 0  # “两三项” is about how many


def _above(docket: Docket, total: Claim, before: Sequence[Claim]) -> list[Claim]:
    """The items that “以上七项合计” counts: numbered paragraphs above it, one figure each, or those of its own.

    “上述项目执行数合计” says no number, and which figure of each: all of the list above it, if they come out but
    for one slip of the pen at most.
    """
    named = _ITEMS.search(total.source.text.replace(" ", ""))
    what = named["what"] if named and named["what"] and "数" in named["what"] else ""
    again = None if named else _AGAIN.match(total.source.text)
    if again:  # “上述四个项目预算合计7530.00万元，支出合计7254.05万元”
        lead = re.split("[。；]", docket.text(total)[: total.start])[-1]
        named, what = _ITEMS.search(lead.replace(" ", "")), again["what"]
    if not named or (again and not named["count"]):
        return []
    heads: dict[int, Claim] = {}
    for claim in before:
        if claim.section == total.section and style(docket.text(claim)) and what in claim.source.text:
            heads.setdefault(claim.paragraph, claim)
    count = counted(named["count"]) if named["count"] else _run(heads, total.paragraph)
    last = [heads[n] for n in range(total.paragraph - count, total.paragraph) if n in heads]
    if len(last) != count or count < 2 or len({c.unit for c in last}) > 1:
        return []
    amounts = docket.figures.amounts
    made, stated = sum(amounts[c.id].fen for c in last), amounts[total.id].fen
    return last if named["count"] or made == stated or slipped(stated, made) else []


def _run(heads: Mapping[int, Claim], below: int) -> int:
    """How many paragraphs directly above one have a figure each."""
    return next(n for n in itertools.count() if below - n - 1 not in heads)


def _just_before(docket: Docket, total: Claim, before: Sequence[Claim]) -> list[Claim]:
    """“A33.16亿元，增长5.2%；B29.87亿元…。以上两项合计…”: as many figures as its paragraph states before."""
    named = _ITEMS.search(total.source.text.replace(" ", ""))
    count = counted(named["count"]) if named and named["count"] else 0
    if not count:
        return []
    own = [c for c in before if (c.paragraph, c.year, c.stage) == (total.paragraph, total.year, total.stage)]
    return own if len(own) == count > 1 and len({c.unit for c in own}) == 1 else []


_TOGETHER: Final = re.compile(
    r"(?P<count>[二三四五六七八九十两]{1,3}|\d{1,2})(?:个(?:单位|部门|方面|领域|部分|区域|渠道)|家单位|大?类|项|家|个|块|笔|户|者|税)(?:资金|支出|收入)?(?:合计|共计|总计|之和)"
)


def _within(docket: Docket, total: Claim, before: Sequence[Claim]) -> list[Claim]:
    """“甲768.35万元、乙296.80万元、丙62.25万元，3个单位共计1127.40万元”: so many figures of the sentence before it.

    “…；丙62.25万元。以上合计1127.40万元” says no number: all figures of its paragraph, if a slip at most parts them.
    """
    said = total.source.text.replace(" ", "")
    named = _TOGETHER.search(said)
    if not named and _ABOVE_IT.search(said):
        listed = [c for c in before if c.paragraph == total.paragraph]
        stated, *fens = (docket.figures.amounts[c.id].fen for c in (total, *listed))
        gap = stated - sum(fens)
        alike = len(listed) > _FEW and len({c.unit for c in (*listed, total)}) == 1
        slip = slipped(stated, stated - gap) or part_slipped(fens, gap) or one_slip(gap, [stated, *fens])
        return listed if alike and (not gap or slip) else []
    count = counted(named["count"]) if named else 0
    text = docket.text(total)
    sentence = text.rfind("。", 0, total.start)
    here = [c for c in before if c.paragraph == total.paragraph and c.start > sentence]
    shared = [c for c in docket.beside(total) if c.kind == "share" and sentence < c.start < total.start]
    if not here and shared:
        # “拨款收入占63.80%，财政专户收入占28.12%，两项合计24255.20万元”: of the figures that are shared
        here = [docket.figures.claims[c.current] for c in shared if c.current in docket.figures.amounts]
    elif not here and sentence > 0:
        # “投向：——甲11.20亿元；…——丁2.85亿元。四个领域合计26.30亿元”: of the list before it
        begin = max(text.rfind(mark, 0, sentence) for mark in "。：:")
        here = [c for c in before if c.paragraph == total.paragraph and c.start > begin]
    here = here[-count:] if "者" in said and count else here  # “二者之和” is of the two before it
    return here if len(here) == count > 1 and len({c.unit for c in here}) == 1 else []


_TOTALS: Final = 12
"""Totals of a document that are compared with each other."""
_ABOVE_IT: Final = re.compile(r"^(?:以上|上述)(?:各项)?(?:支出|收入|资金)?(?:合计|共计|总计)")
_FEW: Final = 2

_TOTAL: Final = re.compile(r"(?P<side>收入|支出)(?:(?:决算|预算)?总[计量]|总预算)(?:为|均为)?[\d,.]+\S{1,2}$")


_OF_BOTH: Final = re.compile("(?:部门|单位)?收入?[、和与及]?支出?(?:总预算|总计|预算总计|预算)")
_OF_ONE: Final = re.compile("(?:部门|单位)?(?:本年)?(?:收入|支出)(?:预算|总计|预算总计|总预算)")
"""“收支总预算16072.16万元。…收入预算16072.16万元”: one sum, told of both sides and of one."""


def _balanced(docket: Docket, claims: Sequence[Claim]) -> None:
    """“收入总计24816.37万元，支出总计23253.17万元。收支较上年增加1563.20万元”: the second is last year's.

    The two totals of a 收支总表 are equal. A report on a budget's execution may call totals what leaves a surplus; so
    the difference must be the very change that the paragraph states. Where they are equal, each vouches for the other.
    """
    amounts = docket.figures.amounts
    totals = [c for c in claims if c.kind == "level" and _TOTAL.search(c.source.text.replace(" ", ""))]
    for one, other in itertools.combinations(totals[:_TOTALS], 2):
        same = (one.year, one.stage, amounts[one.id]) == (other.year, other.stage, amounts[other.id])
        if same and clean(one.subject) != clean(other.subject):
            docket.equal("text-list", "two-totals", one.id, other.id, one.document)
    levels = [c for c in claims if c.kind == "level" and c.value and significant(c.value) >= KNOWN_AGAIN]
    for both in [c for c in levels if _OF_BOTH.fullmatch(clean(c.subject))][:_TOTALS]:
        for side in (c for c in levels if _OF_ONE.fullmatch(clean(c.subject))):
            same = (side.year, side.stage) == (both.year, both.stage)
            slip = side.decimals == both.decimals and misprinted(amounts[side.id].fen, amounts[both.id].fen)
            if same and (amounts[side.id] == amounts[both.id] or slip):
                docket.equal("text-list", "two-totals", both.id, side.id, both.document)
    _even(docket, totals)
    _moved_alike(docket, [c for c in claims if c.kind == "change" and c.current in amounts])
    for one, other in itertools.pairwise(c for c in claims if c.kind == "level"):
        sides = [_TOTAL.search(c.source.text.replace(" ", "")) for c in (one, other)]
        if one.paragraph != other.paragraph or not all(sides) or len({s["side"] for s in sides if s}) < 2:
            continue
        if misprinted(amounts[one.id].fen, amounts[other.id].fen) and one.decimals == other.decimals:
            docket.equal("text-list", "two-totals", one.id, other.id, one.document)
            continue
        gap = abs(amounts[one.id].fen - amounts[other.id].fen)
        moved = {abs(amounts[c.id].fen) for c in claims if c.kind == "change" and c.paragraph == one.paragraph}
        if gap and gap in moved:
            docket.equal("text-list", "two-totals", one.id, other.id, one.document)


_FUND: Final = re.compile("政府性基金|国有资本经营|社会保险基金|基金收入|基金支出")


def _even(docket: Docket, totals: Sequence[Claim]) -> None:
    """“…收入总计539223万元。…支出总计549137万元，收支平衡”: the two totals that the text tells of a year are equal,
    for it says so."""
    sides: dict[object, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in totals:
        if found := _SIDE.fullmatch(clean(claim.subject)):
            words = claim.section + docket.text(claim)[: claim.start]
            fund = _FUND.findall(words)[-1:]  # “政府性基金收入…；加…，收入总计…”
            sides[claim.year, claim.stage, found["of"], *fund][found["side"]].append(claim)
    for told in sides.values():
        one, other = told["收入"], told["支出"]
        said = any(_EVEN.match(docket.text(c), c.end) for c in (*one, *other))
        if said and len(one) == len(other) == 1 and not docket.meet(one[0].id, other[0].id):
            docket.equal("text-list", "two-totals", one[0].id, other[0].id, one[0].document)


def _moved_alike(docket: Docket, changes: Sequence[Claim]) -> None:
    """“财政拨款收入A，比2023年预算增加B。…财政拨款支出A，比2023年预算增加B”: the two sides of one sum vouch for each
    other's change."""
    amounts, sides = docket.figures.amounts, defaultdict[tuple[object, ...], list[Claim]](list)
    for change in changes:
        told = significant(change.value or 0) >= KNOWN_AGAIN and change.current in docket.figures.claims
        if told:
            base = (change.base_year, change.base_stage, change.direction, amounts[change.id].fen)
            sides[amounts[change.current].fen, *base].append(change)
    for alike in sides.values():
        ends = {found[0] for c in alike if (found := _ENDS.search(clean(c.subject)))}
        if len(ends) == len(_SIDES):
            bear_out(docket, alike, "text")


_SIDES: Final = ("收入", "支出")
_ENDS: Final = re.compile("(?:收入|支出)(?=预算$|$)")
_SIDE: Final = re.compile(r"(?:调整后)?(?P<of>.{0,12}?)(?P<side>收入|支出)总[计量]")
_EVEN: Final = re.compile(r"\s*[，,。；;]\s*(?:实现)?(?:全年)?(?:预算)?收支(?:总量)?(?:平衡|相等|持平)")


_SURPLUS: Final = re.compile(r"(?:本年|当年|本期)(?:收支)?(?:结余|缺口|差额)")


def _surplus(docket: Docket, rest: Claim, before: Sequence[Claim]) -> None:
    """“基金收入A。支出B。本年收支结余C”: C is A less B, where the paragraph names one income and one expenditure, both
    of its stage."""
    if not _SURPLUS.search(rest.source.text) or not undecided(docket, rest):
        return
    names = {c.id for c in before}
    period = (rest.paragraph, rest.year, rest.stage)
    heads = [c for c in before if (c.paragraph, c.year, c.stage) == period and c.whole not in names]
    income = [c for c in heads if "收入" in c.source.text and "支出" not in c.source.text]
    spent = [c for c in heads if "支出" in c.source.text and "收入" not in c.source.text]
    told = "收支" in rest.source.text or _of_one_insurance([*income, *spent])
    if told and len(income) == len(spent) == 1:
        sign = 1 if "缺口" in rest.source.text else -1
        terms = ((1, income[0].id), (-1, spent[0].id), (sign, rest.id))
        docket.relations.append(Relation(check="text-list", rule="surplus", terms=terms, document=rest.document))


def _of_one_insurance(sides: Sequence[Claim]) -> bool:
    """Whether sums are of one insurance fund, which has no money but what is paid in and out: others are given some."""
    names = {re.sub("收入|支出|完成", "", clean(c.subject)) for c in sides}
    return len(names) == 1 and "保险" in names.pop()


_WRITTEN_OFF: Final = re.compile(r"(?:累计)?(?:折旧|摊销)")


def _net_value(docket: Docket, net: Claim, before: Sequence[Claim]) -> None:
    """“固定资产原值A，累计折旧B，净值C”: C is A less B, where the three stand one after the other."""
    if "净值" not in net.source.text or len(before) < 2:
        return
    original, written = before[-2:]
    told = "原值" in original.source.text and bool(_WRITTEN_OFF.search(written.source.text))
    if told and original.paragraph == net.paragraph and net.start - original.end < _SENTENCE:
        terms = ((1, original.id), (-1, written.id), (-1, net.id))
        docket.relations.append(Relation(check="text-list", rule="net-value", terms=terms, document=net.document))


_SENTENCE: Final = 60
"""Characters within which the three stand."""


def _carried(docket: Docket, total: Claim, money: Sequence[Claim]) -> list[Claim]:
    """“本年收支结余A，上年末滚存结余B，年末滚存结余C” of one sentence, in any order, or of a paragraph: C is A + B."""
    if not _is_closing(total):
        return []
    text = docket.text(total)
    begun, ended = text.rfind("。", 0, total.start), f"{text}。".index("。", total.end)
    around = [c for c in money if c.paragraph == total.paragraph]
    return _carried_in([c for c in around if begun < c.start < ended]) or _carried_in(around)


def _equated(docket: Docket, total: Claim, before: Sequence[Claim]) -> list[Claim]:
    """“收入A万元＋补助B万元＋结转C万元＝收入总量D万元”: the terms between plus signs before “＝”."""
    text, run, start, sign = docket.text(total), [], total.start, _EQUALS
    for term in reversed(before):
        between = text[term.end : start + 1] if term.paragraph == total.paragraph else ""
        if not sign.match(between):
            break
        run.append(term)
        start, sign = term.start, _PLUS
    return run if len(run) > 1 else []


_EQUALS: Final = re.compile(r"\s*[=＝]")
_PLUS: Final = re.compile(r"\s*[+＋]")


def _carried_in(here: Sequence[Claim]) -> list[Claim]:
    """What was there and what the year left, where each is told once beside what is there in the end."""
    opening = [c for c in here if _OPENING.search(c.source.text)]
    flow = [c for c in here if _FLOW.search(c.source.text) and c not in opening]
    alone = sum(map(_is_closing, here)) == len(opening) == len(flow) == 1
    return [*opening, *flow] if alone else []


def _is_closing(claim: Claim) -> bool:
    return bool(_CLOSING.search(claim.source.text)) and not _OPENING.search(claim.source.text)


def _opening(docket: Docket, head: Claim) -> int | None:
    """The paragraph that ends in 如下: the head's own, or the one after it, which names the head and states nothing."""
    prose = docket.binder.readings[head.document].extraction.prose
    for place in (head.paragraph, head.paragraph + 1):
        text = prose[place].text.strip() if place < len(prose) else ""
        own = place == head.paragraph or (clean(head.subject) in text and not re.search(r"\d", text))
        if own and _BELOW.search(text):
            return place
    return None


def _below(docket: Docket, head: Claim, after: Sequence[Claim]) -> None:
    """“总支出8180.6万元，具体分项支出如下：” and numbered items whose sum is the head but for a slip: two digits
    swapped, a last nought lost, or one of the items left out."""
    opening = _opening(docket, head)
    if opening is None or head.whole in docket.figures.claims:
        return  # “…160万元，其中，出国费61万元…。具体情况如下：”: what is told below is of all, not of its parts
    items: list[Claim] = []
    wanted = opening + 1
    kind = ""
    for claim in after:
        if claim.paragraph < wanted:
            continue
        own = style(docket.text(claim))
        if claim.paragraph > wanted or not own or own != (kind or own):
            break
        kind, wanted = own, wanted + 1
        items.append(claim)
    amounts = docket.figures.amounts
    fens = [amounts[c.id].fen for c in items]
    total = amounts[head.id].fen
    shortened = any(10 * fen + sum(fens) - fen == total for fen in fens)  # 398.00 for 3980.00
    divided = _DIVIDED.search(docket.binder.readings[head.document].extraction.prose[opening].text.strip())
    left_out = divided and sum(sum(fens) - fen == total for fen in fens if fen) == 1
    if len(items) > 2 and left_out:  # that the other items make it up is how it was left out, and proves nothing
        short = [r for r in docket.relations if r.rule == "below" and r.terms[0] == (1, head.id)]
        for told in short:
            docket.relations.remove(told)
    if len(items) > 2 and (swapped(total, sum(fens)) or shortened or left_out):
        docket.relations.append(relation("text-list", "below", head.id, (c.id for c in items), head.document))
