"""What comes and goes: staff from the beginning of a year to its end, changes that set each other off.

“年初在职612人，调入9人，调出6人，退休11人，年末在职604人”; “增加143.71万元，减少34.63万元，两者抵消后净增加109.08万元”.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from analyzer.amounts import FEN, KNOWN_AGAIN, PEOPLE, parse_chinese, significant
from analyzer.binding.subjects import clean
from analyzer.concepts.meaning import fund_of
from analyzer.model import Claim, Relation
from analyzer.relations.edits import misprinted, swapped
from analyzer.relations.system import judge
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.mutual import bear_out, undecided

_FIRST: Final = re.compile(r"年初|期初|上年[末底]|去年[末底]")
_LAST: Final = re.compile(r"[年期][末底]")
_COMES: Final = re.compile(
    r"调入|转入|新招|招[聘录收]|考录|录用|新分配|分配|新进|新增|增加|引进|安置|接收|入职|新?购[置入]?|划入"
)
_GOES: Final = re.compile(r"调出|转出|退休|离职|辞职|辞退|解聘|死亡|去世|减少|调离|离岗|退出|报废|处置|淘汰|划出|拍卖")
_NET: Final = re.compile(r"(?:(?P<count>[两二三四五六])[者项个][^，。；\d]{0,4})?(?:抵消|相抵|互抵|轧抵|冲抵|抵扣)")
_STOP: Final = re.compile("。")
_VEHICLES: Final = ("辆", "台")


def judge_flows(docket: Docket, claims: Sequence[Claim]) -> None:
    """Judge what is left at the end of a year, and what changes come to together."""
    for units in (PEOPLE, _VEHICLES):
        for run in _sentences(docket, [c for c in claims if c.kind == "count" and c.unit in units]):
            _staff(docket, run)
    for run in _sentences(docket, [c for c in claims if c.kind == "count" and c.id in docket.figures.amounts]):
        _compared(docket, run)
    for run in _sentences(docket, [c for c in claims if c.unit in PEOPLE and c.id in docket.figures.amounts]):
        _raised(docket, run)
        _vacant(docket, run)
    money = [c for c in claims if c.unit in FEN and c.id in docket.figures.amounts]
    _carried(docket, money)
    for run in _sentences(docket, [c for c in money if c.kind == "level"]):
        _of_a_fund(docket, run)
    _adjusted(docket, money)
    for run in _sentences(docket, [c for c in money if c.kind == "change"]):
        for place, net in enumerate(run):
            found = _NET.search(net.source.text)
            if found:
                _set_off(docket, net, run[:place], parse_chinese(found["count"] or "") or 0)


def _sentences(docket: Docket, claims: Sequence[Claim]) -> Iterator[list[Claim]]:
    """The claims of each sentence."""
    run: list[Claim] = []
    for claim in claims:
        apart = run and (
            run[-1].paragraph != claim.paragraph or _STOP.search(docket.text(claim)[run[-1].end : claim.start])
        )
        if apart:
            yield run
            run = []
        run.append(claim)
    yield run


def _staff(docket: Docket, run: Sequence[Claim]) -> None:
    """The number at the end is that at the beginning with those who came, without those who went."""
    start = next((i for i, c in enumerate(run) if _FIRST.search(c.source.text)), None)
    end = next((i for i, c in enumerate(run) if start is not None and i > start and _LAST.search(c.source.text)), None)
    if start is None or end is None or end - start < _FEWEST:
        return
    moved = run[start + 1 : end]
    signs = [1 if _GOES.search(c.source.text) else -1 if _COMES.search(c.source.text) else 0 for c in moved]
    if all(signs):
        terms = ((1, run[end].id), (-1, run[start].id), *((sign, c.id) for sign, c in zip(signs, moved, strict=True)))
        _rule(docket, run[end], terms)


_FEWEST: Final = 3
"""How far the last number stands from the first: at least two movements are told between them."""


def _compared(docket: Docket, run: Sequence[Claim]) -> None:
    """“在编115人，比上年末的116人净减少1人”: the difference of the two numbers before it.

    “安置182人，其中自主就业163人，由政府安排19人，较上年的196人减少14人” compares the number that it is right of.
    """
    fens = {c.id: docket.figures.amounts[c.id].fen for c in run}
    for place, (before, moved) in enumerate(itertools.pairwise(run[1:])):
        way = _DIFFERENCE.search(moved.source.text)
        if way is None or way["unit"] != before.unit or not _AGAINST.search(before.source.text):
            continue
        nows = [c for c in run[place::-1] if c.unit == before.unit and not _AGAINST.search(c.source.text)]
        if run[place] not in nows:
            continue
        sign = -1 if way["more"] else 1
        now = next((c for c in nows if fens[c.id] == fens[before.id] - sign * fens[moved.id]), nows[0])
        terms = ((1, now.id), (-1, before.id), (sign, moved.id))
        docket.relations.append(Relation(check="text-list", rule="difference", terms=terms, document=moved.document))


def _raised(docket: Docket, run: Sequence[Claim]) -> None:
    """“由年初的426人核增至468人，新增42人”: the difference of the two numbers that the words lead from and to."""
    for before, now, moved in zip(run, run[1:], run[2:], strict=False):
        text = docket.text(before)
        way = _DIFFERENCE.search(moved.source.text)
        if way and _FROM.search(text[: before.start]) and _TO.fullmatch(text[before.end : now.start]):
            terms = ((1, now.id), (-1, before.id), (-1 if way["more"] else 1, moved.id))
            docket.relations.append(
                Relation(check="text-list", rule="difference", terms=terms, document=moved.document)
            )


def _vacant(docket: Docket, run: Sequence[Claim]) -> None:
    """“核定编制182名，在编176人，空编6名”: posts less those who hold them, told side by side."""
    for posts, held, free in zip(run, run[1:], run[2:], strict=False):
        named = _POSTS.search(posts.source.text) and _HELD.search(held.source.text) and _FREE.search(free.source.text)
        if named:
            _rule(docket, free, ((1, free.id), (-1, posts.id), (1, held.id)), sure="编" in held.subject)


_POSTS: Final = re.compile("编制")
_HELD: Final = re.compile("在编|在职|实有|现有|在岗")
_FREE: Final = re.compile("空编|缺编|空缺|空余")
_FROM: Final = re.compile("[由从][^，。；]{0,8}$")
_TO: Final = re.compile("[^，。；]{0,6}[至到为]")
_AGAINST: Final = re.compile(r"[比较与同由从](?:上年|去年|年初|20\d\d年)[^，。；]*\d[^\d，。；]{1,4}$")
_DIFFERENCE: Final = re.compile(
    r"净?(?:(?P<more>增加|增长|新增|核增|多)|减少|下降|核减|少)了?\d+(?P<unit>[^\d，。；]{1,4})$"
)


def _adjusted(docket: Docket, money: Sequence[Claim]) -> None:
    """“年初预算268500万元，调增30300万元，调减2000万元，调整后预算296800万元”: a plan, its moves, what it came to."""
    for place, plan in enumerate(money):
        if plan.kind != "level" or not _PLAN.search(plan.source.text):
            continue
        moves = list(itertools.takewhile(lambda c: c.kind == "change", itertools.islice(money, place + 1, None)))
        told = money[place + 1 : place + len(moves) + 2]
        if not moves or len(told) == len(moves) or told[-1].kind != "level":
            continue
        adjusted, one = told[-1], len({(c.paragraph, c.year) for c in (plan, *told)}) == 1
        moved = all(_MOVED.search(c.source.text) for c in moves)
        if one and moved and _ADJUSTED.search(adjusted.source.text):
            _rule(docket, adjusted, ((1, adjusted.id), (-1, plan.id), *((-1, c.id) for c in moves)))


_PLAN: Final = re.compile(r"(?:年初|原)[^，。；]{0,14}(?:预算|计划)|(?:预算|计划)[^，。；]{0,4}(?:原为|原安排)")
_MOVED: Final = re.compile(r"(?:调[增减]|追[加减]|核[增减])[^，。；\d]{0,4}\d")
_ADJUSTED: Final = re.compile(r"(?:调整|变动|追加|调[增减])后|调整[为到]")


def _carried(docket: Docket, claims: Sequence[Claim]) -> None:
    """What is left at the end of a year: what was left before it and the income, less what was spent or shared out.

    Each must be told once of all money of a year. Refuted is what is left where it repeats what was left before, or
    where a slip of the pen parts it from what the others leave: a term may go without saying.
    """
    years: dict[tuple[int | None, str], dict[str, Claim | None]] = defaultdict(dict)
    for claim in (c for c in claims if c.kind == "level"):
        name = _OWNER.sub("", clean(claim.subject))
        kind = next((kind for kind, said in _FUNDS.items() if said.fullmatch(name)), "")
        if kind and not fund_of(claim.section) and "拨款" not in claim.section:
            terms = years[claim.year, claim.stage]
            same = terms.get(kind, claim)
            alike = same is not None and docket.figures.amounts[same.id].fen == docket.figures.amounts[claim.id].fen
            terms[kind] = same if alike else None
    for terms in years.values():
        told = {kind: claim for kind, claim in terms.items() if claim is not None}
        if len(told) == len(terms) and told.keys() >= _CORE:
            _left_at_the_end(docket, told)


def _of_a_fund(docket: Docket, run: Sequence[Claim]) -> None:
    """“政府性基金预算财政拨款年初结转和结余A，本年收入B，本年支出C，年末结转和结余D”: the four of a fund in one
    sentence, of which nothing is shared out."""
    for terms in zip(run, run[1:], run[2:], run[3:], strict=False):
        named = all(words.search(clean(c.subject)) for words, c in zip(_FUND_TERMS, terms, strict=True))
        fund = fund_of(terms[0].subject) or fund_of(terms[0].section)
        if named and len({(c.year, c.stage) for c in terms}) == 1 and fund in ("government_funds", "state_capital"):
            opening, income, spent, closing = (c.id for c in terms)
            signed = ((1, closing), (-1, opening), (-1, income), (1, spent))
            balance = Relation(check="text-list", rule="left-over", terms=signed, document=terms[0].document)
            docket.relations.append(balance)
            if judge([balance], docket.figures.amounts)[0].kind != "fails":
                bear_out(docket, terms, "text-list")


_FUND_TERMS: Final = tuple(map(re.compile, ("(?:年初|上年)结转.*$", "本年收入$", "本年支出$", "年末结转.*$")))


def _left_at_the_end(docket: Docket, told: Mapping[str, Claim]) -> None:
    fens = {kind: docket.figures.amounts[claim.id].fen for kind, claim in told.items()}
    left = told["closing"]
    come, gone = ([told[kind] for kind in kinds if kind in told] for kinds in (_COME, _GONE))
    at_hand = sum(fens.get(kind, 0) for kind in _COME)
    meant = at_hand - sum(fens.get(kind, 0) for kind in _GONE)
    terms = ((1, left.id), *((-1, c.id) for c in come), *((1, c.id) for c in gone))
    balance = Relation(check="text-list", rule="left-over", terms=terms, document=left.document)
    if judge([balance], docket.figures.amounts)[0].kind != "fails":
        bear_out(docket, [left, *come, *gone], "text-list", docket.shown(meant, left.unit))
        return
    copied = fens["closing"] == fens["opening"]
    off = any(docket.refuted(c) for c in (*come, *gone)) or not undecided(docket, left)
    if off or meant <= 0 or fens.get("all", at_hand) != at_hand:
        return
    whole = "shared" in told and len({c.paragraph for c in told.values()}) == 1  # each term is told, and side by side
    slip = copied or _slip_tells(fens["closing"], meant)
    over = fens["closing"] > meant and "all" in fens  # what was shared out may go unsaid, and leaves less, never more
    if slip or whole or over:
        docket.relations.append(balance)
    if slip:
        docket.rule(left, "refuted", docket.shown(meant, left.unit), [c.id for c in (*come, *gone)], "text-list")


def _slip_tells(printed: int, meant: int) -> bool:
    known = min(significant(printed), significant(meant)) >= KNOWN_AGAIN
    return swapped(printed, meant) or (known and misprinted(printed, meant))


_OWNER: Final = re.compile("^(?:(?!财政|拨款|基金).){0,24}?(?:本?部门|本?单位|[局院校厅会馆站所])(?=[年本上收支结])")
_FUNDS: Final = {
    "opening": re.compile(r"(?:上年|年初|期初)结[转余](?:[和与及、]?结余)?(?:资金)?"),
    "income": re.compile(r"(?:本年|当年)?收入(?:合计)?|(?:本年)?总收入"),
    "drawn": re.compile(r"使用(?:非财政拨款|专用)结余|[使动]?用事业基金(?:弥补收支差额)?"),
    "all": re.compile(r"(?:(?!财政|拨款|基金).)*(?:收入|收支)总计"),
    "spent": re.compile(r"(?:本年|当年)?支出(?:合计)?|(?:本年)?总支出"),
    "shared": re.compile(r"结余分配"),
    "closing": re.compile(r"(?:年末|期末|年终)结[转余](?:[和与及、]?结余)?(?:资金)?|结转下年(?:使用)?"),
}
"""The sums of a year's accounts (收入支出决算总表), by what they are called."""
_COME: Final = ("opening", "income", "drawn")
_GONE: Final = ("spent", "shared")
_CORE: Final = frozenset({"opening", "income", "spent", "closing"})


def _set_off(docket: Docket, net: Claim, before: Sequence[Claim], count: int) -> None:
    """A net change is the sum of those before it: of as many as are counted, else of all where that is right."""
    parts = [c for c in (before[-count:] if count else before) if c.direction in ("greater", "less")]
    if len(parts) < max(count, 2):
        return
    terms = ((1, net.id), *((-1, c.id) for c in parts))
    _rule(docket, net, terms, sure=count > 0)


def _rule(docket: Docket, total: Claim, terms: tuple[tuple[int, str], ...], *, sure: bool = True) -> None:
    """Keep and judge “total = the others”; where it is not ``sure`` that these make it up, only if it holds."""
    relation = Relation(check="text-list", rule="flow", terms=terms, document=total.document)
    fails = judge([relation], docket.figures.amounts)[0].kind == "fails"
    if fails and not sure:
        return
    fen = -sum(sign * docket.figures.amounts[name].fen for sign, name in terms[1:])
    docket.relations.append(relation)
    shown = docket.shown(fen, total.unit)
    docket.rule(total, "refuted" if fails else "confirmed", shown, [name for _, name in terms[1:]], "text-list")
