"""Subjects: the topic that words name, the noun that a number counts, several subjects joined in one phrase."""

from __future__ import annotations

import re

from analyzer.amounts import PEOPLE
from analyzer.claims.state import Topic
from analyzer.claims.words import naming, phrases
from analyzer.concepts.codes import joined_names

_COUNTED = re.compile(
    r"(?:(?:内设|下属|所属|二级|直属|派出|参公|行政|事业|公益|预算|独立|职能|业务|综合|全额|差额|财政|基层|县级|科级|处级|在职|在编|退休|离休|编外|重点|一级)*"
    r"(?:机构|科室|处室|单位|部门|机关|项目|编制|公务用车(?:购置)?|车辆|股室|支队|大队|工作人员|人员|职工|干部|党支部|问题|科|处(?!理|置|于)|室|中心|所(?=[，。；、（和及]|$)))"
)
_HEADING_END = re.compile(
    r"(?:的)?(?:安排|使用|收支)?(?:总体|具体|结构|增减变化|变动)*(?:情况|概况)?(?:及[^，。]*)?(?:的)?(?:说明|分析|编制说明)?$"
)
_HEADING = re.compile(r"(?:情况|说明|概况|分析|编制)")
_OWNED = re.compile(r"^(?:（?(?:本级|部门|本部|机关|汇总)）?|所属(?:各)?(?:预算)?单位|及所属单位)*")
_ALL = re.compile(r"(?:收入|支出)(?:预算|决算)?")
_BOTH = re.compile(r"^收入?[、和及与]?支出?$")
_TWO_SIDES = re.compile(r"(?P<of>.*?)收入?[、和及与]支出?(?P<tail>(?:预算|决算)?(?:总计|合计|总额|总数)?)")
_INCOME = re.compile(r"(?P<of>.*(?:拨款|预算|基金|经营))收入(?:预算|决算)?(?:总计|合计|总额|总数)?")
_OUTGO = re.compile(r"支出(?:预算|决算)?(?:总计|合计|总额|总数)?")
_JOINTS = re.compile(r"、|和|以及|与")
_TOLD = re.compile(
    r"(?:[两二三四五六七八九十]|\d{1,2})(?:大?类|项|者|块|部分|个(?:类级|款级)?科目)(?=(?:支出|收入|资金|经费)?$)"
)
_PLAN = re.compile(
    r"(?:年初|全年|年度|调整后?)?(?:预算|决算)数?（[^（）]*）"
    r"|(?:年中|年度中|执行中)(?:预算)?(?:调整|追加|调增|调减|核增|核减)后?(?:预算)?数?(?:为|至|到)?(?:调整后?的?预算数?)?"
)
"""“调整预算（含年初结转）”: a stage of what was spoken of."""
_WHEN = re.compile(r"在?(?:年中|年内|年度?执行中|预算执行中|执行过程中)")
"""“年中追加40.00万元”: when, not what."""
_COMPARED = re.compile(r"(?<=..)[与和同较][^，。；：]{0,12}(?:相比|比较|对比)(?:情况)?$")
"""“支出决算与预算相比：”: of what is compared."""
_TABLE = re.compile(
    r"(?:详?见|参见|根据|依据|按照?|从|据)[^，。；]{0,30}表(?:所[示列])?|(?:公开)?\d{1,2}表(?:所?[显列]示|所列)?"
)
"""“见收入支出决算总表：”: where it stands, not what it is of."""


def topic(text: str, entity: str) -> Topic | None:
    """The topic ``text`` names, without the owner's name; None where it names none."""
    owner = entity if entity and entity in text else _short_name(text, entity)
    if owner:
        text = _OWNED.sub("", text.split(owner, 1)[1]) or text
        if _ALL.fullmatch(text):
            return Topic(text)
    text = _COMPARED.sub("", text)
    if coded := _CODED_PATH.fullmatch(naming.without_number(text)):
        names = tuple(filter(None, coded.group("class", "section", "item")))
        return Topic(names[-1], names, "".join(filter(None, coded.group(2, 4, 6))))
    path = phrases.path_of(text)
    if path:
        return Topic(path[-1], path, phrases.code_of(text))
    code = phrases.code_of(naming.without_number(text))
    name = naming.clean(text)
    if _HEADING.search(name):
        name = naming.clean(_HEADING_END.sub("", name))
    if code:
        name = name.replace(f"（{code}）", "").removeprefix(code)
    name = (
        name.strip("“”\"'")
        if name.count("“") + name.count("”") == 1 or (name.startswith("“") and name.endswith("”"))
        else name
    )
    if any(form.fullmatch(name) for form in (phrases.RATE_NOUN, _TABLE, _PLAN, _WHEN)):
        return None  # “…，增幅（16.04%）” is of what was spoken of
    name = _BOTH.sub("收支总计", _MADE_OF.sub("", name))
    return Topic(name, (), code) if name else None


def _short_name(text: str, entity: str) -> str:
    """The end of its office's name, without the place, that a text begins with (江桥湾街道办事处预算支出总额)."""
    ends = (entity[cut:] for cut in range(1, len(entity) - _OFFICE + 1))
    return next((end for end in ends if text.startswith(end)), "")


_OFFICE = 5
"""Characters of the shortest name by which an office calls itself."""
_CODED_PATH = re.compile(
    r"(?P<class>[^（），。；：\d]{2,30})（(\d{3})）(?P<section>[^（），。；：\d]{2,40})（(\d{2})）(?:(?P<item>[^（），。；：\d]{2,40})（(\d{2})）)?"
)
"""“教育支出（205）职业教育（03）中等职业教育（02）”: each level with its digits of the code."""
_MADE_OF = re.compile("^(?:收入|支出)(?:总计|合计)由(?=.)")
"""“支出总计由本年支出52910.77万元、结余分配…构成”: the part that is told first."""


def counted(text: str, place: int) -> str:
    """The noun that follows a counter at once (“下属5家|预算单位”), empty where none does."""
    match = _COUNTED.match(text, place)
    return match[0] if match else ""


def staff(words: str, unit: str) -> Topic | None:
    """“年末实有39人”: people that no noun names."""
    match = _STAFF.search(words)
    return Topic(f"{match['kind'] or ''}{match['state']}人员") if match and unit in PEOPLE else None


_STAFF = re.compile(
    "(?P<kind>行政|事业|参公|工勤|机关)?(?P<state>实有|现有|在职|在岗|在编|在册|退休|离休|离退休|遗属|编外)(?:人数)?(?:为|共|约)?$"
)


def sides(text: str) -> list[str]:
    """“收、支总计” as 收入总计 and 支出总计; empty where the words name no two sides."""
    match = _TWO_SIDES.fullmatch(text)
    return [f"{match['of']}{side}{match['tail']}" for side in ("收入", "支出")] if match else []


def split(text: str) -> list[str]:
    """The subjects joined by “、”, 和 or 与, outside quotes, brackets and the names of accounts (社会保障和就业); 及
    belongs to names (“购置及运行费”), and “四类” before the last word counts what was named."""
    text = _TOLD.sub("", text)
    inside = {place for found in joined_names().finditer(text) for place in range(*found.span())}
    parts, depth, start = [], 0, 0
    for place, char in enumerate(text):
        depth += (char in "（“") - (char in "）”")
        joint = None if depth or place in inside else _JOINTS.match(text, place)
        if joint and place >= start and place > 0:
            parts.append(text[start:place])
            start = joint.end()
    parts.append(text[start:])
    parts = _owned([part for part in parts if part])
    return parts if all(len(part) > 1 for part in parts) else [text]


def _owned(parts: list[str]) -> list[str]:
    """“财政拨款收入总计、支出总计”: what the first side is of, the other is of too."""
    whose = _INCOME.fullmatch(parts[0]) if parts else None
    return [whose["of"] + part if whose and _OUTGO.fullmatch(part) else part for part in parts]


def listed_before(text: str, place: int) -> list[str]:
    """“由A、B和C构成，金额分别为…”, “分为A、B、C三类，支出分别为…”: the names of the clause before ``place``."""
    found = _NAMES.search(text, 0, place)
    names = split(found["made"] or found["parted"] or found["told"]) if found else []
    return names if len(names) > 1 else []


_NAMES = re.compile(
    r"(?:由(?P<made>[^，。；\d]{4,60})(?:构成|组成)|(?:划?分为|分成|包括)(?P<parted>[^，。；\d]{4,60}?)|即(?P<told>[^，。；\d]{4,60}?))"
    r"(?:等?[两二三四五六七八九]?[大个]?[类块项]?(?:部分)?)?，$"
)
