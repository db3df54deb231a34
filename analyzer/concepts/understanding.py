"""How far a subject's words are understood, and which fund a section is about: what a refutation must be sure of.

A claim is refuted by a cell only where every word of its subject is accounted for: “财政拨款民生支出合计” holds a word
(民生) that no statement prints, so the cell 财政拨款支出合计 is another figure, however much of the wording agrees.
"""

from __future__ import annotations

import re
from functools import lru_cache

from analyzer.concepts.headlines import PARENTS
from analyzer.concepts.scopes import scope_of_subject
from analyzer.text import squeeze

_WORDS = (
    # funds and sources
    r"一般公共预算|公共财政|纳入|政府性?基金|社会保险基金|基金|国有资本(经营)?|财政专户(管理|核拨)?|财政性?|拨款|来源"
    # the figure: side, stage, size
    r"|预算|决算|收入|支出|收支|收、支|总计|合计|总额|总量|总体|小计|总|数额?|金额|规模|安排|情况|计划|实际|执行|完成|调整|使用|用于"
    r"|本年|当年|年度|全年|年初|年末|年终|上年|当期|结转|结余|下年|全部|累计|\d+年?"
    # parts
    r"|基本|项目|人员|公用|日常|机关|保障机构正常运转|机构|运行|运转|特定任务|特定目标|专项业务|正常|资金|经费|费用?"
    r"|管理|事业|经营|上级|补助|附属|上缴|其他"
    # whose
    r"|部门|单位|本级|本部|我[局委办院校中心部所站队处会馆厅署]*|[本全]?(局|委|办|院|校|所|站|厅|街道|镇|乡|中心|县|区|市|省)"
    r"|和|与|及|、|的|[（(][^（）()]*[)）]|[“”\"'’‘]"
)
_ACTIVITIES = r"三公|因公|出国|公务|用车|车辆|公车|购置|更新|运维|运营|维护|接待|会议|培训|政府采购|采购|固定资产"
_TOTALS_ONLY = re.compile(_WORDS)
_KNOWN = re.compile(f"{_ACTIVITIES}|{_WORDS}")
_FUND_SECTIONS = (("government_funds", re.compile(r"政府性?基金")), ("state_capital", re.compile(r"国有资本")))


@lru_cache(maxsize=8192)
def understood(subject: str, *, activities: bool = True) -> bool:
    """Whether nothing is left of ``subject`` once the words that statements print are taken out.

    Without ``activities`` the names of single expenses count as strange: 培训项目支出 is one project, not all of them.
    """
    flat = squeeze(subject)
    return not scope_of_subject(flat).money and not (_KNOWN if activities else _TOTALS_ONLY).sub("", flat)


@lru_cache(maxsize=2048)
def fund_of_section(section: str) -> str:
    """``government_funds`` or ``state_capital`` where the section is about that fund alone, else empty."""
    if re.search(r"一般公共预算|三公", section):
        return ""
    named = [fund for fund, words in _FUND_SECTIONS if words.search(section)]
    return named[0] if len(named) == 1 else ""


_ALL = frozenset(
    {
        "expenditure", "income", "current_expenditure", "current_income", "fiscal_expenditure", "fiscal_income",
        "fiscal_total_expenditure", "general_public_expenditure", "general_public_income",
    }
)  # fmt: skip
"""Concepts whose parts are parts of the organisation's whole budget."""


def divides(whole: str, part: str) -> bool:
    """Whether a figure of concept ``part``, listed under one of concept ``whole``, is the organisation's own.

    Personnel under basic expenditure is; 财政拨款 under 项目支出, or 人员经费 under one account, is a part of a part.
    """
    whole = "basic" if whole in ("general_public_basic", "fiscal_basic") else whole
    public = "three_public" in (whole, PARENTS.get(whole))
    return bool(whole) and (whole in _ALL or public or PARENTS.get(part) == whole)
