"""The numerals of a paragraph: what each one is, with its value and unit.

A numeral is a measure (money, percent, count, area, score) that may become a claim, or something that states no amount
(a date, a document number, a threshold …), which is kept with its reason. Nothing is passed over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from analyzer.amounts import parse_chinese, plausible
from analyzer.claims.words import lexicon as wording

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SMALL = "一二两三四五六七八九十百壹贰叁肆伍陆柒捌玖拾佰"
_CHINESE = rf"[{_SMALL}](?:[{_SMALL}千仟零〇万亿]{{0,30}}[{_SMALL}千仟万亿])?"
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")


def _either(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in words)


_UNIT = re.compile(
    rf"(?P<money>(?:{_either(wording.MONEY[:-2])})(?![\d])|[亿万](?![亩平人名户次台套件个家米吨公余多只株头立吨斤字元]))"
    r"|(?P<percent>[%‰])"
    rf"|(?P<points>{_either(wording.POINTS)})"
    rf"|(?P<area>{_either(wording.AREAS)})"
    rf"|(?P<other>万?(?:{_either(('公里', '千米', '个月', '月', '小时', '年', '日', '公斤', '千瓦时'))}))"
    rf"|(?P<count>万?(?:{_either(wording.COUNTERS)})(?![民员类级]))"
    r"|(?P<score>分(?![之钟别类项为期]))"
    rf"|(?P<other2>万?(?:{_either(wording.MEASURES)}))"
)
_NUMBER = re.compile(rf"(?P<sign>(?<![\d.A-Za-z年月日\-])-)?(?<![\d.A-Za-z])(?P<digits>{_DIGITS})(?P<about>余|多|几)?")
_RANGE = re.compile(r"(?<![\d.\-A-Za-z年月])(?P<low>\d{1,3})[-~～至](?P<high>\d{1,3})(?![\d.\-])")
"""“2-3次”: a count that is left open; its least is what is stated."""
_CHINESE_MONEY = re.compile(rf"(?P<digits>{_CHINESE})(?P<unit>亿元|万元|千元|元(?!化|素|论|结构|复合))")
_CHINESE_PERCENT = re.compile(rf"百分之(?P<digits>{_CHINESE}(?:点[{_SMALL}零〇]+)?|{_DIGITS})")
_CHINESE_COUNT = re.compile(
    rf"(?P<digits>[{_SMALL}]{{1,12}})(?P<unit>个|家|名|辆|台)(?=内设|科室|处室|职能科|股室|下属|所属|二级|预算单位|行政单位|事业单位|编制|公务用车|车辆)"
)

_APART: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("document-number", re.compile(r"[〔【\[（﹝〈<](?:19|20)\d\d(?:年)?[〕】\]）﹞〉>](?:第)?\d*号?")),
    ("date", re.compile(r"(?:19|20)\d\d年?[.\-/](?:0?[1-9]|1[0-2])[.\-/]\d{1,2}日?")),
    ("date", re.compile(r"(?:19|20)\d\d年\d{1,2}月(?:\d{1,2}日)?(?:至|到|-)?")),
    ("year", re.compile(r"(?:19|20)\d\d(?:年)?(?:-|至|到|~)(?:19|20)\d\d年?度?")),
    ("year", re.compile(r"(?:19|20)\d\d年度?(?:末|初|底)?")),
    ("date", re.compile(r"(?<!\d)\d{1,2}月(?:份)?(?:\d{1,2}日)?|(?<!\d)\d{1,2}-\d{1,2}月|(?<=月)\d{1,2}日")),
    ("clock", re.compile(r"(?<!\d)\d{1,2}[:：]\d\d(?!\d)")),
    ("law-article", re.compile(r"第\d+(?:[条款项章编]|号令?)")),
    ("ordinal", re.compile(r"第\d+(?:批次?|期|届|次|季度|部分|页|名|位|轮|期)?")),
    ("table-number", re.compile(r"(?:附?表|附件|附录|图)\d+(?:-\d+)?|\d{2}表")),
    (
        "code",
        re.compile(
            r"(?<=（)\d{3,7}(?=）)|(?<![\d.])(?:\d{7}|\d{5}|\d{3})(?=[\u4e00-\u9fff“])"
            rf"(?!{_either(wording.COUNTERS)}|万|元|亿|千元|平方|亩|年|公|米|分|余|多|度|天|岁|吨|只|层|日|号|级|间|部|座|栋|条|门)"
        ),
    ),
    ("code", re.compile(r"[A-Za-z][A-Za-z\-]*\d[\w\-]*|\d+[A-Za-z]+(?![\u4e00-\u9fff%])")),
    ("code", re.compile(r"(?<=（)\d{2,3}(?=[类款项目]）)|(?<![\d.])(?:[12]\d\d类|\d\d款(?:\d\d项)?|0\d项)")),
    ("telephone", re.compile(r"(?<!\d)0\d{2,3}-\d{7,8}|(?<![\d.])1\d{10}(?![\d.])")),
)
_ENUMERATION = re.compile(r"(?:^|(?<=[。；：！\s]))(?:（\d{1,2}）|\d{1,2}[、.)）](?!\d)|\d{1,2}(?=[“]))")
_AFTER_LIMIT = re.compile(r"（?(?:含|不含)?(?:本数)?）?(?:及)?(?:以上|以下|以内|之内|以外|及以上|起)")
_BEFORE_LIMIT = re.compile(
    r"(?:≥|≤|＞|＜|>|<|不(?:低|高|少|多|超|大|小)(?:于|过)|不超|至少|最(?:高|低)|(?<!债务)(?<!债券)(?<!新增)(?<!低于)限额|上限|下限|标准为?|每(?:月|年|天|平方米)[^，。；]{0,4})$"
)
_EACH = re.compile(r"(?P<rule>(?:按|标准|原则)[^，。；]*)?每(?:人|次|辆)[^，。；]{0,4}$")
"""“按每人300元”, “每次2人” lay down how much; “购置2辆，每辆2.80万元” tells what one came to."""


@dataclass(frozen=True, slots=True)
class Token:
    """A numeral, or a wording that stands for one (``flat``, ``direction``, ``none``), at ``start:end`` of the view.

    ``kind`` is money, percent, count, area, score, bare, flat, direction or none; ``reason`` is set where the numeral
    states no amount. ``number`` is where the digits begin.
    """

    kind: str
    start: int
    end: int
    value: Decimal | None = None
    decimals: int = 0
    unit: str = ""
    word: str = ""
    reason: str = ""


def numerals(text: str) -> list[Token]:
    """All numerals of a squeezed paragraph, in order, none overlapping another."""
    found: list[Token] = []
    taken: set[int] = set()
    for token in _candidates(text):
        places = set(range(token.start, token.end))
        if places & taken:
            continue
        taken |= places
        far = token.value is not None and not plausible(token.value, token.unit)
        found.append(replace(token, kind="apart", reason="number") if far else token)
    return sorted(found, key=lambda token: token.start)


def _candidates(text: str) -> Iterator[Token]:
    for reason, pattern in _APART:
        for match in pattern.finditer(text):
            yield Token("apart", match.start(), match.end(), reason=reason)
    for match in _ENUMERATION.finditer(text):
        yield Token("apart", match.start(), match.end(), reason="enumeration")
    yield from _chinese(text)
    for match in _RANGE.finditer(text):
        unit = _UNIT.match(text, match.end())
        if unit is not None and unit.lastgroup == "count":
            low = _decimal(match["low"])
            yield Token("count", match.start(), unit.end(), value=low, unit=unit[0])
    for match in _NUMBER.finditer(text):
        yield _measure(text, match)


def _chinese(text: str) -> Iterator[Token]:
    for pattern, kind in ((_CHINESE_MONEY, "money"), (_CHINESE_PERCENT, "percent"), (_CHINESE_COUNT, "count")):
        for match in pattern.finditer(text):
            digits = match["digits"]
            number = _chinese_number(digits)
            unit = "%" if kind == "percent" else match["unit"]
            yield Token(
                kind,
                match.start(),
                match.end(),
                value=number,
                decimals=max(0, -int(number.as_tuple().exponent)),
                unit=unit,
            )


_NAMED_COUNT = re.compile(
    r"(?:(?P<unit>人次|批次|户次|车次)数?|(?<=[\u4e00-\u9fff])(?:人数|户数))(?:为|共计|共|达到?|约)?$"
)
"""What is counted before the number: “出院人次126134”."""


def _measure(text: str, match: re.Match[str]) -> Token:
    digits = match["digits"]
    value = _decimal(digits)
    if match["sign"]:
        value = -value
    start, end = match.start(), match.end()
    unit = _UNIT.match(text, end)
    kind = (unit.lastgroup or "bare") if unit else "bare"
    kind = "other" if kind == "other2" else kind
    if unit:
        end = unit.end()
    name = unit[0] if unit else ""
    if kind == "bare" and "." not in digits and (named := _NAMED_COUNT.search(text, max(0, start - 8), start)):
        kind, name = "count", named["unit"] or named[0][-2:-1]
    reason = _limit(text, start, end, kind) or _not_counted(text, kind, end)
    if kind == "bare" and "." not in digits:
        reason = reason or "number"
    return Token(
        "apart" if reason else kind, start, end, value=value, decimals=_decimals(digits), unit=name, reason=reason
    )


def _limit(text: str, start: int, end: int, kind: str) -> str:
    """“100万元（含）以上”, “不超过5%”: a threshold."""
    each = _EACH.search(text, max(0, start - 24), start)
    if each is not None and (each["rule"] or kind != "money"):
        return "threshold"
    if _AFTER_LIMIT.match(text, end) or _BEFORE_LIMIT.search(text, max(0, start - 10), start):
        return "threshold"
    return ""


def _not_counted(text: str, kind: str, end: int) -> str:
    if kind == "points":
        return "percentage-point"
    if kind == "other":
        return "measure"
    if kind == "count" and text.startswith(wording.UNCOUNTED, end) and not text.startswith(wording.COUNTED_ALIKE, end):
        return "enumeration"
    return ""


def _chinese_number(text: str) -> Decimal:
    whole, _, rest = text.translate(_FORMAL).partition("点")
    value = parse_chinese(whole)
    if value is None:
        return _decimal(text)
    digits = "".join(str(parse_chinese(char) or 0) for char in rest)
    return Decimal(f"{value}.{digits}" if digits else value)


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def _decimals(digits: str) -> int:
    return len(digits.partition(".")[2]) if "." in digits else 0
