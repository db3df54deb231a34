"""The words before a figure, taken apart: list opener, comparison, verb, and what is left over, the subject.

“其中：公务用车运行费比2023年预算减少” → opener 其中, base (2023, budget), direction less, subject 公务用车运行费.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from analyzer.claims.words import lexicon as wording
from analyzer.claims.words.lexicon import Direction
from analyzer.claims.words.naming import CONJUNCTION, ENUMERATOR, clean, clean_whole, either, plain_subject
from analyzer.claims.words.wholes import PLAN
from analyzer.model import Stage

_VERB = rf"{either(wording.GREATER)}|{either(wording.LESS)}"
_LONG_VERB = "|".join(word for word in _VERB.split("|") if len(word) > 1)
_VERB_TAIL = re.compile(
    rf"(?<![稳促保助可])(?P<verb>{_VERB})(?:（(?P<other>{_VERB})）|/(?P<slash>{_VERB}))?(?:了|额度?|数|金额|幅度?|比例|率|的)*"
    r"(?:为|是|达到?|约|共计?|合计)*$"
)
_BRIEF_TAIL = re.compile(r"(?P<verb>[多少高低升])(?:了|出)?(?:为|约)?$")
_VERB_HEAD = re.compile(rf"^(?:相应|同比|预计|拟|共|又|将)?(?P<verb>{_LONG_VERB})(?:了|的)?(?P<rest>.+)$")
_CHANGE_UNIT = re.compile(rf"(?:{_VERB}|[多少])了?[\d,.]+(?P<unit>亿元|万元|千元|元)")
_SIDE = re.compile("支出(?:决算|执行)?(?:数|总额|总数)?")
_GAP = re.compile(
    r"(?<!弥补收支)(?:两年|增减|上下年|与上年|年度)?(?:差值|差额|差异|变动额|增减额|变化额|变动数)(?:为|是|达)?$"
)
RATE_NOUN = re.compile(
    r"(?P<noun>增幅|升幅|涨幅|增长率|增长幅度|增长比例|降幅|压减率|压减幅度|下降率|下降幅度|减幅|(?:降低|减少|增加|上升|提高)幅度|变动率|变动幅度|增减率|变化率|增减幅度|(?:预决算)?差异率)(?:约)?(?:为|是|达到?)?$"
)

_COMPARISON = re.compile(
    rf"(?:(?<![占同环对相可])比(?![例重率较])|(?<![比相])较(?!好|大|多|少|高|低|快|强|为)|相较于?|对比|相对于?|相比于?"
    rf"|(?<!连)[与同和跟](?={wording.YEAR_STARTS}))"
    rf"(?P<base>[^，。；]{{0,28}}?)(?P<end>相比较?|比较|对比|相较|来说|比(?=[多少高低])|(?={_VERB}|{either(wording.FLAT)}|[多少高低]了?\d|[多少]了?$)|(?=差)|$)"
)
_SAME_PERIOD = re.compile(r"同比|与上年同期(?:相比)?")
_BASE_WORD = re.compile(wording.BASE_WORDS)

_SHARE = re.compile(
    r"(?:占(?!用|比)到?|相当于)(?P<of>[^，。；]*?)(?:的)?(?:比例|比重|比率|百分比)?(?:约)?(?:为|是|达到?|约)?$"
)
_SHARE_NOUN = re.compile(
    r"(?:占比|(?<=的)比例|(?<=的)比重|所占(?:比例|比重|份额)|比重|占比例|^[，、]?比例)"
    r"(?:分别|依次)?(?:约)?(?:为|是|达到?)?$"
)
_COMPLETION = re.compile(
    r"(?:完成|达到?|为|(?<=，)是)(?:了)?(?P<of>[^，。；]*(?:预算|计划|批复|预期|目标|任务|调整数|年初数)[^，。；]*?)(?:的)?(?:比例)?(?:为)?$"
)
_DONE = re.compile(r"(?:(?:执行|完成|支出)(?:率|比率|比例|进度)|预算完成)(?:约)?(?:为|是|达到?|约)?$")

_YEAR = re.compile(r"((?:19|20)\d\d)年度?(?!.{0,2}(?:结转|以来|以前|之前|出台|新购|购置的))")
_ADDED = re.compile(r"^加上?[\u4e00-\u9fff]{2,16}?后(?:的)?(?=全年|预算|调整)")
"""“加上年初结转及年中追加后全年预算”: what made the plan grow."""
_LAST_YEAR = re.compile(r"(?<!加)上年度?(?!结转|结余|度结转|末)|去年|上一年度?(?!结转)")
_AS_OF = re.compile(
    r"(?:截至|截止|截止到|截至到)?((?:19|20)\d\d)年(?:\d{1,2}月\d{1,2}日|底|末|年末|期末|年底|12月底)"
    r"|(?:截至|截止)到?((?:19|20)\d\d)年(?:\d{1,2}月)?|上年末|上年底|上年期末"
)
_THIS_YEAR = re.compile(r"本年|今年")
_NAME = r"(?:[^（）“”。，；：]|“[^“”]{1,8}”(?!（))+"
_PATH = re.compile(
    rf"(?P<path>{_NAME}（类）(?:[-、/]?{_NAME}（款）)?(?:[-、/]?(?:[^“”。，；：]|“[^“”]{{1,8}}”(?!（))+?（项）)?)"
)
"""Names may hold words in quotation marks (“两房”建设); a name quoted as a whole ends before them."""
LONG: Final = 400
"""What is said of a figure stands within as many characters: a text of 80 KB is not searched from each place."""
_PATH_PART = re.compile(r"[-、/]?(.+?)（[类款项]）")
_CODE = re.compile(r"（([235]\d{2}(?:\d{2}){0,2})）|^([235]\d{2}(?:\d{2}){0,2})(?=\D)")
_OPENER = re.compile(
    rf"^(?P<word>{wording.DETAILED}|{either(wording.OPENERS)}|{wording.DIVIDED}|分别(?:为|有)(?=[^，；。：]{{2,}}))(?:[：:，])?"
)
"""“车辆7辆，分别为机要通信用车1辆、…” opens a list; “分别为100万元、90万元” shares figures out."""


@dataclass(frozen=True, slots=True)
class Base:
    """What a figure is compared with. ``year`` is None where only 预算 or 年初预算 is named, ``stage`` may be empty."""

    year: int | None
    stage: Stage | str
    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words before a figure. ``subject`` is empty where it is carried over; ``verb`` where none states a change.

    ``side`` is 支出 or 本年支出 where that word alone is named: the other side of an income just spoken of, or a part
    of a total under 其中, else no subject.
    ``each`` tells how several subjects share what follows: 分别 (one each) or 均 (the same for all).
    """

    subject: str = ""
    opener: str = ""
    base: Base | None = None
    verb: Direction = ""
    changes: bool = False
    leads: bool = False
    gap: bool = False
    share_of: str | None = None
    completion_of: str | None = None
    rate: bool = False
    each: str = ""
    side: str = ""
    of_plan: bool = False
    """Whether the verb compares with a plan by its meaning: 短收, 超收."""
    ratio: str = ""
    """share or completion, where a noun of its own names the percentage (整改率, 群众满意度)."""


def comparison(text: str, year: int | None) -> tuple[Base, int, int] | None:
    """The comparison in ``text`` and where it stands; ``year`` is the document's own."""
    for match in _COMPARISON.finditer(text):
        base = match["base"]
        if _BASE_WORD.search(base):
            return Base(base_year(base, year), stage_of(base), base), match.start(), match.end()
    same = _SAME_PERIOD.search(text)
    if same:
        return Base(None if year is None else year - 1, "", same[0]), same.start(), same.end()
    return None


def base_year(text: str, year: int | None) -> int | None:
    """The year a base phrase names; None where it names only a stage (“比年初预算”)."""
    explicit = re.search(r"((?:19|20)\d\d)年?", text)
    if explicit:
        return int(explicit[1])
    if year is None:
        return None
    if re.search(r"前年", text):
        return year - 2
    return year - 1 if re.search(r"上年|去年|上一年|上期|同期", text) else None


_OPENING = re.compile(r"(?:(?:20\d\d年|本年|当年|今年|上年)?[年期]初|上年[末底]|去年底)(?:数|余额)?")


def opening(text: str) -> bool:
    """Whether a base is the balance at the beginning of the year (“比年初减少16.06万元”)."""
    return bool(_OPENING.fullmatch(text.strip("的数，")))


def stage_of(text: str) -> Stage | str:
    """The stage the words name, empty where they name none."""
    if "年初部门预算" in text:  # “年初部门预算安排支出”: the plan of the year's beginning, and no name of a fund
        return "initial_budget"
    bare = wording.FUND_NAMES.sub("", text)
    for pattern, stage in wording.STAGES:
        if re.search(pattern, bare):
            return stage
    return ""


def year_of(text: str, year: int | None) -> int | None:
    """The year a level clause speaks of: as printed, or 上年 as the year before; None where it says nothing."""
    explicit = _YEAR.search(text)
    if explicit:
        return int(explicit[1])
    if year is not None and _THIS_YEAR.search(text):
        return year
    if year is not None and _LAST_YEAR.search(text):
        return year - 1
    return None


def as_of(text: str, year: int | None) -> int | None:
    """The year of a date of record (“截至2023年8月31日”, “上年末”)."""
    match = _AS_OF.search(text)
    if not match:
        return None
    named = match[1] or match[2]
    if named:
        return int(named)
    return None if year is None else year - 1


def path_of(text: str) -> tuple[str, ...]:
    """The names of a 类/款/项 path, empty where there is none."""
    at = text.find("（类）")
    match = None if at < 0 else _PATH.search(text, max(0, at - LONG))
    if not match:
        return ()
    return tuple(_unquoted(part.strip("-、/ ")) for part in _PATH_PART.findall(plain_subject(match["path"])))


def _unquoted(name: str) -> str:
    """A name without the marks it is quoted in; those of a word inside it stay (“两房”建设)."""
    bare = name.strip("“”\"' ")
    return name if "”" in bare or "“" in bare else bare


def code_of(text: str) -> str:
    """A classification code printed in brackets or before the name."""
    match = _CODE.search(text)
    return (match[1] or match[2]) if match else ""


def direction_of(word: str) -> Direction:
    """The direction of a verb of change."""
    if word in wording.BRIEF:
        return "greater" if wording.BRIEF[word] == "greater" else "less"
    return "greater" if word in wording.GREATER else "less" if word in wording.LESS else ""


def phrase(text: str, *, year: int | None, percent: bool, after_base: bool = False, listed: bool = False) -> Phrase:
    """Take apart the words before a figure.

    ``after_base``: the figure before this one was the level compared with. ``listed``: more figures follow at once, so
    that 各 is 分别 (“收、支总计各减少35.72、41.94万元”).
    """
    text = _ADDED.sub("", text)
    rest, opener = opened(_EACH.sub("分别", text) if listed else text)
    each = (
        "分别"
        if "分别" in rest or "依次" in rest
        else "均"
        if re.search(r"(?<![年平])均(?!衡|等)|都(?=为|是|与|较|比)", rest)
        else ""
    )
    rest = rest.replace("分别", "").replace("依次", "") if each == "分别" else rest
    if percent:
        special = _percentage(rest, year, opener, each)
        if special:
            return special
    found = comparison(rest, year)
    base = found[0] if found else None
    before, after = (rest[: found[1]], rest[found[2] :]) if found else ("", rest)
    verb, subject, leads, gap = _verb(after, bool(found) or after_base)
    own_side = side(subject or before)
    subject = clean(subject) or clean(before)
    changes = bool(verb) or gap
    return Phrase(
        subject, opener, base, verb, changes, leads, gap, each=each, side=own_side, rate=changes and percent,
        of_plan=bool(_OF_A_PLAN.search(after)),
    )  # fmt: skip


_EACH = re.compile(rf"各自?(?=(?:是|为|占比?|{_VERB})[了为]?$)")
_LISTED = re.compile(r"[，、]-?\d[\d.]*(?:亿元|万元|千元|元|%)")


def listed(text: str, place: int) -> bool:
    """Whether a figure that ends at ``place`` is followed at once by another one of a list."""
    return bool(_LISTED.match(text, place))


_OF_A_PLAN = re.compile(r"(?:短收|超收)(?:了)?(?:约)?$")


def side(text: str) -> str:
    """“支出”, “支出决算”, where nothing else is named."""
    plain = wording.COPULAS.sub("", plain_subject(text))
    return plain if _SIDE.fullmatch(plain.removeprefix("本年")) else ""


def _percentage(rest: str, year: int | None, opener: str, each: str) -> Phrase | None:
    done = _DONE.search(rest)
    if done:
        return Phrase(clean(rest[: done.start()]), opener, completion_of="预算", each=each)
    share = _SHARE.search(rest) if not _COMPLETION.match(rest) else None
    if share and PLAN.fullmatch(share["of"]):  # “占调整预算105.47%”
        return Phrase(clean(rest[: share.start()]), opener, completion_of=share["of"], each=each)
    noun = _SHARE_NOUN.search(rest)
    if share:
        return Phrase(clean(rest[: share.start()]), opener, share_of=clean_whole(share["of"]), each=each)
    if noun:
        return Phrase(clean(rest[: noun.start()]), opener, share_of="", each=each)
    completion = _COMPLETION.search(rest)
    if completion and not comparison(rest, year):
        own = rest[: completion.start()]
        return Phrase(clean(own), opener, completion_of=completion["of"], each=each, side=side(own))
    rate = RATE_NOUN.search(rest)
    if rate:
        verb: Direction = "less" if re.search("降|减", rate["noun"]) else "greater"
        if re.search("变|增减|差异", rate["noun"]):
            verb = ""
        return Phrase(clean(rest[: rate.start()]), opener, verb=verb, changes=True, rate=True, each=each)
    ratio = wording.RATIO.search(rest)
    if ratio and not wording.RATE_SET.search(ratio["noun"]) and not _VERB_TAIL.search(rest):
        kind = "completion" if wording.RATE_DONE.search(ratio["noun"]) else "share"
        if kind == "share" and rest.endswith(("达到", "达")):
            return None  # “群众满意度达到95%” is what is aimed at
        return Phrase(clean(rest[: ratio.end("noun")]), opener, ratio=kind, each=each)
    return None


def unit_of_change(text: str) -> str:
    """The unit of a change that follows at once (“较上年2.08|减少0.03万元”), empty where none does."""
    match = _CHANGE_UNIT.match(text)
    return match["unit"] if match else ""


def opened(text: str) -> tuple[str, str]:
    """A text without the numbering, conjunctions and openers before it, and the last opener."""
    rest, opener = text, ""
    while True:
        rest = ENUMERATOR.sub("", rest)
        match = CONJUNCTION.match(rest) or _OPENER.match(rest)
        if not match or (match.end() == len(rest) and match[0] in wording.CONJUNCTIONS):
            return rest, opener
        if "word" in match.groupdict():
            opener = opener or match["word"]
        rest = rest[match.end() :].lstrip("：，")
        if not rest:
            return rest, opener


_NEW_DEBT = re.compile(r"(?:地方|政府|一般|专项|再融资)*(?:债券|债务|国债|限额)|建设用地|耕地|项目$")
"""“新增专项债券” is a kind of bond, “新增项目” a kind of project, no change."""


def _verb(text: str, compared: bool) -> tuple[Direction, str, bool, bool]:
    """(direction, subject, whether the verb leads, whether the words are a plain difference)."""
    gap = _GAP.search(text)
    if gap:
        return "", text[: gap.start()], False, True
    tail = _VERB_TAIL.search(text)
    if tail:
        return direction_of(tail["verb"]), text[: tail.start()], False, False
    brief = _BRIEF_TAIL.search(text) if compared else None
    if brief:
        return direction_of(brief["verb"]), text[: brief.start()], False, False
    head = _VERB_HEAD.match(text)
    if head and not (head["verb"] == "新增" and not compared and _NEW_DEBT.match(head["rest"])):
        return direction_of(head["verb"]), head["rest"], True, False
    return "", text, False, False
