"""Account names, purposes and reasons of the text against the tables and against the neighbouring item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from analyzer.checks import wording
from analyzer.checks.accounts import items
from analyzer.checks.accounts.items import Item, core, same
from analyzer.checks.registry import Case, Hit, check
from analyzer.concepts.codes import function_codes
from analyzer.model import Repair, Source
from analyzer.text import squeeze

CODE_FIRST = re.compile(
    r"(?<![\dA-Za-z.])[(（]?(?P<code>\d{7}|\d{5})[)）]?[-—.、:：]?“?(?P<name>(?!的)[\u4e00-\u9fff]{4,30})(?=[\d(（,，:：”])"
)
GENERAL = re.compile(
    r"(科目|该项|编码|代码|款项|项目|功能分类|经济分类|以下简称)$|^(科目|项目|主要|用于|万元|支出|预算|编号|预决算|年)"
)
CODED = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,40})(?:[(（][类款项][)）])?[(（](?P<code>\d{7}|\d{5}|\d{3})[)）]")


@check(
    "account-name",
    severity="warning",
    zh="正文科目名称“{text}”与明细表中的“{table}”（{code}）不一致。",
    en="The text calls the account “{text}”, the table “{table}” ({code}).",
)
def account_name(case: Case) -> Iterator[Hit]:
    """An account explained in the text is called as in the tables, at all three levels.

    The name decides what the money is for. Short forms are no difference. Example: 卫生健康支出（款）计划生育事务（项）
    beside 计划生育事务（款）计划生育服务（项）; 审计信息网络建设（2010806） beside 信息化建设.
    """
    for item in items.items(case):
        if not items.own(case, item):
            code = _counterpart(case, item)
            if code:
                yield _misnamed(case, item.source(case, item.printed), item.printed, code, _printed(case, code))
    known = {**items.economic(case), **items.accounts(case)}
    for line in wording.lines(case):
        text = squeeze(line.text)
        for match in (*CODED.finditer(text), *CODE_FIRST.finditer(text)):
            label = known.get(match["code"])
            if label and not GENERAL.search(match["name"]) and not _called(match["name"], label):
                name = re.split(r"其中|包括|分别为|主要是", match["name"])[-1]
                start = max(line.text.find(match["code"]), 0)
                said = f"{name}（{match['code']}）"
                yield _misnamed(case, wording.at(case, line, start, start + 1, said), said, match["code"], label)


def _misnamed(case: Case, place: Source, text: str, code: str, table: str) -> Hit:
    repair = Repair(printed=text, proposed=table, edit="name", source=place)
    sources = [place, *(fact.source for fact in items.total(case, code))][:4]
    return Hit(
        sources=tuple(sources), figures=(code,), values={"text": text, "table": table, "code": code}, repair=(repair,)
    )


def _printed(case: Case, code: str) -> str:
    return "".join(f"{n}（{level}）" for n, level in zip(items.path(case, code), "类款项", strict=True) if n)


def _called(name: str, label: str) -> bool:
    """Whether the words before a code end with the account's name, or are a short form of it."""
    a, b = core(name), core(label)
    return b in a or a in b or squeeze(label) in name or same(name, label)


def _counterpart(case: Case, item: Item) -> str:
    """The account the item must mean: the stated amount and one level agree, or two levels with a like third."""
    for code in items.accounts(case):
        if len(code) != 7:
            continue
        names = items.path(case, code)
        if not all(names):
            continue
        alike = [same(a, b) for a, b in zip(item.names, names, strict=True)]
        amount = any(items.agrees(item, fact) for fact in items.total(case, code))
        near = SequenceMatcher(None, core(item.names[2]), core(names[2])).ratio() >= 0.5
        if amount and (sum(alike) >= 2 or (any(alike) and near)):
            return code
        if alike[0] and alike[2] and _unique(code):
            return code
    return ""


def _unique(code: str) -> bool:
    """Whether the official classification has the name of this item only once in its class."""
    names = {c.code: c.name for c in function_codes() if len(c.code) == 7 and c.code[:3] == code[:3]}
    return len(names.get(code, "")) >= 5 and sum(name == names[code] for name in names.values()) == 1


@check(
    "purpose-of-neighbour",
    severity="warning",
    zh="用途与科目不符：“{item}”写成“主要用于{purpose}”，与本科目“{name}”不符。",
    en="The purpose given for “{item}” is not that of {name}: “{purpose}”.",
)
def purpose_of_neighbour(case: Case) -> Iterator[Hit]:
    """The purpose of an account is its own, not the neighbour's.

    Reported where it names exactly another account, or where all other items repeat their own name and this one does
    not. Example: 城管执法（项）主要用于城乡社区管理事务一般行政管理事务.
    """
    listed = items.items(case)
    others = _names(case, listed)
    habit = [item for item in listed if item.purpose and _is_own(item, item.purpose)]
    formal = len(habit) >= 5 and len(habit) * 5 >= 4 * sum(bool(item.purpose) for item in listed)
    for item in listed:
        purpose = item.purpose
        if not purpose or _is_own(item, purpose):
            continue
        named = _other(item, others.get(core(purpose)))
        foreign = formal and core(purpose).startswith(core(item.names[1])) and core(item.names[2]) not in purpose
        if named or foreign:
            yield _copied(case, item, purpose)


def _copied(case: Case, item: Item, purpose: str) -> Hit:
    place = item.source(case, purpose)
    repair = Repair(printed=purpose, proposed=item.names[2], edit="name", source=place)
    figures = tuple(m["number"] for m in [items.AMOUNT.search(item.text)] if m)
    values = {"item": item.printed, "purpose": purpose, "name": item.names[2]}
    return Hit(sources=(place,), figures=figures, values=values, repair=(repair,))


def _is_own(item: Item, words: str) -> bool:
    """Whether the words name the item itself: its name, or group and name, with or without 支出."""
    head, group, name = (core(n) for n in item.names)
    spoken = core(words)
    return any(same(spoken, own) for own in (name, group + name, head + group + name)) or spoken in (group, head)


def _other(item: Item, paths: set[tuple[str, str, str]] | None) -> str:
    """The account of that name, where it is none of the item's own."""
    if not paths or any(all(same(a, b) for a, b in zip(item.names, path, strict=True)) for path in paths):
        return ""
    return "".join(min(paths)[1:])


def _names(case: Case, listed: list[Item]) -> dict[str, set[tuple[str, str, str]]]:
    """The names by which accounts are known (item, or group and item), each with the paths it may mean."""
    paths = {item.names for item in listed}
    paths |= {items.path(case, code) for code in items.accounts(case) if len(code) == 7}
    names: dict[str, set[tuple[str, str, str]]] = {}
    for names3 in paths:
        for name in (core(names3[2]), core(names3[1]) + core(names3[2])):
            names.setdefault(name, set()).add(names3)
    return {name: found for name, found in names.items() if len(name) >= 4}


OWN_REASON = re.compile(
    r"^(?P<subject>.+?)(?:的)?(?:经费|支出|预算|资金|费用)*(?:有所|相应)?(?P<word>增加|增长|上升|提高|减少|下降|降低|保持不变|不变|持平)$"
)


@check(
    "reason-of-neighbour",
    severity="warning",
    zh="变动原因主体错误：“{item}”的原因写成“{reason}”，说的是“{other}”而不是本科目。",
    en="The reason given for “{item}” speaks of another account, {other}: “{reason}”.",
)
def reason_of_neighbour(case: Case) -> Iterator[Hit]:
    """The reason of a change speaks of the account that changed.

    Copied reasons explain nothing. Example: 机关事业单位职业年金缴费支出 rises “because” 事业单位离退休经费增加.
    """
    listed = items.items(case)
    others = _names(case, listed)
    for item in listed:
        found = OWN_REASON.match(item.reason)
        other = _other(item, others.get(core(found["subject"]))) if found else ""
        if found and other and not _is_own(item, found["subject"]):
            place = item.source(case, item.reason)
            yield Hit(sources=(place,), values={"item": item.printed, "reason": item.reason, "other": other})
