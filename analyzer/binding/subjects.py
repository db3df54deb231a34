"""What the subject of a claim means: which cells of which statements it restates.

A claim that disagrees with every strict place is refuted. The others may confirm but never refute: their scope could
differ from the wording's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from analyzer.concepts import places
from analyzer.concepts.headlines import THREE_PUBLIC
from analyzer.concepts.labels import standard
from analyzer.concepts.meaning import FUNDS, fund_of, named
from analyzer.concepts.places import ANY, Place, appropriated, basic, general, overview, perhaps, received, spent
from analyzer.concepts.understanding import fund_of_section, understood
from analyzer.text import squeeze

_WITH_CARRIED = re.compile(r"[(（]含(?:上年|年初|以前年度)[^（）()]*[)）]$")
"""“支出（含上年结转）” is expenditure, not what was carried over."""
_NOISE = re.compile(r"[“”\"'‘’《》「」]|^\d{4}年度?|^(本年度?|当年|全年)(?!收入|支出)")

_WHOLE = r"(?:当?年度?|全年|预算|决算|本年|总|安排|合计|收?、?)*"
"""A total's subject: whose it is, words of totality, and nothing that would name one of its parts."""
_WHOSE = (
    r"(本|我|全)?(部门|单位|级|年度|年|局|委|办|院|校|街道|镇|乡|中心)?(当年|全年|财政|总|综合|收支|预算|决算|本年)*"
)
_SIZE = r"(预算|决算|年初预算)?(数|总计|合计|总额|总数|总预算|总量|安排|规模|金额)?(数)?"


@lru_cache(maxsize=8192)
def clean(subject: str) -> str:
    """Subject without blanks, quotes, a leading year, and what introduces a list (“项目支出主要为 …”)."""
    plain = _WITH_CARRIED.sub("", _PAID_FROM.sub(r"\g<money>", squeeze(subject)))
    return standard(_NOISE.sub("", re.split(r"主要(?:为|是|包括)|其中[::]?", plain)[-1]))


_PAID_FROM = re.compile(r"^使用(?P<money>[\u4e00-\u9fff]{0,10}(?:拨款|资金|基金))(?:安排|列支|支付)的?")
"""“使用一般公共预算财政拨款安排基本支出” is 一般公共预算财政拨款基本支出."""


@lru_cache(maxsize=8192)
def places_of(subject: str, section: str = "") -> tuple[Place, ...]:
    """What ``subject`` (with the ``section`` it stands in) restates; empty where that is not known."""
    plain, heading = clean(subject), squeeze(section)
    fund = fund_of_section(heading)
    if fund and not fund_of(plain) and "财政拨款" not in plain:
        return tuple(_of_fund(plain, fund))
    for rule in (_three_public, _special, _both_sides, _carried, _income, _expenditure):
        found = tuple(rule(plain, heading))
        if found:
            sure = understood(plain, activities=rule in (_three_public, _special))
            return found if sure else tuple(map(perhaps, found))
    return ()


def _sure(place: Place, *, when: bool) -> Place:
    return place if when else perhaps(place)


def _of_fund(subject: str, fund: str) -> Iterator[Place]:
    """A subject that names no fund, in a section about one: 支出, 项目支出, 年初结转 are that fund's."""
    if not understood(subject, activities=False):
        return
    part = named(subject, "part")
    if re.search(r"(年初|上年).*结[转余]", subject):
        yield places.of_fund(fund, "total", "carry_in")
    elif re.search(r"(年末|年终|结转下年).*", subject) and "结" in subject:
        yield places.of_fund(fund, "total", "carry_out")
    elif part in ("basic", "project"):
        yield places.of_fund(fund, "total", part)
    elif re.fullmatch(_WHOLE + r"收入(预算|决算)?(总计|合计|总额|数)*", subject):
        yield places.of_fund(fund, "total", "fund_income", "income", "income_current")
    elif re.fullmatch(_WHOLE + r"支出(预算|决算)?(总计|合计|总额|数|安排)*", subject):
        yield places.of_fund(fund, "total", "total", "amount", "fund_expenditure", "current_subtotal")


def _three_public(subject: str, section: str) -> Iterator[Place]:
    if "国内" in subject or "批次" in subject or "人次" in subject:
        return
    item = named(subject, "expense")
    if item in _PUBLIC:
        yield places.public(item)
        if code := _BESIDE.get(item):
            yield perhaps(basic(code))


_PUBLIC = (*THREE_PUBLIC, "three_public")
_BESIDE = {"reception": "30217", "vehicle_operation": "30231"}
"""Public expense → the account of basic expenditure that is a part of it."""


def _special(subject: str, section: str) -> Iterator[Place]:
    if re.search(r"(机关)?运行经费", subject):
        yield places.public("agency_operating")
        yield places.operated()
        yield places.told_with_purchases("agency_operating")
        yield perhaps(basic("total", "operating"))
        yield perhaps(basic("operating_total"))
    elif re.fullmatch(r".*政府采购(预算)?(支出)?(总额|金额|总金额|合计|预算|资金)*", subject):
        yield places.bought()
    elif re.match(r"涉及.{0,12}(?:资金|预算|金额|拨款)", subject):  # projects under performance targets: all, perhaps
        for place in (general, spent):
            yield perhaps(place("total", "project"))
    elif re.search(r"固定资产(总额|金额|总值|原值)?$", subject) and "购置" not in subject:
        yield places.owned()
    elif re.fullmatch(r"会议费(预算|支出)*", subject):
        yield places.public("meeting")
        yield perhaps(basic("30215"))
    elif re.fullmatch(r"培训费(预算|支出)*", subject):
        yield places.public("training")
        yield perhaps(basic("30216"))


_BOTH = re.compile(r"收入?、?(与|和|及)?支出?(总体|预算|决算)*(总?(预算|计|数|额|规模)|合计|安排)|收支")


def _both_sides(subject: str, section: str) -> Iterator[Place]:
    if not _BOTH.search(subject) or not re.search(r"收.{0,3}支", subject):
        return
    fund = fund_of(subject)
    if fund in ("government_funds", "state_capital"):
        yield places.of_fund(fund, "total")
        return
    if fund == "general_public":
        for end in ("expenditure_total", "expenditure_current"):
            yield appropriated(end, "expenditure", fund)
        yield general()
        yield perhaps(appropriated(fund, "income"))
        yield perhaps(appropriated("expenditure_total", "expenditure"))
        return
    fiscal = "财政拨款" in subject
    side_of = appropriated if fiscal else overview
    for side in ("income", "expenditure"):
        yield side_of(f"{side}_total", side)
    for side in ("income", "expenditure"):
        yield perhaps(side_of(f"{side}_current", side))
    if not fiscal:
        yield perhaps(received())
        yield perhaps(spent())


_SOME_MONEY = re.compile("专户|单位资金|非财政|自有资金|(?:事业|经营|其他)收入|其他资金")
"""Money of one kind, of which what was carried over is a part (“上年结转结余的单位资金”)."""


def _carried(subject: str, section: str) -> Iterator[Place]:
    if re.search(r"(年初|上年).*结[转余]", subject):
        side, item = "income", "carry_in"
    elif re.search(r"(年末|年终|结转下年).*", subject) and "结" in subject:
        side, item = "expenditure", "carry_out"
    else:
        return
    if fund := fund_of(subject):
        yield places.of_fund(fund, "total", item)
        yield appropriated(f"{item}.{fund}", side) if side == "income" else appropriated(item, side, fund)
        yield perhaps(appropriated(item, side))
        return
    fiscal = "财政拨款" in subject or "财政拨款" in section
    of_all = not _SOME_MONEY.search(subject)
    yield _sure(appropriated(item, side), when=fiscal and of_all)
    yield _sure(overview(item, side), when=not fiscal and of_all)
    if side == "income":
        yield perhaps(received("total", "carry_in"))


def _income(subject: str, section: str) -> Iterator[Place]:
    if "收入" not in subject or "支出" in subject or re.search(r"(率|成本|利息|租金|租房|非税)", subject):
        return
    if "财政拨款" in subject and re.search(r"收入(总计|合计|总额)", subject) and not fund_of(subject):
        yield perhaps(appropriated("income_total", "income"))
        yield perhaps(appropriated("income_current", "income"))
    if source := named(subject, "source"):
        yield received("total", source)
        yield overview(source, "income")
        if source in FUNDS:
            yield appropriated(source, "income")
        if source == "fiscal":
            yield appropriated("income_current", "income")
            yield perhaps(appropriated("income_total", "income"))
            yield perhaps(received("total", "general_public"))
            yield perhaps(overview("general_public", "income"))
        return
    if re.fullmatch(_WHOSE + _WHOLE + r"收入(预算|决算)?(数|总计|合计|总额|总数|总预算)?(数)?", subject):
        yield received()
        yield overview("income_total", "income")
        yield overview("income_current", "income")


def _expenditure(subject: str, section: str) -> Iterator[Place]:
    part = named(subject, "part")
    if not part and not re.fullmatch(".{0,24}?支出" + _SIZE, subject):
        return
    if not part and re.search(r"(用于|其他支出|保障|补助支出)$", subject):
        return
    fund = fund_of(subject)
    if part:
        yield from _part(part, fund, subject, section)
    elif fund:
        yield places.of_fund(fund, "total")
        yield from places.ends("expenditure", fund)
        yield perhaps(appropriated(fund, "expenditure"))
        if fund == "general_public":
            yield perhaps(appropriated("expenditure_current", "expenditure"))
    elif "财政拨款" in subject:
        yield from places.ends("expenditure")
        yield perhaps(general())
    elif re.fullmatch(_WHOSE + _WHOLE + r"支出(预算|决算)?(数|总计|合计|总额|总数|总预算|安排)?(数)?", subject):
        whole = not ("一般公共预算" in section and "财政拨款" in section)
        yield _sure(spent(), when=whole)
        yield _sure(overview("expenditure_total", "expenditure"), when=whole)
        yield _sure(overview("expenditure_current", "expenditure"), when=whole)
        yield perhaps(general())


def _part(part: str, fund: str, subject: str, section: str) -> Iterator[Place]:
    if fund in ("government_funds", "state_capital"):
        yield places.of_fund(fund, "total", part)
        return
    if len(subject) > 22 or re.search(r"(费|资金)等", subject):
        return
    if part in ("remitted_up", "business_expenditure", "subsidy_down"):
        yield spent("total", part)
        yield spent(part)
        yield overview(part, "expenditure")
        return
    if part == "project":
        yield general("total", part)
        yield spent("total", part)
        yield spent(part)
        yield overview(part, "expenditure")
        return
    yield general("total", part)
    yield _sure(spent("total", part), when=not fund)
    yield _sure(spent(part), when=not fund)
    yield _sure(overview(part, "expenditure"), when=not fund)
    if part == "basic":
        yield basic()
    else:
        yield basic("total", part)
        yield basic(f"{part}_total")


def measures_of(subject: str) -> tuple[str, ...]:
    """The columns of a line that a subject means: its project expenditure, or whatever totals it."""
    if "项目支出" in subject:
        return ("project",)
    if "基本支出" in subject:
        return ("basic",)
    if re.match("(日常)?公用", subject):
        return ("operating",)
    if subject.startswith("人员"):
        return ("personnel",)
    return ANY
