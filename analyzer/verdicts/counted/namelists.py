"""Counts held against the names that stand beside them in the sentence.

“下设5个科室：办公室、人事科、…” lists after the count, “作家、美术、书法共3个协会” before it. Names joined by “、” are
counted; what the words leave open (等, 包括) may be more than is named and never less.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from analyzer.model import Claim
from analyzer.text import squeeze
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.mutual import undecided

_ROOMS: Final = re.compile(r"科室|处室|机构|部门|股室|内设|院系|单位")
_ROOM: Final = re.compile(
    r"[\u4e00-\u9fff]{1,18}(?:室|股|科|处|部|办|队|组|中心|站|所|局|院|馆|委|会|院区|校区|分部|分校)|本部|本级|机关"
)
_BELOW: Final = re.compile("[下所直]属|二级")
_ITSELF: Final = re.compile("本级|机关|本部")
"""The office itself, which may be named beside the units below it and is not counted with them."""
_AFTER: Final = re.compile(r"^[^。；;\d]{0,12}?(?P<how>包括|分别(?:为|是)|即|[:：])[:：]?(?P<names>.+?)(?:[。；;]|$)")
_COUNTED: Final = re.compile(
    r"(?P<open>等)?(?:共计?|合计|总计|一共)?(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:个|家|所|名|项|类|种|市|县|区|镇|乡|村)$"
)
"""What ends a list that stands before its count: 等, a word of summing up, the number and its unit."""
_NO_NAME: Final = re.compile(r"[^\u4e00-\u9fff“”（）、]")
_LEADS: Final = re.compile(r"^.*(?:下辖|所辖|辖有?|下设|内设|设有|设置了?|设立了?|分为)")
"""Words that say what something is made up of; what stands before them is no part of the first name."""
_BRACKETS: Final = re.compile(r"[（(][^（）()]*[)）]")
_LONGEST: Final = 16
"""Characters of the longest name that is counted as one."""
_NEAR: Final = 60
"""Characters behind a count within which its list begins."""
_FAR: Final = 400
"""Characters before a count within which its list begins."""
_LEAST: Final = 3
"""Names from which a list before its count is one, and not two things spoken of."""


def judge_names(docket: Docket, claim: Claim, text: str) -> None:
    """Confirm or refute a count by the names listed right after it, or right before it, in its paragraph ``text``."""
    if claim.value is None or not undecided(docket, claim):
        return
    if _ITEMS.search(claim.subject):
        _numbered_after(docket, claim, text)
    if _ROOMS.search(claim.subject):
        _named_after(docket, claim, text)
    if undecided(docket, claim):
        _named_before(docket, claim, text)


def _named_after(docket: Docket, claim: Claim, text: str) -> None:
    """“…9个内设机构，包括：办公室、综合科（…）、…。”: all of them, where each is called as offices are."""
    if not _AFTER.match(squeeze(text[claim.end : claim.end + _NEAR])):
        return
    found = _AFTER.match(squeeze(text[claim.end :]))
    if not found:
        return
    flat = _BRACKETS.sub("", found["names"])
    names = [name for name in re.split(r"[、，,]|和(?=[^、]{2,12}$)", flat) if name]
    counted = {len(names), sum(bool(name) for name in re.split(r"[、，,]", flat))}
    if claim.value in counted:
        docket.rule(claim, "consistent", str(claim.value), (), "count")
    elif len(counted) == 1 and all(map(_ROOM.fullmatch, names)):
        more = len(names) > (claim.value or 0)  # what 包括 leaves open may be more than is named and never less
        more = more and not (_BELOW.search(claim.subject) and _ITSELF.search(found["names"]))
        if found["how"] != "包括" or (more and _one_off(claim, len(names), still_open=True)):
            _refute(docket, claim, len(names), found["names"])


def _numbered_after(docket: Docket, claim: Claim, text: str) -> None:
    """“重点项目7个，具体为：（1）…；（2）…；…（7）…。”: as many as are numbered from 1 on behind the count; one more or
    fewer refutes it where each item tells its money."""
    behind = squeeze(text[claim.end : claim.end + _FURTHEST])
    opened = _OPENED.search(behind)
    if opened is None:
        return
    numbers = [int(found[1]) for found in _NUMBER.finditer(behind, opened.end())]
    if len(numbers) < _LEAST or numbers != list(range(1, len(numbers) + 1)):
        return
    if claim.value == len(numbers):
        docket.rule(claim, "consistent", str(claim.value), (), "count")
    elif abs((claim.value or 0) - len(numbers)) == 1 and len(_MONEY.findall(behind, opened.end())) >= len(numbers):
        _refute(docket, claim, len(numbers), behind[opened.end() :][:_NEAR])


_ITEMS: Final = re.compile("项目|工程|任务|事项")
_OPENED: Final = re.compile(r"(?:具体)?(?:为|是|包括|如下|有)[：:]?(?=[（(]?1[）)、.．])|[：:](?=[（(]?1[）)、.．])")
_NUMBER: Final = re.compile(r"(?:^|(?<=[：:；;。，,为是]))[（(]?(\d{1,2})[）)、.．](?!\d)")
_MONEY: Final = re.compile(r"\d(?:亿|万|千)?元")
_FURTHEST: Final = 3000
"""Characters behind a count that its list may take."""


def _named_before(docket: Docket, claim: Claim, text: str) -> None:
    """“下辖作家、美术、书法共3个协会”, “甲、乙、丙3县”: the names that end at the count.

    Refuted only where the words open a list of names or sum it up, so that “涉及教育、卫生共15个项目” is no list of
    projects, and by one name too many or too few, the slip that such a list invites; after 等 by one too many alone.
    """
    start = max(0, claim.end - _FAR)
    clauses = re.split(r"[。；;：:，,]", _BRACKETS.sub("", squeeze(text[start : claim.end])))
    clause = clauses[-1]
    found = _COUNTED.search(clause)
    if not found or (start and len(clauses) == 1):
        return  # a list whose beginning is out of sight proves nothing
    words = _NO_NAME.split(clause[: found.start()])[-1].strip("、")
    opened = _LEADS.match(words)
    listed = words[opened.end() if opened else 0 :]
    names = listed.split("、")
    counted = {len(names), len(re.split(r"、|[和及与](?=[^、]+$)", listed))}
    if len(names) < _LEAST or not all(0 < len(name) <= _LONGEST for name in names):
        return
    if claim.value in counted:
        docket.rule(claim, "consistent", str(claim.value), (), "count")
    elif opened and len(counted) == 1 and _one_off(claim, len(names), still_open=bool(found["open"])):
        _refute(docket, claim, len(names), listed)


def _one_off(claim: Claim, count: int, *, still_open: bool) -> bool:
    gap = count - (claim.value or 0)
    return gap == 1 or (gap == -1 and not still_open)


def _refute(docket: Docket, claim: Claim, count: int, names: str) -> None:
    listed = replace(claim.source, text=names)
    docket.refute(claim, "count", f"{count}{claim.unit}", proposals=[(str(count), "")], beside=[listed])
