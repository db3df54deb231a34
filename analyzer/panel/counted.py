"""Counts that a cost can be divided by, or that a text and a table both state: vehicles, receptions, guests, staff.

They stand in sentences (“公务用车保有量8辆”) or in tables; either way the panel holds them under one concept.
"""

from __future__ import annotations

import re
from typing import Final

from analyzer.concepts.labels import standard
from analyzer.text import squeeze

_HEADS: Final = r"(实有|在职|现有|在编|实有在职|在职在编|实有在编|现有在职)(人员|人数|职工|干部职工)?"
_KINDS: Final = r"购置|更新|新增|报废|其中|外事|国\(?境\)?外|出国|执法|特种|应急|机要|离退休|退休|其他|一般"
"""What is bought or renewed, and one class among others, is not the whole."""
COUNTS: Final[tuple[tuple[str, str, str, str], ...]] = (
    ("vehicles_kept", "辆|台", r".*(公务用车保有(量|数)?|保有.*公务用车).*", _KINDS),
    ("vehicles_owned", "辆|台", r"(.*(共有|现有|实有|拥有|保有))?(公务用车|车辆)(总?数量?)?(合计)?", _KINDS),
    ("vehicles_bought", "辆|台", r".*(购置|更新|新购).*车.*|.*(用车|车辆)(购置|更新)(数量?|量)?", "其中|报废|费"),
    ("receptions", "批次|批|次|个", r".*((国内|公务)接待(批次)?(数量?)?|接待.*批次.*)|接待", _KINDS),
    ("guests", "人次|人", r".*((国内|公务)接待(人次|人数)?(数量?)?|接待.*(人次|来宾|人员).*)|来宾|接待", _KINDS),
    ("abroad_groups", "个|批次?|团组?", r".*(因公)?出国.*团组.*|出访团组(数|个数)?", "其中"),
    ("abroad_people", "人次|人", r".*因公出国.*", "其中"),
    ("meetings", "个|次|场次?", r"(.*年度?)?(召开)?会议(次数?|个数|场次|数量?)?", "其中"),
    ("meeting_people", "人次|人", r"(.*年度?)?参加会议(人次|人数)?", "其中"),
    ("trainings", "个|次|期|场次?", r"(.*年度?)?(组织|举办|开展)培训(班|次数?|期数|个数|数量?)?", "其中"),
    ("training_people", "人次|人", r"(.*年度?)?(参加|组织)培训(人次|人数)?", "其中"),
    ("staff", "人|名", f"(年末|期末|年初)?{_HEADS}", _KINDS),
    ("posts", "人|名|个", r"(单位|部门|核定|批准)*(人员)?编制(总?数|人数|总额)?", _KINDS),
    ("equipment", r"台|套|台套|台[(（、,，/]套[)）]?", r".*价.*100万元.*设备.*", "其中|50万|200万"),
)
"""Concept, its unit, its subject, and words that make it another thing."""
_BRACKETS: Final = re.compile(r"[(（][^()（）]*[)）]$")


def concept_of_count(subject: str, unit: str) -> str:
    """The count a subject names (“年末公务用车保有量”, 辆 → ``vehicles_kept``), empty where it is no such count."""
    text = standard(
        re.sub(r"^(（[^（）]{1,3}）|\([^()]{1,3}\)|[\d一二三四五六七八九十]{1,3}[、.．])", "", squeeze(subject))
    )
    text = _BRACKETS.sub("", text)
    for concept, units, words, others in COUNTS:
        if unit and re.fullmatch(units, unit) and re.fullmatch(words, text) and not re.search(others, text):
            return concept
    return ""
