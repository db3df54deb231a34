"""The lines that stand about a table: number, title, unit, organisation, year, notes.

A line says one or several of these; whatever says none of them is prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from analyzer.concepts.statements import VAGUE, is_targets, statement_of, titled
from analyzer.text import normal, squeeze

MONEY = r"(?:人民币)?(?:百万元|千万元|万元|千元|亿元|元|万)"
UNIT = re.compile(
    rf"(?:金额)?(?:计量|计价|货币)?单位[:：]?[（(]?({MONEY})(?!位)|^[（(]?({MONEY})[）)]?$|金额[（(]({MONEY})[）)]"
)
NUMBER = re.compile(
    r"^[（(【\[]?(?:附|附件|预算|决算|部门|单位|公开|批复|财决|财预){0,3}(?:表|附表|附件)[一二三四五六七八九十\d]+(?:[-—–－.之]\d+)*[）)】\]:：]?$"
    r"|^(?:[预决算公开批复财部门单位附]{1,6})?[A-Za-z]{0,4}\d{1,2}(?:[-—]\d{1,2})?表?$"
    r"|^附[表件]?[:：]?$|^续表\d*$|^[（(]续表?[）)]$"
    r"|^第\d+页[,，/]?(?:共\d+页)?$|^共\d+页第\d+页$|^\d+/\d+$|^[-—–]+\d+[-—–]+$"
)
ENTITY = re.compile(
    r"^(?:编制|填报|公开|预算|制表|主管|编报|申报|项目|报送|批复)?(?:部门|单位)(?:名称|全称)?(?:[（(](?:单位|部门|盖章|公章|签章)[)）])*[:：]"
    r"\s*(?!元|万元|千元|亿元|[辆台套人个名件组元、/，,（）()]+$|(?:平方米|㎡|公顷|亩)[、/，,（）()辆台套]*$)(\S.*)$"
)
"""An organisation, not what a table counts in (“单位：辆、台（套）”)."""
COUNTED = re.compile(r"^(?:计量)?单位[:：]((?:辆|台|套|人|个|名|件|组|平方米|㎡|公顷|亩|[、/，,（）()])+)$")
"""What a table counts in, where it holds no money."""
LABEL = re.compile(
    r"^(?:编制|填报|公开|预算|制表|主管|编报|申报|报送|批复)?(?:部门|单位)(?:名称|全称)?(?:[（(](?:单位|部门|盖章|公章|签章)[)）])*[:：]$"
)
"""A label of the organisation with nothing behind it: the name stands in the next cell or behind a gap."""
CODED = re.compile(r"^[（(\[]?(\d{3,9})[\])）]?[-—\s]*((?:[\u4e00-\u9fff（）()“”·\d]){4,40})$")
YEAR = re.compile(
    r"^(?:预算|决算|会计)?(?:年度|年份|年)[:：]?\s*(20\d\d)年?度?$|^(20\d\d)年度?$|^截[止至](?:时间|日期)?[:：]?\s*20\d\d[-年./\d月日底末]{0,8}$"
)
NOTE = re.compile(r"^(?:[*※]|[（(]?(?:备?注|说明|附注|备注|特别说明|填表说明)\s*[\d一二三]?\s*[:：.、])")
EMPTY_NOTE = re.compile(
    r"空表|本表无|无数据|此表为空|表为空|故无|没有.*(?:安排|收支|支出|预算)|无.*(?:安排|收入|支出|预算|收支|拨款|经费)"
)
SENTENCE_END = re.compile(r"[。；;！!？?]$|[，,：:、]$")
LEADER = re.compile(r"(?:[.．·…]\s?){3,}\s*[（(]?\d*[)）]?\s*$|…+\s*\d*\s*$|^\S.{2,60}\t+\d{1,3}$")
STATED_UNIT = re.compile(
    rf"[（(]?(?:金额)?\s*(?:计量|计价|货币)?单\s*位\s*[:：]?\s*[（(]?\s*{MONEY}\s*[）)]?|[（(]{MONEY}[）)]"
)
NUMBERED = re.compile(r"^(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）])")
FRAGMENT = re.compile(
    r"^(?:项目)?(?:支出)?绩效目标(?:申报)?表$|^(?:情况|明细|汇总)?表$|^(?:预算|决算|支出|收入|财政拨款).{0,6}表$"
)
UNFINISHED = re.compile(
    r"(?:财政拨款|经费|政府性|国有资本|基本|项目|一般公共预算|基金(?:预算)?|国有资本经营(?:预算)?|基本支出|“三公”)$"
)
STARTS = re.compile(
    r"^(?:[“”\"（(【\[\d一二三四五六七八九十]|附|表|部门|单位|本|公共|财政|政府|国有|收入|支出|收支|项目|三公|行政|机关|基本|预算|决算"
    r"|整体|绩效|专项|社会|新增|债务|转移|固定|资产|人员|情况|明细|汇总|总|采购)|[省市县区局厅委院校会]"
)
"""How a whole title begins; a line that begins otherwise and is short may be the end of one."""
CLOSED = re.compile(r"(?:公开|说明|情况|部分|目录|附件|资料)$|^第.{1,3}部分")
TABLE_WORD = re.compile(r"表(?:[（(].{1,20}[）)])?(?:[一二三四五六七八九十\d]{0,2})$|表[（(].{1,30}[）)]$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """One line about a table: its kind, what it says, where it stands."""

    kind: str
    text: str
    value: str = ""
    page: int | None = None
    line: int | None = None


def unit_in(text: str) -> str:
    """The unit of money that ``text`` states, empty where it states none."""
    found = UNIT.search(squeeze(text))
    unit = next((group for group in found.groups() if group), "") if found else ""
    return "万元" if unit == "万" else unit.removeprefix("人民币")


def kinds(text: str) -> list[tuple[str, str]]:
    """What one short line says: pairs of kind and value, empty where it is prose or only a possible title.

    A title on the line of its unit (“收支总表 单位：万元”) is told too.
    """
    flat = squeeze(text)
    if NOTE.match(flat):
        return [("note", flat)]
    if len(flat) > 120:
        return []
    if NUMBER.match(flat):
        return [("number", flat)]
    said: list[tuple[str, str]] = []
    if len(flat) <= 80 and (unit := unit_in(text)):
        said.append(("unit", unit))
        text = STATED_UNIT.sub("  ", normal(text)).strip()
    rest: list[str] = []
    for part in _parts(normal(text).strip()):
        found = _part(part)
        said.extend(found)
        rest += [] if found or not squeeze(part) else [part.strip()]
    if said and len(rest) == 1 and TABLE_WORD.search(squeeze(rest[0])) and may_be_title(rest[0], True):
        said.insert(0, ("title", rest[0]))
    return said


def _parts(text: str) -> list[str]:
    """A line cut at its gaps; a label and the name behind a gap stay together (部门：      X局      单位：万元)."""
    parts: list[str] = []
    for part in re.split(r"\s{2,}|\t|(?<=\S)\s+(?=\S*(?:年度|单位|部门|表)\S*[:：])", text):
        alone = bool(parts) and LABEL.match(squeeze(parts[-1])) is not None and not re.search(r"[:：]", part)
        parts[-1:] = [parts[-1] + part] if alone else [*parts[-1:], part]
    return parts


def _part(part: str) -> list[tuple[str, str]]:
    flat = squeeze(part)
    if found := YEAR.match(flat):
        return [("year", found[1] or found[2] or "")]
    if NUMBER.match(flat):
        return [("number", flat)]
    if found := COUNTED.match(flat):
        return [("unit", found[1])]
    if found := ENTITY.match(part.strip()):
        dated = re.search(r"(.+?)(20\d\d)年度?$", squeeze(found[1]))
        return [("entity", dated[1]), ("year", dated[2])] if dated else [("entity", squeeze(found[1]))]
    if (found := CODED.match(part.strip())) and not re.search(r"[表年]", found[2]):
        return [("entity", f"{found[1]} {squeeze(found[2])}")]
    return []


def may_be_title(text: str, next_to_grid: bool) -> bool:
    """Whether a line above a table may be its title: no sentence, and named like a table or right above one."""
    flat = squeeze(text)
    if (
        len(re.findall(r"[\u4e00-\u9fff]", flat)) < 2
        or len(flat) > 90
        or LEADER.search(text)
        or SENTENCE_END.search(flat)
    ):
        return False
    if TABLE_WORD.search(flat):
        return not re.search(r"[。；]", flat) and not re.search(r"[见如]下?表$", flat)
    if "，" in flat or "。" in flat or len(flat) > 45:
        return False
    known = statement_of(flat).id not in VAGUE
    if next_to_grid:
        return known or not NUMBERED.match(flat)
    return known and not NUMBERED.match(flat)


def is_fragment(title: str, before: str) -> bool:
    """Whether ``title`` is only the end of a title that begins on the line ``before``."""
    flat, first = squeeze(title), squeeze(before)
    if len(flat) <= 12 and TABLE_WORD.search(flat) and not STARTS.match(flat):
        whole = titled(first + flat)
        return whole and len(first) >= 10 and not TABLE_WORD.search(first) and not CLOSED.search(first)
    if not FRAGMENT.match(flat):
        return False
    if not titled(flat) or is_targets(statement_of(flat).id):
        return True
    return bool(UNFINISHED.search(first))
