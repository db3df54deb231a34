"""What a share is a share of: its part by name, several parts together, the cells of the whole that it names."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from analyzer.amounts import FEN, Interval, parse_chinese
from analyzer.binding.subjects import clean, places_of
from analyzer.concepts.meaning import FUNDS, fund_of
from analyzer.concepts.places import Place, of_all_money
from analyzer.model import Claim, Fact
from analyzer.relations.edits import edit_between
from analyzer.text import squeeze
from analyzer.verdicts.against.halves import names_its_whole, right_of
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.doubts import told_right_before
from analyzer.verdicts.options import Option, ratio, settle
from analyzer.verdicts.percents import HUNDRED, percent, printed_percent

JOINT = re.compile(
    r"(?:^|[，；（])(?:合计|共计|[两三四二][者项类](?:合计|共计)?|前(?P<first>[二两三四五六])[项类][^，。；\d]{0,6}(?:合计|共计|之和))"
    r"占(?:比)?[^，。；]*$"
)


def judge_joint(docket: Docket, claim: Claim, wholes: Sequence[str]) -> None:
    """“其他收入、上年结转分别为146.56万元、289.76万元，合计占比3.73%”: the part is the sum of what was just listed.

    How many figures that is the words do not tell: the share is confirmed where it is right of the last few.
    """
    parts = [c for c in docket.beside(claim) if c.kind == "level" and c.start < claim.start and docket.interval(c.id)]
    heads = dict.fromkeys([*wholes, *(c.whole for c in parts if c.whole), *(c.id for c in parts[:1])])
    for run in _runs(claim, parts):
        total = sum((Interval.of(docket.figures.amounts[c.id]) for c in run), Interval.exact(0))
        for head in (h for h in heads if h not in {c.id for c in run}):
            whole = docket.interval(head)
            if whole and whole.low > 0 and (total / whole).scaled(HUNDRED).meets(printed_percent(claim)):
                evidence = (*(c.id for c in run), head)
                settle(docket, claim, [Option((total / whole).scaled(HUNDRED), evidence)], "share", False)
                return
    docket.abstain(claim, "whole-uncertain")


def _runs(claim: Claim, parts: Sequence[Claim]) -> Iterator[Sequence[Claim]]:
    """The last few figures; of “前三项合计” any three in a row, for where their list begins the words do not tell."""
    joint = JOINT.search(claim.source.text)
    first = parse_chinese(joint["first"]) if joint and joint["first"] else None
    if first is None:
        yield from (parts[-count:] for count in range(2, min(len(parts), _MOST) + 1))
    else:
        yield from (parts[at : at + int(first)] for at in range(len(parts) - int(first) + 1))


_MOST = 5


def with_part(docket: Docket, claim: Claim) -> Claim:
    """“A、B分别占收入总计的81.27%、12.83%”: a share whose part only a table prints, with the cell for its part.

    Of cells that differ those count that stand in a table with the whole. Without any cell the part may be one that the
    paragraph lists by a longer name.
    """
    if claim.kind != "share" or claim.current:
        return claim
    facts = [f for f in docket.binder.bind_as(claim, claim.year, claim.stage).strict if f.id in docket.figures.amounts]
    if claim.of and not _one_amount(docket, facts):
        wholes = (docket.figures.facts[name] for name in cells_of_whole(docket, claim))
        tables = {(f.document, f.table) for f in wholes}
        facts = [f for f in facts if (f.document, f.table) in tables]
    if facts:
        return replace(claim, current=facts[0].id) if _one_amount(docket, facts) else claim
    return _listed_for_short(docket, claim)


def _one_amount(docket: Docket, facts: Sequence[Fact]) -> bool:
    """Whether no two of the cells differ."""
    return len({docket.figures.amounts[f.id].fen for f in facts}) <= 1


def _listed_for_short(docket: Docket, claim: Claim) -> Claim:
    """“产业园区基础设施11.20亿元；医疗6.85亿元；…四个领域合计26.30亿元，产业园区占42.59%”: a part that was listed by a
    name which begins so, and the total that the words tell right before the share."""
    before = [c for c in docket.beside(claim) if c.kind == "level" and c.unit in FEN and c.start < claim.start]
    name = clean(claim.subject)
    called = [c for c in before if len(name) >= _NAMED and clean(c.subject).startswith(name)]
    if claim.of or claim.whole or len(called) != 1 or not _SUMMED.search(before[-1].source.text):
        return claim
    found = replace(claim, current=called[0].id, whole=before[-1].id)
    return found if told_right_before(docket, found) else claim


_NAMED: Final = 3
"""Characters of a name by which a part is known for short."""
_SUMMED: Final = re.compile(r"(?:合计|共计|总计)[^，。；\d]{0,3}\d[\d.,]*[^，。；\d]{0,3}$")


def places_of_whole(docket: Docket, claim: Claim) -> tuple[Place, ...]:
    """Where the whole that a share names may stand; in the section on a fund, too, that fund is no share of itself."""
    part = docket.figures.claims.get(claim.current)
    own = part is not None and fund_of(clean(part.subject)) and not fund_of(clean(claim.of))
    return places_of(claim.of, "" if own else claim.section)


def cells_of_whole(docket: Docket, claim: Claim) -> Iterator[str]:
    """Ids of the cells that the words of the whole name."""
    reading = docket.binder.readings[claim.document]
    stage = claim.stage or reading.profile.stage
    found = places_of_whole(docket, claim)
    facts = [
        fact
        for place in [p for p in found if p.strict] or found
        for measure in place.measures
        for fact in docket.figures.find(
            claim.document, place.statement, place.item, measure,
            side=place.side, year=claim.year or reading.profile.year, stage=stage,
        )
    ]  # fmt: skip
    if "本年" in claim.of and any(fact.item.endswith("_current") for fact in facts):
        facts = [fact for fact in facts if not fact.item.endswith("_total")]  # 总计 holds what was carried over as well
    fiscal = "财政拨款" in claim.of or bool(fund_of(clean(claim.of)))
    yield from (fact.id for fact in facts if not (fiscal and _of_all_money(fact)))


def _of_all_money(fact: Fact) -> bool:
    """Whether a cell is of own income too, and of no single source of it."""
    return of_all_money(fact.statement) and not {fact.item, fact.measure} & _SOURCES


_SOURCES: Final = {"fiscal", *FUNDS}


def is_of_its_list(docket: Docket, claim: Claim, option: Option) -> bool:
    """Whether a share is surely of the head of the list that its part stands in.

    “安排“三公”经费19.90万元，其中，用车费17.50万元，占“三公”经费的37.94%”: the words name that head for short, or
    nothing. It is sure where one slip makes the share right of it or another share of the list is, and where no other
    figure of the document is there that the printed share would be right of.
    """
    stated = docket.figures.claims
    part, head = stated.get(claim.current), stated.get(option.evidence[-1])
    if part is None or head is None or head.id not in (claim.whole, part.whole) or not _is_short_for(claim.of, head):
        return False
    current, whole = docket.interval(part.id), docket.interval(head.id)
    if current is None or whole is None or current.low <= 0:
        return False
    fellows = [c for c in docket.beside(claim) if c.kind == "share" and c.id != claim.id]
    parts = [(c, stated[c.current]) for c in fellows if c.current in stated]
    fellow = any(p.whole == head.id and (i := docket.interval(p.id)) and right_of(c, i, whole) for c, p in parts)
    slip = edit_between(f"{claim.value}", percent(option.value, claim.decimals)) != "recomputed"
    return (fellow or slip) and not any(
        right_of(claim, current, other)
        for c in docket.binder.readings[claim.document].claims
        if c.kind == "level" and (other := docket.interval(c.id)) and other.low > 0
    )


def is_what_its_fellows_leave(docket: Docket, claim: Claim, option: Option) -> bool:
    """“…中，出国费0万元，占0%；接待费1.89万元，占29.76%；用车费4.46万元，占70.74%”: whether all other shares of the
    paragraph that name the same whole are right of it, and make 100 % with what this one would be."""
    fellows = [c for c in docket.beside(claim) if c.kind == "share" and c.id != claim.id and c.of == claim.of]
    whole = docket.interval(option.evidence[-1])
    parts = [(c, docket.interval(c.current)) for c in fellows]
    if whole is None or not any(c.value for c in fellows) or any(part is None for _, part in parts):
        return False
    right = all(right_of(c, part, whole) for c, part in parts if part is not None)
    left = HUNDRED - option.value - sum((Fraction(c.value or 0) for c in fellows), Fraction(0))
    return right and abs(left) <= Fraction(len(fellows) + 1, 2 * 10**claim.decimals)


def of_all_purchases(docket: Docket, claim: Claim) -> list[str]:
    """“采购支出总额247.13万元…；授予中小企业合同金额196.28万元，占79.42%”: the one total of purchases of the paragraph,
    which the form of disclosure asks this share to be of (财库〔2020〕46号)."""
    part = docket.figures.claims.get(claim.current)
    if part is None or claim.of or not _AWARDED.search(part.subject):
        return []
    here = [c for c in docket.beside(claim) if c.kind == "level" and c.end <= part.start and c.value]
    totals = [c.id for c in here if _PURCHASES.search(clean(c.subject))]
    return totals if len(totals) == 1 else []


_AWARDED: Final = re.compile("授予(?:给)?中小(?:微)?企业")
_PURCHASES: Final = re.compile("采购(?:支出|预算|合同)?(?:总额|总金额|总计|合计)$")


def _is_short_for(name: str, head: Claim) -> bool:
    """Whether a name leaves out words of that of a figure and adds none but what any total is called (预留份额)."""
    letters = iter(squeeze(head.subject))
    short = all(letter in letters for letter in squeeze(_ANY_TOTAL.sub("", clean(name))))
    return short and not ("总计" in head.subject and _OF_THE_YEAR.search(name))


_ANY_TOTAL: Final = re.compile(r"预算|决算|总额|总数|合计|总计|总|本年度?|当年|全年")
_OF_THE_YEAR: Final = re.compile(r"本年|当年|合计")


def of_the_other_side(docket: Docket, claim: Claim) -> Option | None:
    """“收入完成35500万元…支出21637万元…调出资金12900万元，占当年收入的59.6%”: a share that names one side of a budget
    and is right of the other side's figure alone; what it is of the one that the paragraphs begin with."""
    side, part = _EITHER.fullmatch(clean(claim.of)), docket.interval(claim.current)
    if side is None or part is None or not claim.decimals or not names_its_whole(claim):
        return None
    heads: dict[int, Claim] = {}
    levels = [c for c in docket.binder.readings[claim.document].claims if c.kind == "level" and docket.interval(c.id)]
    for level in levels:
        if level.year == claim.year and 0 <= claim.paragraph - level.paragraph <= _ABOVE and level.start < _BEGINS:
            heads.setdefault(level.paragraph, level)
    own, other = ([c for c in heads.values() if _is_of(c, name)] for name in (side[1], _OTHER[side[1]]))
    fits = [c for c in levels if (i := docket.interval(c.id)) and i.low > 0 and right_of(claim, part, i)]
    whole = docket.interval(own[0].id) if len(own) == 1 else None
    if whole is None or whole.low <= 0 or not fits or any(c not in other for c in fits):
        return None
    return ratio(part, whole, (claim.current, own[0].id))


def _is_of(level: Claim, side: str) -> bool:
    return (
        bool(re.search(rf"{side}(?:合计|完成|预算|决算)*$", clean(level.subject))) and "加" not in level.source.text[:2]
    )


_EITHER: Final = re.compile("(?:本年|当年|年度|总)?(收入|支出)(?:合计|总额)?")
_OTHER: Final = {"收入": "支出", "支出": "收入"}
_ABOVE: Final = 8
_BEGINS: Final = 30
"""Characters of a paragraph within which the figure stands that it is about."""


_CALLED = 4
"""Characters of the end of a name by which a whole is called again in its paragraph."""
_CLOSE = 3
"""How many paragraphs above a share its whole may be told, in the same section."""


def wholes_of_share(
    docket: Docket, claim: Claim, by_id: dict[str, Claim], claims: Sequence[Claim], fitting: Fitting
) -> Iterator[str]:
    """Ids of the figures that the share may be of: what it names, then the whole of its list."""
    part, wanted = by_id.get(claim.current), clean(claim.of)
    lists = listed_below(claim, by_id)
    here = (claim.paragraph, claim.start)
    near = [c for c in claims if c.kind == "level" and (c.paragraph, c.start) <= here]
    of_year = [c for c in near if c.year == claim.year] if claim.of else []
    called = [c for c in of_year if clean(c.subject) == wanted] or [c for c in of_year if _in_short(c, wanted)]
    if claim.of.endswith("合计") and not called:  # told below what it sums: “1.…占收入合计…。上述收入合计46812.35万元”
        called = [c for c in claims if c.kind == "level" and clean(c.subject) == wanted and c.section == claim.section]
    if not called and len(wanted) >= _CALLED:  # “部门财政拨款…，其中：本年收入A。…本年收入中，一般公共预算A，占100%”
        called = [c for c in of_year if c.paragraph == claim.paragraph and clean(c.subject).endswith(wanted)]
    if fund_of(wanted) and not called:
        name = _fund_name(wanted)
        called = [c for c in near if c.year == claim.year and _fund_name(c.subject) == name]
    plans = {c.base for c in claims if c.kind == "completion"}
    called = [c for c in called if c.id not in plans] or called
    # “…支出决算中，公务接待费6.28万元，占…”: of what was spent and no plan
    called = [c for c in called if c.stage == claim.stage] or called
    # a level near by that is called just as the words of the share call its whole: no other is meant then
    close = [c for c in called if c.section == claim.section and claim.paragraph - c.paragraph <= _CLOSE]
    named = [c.id for c in close if wanted] if names_its_whole(claim) else []
    if named and not any(clean(by_id[name].subject) == wanted for name in lists if name in by_id):
        yield from named
        return
    yield from lists
    yield from of_all_purchases(docket, claim)
    if not claim.of:
        return
    exact = [c.id for c in called]
    if not names_its_whole(claim):
        # “财政拨款100万元，其中A 90万元。财政拨款用于B 80万元，占80%”: of what A is a part of
        exact += [whole for name in exact if (whole := by_id[name].whole)]
    head = by_id.get(claim.whole or (part.whole if part else ""))
    verdict = docket.verdicts.get(head.id) if head else None
    stated = head is not None and clean(head.subject) == wanted and not (verdict and verdict.kind == "refuted")
    stated = stated and head is not None and _others_fit(docket, claim, head, claims, fitting)
    cells = [] if stated else list(cells_of_whole(docket, claim))  # the whole stands in the sentence
    if exact or cells:  # the whole is named in full: a figure whose name only resembles it is another one
        yield from (*exact, *cells)
        return
    for other in [c for c in reversed(near) if c.id not in plans] or reversed(near):
        if (other.year == claim.year and wanted and wanted in clean(other.subject)) or clean(other.subject) in wanted:
            yield other.id


Fitting = dict[tuple[str, int], list[str]]
"""Two shares at most of a whole and a paragraph that are right of it."""


def _others_fit(docket: Docket, claim: Claim, head: Claim, claims: Sequence[Claim], fitting: Fitting) -> bool:
    """Whether a share beside ``claim`` is right of ``head``."""
    key = (head.id, claim.paragraph)
    if key not in fitting:
        found = (c.id for c in claims if c.paragraph == claim.paragraph and fits_whole(docket, c, head))
        fitting[key] = list(itertools.islice(found, 2))
    return any(name != claim.id for name in fitting[key])


def _in_short(level: Claim, wanted: str) -> bool:
    """Whether a level is called as a whole is, without the word for all (政府采购支出, 政府采购支出总额)."""
    return wanted.endswith(("总额", "总数")) and clean(level.subject) == wanted[:-2] != ""


def _fund_name(name: str) -> str:
    """The name of one side of a fund, without what every fund's may have: 政府性基金（预算财政拨款）收入."""
    return _OF_ANY_FUND.sub("", clean(name))


_OF_ANY_FUND = re.compile("预算|财政拨款")


def fits_whole(docket: Docket, share: Claim, head: Claim | None) -> bool:
    """Whether another share of a paragraph is one of a stated whole, so that this whole is what they are of."""
    part, whole = docket.interval(share.current), docket.interval(head.id) if head else None
    return share.kind == "share" and part is not None and whole is not None and right_of(share, part, whole)


def listed_below(claim: Claim, by_id: dict[str, Claim]) -> list[str]:
    """The wholes whose lists a share stands in: its own and that of its part."""
    part = by_id.get(claim.current)
    return [name for name in (claim.whole, part.whole if part else "") if name]
