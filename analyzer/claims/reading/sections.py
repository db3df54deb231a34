"""Headings: which section a paragraph stands in, and whether its numbers speak of the budget at all."""

from __future__ import annotations

import re

from analyzer.claims.words import lexicon as wording

_NUMBERED = re.compile(
    r"^(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d{1,2}[、.．](?!\d)|（\d{1,2}）)"
)
_TITLE_END = re.compile(
    r"(?:说明|情况|概况|设置|职能|职责|表|目录|解释|信息|变化原因|分析|构成|安排|目标|依据|概述|主体|方案|周期|内容)$"
)
_LONGEST = 60
_RANKS = (
    re.compile(r"^第[一二三四五六七八九十]+部分"),
    re.compile(r"^[一二三四五六七八九十]+、"),
    re.compile(r"^（[一二三四五六七八九十]+）"),
)


_DATED = re.compile(
    r"(?:[^，\d]{0,16}[^，\d比较与至])?(?P<year>20\d\d)年度?(?=[^，]*(?:预算|决算|执行|收支))[^，\d比较与]{2,30}"
)
"""A heading of a year: “2022年预算执行情况”."""


_EXPLAINS = re.compile(r"^第.{1,3}部分.*(?:部门|单位)(?:预算|决算)(?:公开)?(?:情况)?(?:的)?(?:情况)?说明$")
"""The heading of the text as a whole: “第三部分 2022年度部门决算情况说明”."""


class Outline:
    """The headings seen so far."""

    def __init__(self) -> None:
        self.section = ""
        self.turned = False
        self.defining = False
        self.silent = False
        self._silent_rank = 9
        self._years: dict[int, int] = {}

    @property
    def year(self) -> int | None:
        """The year that the innermost heading with one gives what stands under it, None where none names one."""
        return self._years[max(self._years)] if self._years else None

    def date(self, text: str, own: int | None) -> None:
        """Take the year of a heading, also of one that runs into its paragraph (“二、2023年“三公”经费预算。…”).

        The part of a document that explains it is of its ``own`` year, whatever year was left in its heading.
        """
        rank = next((i for i, pattern in enumerate(_RANKS) if pattern.match(text)), None)
        head = re.split("[。；：]", text, maxsplit=1)[0]
        if rank is None or len(head) > _LONGEST:
            return
        for lower in [known for known in self._years if known >= rank]:
            del self._years[lower]
        dated = _DATED.fullmatch(_NUMBERED.sub("", head, count=1))
        left_over = own is not None and dated is not None and int(dated["year"]) == own - 1 and _EXPLAINS.search(head)
        if dated and not left_over:
            self._years[rank] = int(dated["year"])

    def take(self, text: str, level: int) -> bool:
        """Whether the squeezed ``text`` is a heading; if so it becomes the section."""
        if not is_heading(text, level):
            return False
        self.section = _bare_heading(text)
        self.turned = True
        rank = next(
            (i for i, pattern in enumerate(_RANKS) if pattern.match(text)), 1 if not _NUMBERED.match(text) else 3
        )
        if wording.SILENT_SECTIONS.search(self.section):
            self.silent, self._silent_rank = True, rank
            self.defining = bool(wording.DEFINITIONS.search(self.section))
        elif rank <= self._silent_rank:
            self.silent = self.defining = False
            self._silent_rank = 9
        return True


def is_heading(text: str, level: int) -> bool:
    """A short line without a full stop that is numbered or ends as titles do."""
    if not text or len(text) > _LONGEST or text[-1] in "。；，、":
        return False
    if level:
        return True
    if re.search(r"[。；]", text):
        return False
    if _NUMBERED.match(text):
        return "：" not in text[:-1]
    return bool(_TITLE_END.search(text)) and "，" not in text


def is_definition(text: str) -> bool:
    """“财政拨款收入：指…”: a term explained."""
    return bool(
        re.match(
            r"^(?:[（\d一二三四五六七八九十]+[）、.．])?[^，。；：]{2,40}(?:：(?:是?指|反映|是)|是指|指的是)", text
        )
    )


def _bare_heading(text: str) -> str:
    return _NUMBERED.sub("", text).strip("：:、. ")
