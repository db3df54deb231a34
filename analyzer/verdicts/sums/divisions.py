"""What divides a whole without a rest: the kinds of public expense, of staff, of funds, of purchases."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from analyzer.binding.subjects import clean
from analyzer.concepts.codes import function_codes
from analyzer.documents import Amount
from analyzer.model import Claim
from analyzer.verdicts.docket import Docket

PARTITIONS: Final = tuple(
    re.compile(words)
    for words in (
        r"出国|(用车|公车|车辆)(辆)?(购置|费|运行|运维|维护)|公务接待",
        r"(公车|用车|车辆)购置|^购置费|(公车|用车|车辆)(运行|运维|维护)|^运行(维护)?费",
        r"^(.{0,8}拨款)?(基本支出|项目支出|上缴上级支出|对附属单位补助支出|(事业单位)?经营支出)",
        r"^(日常)?(人员|公用)(经费|支出)",
        r"^(日常)?(人员|公用)(经费)?(支出)?$|^项目(经费|支出)$",
        r"^拟?(政府)?(采购)?(货物|工程|服务)(类|项目)?(采购)?(预算|支出|金额)*$",
        r"^(.{0,8}(基金|拨款|资本经营)|财政补助|事业|经营|上级补助|附属单位.{0,6}|其他|专户.{0,6})(预算)?收入"
        r"|(使用|动用).*结余|(年初|上年).*结转|事业基金|^本年收入",
        r"本年支出|支出合计|结余分配|(年末|结转下年).*",
        r"^(一般公共预算|政府性?基金(预算)?|国有资本经营(预算)?|财政专户|单位(自有)?资金)",
        r"用车|车辆|车(?:[（(]|$)",
        r"面积",
        r"(本级|机关|[二三]级|[下所直]属)(?!.*(费|支出|收入))",
        r"^非?财政(性|拨款|补助|资金).*(结转|结余)",
        r"(土地|房屋|建筑物|构筑物|设备|车辆|文物|陈列品|图书|档案|家具|用具|装具|无形资产|其他资产)$",
        r"编制|在职|离休|退休|遗属|在编|编外",
        r"(行政|事业|参公|参照.{0,8}管理的?|其他|企业)(预算)?单位$",
        r"^(续建|新建|新增|延续性?|结转|跨年度?|一次性|经常性|常年性)(类|性)?项目$|^[一二三]级项目$",
        r"^(行政|事业|参公|工勤)([、和及与][^，。；]{2,10})?(人员|在职人员)?$",
        r"^(男|女)(生|性|学员|职工|教师|教职工)?$",
        r"^(行政)?(管理|(卫生|教学)?(专业)?技术|专技|工勤(技能)?|专任教师|教师)(岗位|人员|岗|$)",
        r"^(地方政府|政府)?(新增|再融资)?(一般|专项)(债务|债券)(余额|限额|资金|付息|利息|还本|本金|转贷)?(支出|收入)?$",
    )
)
"""What divides a whole without a rest: each part of a list must be one of the kinds of one line."""


def divides_wholly(group: Sequence[Claim]) -> bool:
    """Whether the parts are kinds of one partition, each named once."""
    names = [clean(c.subject) for c in group]
    kinds = any(all(p.search(name) for name in names) for p in PARTITIONS)
    rest = all(_ASSETS.search(name) for name in names) and not any("其他" in name for name in names)
    return len(set(names)) == len(names) and kinds and not rest


def without_rest(whole: Claim, group: Sequence[Claim]) -> bool:
    """Whether the parts are all that there can be of the whole."""
    return divides_wholly(group) or taxes_and_others(whole, group)


def taxes_and_others(whole: Claim, group: Sequence[Claim]) -> bool:
    """Whether the parts are the two kinds that there are of their whole: 税收收入 and 非税收入 of public revenue,
    工资福利支出 and 对个人和家庭的补助 of 人员经费, 本级 and the level below of all of a place."""
    return len(group) == _TWO and any(
        of.search(whole.source.text) and all(any(kind.search(c.subject) for c in group) for kind in kinds)
        for of, kinds in _TWO_KINDS
    )


_TWO: Final = 2
_TWO_KINDS: Final = tuple(
    (re.compile(of), (re.compile(one), re.compile(other)))
    for of, one, other in (
        (r"(?:一般公共|公共财政)(?:预算)?[^，。；：\d]{0,4}收入", "(?<!非)税收", "非税收入"),
        (r"人员(?:经费|支出)", "工资福利", "个人和?家庭"),
        ("债券", "新增", "再融资"),
        (r"全[省市州县区旗盟]", "本级|^[省市州县区旗]级", r"乡镇|街道|镇街|县区|区县|市县|旗县|县（市、区）"),
    )
)


def apart(group: Sequence[Claim]) -> bool:
    """Whether the parts exclude each other by what they are, so that none can be a part of another."""
    names = [clean(c.subject) for c in group]
    if len(set(names)) == len(names) > 1 and _classes().issuperset(names):
        return True
    for kinds in _APART:
        found = [m[1] for name in names if (m := kinds.search(name))]
        if len(found) == len(names) == len(set(found)):
            return True
    return False


_CLASS: Final = 3
"""Digits of the code of a class."""


@cache
def _classes() -> frozenset[str]:
    """The names of the classes (类) that divide all expenditure by function."""
    return frozenset(clean(entry.name) for entry in function_codes() if len(entry.code) == _CLASS)


def numbered(group: Sequence[Claim]) -> bool:
    """Whether each part has a number of one kind and a line of its own, so that none is a part of another."""
    kinds = {next((n for n, k in enumerate(_NUMBERS) if k.match(c.source.text)), None) for c in group}
    return len(kinds) == 1 and None not in kinds and len({c.paragraph for c in group}) == len(group)


_NUMBERS: Final = tuple(
    re.compile(rf"\s*{number}")
    for number in (
        r"\d+[、.．]",
        r"[一二三四五六七八九十]+[、.．]",
        r"[（(]\d+[)）]",
        r"[（(][一二三四五六七八九十]+[)）]",
        r"[一二三四五六七八九]是",
        r"——|--|－－|[●•◆▪]",
    )
)


def beside_each_other(docket: Docket, whole: Claim, group: Sequence[Claim]) -> bool:
    """Whether meaning, numbering or the words tell that the parts of a list stand side by side, none within another."""
    told = apart(group) or numbered(group) or _closed(docket, whole, group)
    return told or _made_of(docket, whole) or _in_a_row(docket, group)


def may_cross(docket: Docket, whole: Claim, group: Sequence[Claim]) -> bool:
    """Whether what is counted in one part may be counted in another: graduates and party members, new-energy cars and
    patrol cars, courses on line and courses in a trade. Counts cross unless meaning or words set them side by side."""
    names = [clean(c.subject) for c in group]
    mixed = len({bool(_TRAIT.search(name)) for name in names}) > 1
    apart_from_each_other = divides_wholly(group) or beside_each_other(docket, whole, group)
    return mixed or not (apart_from_each_other or _listed_evenly(docket, group))


_TRAIT: Final = re.compile(
    "学历|学位|博士|硕士|研究生|本科|大专|职称|党员|团员|女|民族|残疾|新能源|线[上下]|小微|本地|贫困"
)
"""What one counted by its kind may be besides."""


def _listed_evenly(docket: Docket, group: Sequence[Claim]) -> bool:
    """Whether the parts are joined by “、” alone: items of one kind."""
    text = docket.text(group[0])
    between = (text[a.end : b.start] + b.source.text for a, b in itertools.pairwise(group))
    one = all(c.paragraph == group[0].paragraph for c in group)
    return one and all(re.match(r"\s*、", gap) and not _INNER.search(gap) for gap in between)


def _made_of(docket: Docket, whole: Claim) -> bool:
    """Whether the words say that the parts make up the whole (由…构成), so that none is a part of another."""
    return bool(re.match(r"[，,]?由[^。；;]*(?:构成|组成)", docket.text(whole)[whole.end :]))


def _closed(docket: Docket, whole: Claim, group: Sequence[Claim]) -> bool:
    """Whether the last part belongs to the whole by its name: what is left over in a total (支出总计, 年末结转和结余),
    or the rest of one sentence's list (出让金收入…，资产收入…，其他收入…)."""
    last = group[-1]
    if TOTAL.search(whole.subject) and _LEFT_OVER.search(last.subject):
        return True
    text = docket.text(last)[whole.end : last.start] if last.paragraph == whole.paragraph else "。"
    return len(group) > 2 and bool(_OTHERS.match(last.subject)) and not re.search(r"[。；;（(]|含", text)


TOTAL: Final = re.compile(r"(?:合计|总计|总额)$")
"""What a figure of all is called."""
_OTHERS: Final = re.compile("(?:.{1,6}[及和与])?其他")
_LEFT_OVER: Final = re.compile(r"(?:年末|年终|期末)结[转余]|结转下年")


def _in_a_row(docket: Docket, group: Sequence[Claim]) -> bool:
    """Whether all parts of a long list are joined by “、” alone, so that each stands beside the others."""
    return len(group) > _ROW and _listed_evenly(docket, group)


_ROW: Final = 2
"""Parts beyond which a list in a row counts as one."""
_INNER: Final = re.compile(r"其中|含|包括|[（(]")


_APART: Final = tuple(
    re.compile(words)
    for words in (
        r"^拟?(?:政府)?(?:采购)?(货物|工程|服务)",
        r"(基本支出|项目支出|上缴上级支出|对附属单位补助支出|经营支出)$",
        r"^(?:日常)?(人员|公用)(?:经费|支出)",
        r"(主要领导|机要通信|应急保障|执法执勤|特种专业技术|离退休干部|其他)[\u4e00-\u9fff]{0,2}用车$",
        r"(出国|用车|接待)",
        r"^(男|女)[性职员教]?[工师]?$",
        r"(出国|(?:用车|公车|车辆)(?:购置(?![及和与、])|运行)|接待)",
        r"^(?:地方)?(?:政府)?(?:新增|再融资)?(一般|专项)(?:债务|债券)",
        r"^(流动|固定|无形|长期股权|在建工程|公共基础设施)(?:资产|投资|$)",
    )
)
_ASSETS: Final = re.compile(
    r"(土地|房屋|建筑物|构筑物|设备|车辆|文物|陈列品|图书|档案|家具|用具|装具|无形资产|其他资产)$"
)
"""Kinds of assets divide them all only where what is left is named too."""


def may_nest(docket: Docket, whole: Claim, group: Sequence[Claim]) -> bool:
    """Whether some parts may be parts of others; never where the words or a plain run of “A、B、C” tell otherwise."""
    return not beside_each_other(docket, whole, group) and _nested(docket, whole, group)


def _nested(docket: Docket, whole: Claim, group: Sequence[Claim]) -> bool:
    """Whether some parts are parts of parts: without a run of them, which is no more than the part before it, the list
    holds."""
    sums = _Sums.of(docket, whole, group)
    for start, end in itertools.combinations(range(len(group) + 1), 2):
        inside = start == 0 or sums.of_run(start, end) <= sums.of_run(start - 1, start)
        if inside and len(group) - (end - start) > 1 and sums.hold_without(start, end):
            return True
    return False


def two_partitions(docket: Docket, whole: Claim, group: Sequence[Claim]) -> list[Sequence[Claim]]:
    """A list that divides its whole twice (by nature, then by class): the first block that alone makes up the whole.

    Parts by number, or that exclude each other, are one division, though some of them make up the whole.
    """
    if numbered(group) or apart(group):
        return []
    sums, most = _Sums.of(docket, whole, group), len(group)
    aside = max((place for place, c in enumerate(group) if c.path or c.code or c.partial), default=0)
    for cut in range(1, most):
        blocks = ((group[:cut], (cut, most)), (group[cut:], (0, cut)))
        good = [block for block, others in blocks if sums.hold_without(*others)]
        if good and (len(good) == 2 or aside >= cut):
            return good
    return []


@dataclass(frozen=True, slots=True)
class _Sums:
    """A whole and the running sums of its parts, with their quanta: what is left without a run of parts is one
    subtraction, however long the list is."""

    whole: Amount
    fen: list[int]
    quantum: list[int]

    @staticmethod
    def of(docket: Docket, whole: Claim, group: Sequence[Claim]) -> _Sums:
        amounts = docket.figures.amounts
        parts = [amounts[c.id] for c in group]
        fen = itertools.accumulate((part.fen for part in parts), initial=0)
        quantum = itertools.accumulate((part.quantum for part in parts), initial=0)
        return _Sums(amounts[whole.id], [*fen], [*quantum])

    def of_run(self, start: int, end: int) -> int:
        return self.fen[end] - self.fen[start]

    def hold_without(self, start: int, end: int) -> bool:
        """Whether the parts but those from ``start`` to ``end`` make up the whole within the digits printed."""
        rest = self.fen[-1] - self.of_run(start, end)
        slack = self.whole.quantum + self.quantum[-1] - (self.quantum[end] - self.quantum[start])
        return 2 * abs(self.whole.fen - rest) <= slack
