"""Names of offices: how they end, where they are, when two of them are one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from analyzer.concepts.labels import table
from analyzer.text import squeeze

ORGANISATION = re.compile(
    r"(?:局|委员会|办公室|办公厅|厅|部|院|校|学院|大学|中学|小学|幼儿园|中心|站|所|队|馆|会|处|团|社|台|办|署|政府|法院|检察院|办事处|"
    r"协会|学会|医院|园|总队|支队|大队|基地|公司|集团|党校|联合会|管委会|服务中心|委|库|场|校区|镇|乡)(?:[（(][^（）()]{1,8}[）)])?$"
)
SPEAKER = re.compile(
    r"^(?P<name>[\u4e00-\u9fff（）()]{5,40}?)(?P<year>20\d\d)年(?:度)?(?=\S*(?:预算|决算|采购|经费|收入|支出))"
)
REGION = re.compile(
    r"^((?:[\u4e00-\u9fff]{2,8}?(?:省|自治区))?(?:[\u4e00-\u9fff]{2,8}?(?:市|自治州|州|盟|地区))?(?:[\u4e00-\u9fff]{1,8}?(?:区|县|旗|市))?)"
)
GENERIC = {"部门", "单位", "本部门", "本单位", "本级", "我部门", "我单位", "部门预算", "单位预算", "情况", "各部门"}


def office_name(name: str) -> str:
    """An organisation's name without what a title adds to it (收支预算, 第一部分, 部门)."""
    name = re.sub(r"^第[一二三四五六七八九十]+部分", "", squeeze(name))
    return re.sub(r"(?:收支预算|收支决算|部门|单位|关于|的)+$", "", name)


@lru_cache(maxsize=1)
def _organs() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"]), row["name"]) for row in table("organs"))


@lru_cache(maxsize=4096)
def canonical(name: str) -> str:
    """The one name of an organ that prints several: 中国共产党X省委员会办公厅 and X省委办公厅 are 中共X省委办公厅.

    Other names come back as they are; the rules stand in ``organs.csv`` and are tried in its order.
    """
    flat = squeeze(name).replace("(", "（").replace(")", "）")
    for pattern, short in _organs():
        flat = pattern.sub(short, flat)
    return flat


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An organisation as a document names it: its one name, the name printed most, and names that may be its too."""

    name: str = ""
    printed: str = ""
    doubtful: tuple[str, ...] = ()


def office_of(names: Mapping[str, int]) -> Office:
    """The organisation that most of ``names`` (printed name → weight) mean, in the fullest of its spellings.

    教育局 is X市教育局 where both are printed. A name that only goes on where another ends (X人大常委会 and
    X人大常委会办公厅) may be another organ's: it is told as doubtful.
    """
    weights: Counter[str] = Counter()
    for printed, weight in names.items():
        weights[canonical(printed)] += weight
    if not weights:
        return Office()
    name = weights.most_common(1)[0][0]
    fuller = [n for n in weights if n != name and n.endswith(name) and REGION.fullmatch(n.removesuffix(name))]
    name = max(fuller, key=lambda n: weights[n], default=name)
    own = Counter({n: w for n, w in names.items() if canonical(n) == name})
    doubtful = [n for n in weights if n != name and DOUBTFUL.match(_rest(n, name))]
    return Office(name=name, printed=own.most_common(1)[0][0], doubtful=tuple(doubtful))


def _rest(one: str, other: str) -> str:
    """What the longer of two names has behind the shorter, empty where neither begins with the other."""
    short, long = sorted((one, other), key=len)
    return long.removeprefix(short) if long.startswith(short) else ""


DOUBTFUL = re.compile(r"办公厅$|办公室$|机关$")


def related(name: str, entity: str) -> bool:
    """Whether two names are one office, or one is part of the other (…局本级, …局机关, 区…局 / …局)."""
    name, entity = canonical(name), canonical(entity)
    short = re.sub(r"(?:本级|机关|（本级）|\(本级\)|（汇总）|\(汇总\))$", "", name)
    own = re.sub(r"(?:本级|机关|（本级）|\(本级\))$", "", entity)
    region = REGION.match(own)
    local = bool(region and region[1]) and own.removeprefix(region[1] if region else "") == short
    return short in own or own in short or local or short in GENERIC
