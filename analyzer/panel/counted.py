"""Counts that a cost can be divided by: vehicles kept, receptions, guests and heads of staff.

They stand in sentences (“公务用车保有量8辆”) or in tables; either way the panel holds them under one concept.
"""

from __future__ import annotations

import re
from typing import Final

from analyzer.text import squeeze

_HEADS: Final = r"(实有|在职|现有|在编|实有在职|在职在编|实有在编|现有在职)(人员|人数|职工|干部职工)?"
COUNTS: Final[tuple[tuple[str, str, str], ...]] = (
    ("vehicles_kept", "辆|台", r".*(公务用车保有(量|数)|保有.*公务用车).*"),
    ("vehicles_owned", "辆|台", r"(.*(共有|现有|实有|拥有|保有))?(公务用车|车辆)(总?数量?)?"),
    ("receptions", "批次|批|次|个", r".*((国内|公务)接待(批次)?(数量?)?|接待.*批次.*)"),
    ("guests", "人次|人", r".*((国内|公务)接待(人次|人数)?(数量?)?|接待.*(人次|来宾|人员).*)|来宾"),
    ("staff", "人|名", f"(年末|期末|年初)?{_HEADS}"),
)
"""Concept, its unit, and its subject. What is bought or renewed, and one class among others, is none of them."""
_NOT: Final = re.compile(r"购置|更新|新增|报废|其中|外事|国\(?境\)?外|出国|执法|特种|应急|机要|离退休|退休|其他|一般")


def concept_of_count(subject: str, unit: str) -> str:
    """The count a subject names (“年末公务用车保有量”, 辆 → ``vehicles_kept``), empty where it is no such count."""
    text = squeeze(subject)
    if not unit or _NOT.search(text):
        return ""
    named = (name for name, units, words in COUNTS if re.fullmatch(units, unit) and re.fullmatch(words, text))
    return next(named, "")
