"""Statements without a figure: “与上年持平”, “决算数小于预算数”, “无政府性基金预算财政拨款收入”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.claims.reading.numerals import Token
from analyzer.claims.words import lexicon as wording

_FLAT = re.compile(rf"(?<![如若作])(?:{'|'.join(map(re.escape, wording.FLAT))})(?!表述|的不|的部门|的单位)")
_SIDE = r"(?:年初|全年|调整后?|上年|支出)?(?:预算|决算|执行|支出|收入|完成(?=数))(?:执行|安排)?(?:数|额|总额)?"
_DIRECTION = re.compile(
    rf"(?:(?P<left>{_SIDE})|(?<=，))(?:基本)?(?P<word>未超过|没有超过|大于|小于|等于|高于|低于|多于|少于|超过)(?!（)(?P<right>{_SIDE}|上年|去年|20\d\d年)"
)
_ORDER = {"大于": "greater", "高于": "greater", "多于": "greater", "超过": "greater", "小于": "less", "低于": "less",
          "少于": "less", "等于": "equal", "未超过": "less", "没有超过": "less"}  # fmt: skip
_LIMIT = re.compile(
    r"(?<=[，；。])(?:政府)?(?:债务)?(?:余额)?(?:均|都)?(?:未超过?|没有超过?|未突破|没有突破|低于|控制在)(?:[省市区县]级?|政府|债务|上级|财政|[部厅局]|核定|批准|下达|规定|的)*限额(?:[以之]?内)?(?!\d)"
)
"""“债务余额98.67亿元，未超过核定限额”."""
_NONE = re.compile(
    r"(?:(?<=年)|(?<=年度)|(?<=部门)|(?<=单位)|(?<=中心)|(?<=[局委院办厅校会处])|(?<=，)|(?<=。)|^)(?:均|也|亦|同样|还)?"
    r"(?:无|没有|未安排|未编制|未使用|没有使用|没有安排|没有编制|未发生|没有发生)(?:使用)?(?P<what>[^，。；：、]{0,30}?(?:收入和支出|收支|拨款支出|拨款收入|"
    r"预算支出|预算收入|安排的支出|经费支出|经费预算|预算安排|财政拨款|运行经费|因公出国[^，。；]{0,8}(?:支出|费用?|经费)|"
    r"政府采购(?:预算|支出|资金)?|公务接待费?支出|公务接待费用?|公务用车[^，。；]{0,12}(?:支出|费用?)))(?=[，。；）]|$|，)"
)
_NOTHING = re.compile(
    r"(?:(?<=^)|(?<=[，。；：、]))(?P<what>(?:[^，。；：、（）\d]|（境）|\d{1,2}[.．、](?!\d)|（\d{1,2}）){2,30}?)(?:[今本当]年度?)?(?:预算)?"
    r"(?:(?:未|没有|不)(?:再)?(?:安排|编制|申报|列支|发生)(?:预算|支出|经费|费用|资金)?"
    r"|(?:支出|预算|决算|费用|经费)(?:预算|决算)?数?(?:均)?为零)(?=[，。；）]|$)"
)
"""“因公出国（境）费未安排预算”: what there is none of comes first."""
_SPENT = re.compile(r"(?:费用?|支出|经费|收入|资金|拨款|购置|接待|出国（境）)$")
_NOTES = re.compile(r"^(?:注|备注|说明|附注)[：:]|[此本]附?表(?:为空|无|没有)|(?:此|本|上)表为?空表|空表列示")

_TEMPLATE = re.compile(r"[XＸx×]{2,}")
"""Places left open by a template: what stands beside them is nobody's statement."""


def marks(text: str) -> list[Token]:
    """The wordings of a squeezed paragraph that state something without a number."""
    found = [*_flats(text), *_directions(text), *_nones(text)]
    return sorted(found, key=lambda token: token.start)


def _flats(text: str) -> Iterator[Token]:
    for match in _FLAT.finditer(text):
        yield Token("flat", match.start(), match.end(), word=match[0])


def _directions(text: str) -> Iterator[Token]:
    for match in _DIRECTION.finditer(text):
        yield Token("direction", match.start(), match.end(), word=_ORDER[match["word"]])
    for match in _LIMIT.finditer(text):
        yield Token("direction", match.start(), match.end(), word="less")
    for match in _MOVED.finditer(text):
        word = "greater" if match["word"] in ("增加", "增长") else "less"
        yield Token("direction", match.start(), match.end(), word=word)
    for match in _DRIFT.finditer(text):
        word = "greater" if match["word"] in _RISES else "less"
        yield Token("direction", match.start(), match.end(), word=word)
    for match in _NEW.finditer(text):
        yield Token("direction", match.start(), match.end(), word="greater")


_MOVED = re.compile(
    r"(?:决算|预算|支出)数?(?:较|比)(?P<right>上年度?|去年|(?:年初|全年)?预算)数?(?:有所)?(?P<word>增加|增长|减少|下降)(?=的?(?:主要)?原因)"
)
_RISES = ("上升", "增加", "增长", "提高", "扩大")
_DRIFT = re.compile(
    r"(?:(?<=，)|[比较](?:上年|去年)(?:相比)?)(?:略有|有所|稍有)(?P<word>上升|增加|增长|提高|扩大|下降|减少|降低|压减)(?=[，。；]|$)"
)
"""“由4.30万元到3.85万元，有所上升”, “比上年有所减少”: a direction alone."""
_NEW = re.compile(r"(?:今年|本年|当年)新增(?:的)?(?:支出|项目|科目|预算)")


def _nones(text: str) -> Iterator[Token]:
    if _NOTES.search(text) or _TEMPLATE.search(text):
        return
    for match in _NONE.finditer(text):
        yield Token("none", match.start(), match.end(), word=match["what"])
    for match in _NOTHING.finditer(text):
        what = re.sub(r"^(?:\d{1,2}[.．、]|（\d{1,2}）|其中|20\d\d年度?|本年度?|当年)+", "", match["what"])
        if _SPENT.search(what) and not _NONE.search(text, match.start(), match.end()):
            yield Token("none", match.start(), match.end(), word=what)
