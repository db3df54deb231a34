"""Names of what is measured: the words before a figure without what stands about them.

Enumerators, dates, owners, stages and copulas are taken off until nothing of the kind is left; what is hollow then
names nothing, and the subject is carried over from before.
"""

from __future__ import annotations

import re

from analyzer.claims.words import lexicon as wording


def either(words: tuple[str, ...]) -> str:
    """An alternative of a pattern for each word, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


ENUMERATOR = re.compile(
    r"^(?:（[\d一二三四五六七八九十]{1,3}）|[\d一二三四五六七八九十]{1,3}[、.．]|[①-⑳]|第[一二三四五六七八九十]部分|（?[1-9]）)"
)
_TIME = re.compile(
    r"^(?:截至|截止)?(?:(?:19|20)\d\d年(?:度)?(?:\d{1,2}月(?:\d{1,2}日)?|底|末)?|本年度?(?!收入|支出)|今年|当年|全年"
    r"|上年末|上年度?(?!结转|结余|末|度)|去年|年[末初](?!结转))"
)
_GLUED = re.compile(
    r"^.*?(?:情况说明|(?:总体|结构|具体)情况)(?=.{4})|^[^的]{2,30}?(?:局|委|办|院|中心|站|处|所|校|会|厅|街道|乡|镇|队|馆|公司|政府|（(?:部门|本级|机关|汇总|本部)）)(?=20\d\d年)"
)
"""A heading or an owner's name that runs into the words of a statement."""
CONJUNCTION = re.compile(
    rf"^(?:{either(wording.CONJUNCTIONS)}|与(?!{wording.YEAR_STARTS})"
    r"|加上(?![解级年缴])|加(?=上[解级年缴]|调入|债务|动用|结转|转贷|地方|一般|专项|年初))"
)
_TAIL_WORDS = re.compile(
    r"(?:分别|(?<![年平])均|都|各|也|亦|同样?|仍|则|拟|预计|预期|科目|项目支出为|(?<=[\u4e00-\u9fff）]{2})(?:20\d\d年度?|按?(?:同|可比)口径))$"
)
_ETC = re.compile(r"^.*[、].*?等(?!级|次|额)(?P<rest>.{2,})$")


def without_number(text: str) -> str:
    """``text`` without the enumerator it begins with."""
    return ENUMERATOR.sub("", text.strip("，：、；。 "))


def clean(text: str) -> str:
    """The name of what is measured: without enumerator, date, owner, stage and copula; empty where nothing is left."""
    text = _STAGED_TOTAL.sub("", plain_subject(_EXCLUDING.sub("", _IN_BETWEEN.sub("", text))))
    while True:
        shorter = _TAIL_WORDS.sub("", wording.COPULAS.sub("", text)).strip("，：、-")
        if shorter == text:
            break
        text = shorter
    stripped = wording.STAGE_TAIL.sub("", text)
    if not wording.HOLLOW.match(stripped):
        text = stripped if len(stripped) > 2 and not stripped.endswith("总") else text
    text = _RECORDED.sub("", text)
    etc = _ETC.match(text)
    text = etc["rest"] if etc else text
    return "" if wording.HOLLOW.match(text) else text


_IN_BETWEEN = re.compile(r"^(?:(?:年度)?(?:预算)?执行(?:过程)?中|年中|因|由于)[^，。；]*(?=调整(?:后)?(?:为|至|到)?$)")
"""“执行中因新增政府债务限额等因素调整为1086.3亿元”: of what was spoken of before."""
_EXCLUDING = re.compile(
    r"^(?:若|如)?(?:剔除|扣除|不考虑|还原)[^，。；\d]{2,30}?后(?!续|勤|备|期)|^经(?:年中|执行中)?(?:追加|调整|调增|调减|调剂)后(?=.)"
    r"|^(?:连同|加上)(?=上年|年初|期初)"
)
"""“剔除机构改革因素后同口径下降6.30%”: of what was spoken of before."""
_STAGED_TOTAL = re.compile(r"(?<=收入|支出)(?:决算|预算)(?=(?:总计|合计)(?:数)?(?:为|是)?$)")
"""“本年支出决算合计” is called 本年支出合计: the stage is the document's."""


def plain_subject(text: str) -> str:
    """``text`` without enumerators, conjunctions, dates and owners before it."""
    text = _GLUED.sub("", text.strip("，：、；。的 +＋=＝"))
    while True:
        shorter = ENUMERATOR.sub("", text)
        shorter = CONJUNCTION.sub("", shorter)
        shorter = _TIME.sub("", shorter).lstrip("，：、 ")
        shorter = wording.LEADS.sub("", wording.OWNERS.sub("", shorter))
        if shorter == text or not shorter:
            return shorter
        text = shorter


_RECORDED = re.compile(r"(?<=[额数费用出入金产债])(?:上年|去年|20\d\d年)[末底初]$")
"""“资产总额上年末为13987256.40元”: the day is no part of the name."""


def clean_whole(text: str) -> str:
    """The denominator of a share as written, without the particles about it."""
    return text.strip("，：、的 ").removeprefix("了")
