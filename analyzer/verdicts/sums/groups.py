"""Which of the figures that stand behind a whole are the parts of one list, and whether the words say that these are
all."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal

from analyzer.amounts import FEN, KNOWN_AGAIN, counter, parse_chinese, significant
from analyzer.binding.subjects import clean
from analyzer.claims.words.lexicon import KINDS, PLACES
from analyzer.model import Claim, Relation
from analyzer.relations.system import judge
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.sums.addends import CARRIED, aside_of
from analyzer.verdicts.sums.divisions import apart, divides_wholly, numbered, taxes_and_others
from analyzer.verdicts.within.derivations import EACH
from analyzer.verdicts.within.retellings import is_misprint_of


def sum_relation(whole: Claim, group: Sequence[Claim], sense: Literal["=", ">="]) -> Relation:
    """A whole that equals its parts, or of an open list is no less."""
    terms = ((1, whole.id), *((-1, c.id) for c in group))
    return Relation(check="text-list", rule="list", terms=terms, sense=sense, document=whole.document)


def one_list(docket: Docket, whole: Claim, group: list[Claim]) -> list[Claim]:
    """The parts that make one list: not those of a later paragraph that name the same parts once more, or that follow
    a list already complete; and no list at all where each part is the whole again (收入总计、支出总计)."""
    amounts = docket.figures.amounts
    if len({found[0] for c in group if (found := _SIDE_OF_ALL.search(clean(c.subject)))}) > 1:
        return []  # “收入总计512.68万元，支出总计512.68万元。其中本年收入合计…；本年支出合计…”
    group = [c for c in _of_one_stage(whole, group) if not _of_the_other_end(whole, c)]
    plain = [c for c in group if not aside_of(docket, c)]
    if len(plain) > 1:  # “预算919万元（其中一般公共预算841万元），其中：接待费288万元，运行维护费631万元”: two lists
        group = plain
    group = _up_to_semicolon(docket, whole, _up_to_composed(docket, group))
    if any("中小企业" in c.subject for c in group):  # 小微企业 are among them
        group = [c for c in group if not _SMALL.search(c.subject)]
    here = [c for c in group if c.paragraph == whole.paragraph]
    said = {clean(c.subject) for c in here}
    later = [c for c in group if c.paragraph != whole.paragraph]
    # “一般债券…，专项债券…。”, then lines of another kind
    wholly = len(here) > 1 and ((apart(here) and divides_wholly(here)) or taxes_and_others(whole, here))
    if here and (any(clean(c.subject) in said for c in later) or (wholly and not divides_wholly(group))):
        group = here
    if len(here) > 1 and amounts[whole.id].fen == sum(amounts[c.id].fen for c in here):
        group = here
    if len(group) > 1 and amounts[group[0].id].fen == amounts[whole.id].fen != 0 and not apart(group):
        return (
            group[:1] if any(amounts[c.id].fen for c in group[1:]) else group
        )  # the one part; what follows divides it
    group = _complete(docket, whole, group)
    of_a_kind = [c for c in group if not _CROSSWISE.search(c.subject) and not _went(c)]
    group = of_a_kind or group
    if len(group) > 1 and all(amounts[c.id].fen == amounts[whole.id].fen != 0 for c in group):
        return []
    return group


def _of_the_other_end(whole: Claim, part: Claim) -> bool:
    """Whether a balance is no part of a total: what is left at the end of the year is none of what came in."""
    total = _ALL_OF_A_SIDE.search(clean(whole.subject))
    words = _BALANCE.search(part.source.text)
    return total is not None and words is not None and (total[1] == "收入") == bool(words["end"])


_ALL_OF_A_SIDE: Final = re.compile("(收入|支出)总计$")
_BALANCE: Final = re.compile(
    r"(?P<end>(?:年末|期末)[^，。；\d]{0,12}结[转余]|结转下年)|(?:年初|上年)[^，。；\d]{0,12}结[转余]"
)
_SMALL: Final = re.compile("(?<!中)小微企业|小型微型")
_SIDE_OF_ALL: Final = re.compile("(?<=本年)(?:收入|支出)")


def _up_to_composed(docket: Docket, group: list[Claim]) -> list[Claim]:
    """“由A5180.00万元和B56.71万元组成，收支相抵，当年结余249.35万元”: the parts before the word that closes a list."""
    for place, (part, after) in enumerate(itertools.pairwise(group), start=1):
        here = part.paragraph == after.paragraph
        if here and _COMPOSED.match(docket.text(part), part.end):
            return group[:place]
    return group


_COMPOSED = re.compile(r"(?:组成|构成)[，。；]")


def _up_to_semicolon(docket: Docket, whole: Claim, group: list[Claim]) -> list[Claim]:
    """“教职工160人，其中专任教师148人、管理人员12人；退休教师93人”: a run of “、” ends where the semicolon begins
    something else, unless what follows is needed to make up the whole."""
    for place, (part, after) in enumerate(itertools.pairwise(group), start=1):
        between = docket.text(part)[part.end : after.start] if part.paragraph == after.paragraph else ""
        if not between.startswith("、"):
            ended = place > 1 and between.startswith(("；", ";"))
            return group[:place] if ended and not _makes_up(docket, whole, group) else group
    return group


def _of_one_stage(whole: Claim, group: Sequence[Claim]) -> Iterator[Claim]:
    """“其中县本级收入预算为60850万元，调整为59022万元”: of one part told in two stages the one that is the whole's."""
    moved = "调整" in whole.source.text
    for place, part in enumerate(group):
        before, after = group[place - 1 : place], group[place + 1 : place + 2]
        again = any("调整为" in part.source.text and clean(c.subject) == clean(part.subject) for c in before)
        left = any("调整为" in c.source.text and clean(c.subject) == clean(part.subject) for c in after)
        if not (again and not moved) and not (left and moved):
            yield part


def _complete(docket: Docket, whole: Claim, group: list[Claim]) -> list[Claim]:
    """The parts up to where they make up the whole, if later ones name the same parts again or begin anew."""
    said: set[str] = set()
    for place, claim in enumerate(group):
        name = clean(claim.subject)
        if name in said and place > 1:
            holds = judge([sum_relation(whole, group[:place], "=")], docket.figures.amounts)[0].kind != "fails"
            return group[:place] if holds else []
        said.add(name)
    if numbered(group):
        return group
    left_over = len(group) > 2 and _KEPT.search(group[-1].subject) and "总计" not in whole.subject
    if left_over and _makes_up(docket, whole, group[:-1]):
        return group[:-1]  # “支出合计16179.40万元，其中：基本支出…；项目支出…；年末结转和结余166.36万元”
    ends = (place for place in range(2, len(group)) if _begins_anew(docket, group[place - 1], group[place], place))
    full = (group[:place] for place in ends if _makes_up(docket, whole, group[:place]))
    return next(full, group)


def _begins_anew(docket: Docket, part: Claim, after: Claim, place: int) -> bool:
    """Whether what follows ``part`` may be another list or no part: after a full stop, or behind several counts."""
    here = part.paragraph == after.paragraph
    between = docket.text(part)[part.end : after.start]
    stops = not here or bool(_ANEW.search(between))
    return stops or (part.kind == "count" and place >= _COUNTS and not between.startswith("、"))


_KEPT: Final = re.compile("(?:年末|期末).{0,3}结[转余]|结转下年")
_BY: Final = rf"(?:分级次(?:来?看)?|按{PLACES}|按[^，。；：]{{2,10}}(?:划分|分类?))"
"""“分级次看”, “按地区”, “按用途划分”: words that divide a sum wholly; “分税种看” may name the chief taxes alone."""
_ANEW: Final = re.compile(rf"。|其中|{_BY}[，：:,]")
_COUNTS: Final = 3
"""Counts that must make up their whole exactly before the rest is taken for something else (…；退休28人)."""


def _makes_up(docket: Docket, whole: Claim, parts: Sequence[Claim]) -> bool:
    amounts = docket.figures.amounts
    return amounts[whole.id].fen == sum(amounts[c.id].fen for c in parts) != 0


def same_kind(whole: Claim, part: Claim) -> bool:
    """Whether a figure can be a part of the whole at all: of its kind, unit, year and stage, or carried over to it."""
    money = (whole.unit in FEN) == (part.unit in FEN)
    alike = money and (whole.unit in FEN or counter(whole.unit) == counter(part.unit))
    if EACH.search(part.source.text) or (EACH.search(whole.source.text) and whole.unit in FEN):
        return False
    period = (part.year, part.stage) == (whole.year, whole.stage) or bool(CARRIED.search(part.subject))
    period = period or whole.unit == "分"
    return alike and whole.kind == part.kind and period


def counted_as_all(docket: Docket, whole: Claim, group: Sequence[Claim]) -> bool:
    """Whether the words before a list say of how many parts the whole is made, and so many there are (由三部分组成;
    “安排项目5个，项目支出合计583.17万元，具体为：” above five of them)."""
    before = [c for c in docket.beside(whole) if c.kind == "count" and c.end <= whole.start]
    if len(group) > 2 and before and "项目" in before[-1].subject and before[-1].value == len(group):
        return numbered(group)
    said = _MADE_OF.search(docket.text(group[0])[: group[0].start][-2 * _CLOSE :])
    return said is not None and parse_chinese(said[1] or said[2]) == len(group)


_MADE_OF: Final = re.compile(
    r"(?:由(?:以下|下列)?([两三四五六七八九])个?(?:大?部分|方面|大?类|项)[^，。；：\d]{0,6}(?:组成|构成)|分[为成]?([两三四五六七八九])个?(?:大?部分|方面|大?类|项))"
    r"[：:，][^，。；：]*$"
)


def said_to_be_all(docket: Docket, group: Sequence[Claim]) -> bool:
    """Whether the words divide the whole (按用途划分，…; 项目支出包括：…) or number its parts (1.… 2.…), each in
    a line of its own."""
    words = docket.text(group[0])[: group[0].start]
    return numbered(group) or bool(_DIVIDES.search(words[-_CLOSE:]))


_DIVIDES: Final = re.compile(
    rf"{_BY}[，：:,]?(?:[^，。；]{{0,8}}|[^，。；：]{{0,20}})$"
    r"|[收支][入出]总计包括[：:]?[^，。；：]{0,8}$"
    r"|由[^，。；：]{0,6}(?:构成|组成)[：:，,](?:[（(]\d+[)）])?[^，。；：]{0,12}$"
)
_CLOSE: Final = 30


_CROSSWISE = re.compile(r"面向|中小企业|小微企业|微型企业|^单[价台]\S*以上")
"""What is bought from small firms is goods, works and services too, what is dear is of some kind: another division of
the same whole."""
_WENT = re.compile(r"^(?:年内|当年|本年度?|全年)?(?:报废|处置|淘汰|调[出入]|划[出入转])")
"""Things that came or went in the year: no kind of those that are there."""


def _went(count: Claim) -> bool:
    return count.kind == "count" and bool(_WENT.search(count.subject))


def without_siblings(docket: Docket, whole: Claim, group: Sequence[Claim]) -> Sequence[Claim]:
    """The parts without those that complete the list which the whole itself is a part of (“项目支出36.10万元，其中：
    运行费18.60万元，含维修费14.22万元，设备费17.50万元”)."""
    amounts, claims = docket.figures.amounts, docket.figures.claims
    outer = claims.get(whole.whole)
    if outer is None or outer.id not in amounts:
        return group
    beside = sum(amounts[c.id].fen for c in docket.beside(whole) if c.whole == outer.id and c.id in amounts)
    for cut in range(1, len(group)):
        if beside + sum(amounts[c.id].fen for c in group[cut:]) == amounts[outer.id].fen:
            return group[:cut]
    return group


def with_the_other_kind(docket: Docket, whole: Claim, group: list[Claim]) -> list[Claim]:
    """A lone part and the one other kind that there is of it, told behind what the first is spent on (“债务余额…，其中
    一般债务余额…，主要用于…。专项债务余额…”)."""
    kind = _KIND.search(clean(group[0].subject)) if len(group) == 1 else None
    if kind is None:
        return group
    wanted = kind.re.sub(_OTHER_KIND[kind[0]], clean(group[0].subject))
    for claim in docket.beside(group[0]):
        if claim.start > group[0].end and clean(claim.subject) == wanted and claim.id in docket.figures.amounts:
            return [*group, claim] if not claim.whole and same_kind(whole, claim) else group
    return group


def both_kinds(group: Sequence[Claim]) -> bool:
    """Whether the parts are the two kinds that there are (一般债务, 专项债务), so that no third is left out."""
    kinds = [found[0] for c in group if (found := _KIND.search(clean(c.subject)))]
    return len(group) == 2 and kinds == [_OTHER_KIND[kind] for kind in reversed(kinds)] and len(kinds) == 2


_KIND: Final = re.compile("(?:一般|专项)(?=债[务券])|非?税收(?=收入)")
_OTHER_KIND: Final = {"一般": "专项", "专项": "一般", "税收": "非税", "非税收": "税收"}


def of_another_sum(docket: Docket, whole: Claim, group: Sequence[Claim]) -> bool:
    """Whether the parts make up a sum of another name stated before: “本年收入合计…。按单位分…” divides all income."""
    amounts = docket.figures.amounts
    total = sum(amounts[c.id].fen for c in group)
    place = (group[0].paragraph, group[0].start)
    others = (
        c
        for c in docket.binder.readings[whole.document].claims
        if c.kind == "level" and c.id in amounts and (c.paragraph, c.start) < place
    )
    listed = {whole.id, *(c.id for c in group)}
    return len(group) > 1 and any(
        c.id not in listed
        and amounts[c.id].fen == total
        and (c.year, c.stage) == (whole.year, whole.stage)
        and _half(c.subject) not in (_half(whole.subject), _of_the_other_side(whole))
        and not (is_misprint_of(c, whole) and _half(whole.subject).endswith(_half(c.subject)))
        and not (_BOTH.search(c.subject) and _EITHER.search(whole.subject))
        and not _are_two_sides(c, whole)
        and significant(c.value or 0) >= KNOWN_AGAIN
        for c in others
    )


def _are_two_sides(one: Claim, other: Claim) -> bool:
    """Whether two totals of a paragraph are those of the two sides (收入合计, 支出合计), one sum where they balance."""
    sides = [found[1] for c in (one, other) if (found := OF_A_SIDE.search(clean(c.subject)))]
    return len(set(sides)) > 1 and one.paragraph == other.paragraph


OF_A_SIDE: Final = re.compile("(收入|支出)(?:合计|总计|总额)$")
"""What the total of one side of a budget is called."""


def _half(subject: str) -> str:
    """A name; of 项目支出合计 that of 项目支出, which is one sum."""
    return _HALF.sub("", clean(subject))


_HALF: Final = re.compile("(?<=(?:项目|基本)支出)(?:合计|总额)$")


def _of_the_other_side(whole: Claim) -> str:
    """What the total of the other side of a budget is called, which is the same sum: 收入预算总计 of 支出预算总计."""
    name = clean(whole.subject)
    return name.replace("支出", "收入") if "支出" in name else name.replace("收入", "支出")


_BOTH = re.compile("收支|收入?[、和与及]支出?")
_EITHER = re.compile("(?:收入|支出)(?:总?预算|总计|合计)")
"""“2025年收支总预算431.80万元…。收入预算409.86万元”: one sum, told of both sides and of one."""


def divided(docket: Docket, group: list[Claim]) -> list[list[Claim]]:
    """The parts of a whole, apart where words between two of them divide it anew (“按险种划分，…。按来源划分，…”;
    “收、支总计A。收入总计由B和C构成；支出总计由D和E构成”)."""
    cuts = [
        place
        for place, (part, after) in enumerate(itertools.pairwise(group), start=1)
        if part.paragraph == after.paragraph and _DIVIDED.search(docket.text(part)[part.end : after.start])
    ]
    return [group[start:end] for start, end in itertools.pairwise((0, *cuts, len(group)))]


_DIVIDED: Final = re.compile(
    rf"[。；，](?:分{KINDS}(?:来?看|为|是)?|按{PLACES})[：:，,]|[。；，]按[^，。；：]{{2,12}}?(?:划分|分类?|来分)[：:，,]"
    r"|）[，；]?其中|[。；，](?:收入|支出)(?:总计)?(?:由|包括[：:]|中(?=本年))"
)


def holds_another(docket: Docket, group: Sequence[Claim]) -> bool:
    """“生活补助128.40万元；维修等7个项目（含生活补助）共352.40万元”: a part whose words tell that it holds another."""
    for part, after in itertools.pairwise(group):
        between = docket.text(after)[part.end : after.start] if part.paragraph == after.paragraph else after.source.text
        held = _HELD.search(between)
        if held and any(clean(c.subject) in held[0] for c in group if c is not after and len(clean(c.subject)) > 1):
            return True
    return False


_HELD: Final = re.compile(r"(?:含|包括)[^，。；\d]*")


def neighbour_pasted(docket: Docket, group: Sequence[Claim]) -> bool:
    """Whether a part prints its neighbour's figure once more (卫生健康支出1290.36万元、住房保障支出1290.36万元)."""
    fens = [docket.figures.amounts[c.id].fen for c in group]
    return any(one == other and significant(one) > KNOWN_AGAIN for one, other in itertools.pairwise(fens))


def is_sum_of_what_stands_before(docket: Docket, total: Claim) -> bool:
    """Whether “，共1272.92万元” is the sum of the two or three figures right before it, and of no list below."""
    said = _SUMMED.match(total.source.text)
    return said is not None and docket.figures.amounts[total.id].fen in sums_before(docket, same_before(docket, total))


def same_before(docket: Docket, total: Claim) -> list[Claim]:
    """The figures of its paragraph before one, of its kind and unit."""
    return [c for c in docket.beside(total) if c.end <= total.start and (c.kind, c.unit) == (total.kind, total.unit)]


def sums_before(docket: Docket, before: Sequence[Claim]) -> set[int]:
    """What the last two and the last three of some figures make up, in 分."""
    amounts = docket.figures.amounts
    runs = (before[-size:] for size in (2, 3) if size <= len(before))
    return {sum(amounts[c.id].fen for c in run) for run in runs if all(c.id in amounts for c in run)}


_SUMMED: Final = re.compile("[，,]?(?:[两三]项)?(?:共计?|合计|总计)")


def is_more_than_all(docket: Docket, whole: Claim, part: Claim) -> bool:
    """Whether a part that by its very name is one of the whole is greater, and by no unit: small firms are among
    中小企业, and 国内公务接待费 is a part of 公务接待费."""
    inside = "中小企业" in whole.subject and re.search(r"(?<!中)小微企业", part.subject)
    inside = inside or (_RECEPTION.search(whole.subject) and _WHERE.match(part.subject))
    if not inside:
        return False
    if any(c.kind == "share" and c.current == part.id for c in docket.beside(part)):
        return False  # its share will tell
    some, all_of_it = (docket.figures.amounts[c.id].fen for c in (part, whole))
    return all_of_it < some < _UNIT * all_of_it


_RECEPTION: Final = re.compile("接待(?:费|支出|经费)")
_WHERE: Final = re.compile("(?:国内|国（境）外|国外|外事)(?:公务)?接待(?:费|支出|经费)")
_UNIT: Final = 1000
"""How many times more than its whole a part is that was printed in another unit."""


def of_a_wider_level(docket: Docket, group: Sequence[Claim]) -> bool:
    """Whether the levels that changed are parts of a sum that holds more than they (支出总计, with 结转): then their
    changes are not all of its change either."""
    amounts, stated = docket.figures.amounts, docket.figures.claims
    levels = [stated[c.current] for c in group if c.current in stated]
    heads = {level.whole for level in levels}
    head = heads.pop() if len(heads) == 1 else ""
    if len(levels) != len(group) or head not in amounts or any(level.id not in amounts for level in levels):
        return False
    return sum(amounts[level.id].fen for level in levels) < amounts[head].fen


def some_are_told_otherwise(docket: Docket, change: Claim, group: Sequence[Claim]) -> bool:
    """Whether parts of the level that changed state no change of their own (由上年的53万元减少到48万元)."""
    parts = {clean(c.subject) for c in docket.beside(change) if c.kind == "level" and c.whole == change.current != ""}
    return bool(parts - {clean(c.subject) for c in group})
