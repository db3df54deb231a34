"""Reasons of a change against its direction."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.checks import wording
from analyzer.checks.accounts import items
from analyzer.checks.accounts.items import core
from analyzer.checks.registry import Case, Hit, check
from analyzer.model import Claim
from analyzer.text import squeeze

UP = ("增加", "增长", "上升", "提高", "上调", "增多")
DOWN = ("减少", "下降", "降低", "下调", "缩减", "压减", "压缩")
MOVED = re.compile(
    rf"(?P<word>{'|'.join(UP + DOWN)})(?=[\d(（,，。;；的]|$)|决算数?(?P<against>大于|小于)(?:年初|全年|调整)?预算"
)
CAUSE = re.compile(r"(?:的)?(?:主要|变动|增减|变化)*原因(?:是|为|系)?[:：]?|[,，]主要(?:是|系)(?:由于|因)?")
ROSE_OR_FELL = re.compile(rf"^(?P<subject>.+?)(?:有所|相应|大幅)?(?P<word>{'|'.join(UP + DOWN)})$")
VERB_FIRST = re.compile(rf"^(?P<word>{'|'.join(UP + DOWN)})了?(?P<subject>[\u4e00-\u9fff]+)$")
MONEY_OR_STAFF = re.compile(
    r"(经费|支出|预算|费用|开支|在职人员|人员|编制人数|项目|业务量|工作任务|工作量|工资标准|缴费基数|补助标准|次数|批次|人次|场次|来访|任务|天数|人数|数量|规模|需求)$"
)
SAVED = re.compile(
    r"^(?:进一步|严格|按要求)?(?:厉行节约|压减|压缩|缩减|严控|节约)[\u4e00-\u9fff“”]*(?:支出|经费|开支|费用|节约)$"
)
MOVES = re.compile(rf"{'|'.join(UP + DOWN)}|压|节|严|控")
THRIFT = re.compile(r"(?:严格|从严)(?:落实|执行|贯彻|遵守|按照)|紧日子|八项规定|厉行节约|勤俭节约")
"""What is saved by, which names no direction of its own beside a clause that does."""
REVERSED = re.compile(
    r"退休|离退|离休|上年|去年|前年|20\d\d|结转|结余|收入|一次性|统筹|调整|转入|划|非|自|收回|未|核减|减半"
)


@check(
    "reason-against-direction",
    severity="warning",
    zh="变动原因与增减方向矛盾：“{item}”{change}，原因却是“{reason}”。",
    en="The reason contradicts the direction: “{item}” {change}, “because” {reason}.",
)
def reason_against_direction(case: Case) -> Iterator[Hit]:
    """What fell did not fall because it rose, and what rose not because money was saved.

    Judged only where the reason is a single clause about the money, the staff or the item itself, and speaks of no
    other year. Example: 减少2.98%，主要原因是：经费增加.
    """
    for line in wording.lines(case):
        text = squeeze(line.text)
        for cause in CAUSE.finditer(text):
            yield from _contradicted(case, line, text, cause)


def _contradicted(case: Case, line: wording.Line, text: str, cause: re.Match[str]) -> Iterator[Hit]:
    told = text[cause.end() : cause.end() + _READ]
    before, reason = _before(text, cause.start()), "" if _SEVERAL.match(told) else _single(told) or _last(told)
    moves = list(MOVED.finditer(before))
    if not moves or not reason or _turned(case, before):
        return
    paths = list(items.PATH.finditer(text, max(cause.start() - _READ, 0), cause.start()))
    if _sense(moves[-1]["word"] or moves[-1]["against"]) * _cause(reason, paths[-1]["item"] if paths else "") == -1:
        of = None if paths else _told(case, before, moves[-1].end())
        item = paths[-1][0] if paths else of.subject if of else _subject(before)
        start = max(line.text.find(reason[:6]), 0)
        moved = before[moves[-1].start() : moves[-1].start() + 14].strip("，,。;； ")
        values = {"item": item.strip("“”"), "change": moved, "reason": reason}
        figures = tuple(re.findall(r"\d[\d,]*\.?\d*", moved))
        level = case.ledger.figures.claims.get(of.current) if of else None
        own = (level.source,) if level else ()
        yield Hit(sources=(wording.at(case, line, start, start + 1, reason), *own), figures=figures, values=values)


_SEVERAL = re.compile(
    r"[：:]?(?:一是|一、|1[.．、]|①|[（(][一1][)）])[^。]*?[；;。，,](?:二是|二、|2[.．、]|②|[（(][二2][)）])"
)
"""“一是…，人员经费增加…；二是…减少…”: reasons of both directions, of which the change is what is left."""


def _told(case: Case, before: str, end: int) -> Claim | None:
    """The statement whose words tell the movement that ends at ``end`` of the sentence before a reason."""
    for claim in reversed(case.reading.claims):
        words = squeeze(claim.source.text) if claim.direction and claim.subject else ""
        start = before.rfind(words) if words else -1
        if 0 <= start < end <= start + len(words):
            return claim
    return None


def _turned(case: Case, before: str) -> bool:
    """Whether the direction before a reason is wrong itself: the reason is then right, and the fault told already."""
    for claim in case.reading.claims:
        verdict = case.ledger.verdicts.get(claim.id)
        wrong = verdict is not None and verdict.kind == "refuted" and verdict.rule in ("direction", "flat")
        if wrong and squeeze(claim.source.text) in before:
            return True
    return False


_READ = 1000
"""How many characters about a reason are read; a sentence that is longer says no one thing."""


def _before(text: str, end: int) -> str:
    """The sentence before a reason, with the one before that where it tells no direction itself."""
    least = max(end - _READ, 0)
    first = max(least, *(text.rfind(mark, least, end) + 1 for mark in "。;；"))
    if MOVED.search(text, first, end):
        return text[first:end]
    return text[max(least, *(text.rfind(mark, least, max(first - 1, 0)) + 1 for mark in "。;；")) : end]


def _last(rest: str) -> str:
    """The last of several clauses, where all that tell more or less tell the same and none speaks of another matter."""
    clauses = _apart(re.split(r"[。;；]", rest.lstrip("：:"))[0])
    open_ended = any(re.search(r"\d|其中|用于", clause) or REVERSED.search(clause) for clause in clauses)
    senses = {_cause(clause.replace("相应", ""), "") for clause in clauses}
    if len(clauses) < 2 or open_ended or {1, -1} <= senses:
        return ""
    if any(not _cause(c.replace("相应", ""), "") and MOVES.search(THRIFT.sub("", c)) for c in clauses):
        return ""
    return next(c for c in reversed(clauses) if _cause(c, "") or c is clauses[0]).strip()


def _apart(told: str) -> list[str]:
    """The clauses of a reason; what “、” joins is two of them where each says what moved."""
    found: list[str] = []
    for clause in re.split(r"[,，]", told):
        pieces = clause.split("、")
        found += pieces if all(_cause(piece, "") for piece in pieces) else [clause]
    return found


def _single(rest: str) -> str:
    """The reason where it is one clause only, empty where there are several or amounts in it."""
    clauses = re.split(r"[,，]", re.split(r"[。;；]", rest.lstrip("：:"))[0])
    told: list[str] = []
    for clause in clauses:
        if re.match(r"其中|主要用于|具体|占", clause) or (told and re.search(r"\d", clause)):
            break
        told.append(clause)
    return told[0].strip() if len(told) == 1 and not re.search(r"\d|、", told[0]) else ""


def _subject(before: str) -> str:
    """The words a sentence begins with, for the message."""
    return re.split(r"[,，:：\d]", before.lstrip("0123456789.、(（)）一二三四五六七八九十"))[0][:24] or before[:24]


def _sense(word: str) -> int:
    return 1 if word in (*UP, "大于") else -1


def _cause(reason: str, item: str) -> int:
    """1 where the reason says that money, staff or the item itself grew, −1 where it shrank, 0 where it is open."""
    stated = ROSE_OR_FELL.match(reason) or VERB_FIRST.match(reason)
    if not stated:
        return -1 if SAVED.match(reason) and not REVERSED.search(reason) else 0
    named = bool(item) and core(stated["subject"]).endswith(core(item))
    plain = MONEY_OR_STAFF.search(stated["subject"]) and not REVERSED.search(reason)
    return _sense(stated["word"]) if named or plain else 0


FAMILIES = {
    "因公出国（境）费": re.compile(r"出国|出境|外事"),
    "公务接待费": re.compile(r"接待"),
    "公务用车购置及运行费": re.compile(r"公务用车|公车|车辆|用车|购车|定点(?:加油|维修)|燃油|燃料费|油耗"),
}
_HEAD = re.compile(r"^(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]+)?[^，。；：:\d]{2,20}[：:]")
"""What a paragraph is about, said before its colon: “（三）公务接待费：”."""


@check(
    "reason-of-other-expense",
    severity="warning",
    zh="变动原因主体错误：“{item}”的变动原因写成“{reason}”，说的是{other}。",
    en="The reason given for {item} speaks of another expense, {other}: “{reason}”.",
)
def reason_of_other_expense(case: Case) -> Iterator[Hit]:
    """The reason of a change in one of the three public expenses speaks of that expense.

    Judged where a sentence names one of them only and its reason only another. Example: 公务接待费…减少…，主要原因是
    车辆运行费用下降.
    """
    for line in wording.lines(case):
        text = squeeze(line.text)
        for cause in CAUSE.finditer(text):
            first = max(text.rfind(mark, 0, cause.start()) for mark in "。;；") + 1
            before, reason = text[first : cause.start()], re.split(r"[。;；]", text[cause.end() :])[0]
            own = [name for name, words in FAMILIES.items() if words.search(before)]
            if not own and (head := _HEAD.match(text)):  # “决算数小于预算数，主要原因是…” names nothing itself
                own = [name for name, words in FAMILIES.items() if words.search(head[0])]
            other = [name for name, words in FAMILIES.items() if words.search(reason)]
            if len(own) == 1 and other and own[0] not in other and "三公" not in before + reason:
                start = max(line.text.find(reason[:6]), 0)
                place = wording.at(case, line, start, start + 1, reason)
                values = {"item": own[0], "reason": reason, "other": "、".join(other)}
                yield Hit(sources=(place,), figures=tuple(re.findall(r"\d[\d,]*\.\d+", before)[:3]), values=values)
