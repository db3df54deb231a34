"""Statements that the text calls by another's name, and 部门 where a single unit speaks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from analyzer.checks import wording
from analyzer.checks.registry import Case, Hit, check
from analyzer.model import Source
from analyzer.text import bare, squeeze

NUMBERED = re.compile(r"(?:公开)?\s*(?P<number>0?\d{1,2})\s*表\s*[《“]?(?P<title>[\u4e00-\u9fff（）()“”、]{4,30}?表)")


@check(
    "table-number-title",
    severity="warning",
    zh="表号与表名不符：{quotes}；同一表名“{title}”对应了不同的表号{numbers}。",
    en="A table's number and title do not fit: {quotes}; “{title}” is given to the numbers {numbers}.",
)
def table_number_title(case: Case) -> Iterator[Hit]:
    """A statement named by number and title has the title of that number.

    Example: “公开08表财政拨款基本支出预算表”, where 06 is the table of that title.
    """
    titles: dict[str, dict[str, list[Source]]] = defaultdict(lambda: defaultdict(list))
    for line in wording.lines(case):
        for match in NUMBERED.finditer(squeeze(line.text)):
            start = max(line.text.find(match["title"][:6]), 0)
            place = wording.at(case, line, start, start + 1, text=match[0])
            titles[bare(match["title"])][match["number"].zfill(2)].append(place)
    for title, numbers in titles.items():
        if len(numbers) == 2:
            places = [place for found in numbers.values() for place in found]
            yield wording.grouped(places, sorted(numbers), title=title, numbers="、".join(sorted(numbers)))


DEPARTMENT = re.compile(r"(?:20\d\d年)?(?:本)?部门预算(?:拟)?(?:安排|收入|支出)|本部门(?=[共预收支政编\d])")
UNIT = re.compile(r"(?:本)?单位预算(?:拟)?(?:安排|收入|支出|编制|公开)|本单位|单位(?:收支|收入|支出)预算")


@check(
    "department-for-unit",
    severity="note",
    zh="单位文件中写作“部门”：{quotes}（全文为单位预算）。",
    en="The document of a single unit speaks of a department: {quotes}.",
)
def department_for_unit(case: Case) -> Iterator[Hit]:
    """The document of one unit (单位) does not state its own figures as a department's (部门).

    The two have different scopes; the wording shows that the department's text was copied.
    Example: “2026年部门预算安排购置车辆0辆” in a unit's budget.
    """
    if case.reading.profile.scope != "unit":
        return
    found = [
        wording.at(case, line, *m.span(), text=wording.clause(line.text, *m.span()))
        for line in wording.lines(case)
        for m in DEPARTMENT.finditer(line.text)
        if not line.heading and not re.search(r"[:：]\s*(?:是指|指|是)", line.text)
    ]
    usual = sum(len(UNIT.findall(line.text)) for line in wording.lines(case))
    if found and usual > len(found):
        yield wording.grouped(found)


@check(
    "heading-organisation",
    severity="warning",
    zh="标题中的单位名称不符：“{text}”，本文件单位为{entity}。",
    en="A heading names another organisation: “{text}”; the document is of {entity}.",
)
def heading_organisation(case: Case) -> Iterator[Hit]:
    """The headings and the lines above tables name the document's own organisation.

    Example: “上海市规划和自然资源局2024年度部门决算表” in the final accounts of the district's bureau.
    """
    entity = case.reading.profile.entity
    for source in case.reading.profile.conflicts:
        heading = len(source.text) <= _HEADING and not _SENTENCE.search(source.text)
        if source.row and entity and heading and _another(bare(source.row), bare(entity)):
            yield Hit(sources=(source,), values={"text": source.text, "entity": entity})


_SENTENCE = re.compile(r"[，。；]|[（(][类款项][）)]|\d万?元")
_HEADING = 60
"""Characters beyond which a line is a sentence, which `organisation-other` judges."""


def _another(named: str, entity: str) -> bool:
    """Whether a name is no part of the own one, or lacks the region in its middle (a higher office's name)."""
    return _higher(named, entity) or (named not in entity and entity not in named)


def _higher(named: str, entity: str) -> bool:
    """Whether the name lacks the own region in the middle: 上海市规划局 for 上海市普陀区规划局 is another office."""
    return bool(re.match(r"^.{2,6}(?:省|市)", named)) and len(named) < len(entity)
