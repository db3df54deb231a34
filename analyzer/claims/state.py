"""What the grammar remembers while it reads: the subject spoken of, open lists, the comparison in force."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from analyzer.amounts import counter
from analyzer.claims.words.lexicon import Direction
from analyzer.claims.words.phrases import Base
from analyzer.model import ClaimKind
from analyzer.text import bare

BOTH_SIDES = re.compile("收支(?!差|结余|相抵|平衡)|收入?[、和及与]支出?|收入支出")
_SIDE = re.compile("^(?:本年)?(?:预算)?(?:总)?(?:收入|支出)(?:预算|决算)?(?:总计|合计|总额)?$")
_ENDS = re.compile("(?:收(?=入)|支(?=出))(?=..?$|.(?:完成|预算|决算|总额|合计|总计)+$)")
_BUDGETED = re.compile("(?<=[收支][入出]预算)总额$|(?<=[收支][入出])(?:完成|实现)$")
_ASIDE = re.compile("（(?:不?含|以|包括)[^（）]*）")
_EXPENSE = re.compile("三公|出国|用车|接待费|会议费|培训费|机关运行")
_PADDING = re.compile("一般公共预算|财政拨款|当年|本年|年度|(?:支出|预算|决算|预算数|总额|合计)$")


@dataclass(frozen=True, slots=True)
class Topic:
    """What a figure is of: the name as printed, a 类/款/项 path, a code."""

    subject: str
    path: tuple[str, ...] = ()
    code: str = ""

    @property
    def key(self) -> str:
        """What two topics of one thing have in common."""
        return "/".join(map(bare, self.path)) or _key(self.subject)


@lru_cache(maxsize=8192)
def _key(subject: str) -> str:
    """Names of one expense vary within a paragraph: “三公”经费 and “三公”经费财政拨款支出 are the same."""
    name = _BUDGETED.sub("", bare(_ASIDE.sub("", subject)).removeprefix("本年"))
    if _EXPENSE.search(name):
        name = _PADDING.sub("", name)
        return re.sub("(?:费用|经费)$", "费", name)
    return name


@dataclass(slots=True, kw_only=True, eq=False)
class Draft:
    """A claim in the making; see `analyzer.model.Claim` for most fields.

    ``leads``: its verb also governs the figures listed after it. ``compared``: it is the level compared with.
    ``elliptic``: its noun is left out (“正在整改的0个”, “其中本年安排264.80万元”).
    ``bracketed``: it stands in brackets that have closed.
    ``joined`` is the stop or the conjunction before it, ``spoken`` the comparison as worded.
    """

    id: str
    kind: ClaimKind
    topic: Topic
    year: int | None
    stage: str
    value: Decimal | None = None
    decimals: int = 0
    unit: str = ""
    direction: Direction = ""
    base: Base | None = None
    of: str = ""
    current: str = ""
    base_level: str = ""
    change: str = ""
    whole: str = ""
    partial: bool = False
    reason: str = ""
    purpose: str = ""
    paragraph: int = 0
    section: str = ""
    start: int = 0
    end: int = 0
    text: str = ""
    page: int | None = None
    line: int | None = None
    leads: bool = False
    compared: bool = False
    elliptic: bool = False
    bracketed: bool = False
    none: bool = False
    joined: str = ""
    spoken: str = ""

    @property
    def one_of_two(self) -> bool:
        """Whether it is counted beside another, so that a list behind both is not of it alone (“4个股室及1个下属
        单位，其中：列入预算编制范围的单位共2个”)."""
        return self.kind == "count" and bool(_WITH.search(self.text))

    def as_base(self) -> Base:
        """This level as what the next figures are compared with."""
        return Base(self.year, self.stage, self.spoken)


@dataclass(slots=True)
class OpenList:
    """A list of parts that is being read: its head, its members so far and whether it promises to be complete."""

    topic: Topic | None
    level: Draft | None
    changes: list[Draft]
    partial: bool
    colon: bool = False
    beside: tuple[Draft, ...] = ()
    members: list[Draft] = field(default_factory=list)

    def admit(self, draft: Draft) -> None:
        """Link ``draft`` to the head where both are of one kind and unit."""
        heads = self.changes if draft.kind == "change" else self._heads()
        head = next((head for head in heads if head is not draft and _alike(head, draft)), None)
        if head is None and self.level is not None and not self.members and self._unnamed(draft):
            head, draft.elliptic = self.level, True
        if head is None or (draft.compared and not head.compared) or _FULL_MARKS.search(draft.text):
            return  # what a part is compared with (比年初预算50030万元减少…) is no part, nor are full marks
        draft.whole, draft.partial = head.id, self.partial
        self.members.append(draft)

    def _unnamed(self, draft: Draft) -> bool:
        """Whether a part has no name but the head's: “基金支出302.20万元，其中本年安排264.80万元、上年结转…”."""
        head = self.level
        if head is None or head.value is None or draft.value is None or draft is head or draft.compared:
            return False
        alike = (head.kind, head.unit, head.topic.key) == (draft.kind, draft.unit, draft.topic.key)
        return alike and (head.year, head.stage) == (draft.year, draft.stage) and draft.value < head.value

    def _heads(self) -> list[Draft]:
        """What parts may be parts of, the nearest first where both are counts (编制38人，实有51人，其中：在职35人)."""
        heads = [head for head in (self.level, *self.beside) if head and not head.one_of_two]
        counts = all(head.kind == "count" for head in heads)
        return sorted(heads, key=lambda head: (-head.paragraph, -head.start)) if counts else heads

    def completed_by(self, draft: Draft) -> bool:
        """Whether ``draft`` is the part that was still missing to make up the head exactly."""
        head = self._head_of_members() or self.level
        if head is None or self.partial or draft.unit != head.unit or not _alike(head, draft):
            return False
        values = [part.value for part in (*self.members, draft) if part.value is not None]
        return len(values) == len(self.members) + 1 and sum(values) == head.value

    def _head_of_members(self) -> Draft | None:
        """The head that all members are part of (“车辆4辆，价值162.33万元，其中：…0辆、…2辆”: the vehicles)."""
        wholes = {member.whole for member in self.members}
        return next((head for head in self._heads() if wholes == {head.id}), None)

    def names(self, draft: Draft) -> bool:
        """Whether ``draft`` is told for a part by its name, as all parts before are: by the head's own (“购置及运行费：
        购置费…，运行费…”), or as one more use of vehicles (“其他用车2辆，主要是新闻采访用车；特种专业技术用车2辆”)."""
        head = self._head_of_members() or self.level
        if head is None or not _alike(head, draft) or not self.members:
            return False
        subjects = [member.topic.subject for member in (*self.members, draft)]
        kinds = [_kind(subject) for subject in subjects]
        used = head.kind == "count" and all(_USE.search(subject) for subject in subjects)
        apart = len({*kinds}) == len(kinds)
        return apart and (used or all(len(kind) > 1 and kind in head.topic.subject for kind in kinds))

    @property
    def complete(self) -> bool:
        """Whether the levels named so far make up the head, within the digits printed."""
        head, levels = self.level, [part.value for part in self.members if part.kind == "level"]
        if head is None or head.value is None or not levels or None in levels:
            return False
        missing = head.value - sum(value for value in levels if value is not None)
        return abs(missing) <= len(levels) * Decimal(1).scaleb(-head.decimals)

    @property
    def ended(self) -> bool:
        """Whether a semicolon ends a list by commas: of counts (编制20人，聘用8人；退休30人), or of parts that make up
        the head (“基本支出12万元，其中人员经费9万元，公用经费3万元；项目支出…”)."""
        parts = [member for member in self.members if member.kind in ("level", "count")]
        by_commas = self.several and bool(parts) and parts[-1].joined in ("、", "，", "和", "及")
        return by_commas and (self.members[-1].kind == "count" or self.complete)

    def ended_by(self, draft: Draft) -> bool:
        """Whether ``draft`` is what stands beside the head (基本支出…，其中人员经费…；项目支出…), so no part of it."""
        if self.level is None or draft.kind != "level":
            return False
        one, other = (_HALF.search(d.topic.subject) for d in (self.level, draft))
        return one is not None and other is not None and one[0] != other[0]

    @property
    def several(self) -> bool:
        """Whether more than one part has been named."""
        return any(member.topic.key != self.members[0].topic.key for member in self.members)

    def leave_open(self) -> None:
        """The list ended with 等: its parts need not add up."""
        self.partial = True
        for member in self.members:
            member.partial = True


def _kind(subject: str) -> str:
    """What tells the parts of one expense apart: 购置 of 公务用车购置费, 运行 of 车辆运行维护费."""
    return _COSTS.sub("", _VEHICLES.sub("", bare(subject)))


_WITH = re.compile(r"[及和与]\d")
_USE = re.compile("(?<!公务)用车$")
_HALF = re.compile("(?:基本|项目)支出$")
_FULL_MARKS = re.compile(r"(?:满分|分值|权重)(?:为|是)?[\d.]+分$")
_KIND_OF_DEBT = re.compile("(?:一般|专项)债务$")
_VEHICLES = re.compile(r"^(?:公务)?(?:用车|公车|车辆)")
_COSTS = re.compile(r"(?:维护)?(?:经费|费用|费|支出)*$")


def _alike(head: Draft, part: Draft) -> bool:
    if BOTH_SIDES.search(head.topic.subject) and _SIDE.match(part.topic.subject):
        return False  # income and expenditure are two sides of one sum, not its parts
    if "新增" in head.topic.subject and "再融资" in part.topic.subject:
        return False  # bonds that refinance older ones are none of the new ones
    if _of_limits(head.topic.subject, part.topic.subject):
        return False
    if head.kind == "level" and (_sides(head.topic.subject), _sides(part.topic.subject)) == ({"收"}, {"支"}):
        return False  # expenditure is no part of income
    same = head.kind == part.kind and family(head.unit) == family(part.unit)
    if head.kind == "change" and head.base is not None and part.base is not None:
        same = same and (head.base.year, head.base.stage) == (part.base.year, part.base.stage)
    period = (head.year, head.stage) == (part.year, part.stage) or head.unit == "分"  # “预算编制10分” is of no budget
    return same and period and head.topic.key != part.topic.key


def _of_limits(head: str, part: str) -> bool:
    """Whether one is what may be owed and the other what is, no part of each other; kinds and districts are parts
    of either (“限额5.73亿元，其中一般债务4.68亿元”)."""
    limits = ["限额" in name for name in (head, part)]
    owed = limits[1] or (re.search("余额|债券|发行|转贷|还本|债务$", part) and not _KIND_OF_DEBT.search(part))
    return limits[0] != limits[1] and bool(owed)


def _sides(subject: str) -> set[str]:
    """The side of the budget that a name ends in, where it names one."""
    return {found[0]} if (found := _ENDS.search(bare(_ASIDE.sub("", subject)))) else set()


def family(unit: str) -> str:
    """Units that can be added: all money is one family, and so are areas."""
    if unit.endswith("元") or unit in ("万", "亿", "萬", "億"):
        return "money"
    return "area" if unit.endswith(("平方米", "㎡", "亩", "公顷")) else counter(unit)


_SPENT = re.compile(r"(?:本年|当年|全年|年度)?总?支出(?:完成|执行)?(?:数|额)?(?:为|是|约)?\d")
_LEFT = re.compile(
    r"(?:本年|当年|年度|年末|期末|当期|累计|收支)(?:累计|收支|滚存)*(?:结余|滚存|结存)(?:结余)?(?:为|是|约)?\d|滚存结余(?:为|是|约)?\d"
)


@dataclass(slots=True)
class Scope:
    """A level of brackets: outside them everything is as it was before."""

    focus: Topic | None = None
    money: Topic | None = None
    lists: list[OpenList] = field(default_factory=list)
    comparison: Base | None = None
    prefix: str = ""
    pending: Draft | None = None
    completing: bool = False
    carried: int = 0
    opened_at: int = 0
    suspended: OpenList | None = None

    @property
    def told(self) -> list[str]:
        """The names of the parts that have been told of the outermost list that is open."""
        return next(([member.topic.subject for member in lst.members] for lst in self.lists if lst.members), [])

    def nested(self, opened_at: int) -> Scope:
        """A scope within this one, opened after so many statements of its sentence: it may add lists of its own."""
        return Scope(self.focus, self.money, [*self.lists], self.comparison, opened_at=opened_at)

    def close_side(self, text: str) -> None:
        """“收入29亿元，其中缴费10亿元、补贴17亿元；支出28亿元；本年结余…”: the other side ends the list of the first,
        and what is left ends either."""
        head = self.lists[-1].topic if self.lists else None
        named = head.subject if head is not None else ""
        other_side = _SPENT.match(text) and "收入" in named and "支出" not in named
        if other_side or (_LEFT.match(text) and re.search("收入|支出", named)):
            self.focus = self.lists.pop().topic

    def back_to_head(self) -> None:
        """“总额28.30万元：货物…、服务…；其中…”: what comes after the list is again a part of its head."""
        if len(self.lists) > self.carried and self.lists[-1].several:
            self.focus = self.lists.pop().topic
