"""The items of expenditure that the text explains (类/款/项), each with its purpose, its reason and its place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from analyzer.binding.accounts import names_office
from analyzer.checks import wording
from analyzer.checks.registry import Case
from analyzer.concepts.statements import BY_ECONOMIC, BY_FUNCTION, SPENT_AND_GENERAL
from analyzer.model import Fact, Source
from analyzer.text import bare, squeeze

NAME = r"[\u4e00-\u9fff、“”\"《》]+(?:\([^()类款项]*\))?[\u4e00-\u9fff、]*"
PATH = re.compile(
    rf"(?P<head>{NAME})\(\d{{0,3}}类\)[,，]?(?P<group>{NAME})\(\d{{0,2}}款\)[,，]?(?P<item>{NAME})\(\d{{0,2}}项\)"
)
PURPOSE = re.compile(r"(?:主要)?用于[:：]?(?P<text>.+?)(?=[。;；]|,?20\d\d年|,?年初预算|,?主要原因|$)")
REASON = re.compile(r"原因(?:是|为|系)?[:：]?(?P<text>[^。;；]+)")
AMOUNT = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>亿元|万元|元)")
UNITS = {"元": 100, "万元": 1_000_000, "亿元": 10_000_000_000}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An explained account: its names as printed (class, group, item), the text about it, where it stands.

    ``amounts`` are the sums stated after the names, each with half its last digit, in 分.
    """

    names: tuple[str, str, str]
    text: str
    line: wording.Line
    amounts: tuple[tuple[int, int], ...]

    @property
    def printed(self) -> str:
        """The path as texts print it: 教育支出（类）普通教育（款）小学教育（项）."""
        return f"{self.names[0]}（类）{self.names[1]}（款）{self.names[2]}（项）"

    @property
    def purpose(self) -> str:
        """What the money is for, after 用于; empty where the text does not say."""
        found = PURPOSE.search(self.text)
        return found["text"].strip("，,等") if found else ""

    @property
    def reason(self) -> str:
        """Why it changed, after 原因是; empty where the text does not say."""
        found = REASON.search(self.text)
        return found["text"].strip("，,") if found else ""

    def source(self, case: Case, text: str) -> Source:
        """The place of the item, quoting ``text``; looked up by the first characters of it in the paragraph."""
        printed = self.line.text
        start = printed.find(self.names[2]) if self.names[2] in printed else 0
        quoted = printed.find(text[:8], start) if text else start
        return wording.at(case, self.line, max(quoted, start, 0), max(quoted, start, 0) + 1, text or self.printed)


@wording.per_document
def items(case: Case) -> list[Item]:
    """Every 类/款/项 path of the text with the words up to the next one."""
    all_lines = wording.lines(case)
    result = []
    for line in all_lines:
        text = squeeze(line.text)
        matches = list(PATH.finditer(text)) if "项)" in text else []
        for i, match in enumerate(matches):
            rest = text[match.end() : matches[i + 1].start() if i + 1 < len(matches) else len(text)]
            if i + 1 == len(matches):
                rest += _continued(all_lines, line)
            result.append(_item(match, rest, line))
    return result


def _continued(all_lines: Sequence[wording.Line], line: wording.Line) -> str:
    """The next paragraph where this one broke off in the middle of a sentence (a page break)."""
    if line.text.rstrip()[-1:] in wording.TERMINAL:
        return ""
    following = next((other for other in all_lines if other.index > line.index), None)
    if (
        following is None
        or following.heading
        or wording.enumerator(following.text)
        or "(类)" in squeeze(following.text)
    ):
        return ""
    return squeeze(following.text)


def _item(match: re.Match[str], rest: str, line: wording.Line) -> Item:
    names = tuple(match[part].strip('“”"、') for part in ("head", "group", "item"))
    amounts = tuple(_sum(found) for found in AMOUNT.finditer(rest))
    path3 = (_LED_IN.sub("", names[0]) or names[0], names[1], names[2])
    return Item(names=path3, text=rest, line=line, amounts=amounts)


_LED_IN = re.compile(r"^.*(?:全部[为是]|均[为是]|主要是|具体是|用于|列入|列支|其中|包括|分别为)")
"""“本年支出全部为农林水支出（类）…”: what leads to the name of a class is none of it."""


def _sum(found: re.Match[str]) -> tuple[int, int]:
    """The amount and half the size of its last printed digit, in 分."""
    whole, _, decimals = found["number"].replace(",", "").partition(".")
    unit = UNITS[found["unit"]]
    return int(whole + decimals) * unit // 10 ** len(decimals), unit // 10 ** len(decimals) // 2


@lru_cache(maxsize=8192)
def core(name: str) -> str:
    """A name for comparison: letters only, without the closing 支出, 经费 …."""
    text = re.sub(r"^(缴纳|支付|保障|发放)(?=....)|(方面|项目)?的(支出|经费|工作)$", "", bare(name))
    return re.sub(r"(?<=..)(支出|经费|工作|方面)$", "", re.sub(r"等?(支出|经费|方面)?$", "", text) or text) or text


def same(one: str, other: str) -> bool:
    """Whether two printed names mean one account: equal, or one a shortened form of the other."""
    a, b = core(one), core(other)
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    return len(short) >= 3 and (long.startswith(short) or long.endswith(short)) and len(long) - len(short) <= 6


@wording.per_document
def accounts(case: Case) -> Mapping[str, str]:
    """Code → name of the functional accounts, the name most often printed in the tables of the document."""
    return _labels(case, BY_FUNCTION)


@wording.per_document
def economic(case: Case) -> Mapping[str, str]:
    """Code → name of the economic accounts in the tables of the document."""
    return _labels(case, BY_ECONOMIC)


def _labels(case: Case, statements: Sequence[str]) -> Mapping[str, str]:
    counts: dict[str, Counter[str]] = {}
    for table in case.ledger.binder.tables(case.reading.name):
        if table.statement in statements:
            for row in table.rows:
                named = row.code and re.search(r"[\u4e00-\u9fff]", row.label)
                if named and not names_office(case.reading, row.label):
                    counts.setdefault(row.code, Counter())[squeeze(row.label)] += 1
    return {code: max(labels, key=lambda name: (labels[name], len(name))) for code, labels in counts.items()}


def path(case: Case, code: str) -> tuple[str, str, str]:
    """The names of class, group and item of a seven-digit code."""
    names = accounts(case)
    return names.get(code[:3], ""), names.get(code[:5], ""), names.get(code, "")


def total(case: Case, code: str) -> Iterator[Fact]:
    """The figures of an account over all its columns that sum it up."""
    for fact in case.reading.facts:
        if fact.item_code == code and fact.measure in ("total", "amount") and fact.amount is not None:
            yield fact


def figure(case: Case, code: str, measure: str) -> Fact | None:
    """The figure of ``measure`` (basic, project) for an account, from the statement of all expenditure first."""
    for statement in SPENT_AND_GENERAL:
        for fact in case.reading.facts:
            if fact.statement == statement and fact.item_code == code and fact.measure == measure:
                return fact
    return None


def own(case: Case, item: Item) -> str:
    """The code of the account an item of the text names in full, empty where the tables have no such path."""
    for code in accounts(case):
        if len(code) == 7 and all(same(a, b) for a, b in zip(item.names, path(case, code), strict=True) if b):
            return code
    return ""


def agrees(item: Item, fact: Fact) -> bool:
    """Whether an amount stated for the item is the printed figure, within the last digits of both."""
    fact_amount = fact.amount
    if fact_amount is None:
        return False
    return any(abs(fen - fact_amount.fen) <= slack + fact_amount.quantum // 2 for fen, slack in item.amounts)
