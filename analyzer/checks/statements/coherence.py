"""Checks of the text against itself: one figure stated twice, parts that move while the whole stands still."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from analyzer.amounts import FEN, Interval
from analyzer.binding.subjects import clean
from analyzer.checks.evidence import claim_hits, place
from analyzer.checks.registry import Case, Hit, check
from analyzer.concepts.headlines import concept_of
from analyzer.concepts.places import overview
from analyzer.concepts.understanding import understood
from analyzer.model import Claim, Fact, Repair
from analyzer.text import bare, squeeze


@check(
    "text-text",
    severity="error",
    zh="同一数字前后不一致：“{one}”与“{other}”",
    en="One figure is stated in two ways: “{one}” and “{other}”",
)
def text_text(case: Case) -> Iterator[Hit]:
    """A figure that no table holds is stated alike wherever the text states it.

    Only subjects whose meaning is fixed (a public expense, procurement, a total) are compared, for the same year and
    stage. Example: 政府采购预算 70.70 万元 in one section, 77.00 万元 in another. One digit string in two units is
    a slip of the unit where two tellings agree against one: 公务接待费1.58万元 twice, and once 1.58元.
    """
    yield from claim_hits(case, "text-text")
    groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    if not case.reading.profile.entity:
        return  # a report on a place speaks of its levels of government, of groups of offices, of parts of the year
    for claim in case.reading.claims:
        verdict = case.ledger.verdicts.get(claim.id)
        wanted = case.ledger.binder.places(claim)
        meant = bool(wanted) and wanted[0].strict and not case.ledger.binder.narrowed(claim)
        meant = meant and _says(claim, case.reading.extraction.prose[claim.paragraph].text[: claim.start])
        if claim.kind == "level" and claim.unit in FEN and meant and verdict and verdict.kind in _TEXT_ONLY:
            key = (_name(claim.subject), _money_of(claim), claim.year, claim.stage, _planned(case, claim))
            groups[wanted[0], *key].append(claim)
    amounts = case.ledger.figures.amounts
    for group in groups.values():
        first = group[0]
        for other in group[1:]:
            if all(case.ledger.verdicts[c.id].kind == "consistent" for c in (first, other)):
                continue  # each is borne out by figures of its own: two things of one name
            if len({c.value for c in group if c.paragraph == other.paragraph}) > _FEW:
                continue  # “第一中学…公用经费153.15万元。实验小学…公用经费203.26万元。…”: of several
            if not Interval.of(amounts[first.id]).meets(Interval.of(amounts[other.id])):
                figures = (f"{first.value}{first.unit}", f"{other.value}{other.unit}")
                repair = Repair(
                    printed=f"{other.value}",
                    proposed=f"{first.value}",
                    edit="recomputed",
                    source=other.source,
                    resolves=1,
                )
                values = {"one": first.source.text, "other": other.source.text}
                yield Hit(sources=(first.source, other.source), figures=figures, values=values, repair=(repair,))
                break


def _says(claim: Claim, before: str) -> bool:
    """Whether the words before a figure name its subject themselves: “其中5278.30万元” is a part of what was named, and
    “项目4个，预算支出总额214.6万元” is of the projects just counted."""
    said, name = squeeze(claim.source.text), bare(clean(claim.subject))
    if name.endswith("总额") and _OF_PROJECTS.search(before):
        return False
    if said.startswith(_REST) and not name.startswith(_REST):
        return False  # “其余项目支出956.31万元”: what is left without those just told
    pairs = [name[i : i + 2] for i in range(max(1, len(name) - 1))]
    return 2 * sum(pair in said for pair in pairs) >= len(pairs)


_REST = ("其余", "其他", "其它", "剩余")
_OF_PROJECTS = re.compile(r"(?:项目\d+个|\d+个[^，。；]{0,8}项目)[^。；]*$")
_FEW = 2
_TEXT_ONLY = ("unverifiable", "consistent")
_PLANS = re.compile(r"预算(?=为|数|安排|总额|$)|年初|批准|批复|调整|计划|预计|完成|执行|实现|实际")


def _planned(case: Case, claim: Claim) -> frozenset[str]:
    """The words that tell a plan from what came of it, in the sentence as far as the figure and in its heading."""
    text = case.reading.extraction.prose[claim.paragraph].text[: claim.start]
    return frozenset(_PLANS.findall(text[text.rfind("。") + 1 :] + claim.section))


def _money_of(claim: Claim) -> frozenset[str]:
    """Whose money the words say a figure is of; a public expense is the appropriation's, whether they say so or not."""
    plain = clean(claim.subject)
    public = re.search("三公|公务|出国|接待|采购|会议|培训|机关运行", plain)
    return frozenset() if public else frozenset(_MONEY.findall(plain))


_MONEY = re.compile("一般公共|财政拨款|政府性?基金|国有资本|财政专户|单位资金")
_SIZE = re.compile(r"预算|决算|支出|安排|总额|合计|总计|金额|数|的|财政拨款|一般公共|“|”|经费|费")
_APART = re.compile(
    r"[全各]?(?:省|市|州|县|区|镇|乡|街道)+(?:本级|级)?|中心城区|总(?=收入|支出)|本级|当年|本年|新增|累计|\d+月"
)


_PUBLIC = frozenset({"abroad", "vehicles", "vehicle_purchase", "vehicle_operation", "reception"})


def _name(subject: str) -> tuple[str, ...]:
    """What two subjects must share to mean one figure: the name without words of size, and each word of scope; of a
    public expense whatever it is called (公务用车运行维护费, 车辆运行维护费)."""
    plain = bare(clean(subject))
    if (expense := concept_of(subject)) in _PUBLIC:
        return (expense, *sorted(_APART.findall(plain)))
    return (bare(_SIZE.sub("", _APART.sub("", plain))), *sorted(_APART.findall(plain)))


@check(
    "exceeds-total",
    severity="error",
    zh="“{claim}”大于全部支出{total}（{place}），一个组成部分不可能大于总额，疑为单位或小数点有误",
    en="“{claim}” exceeds all expenditure, {total} ({place}); no part can: a unit or a decimal point must be wrong",
)
def exceeds_total(case: Case) -> Iterator[Hit]:
    """An expense of the organisation's own year is no more than all it spends, whatever no table says of it.

    Example: 机关运行经费 1284000万元 beside a budget of 2813.15万元 (1284000元 were meant).
    """
    ledger = case.ledger
    amounts = ledger.figures.amounts
    for claim in case.reading.claims:
        verdict = ledger.verdicts.get(claim.id)
        if claim.kind != "level" or claim.unit not in FEN or verdict is None or verdict.kind != "unverifiable":
            continue
        if concept_of(claim.subject) not in _EXPENSES or not understood(clean(claim.subject)):
            continue
        whole = _all_expenditure(case, claim)
        if whole is not None and Interval.of(amounts[claim.id]).low > Interval.of(amounts[whole.id]).high:
            values = {
                "claim": claim.source.text,
                "total": f"{whole.source.text}{whole.unit}",
                "place": place(whole.source),
            }
            yield Hit(
                sources=(claim.source, whole.source), figures=(str(claim.value), whole.source.text), values=values
            )


@check(
    "agency-above-operating",
    severity="warning",
    zh="“{claim}”大于一般公共预算基本支出中的公用经费{operating}（{place}），机关运行经费只是其中行政、参公单位的部分",
    en="“{claim}” exceeds the operating money of basic expenditure, {operating} ({place}), of which it is a part",
)
def agency_above_operating(case: Case) -> Iterator[Hit]:
    """机关运行经费 is the operating money of administrative units out of basic expenditure, so it is no more than that.

    Source: the definition that every disclosure prints (财预〔2016〕143号). Example: 52.33万元 beside 39.93万元.
    """
    ledger = case.ledger
    amounts = ledger.figures.amounts
    own = case.reading.profile
    for claim in case.reading.claims:
        stated = claim.kind == "level" and claim.unit in FEN and claim.id in amounts
        if (
            not stated
            or not _AGENCY.search(bare(clean(claim.subject)))
            or (claim.year, claim.stage) != (own.year, own.stage)
        ):
            continue
        limits = [f for f in case.reading.facts if _is_operating(f) and f.id in amounts and f.year == own.year]
        limit = max(limits, key=lambda f: amounts[f.id].fen, default=None)
        if limit is not None and Interval.of(amounts[claim.id]).low > Interval.of(amounts[limit.id]).high:
            values = {"claim": claim.source.text, "operating": f"{limit.source.text}{limit.unit}"}
            values["place"] = place(limit.source)
            figures = (str(claim.value), limit.source.text)
            yield Hit(sources=(claim.source, limit.source), figures=figures, values=values)


_AGENCY = re.compile(r"机关运行经?费(?:支出|预算|决算)?(?:总额)?$")


def _is_operating(fact: Fact) -> bool:
    """Whether a cell is all operating money of a statement: a total of 公用经费, or the total row of its column."""
    return fact.item == "operating_total" or (fact.item == "total" and fact.measure == "operating")


_EXPENSES = frozenset({"agency_operating", "operating", "personnel", "basic", "three_public", "abroad", "vehicles",
                       "vehicle_purchase", "vehicle_operation", "reception", "meeting", "training"})  # fmt: skip


def _all_expenditure(case: Case, claim: Claim) -> Fact | None:
    """The greatest total of the summary in the claim's year and stage, where the document prints one."""
    place, amounts = overview("expenditure_total", "expenditure"), case.ledger.figures.amounts
    period = (claim.year or case.reading.profile.year, claim.stage or case.reading.profile.stage)
    found = [
        f
        for f in case.reading.facts
        if (f.item, f.statement) == (place.item, place.statement) and (f.year, f.stage) == period and f.id in amounts
    ]
    return max(found, key=lambda f: amounts[f.id].fen, default=None)


@check(
    "flat-against-part",
    severity="error",
    zh="“{claim}”与“{part}”矛盾：若总数持平，上年总数{whole}小于其中一部分的上年数{before}；若其余部分不变，上年总数应为{implied}，本年{direction}{amount}",
    en="“{claim}” contradicts “{part}”: a flat total {whole} would be less than its own part last year, {before}; if "
    "the rest did not change, last year's total was {implied} and this year's change is {direction} {amount}",
)
def flat_against_part(case: Case) -> Iterator[Hit]:
    """A total said to be unchanged is no less than each of its parts was last year.

    Where a part fell by so much that last year it alone exceeded the whole, “持平” is impossible. Example: 2961.68 持平
    while a part of 2940.05 fell by 63.14.
    """
    yield from claim_hits(case, "flat-against-part")


_NOT_SEPARATE = re.compile(r"预算不单列|不单列预算|不单独编制预算|不独立编制预算")


@check(
    "subordinate-count",
    severity="warning",
    zh="“{claim}”与下文矛盾：所列下属单位中有{separate}家注明“{note}”，不是预算单位",
    en="“{claim}” contradicts what follows: {separate} of the units listed are said to be “{note}”, without a budget",
)
def subordinate_count(case: Case) -> Iterator[Hit]:
    """Subordinate *budget* units have budgets of their own; a unit said to be 不单列预算 is none.

    Example: 下属1家预算单位, while the only unit listed is 不单列预算.
    """
    prose = case.reading.extraction.prose
    for claim in case.reading.claims:
        if claim.kind != "count" or not re.search(r"下属.*预算单位", claim.subject + claim.source.text):
            continue
        near = " ".join(p.text for p in prose[claim.paragraph : claim.paragraph + 12])
        found = _NOT_SEPARATE.findall(near)
        if found and claim.value and len(found) >= claim.value:
            values = {"claim": claim.source.text, "separate": str(len(found)), "note": found[0]}
            repair = Repair(
                printed=claim.source.text,
                proposed=claim.source.text.replace("预算单位", "事业单位"),
                edit="recomputed",
                source=claim.source,
            )
            figures = (f"{claim.value}",)
            yield Hit(sources=(claim.source,), figures=figures, values=values, repair=(repair,))
