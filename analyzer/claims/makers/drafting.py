"""What every kind of statement needs: a draft with its place, a subject, a year and a stage, a base."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from analyzer.amounts import FEN
from analyzer.claims.drafts import PLANNED, Ledger
from analyzer.claims.makers.queues import Queue
from analyzer.claims.reading.clauses import Clause
from analyzer.claims.reading.numerals import Token
from analyzer.claims.reading.view import View
from analyzer.claims.state import Draft, Scope, Topic, family
from analyzer.claims.words import naming, phrases
from analyzer.claims.words import topics as subjects
from analyzer.claims.words.phrases import Base, Phrase
from analyzer.model import ClaimKind

_YEAR_ALONE = re.compile(r"(?:[①-⑳]|（?[一二三四五六七八九十\d]{1,2}[）、.．])?(20\d\d)年度?")
_YEAR = re.compile(r"((?:19|20)\d\d)年")
LAST_YEAR_WAS = re.compile("[，,]?(?:上年|去年)(?:同期)?(?:为|是)?")
"""The words before last year's figure, where they name nothing else."""


_SPENT_ON = re.compile(r"(?:费|经费)(?:预算|支出|决算)?(?:数|额)?(?:为|共|约)?$")
_CONCERNED = re.compile(r"涉及(?:的)?(?:预算|财政|项目)?(?:资金|金额|预算|支出)(?:总额)?")
"""What so many things cost together."""


_TOTALS = re.compile("(?:收入?[、和与及]?支出?|收入|支出)总计$")


def _planned_beside(draft: Draft, level: Draft) -> bool:
    """Whether a figure is the plan of what a list divides, so that the plans of its parts are parts of it."""
    same = draft.topic.key == level.topic.key and draft.year == level.year
    return same and draft is not level and draft.stage != level.stage and draft.stage in PLANNED


_ALL = ("总计", "合计", "预算", "总预算", "预算总额")
_HALF = re.compile("(?:基本|项目)支出")
_DONE = re.compile("完成|实现|执行|决算")
"""What a year came to, as words of a base and of a level tell it: “比2023年完成数增长5.0%”."""


_OF_A_FUND = re.compile(
    "(?P<fund>(?:一般公共预算|政府性基金(?:预算)?|国有资本经营(?:预算)?)(?:财政)?(?:拨款)?(?:本年)?)收入"
)
"""The income of one kind of money: the expenditure told beside it is of that kind."""


_TOLD = 12
"""Statements back to which a sum is known again by its last words."""


class Drafting:
    """The paragraph being read and the drafts made of it."""

    def __init__(self, ledger: Ledger, entity: str) -> None:
        self.ledger, self.entity = ledger, entity
        self.index = 0
        self.section = ""
        self.lead: Topic | None = None
        self.date: int | None = None
        self.recorded = False  # whether it is a day of record, of what is there and not of what is spent
        self.queue: Queue | None = None
        self.sentence: list[Draft] = []
        self.spoken = False
        self.joined = ""
        self.left = 0
        self.read_to = 0
        self.compared: Base | None = None
        self.moved: tuple[Draft, Draft] | None = None
        self.purpose: tuple[str, str] = ("", "")
        self.group: list[Topic] = []
        self.parted: tuple[Draft | None, Draft] | None = None
        """The part and the stated whole of a share that is to follow."""

    def begin(self, index: int, view: View, section: str) -> None:
        """Turn to another paragraph; what a sentence left open is forgotten."""
        if section != self.section:
            self.lead = None
        self.index, self.view, self.section = index, view, section
        self.date, self.queue, self.spoken, self.compared = None, None, False, None
        self.sentence, self.group, self.parted = [], [], None

    def end_sentence(self) -> None:
        """Forget what holds within one sentence."""
        self.queue, self.sentence, self.group = None, [], []

    def place(self, offset: int) -> int:
        """The printed offset of a place in the view."""
        return self.view.span(offset, offset)[0]

    def named(self, text: str) -> Topic | None:
        """The topic that ``text`` names, None where it names none."""
        return subjects.topic(text, self.entity)

    def note_date(self, text: str) -> None:
        """Keep the day that a text names, for what follows in the paragraph."""
        alone = _YEAR_ALONE.fullmatch(text)  # “2026年，一般公共预算收入预期39800万元”
        date = int(alone[1]) if alone else phrases.as_of(text, self.ledger.year)
        self.date, self.recorded = (date, alone is None) if date else (self.date, self.recorded)

    def last_level(self) -> Draft | None:
        """The latest level of this paragraph."""
        found = (d for d in reversed(self.ledger.drafts) if d.kind in ("level", "count") and d.paragraph == self.index)
        return next(found, None)

    def of_another_stage(self, topic: Topic | None) -> Draft | None:
        """The latest level of ``topic`` in this paragraph, be it a plan: “预算919万元（其中拨款841万元）。其中：…”."""
        levels = (d for d in self.ledger.recent(topic, "level") if d.paragraph == self.index)
        return next((d for d in levels if d.year == self.ledger.year and not d.compared), None)

    def beside(self, level: Draft | None) -> tuple[Draft, ...]:
        """What else of this sentence parts may be parts of: the latest counts, one a unit (“接待46批次、385人次，其中：
        …”), and the sum right before a count (“项目支出695.13万元，共安排5个项目，分别为：A228.87万元、…”)."""
        found = {d.unit: d for d in self.sentence if d.kind == "count"}
        named = self.last_count()
        counts = (*(d for d in found.values() if d.elliptic and named is not None), *([named] if named else []))
        before = [d for d in self.sentence if level is not None and level.kind == "count" and d.end <= level.start]
        sums = [d for d in before[-1:] if d.kind == "level" and not d.compared]
        plans = [d for d in self.paragraph() if level is not None and d.kind == "level" and _planned_beside(d, level)]
        aside = level.unit if level is not None and level.kind == "count" else ""  # “54人（男29人，女25人），其中…”
        return (*sums, *plans, *(d for d in counts if not (d.bracketed and d.unit == aside)))

    def last_count(self) -> Draft | None:
        """The latest count of this sentence that names what it counts."""
        return next((d for d in reversed(self.sentence) if d.kind == "count" and not d.elliptic), None)

    def _draft(self, kind: ClaimKind, token: Token, topic: Topic, scope: Scope, **more: object) -> Draft:
        start, end = self.view.span(token.start, token.end)
        draft = Draft(
            id=self.ledger.next_id(), kind=kind, topic=topic, year=self.ledger.year, stage=self.ledger.stage,
            value=token.value, decimals=token.decimals, unit=self._unit(token), paragraph=self.index,
            section=self.section, start=start, end=end, text=self.view.quote(self.left, token.end), joined=self.joined,
        )  # fmt: skip
        for name, value in more.items():
            setattr(draft, name, value)
        if kind in ("change", "rate") and draft.value is not None and draft.value < 0:
            draft.value, draft.direction = -draft.value, "greater" if draft.direction == "less" else "less"
        if kind in ("change", "rate", "flat") and draft.base is not None and not draft.current:
            draft.year = self._compared_year(draft.base, token, scope) or draft.year
        self.ledger.add(draft)
        if family(draft.unit) == "money":
            scope.money = topic
        self.sentence.append(draft)
        self.spoken = True
        return draft

    def _compared_year(self, base: Base, token: Token, scope: Scope) -> int | None:
        """The year after its base that a comparison names itself, or the one that its parts are listed under: “与2013年
        执行数相比，2014年…预算减少0.03亿元。其中，因公出国费增加2.84亿元” in a report on 2013."""
        words = self.view.text[self.left : token.start].replace(base.text, "", 1)
        named = [int(year) for year in _YEAR.findall(words)]
        if base.year is not None and base.year + 1 in named:
            return base.year + 1
        heads = scope.lists[-1].changes if scope.lists else []
        return heads[0].year if heads and heads[0].base == base else None

    def _unit(self, token: Token) -> str:
        """The unit as printed, where that is a known form of it (萬元)."""
        printed = self.view.quote(token.end - len(token.unit), token.end)
        return printed if printed in FEN else token.unit

    def _subject(self, text: str, scope: Scope) -> Topic:
        """The topic ``text`` names, else the one carried over; of two sides, the first that was stated."""
        counted = self.sentence[-1] if self.sentence and _CONCERNED.fullmatch(text) else None
        if counted is not None and counted.kind == "count" and self.joined == "，" and scope.lists:
            scope.focus = counted.topic  # “特定目标类项目7个，涉及预算829.80万元”
            return counted.topic
        sides = [side for part in subjects.sides(text) if (side := self.named(part)) and self.ledger.current(side)]
        named = sides[0] if sides else self.named(scope.prefix + text if scope.prefix and text else text)
        if named is not None:
            scope.focus = named
            return named
        if scope.focus is None:
            scope.focus = self.lead or subjects.topic(self.section, self.entity)
        return scope.focus or Topic("")

    def _counted(self, topic: Topic | None) -> bool:
        """Whether what was last spoken of is a number of things, which no sum of money can change."""
        level = self.ledger.current(topic)
        return level is not None and level.kind == "count"

    def _other_side(self, phrase: Phrase, scope: Scope) -> Topic | None:
        """“收入增加…；支出增加…”: 支出 is a subject of its own beside an income or a balance, where a section treats
        both, and as 本年支出 under the total it is a part of."""
        if not phrase.side or phrase.subject:
            return None
        focus = scope.focus
        if focus is None and self.lead is None:
            if (told := self._told_as(phrase.side)) is not None:
                scope.focus = told
                return told
            beside = bool(re.search("收支|收入", self.section))
        else:
            spoken = focus.subject if focus is not None else ""
            beside = bool(re.search("收入|结转|结余", spoken)) and "支出" not in spoken
            beside = beside or (phrase.side.startswith("本年") and bool(phrase.opener) and "本年" not in spoken)
            beside = beside or (not self.sentence and bool(_HALF.fullmatch(spoken)) and self._both_halves())
        if beside:
            fund = _OF_A_FUND.fullmatch(focus.subject) if focus is not None else None
            scope.focus = Topic(f"{fund['fund']}支出") if fund and phrase.side.endswith("支出") else Topic(phrase.side)
        return scope.focus if beside else None

    def _told_as(self, side: str) -> Topic | None:
        """“支出总额减少…” below “预算支出总额为18652.80万元。”: what the paragraph above tells by that name."""
        if not side.endswith(("总额", "总数")):
            return None
        near = (d for d in reversed(self.ledger.drafts[-_TOLD:]) if d.kind == "level" and d.paragraph >= self.index - 2)
        return next((d.topic for d in near if d.topic.subject.endswith(side) and not d.whole), None)

    def _both_halves(self) -> bool:
        """“基本支出…；项目支出…。与上年相比，支出增加…”: after both, 支出 is what they make up."""
        told = (d.topic.subject for d in self.paragraph() if d.kind == "level")
        return {*filter(_HALF.fullmatch, told)} >= {"基本支出", "项目支出"}

    def _shared_topic(self, phrase: Phrase, scope: Scope) -> Topic | None:
        """“…，其中A 5万元、B 6万元，较上年增加…”: parts joined by “、” do not take the comparison from the whole."""
        compared = phrase.base or phrase.completion_of or phrase.share_of
        if phrase.subject or not compared or self.joined != "，":
            return None
        if not scope.lists:
            scope.focus = self._counted_before() or scope.focus
            return None
        lst = scope.lists[-1]
        members = [m for m in lst.members if m.kind == "level"]
        head = lst.level
        run = len(members) > 1 and members[-1].joined in ("、", "和", "及") and not self._with_its_plan()
        same = not lst.colon and len(members) == 1 and head is not None and members[0].value == head.value
        if not (run or same) or lst.topic is None:
            return None
        if phrase.share_of and (same or naming.clean(phrase.share_of) in naming.clean(lst.topic.subject)):
            return None  # “支出100万元，其中A 50万元、B 30万元，占支出的30%” is of B
        scope.lists.pop()
        scope.focus = lst.topic
        return lst.topic

    def _with_its_plan(self) -> bool:
        """“公务接待费预算2.80万元、决算1.56万元，完成55.71%”: whether one part has just told both."""
        last = [d.topic.key for d in self.sentence[-2:] if d.kind == "level"]
        return len(last) == 2 and last[0] == last[1]

    def _counted_before(self) -> Topic | None:
        """“观众32万人次，线下21万人次、线上11万人次，较上年增加…”: what the counts of a run of “、” are parts of."""
        run = len(self.sentence)
        while run and self.sentence[run - 1].kind == "count" and self.sentence[run - 1].joined in ("、", "和", "及"):
            run -= 1
        first, head = self.sentence[run - 1 : run], self.sentence[run - 2 : run - 1] if run > 1 else []
        alike = [d.topic for d in head for part in first if d.kind == part.kind == "count" and d.unit == part.unit]
        return alike[0] if alike and run < len(self.sentence) else None

    def _usual(self) -> Base:
        year = self.ledger.year
        return Base(None if year is None else year - 1, "", "")

    def _own_base(self, base: Base, topic: Topic) -> Base:
        """“与预算数持平” in final accounts means the budget of the same year, which the paragraph may have named.

        “比年初减少” of a balance names what the year before left, no budget.
        """
        if phrases.opening(base.text):
            return replace(base, year=self._usual().year, stage="")
        if base.year is not None or self.ledger.stage != "final":
            year = base.year if base.year is not None else self._usual().year
            return Base(year, self._stage(base.stage, year) if base.stage else "", base.text)
        stage = self._stage(base.stage, self.ledger.year)
        named = self.ledger.planned(topic, stage)  # “预算数9564.38万元（年初预算数1984.38万元…），比预算数减少…”
        planned = named if named is not None and named.paragraph == self.index else self.ledger.planned(topic)
        return Base(self.ledger.year, planned.stage if planned and stage == "budget" else stage, base.text)

    def dated(self, seg: str) -> int | None:
        """The year that ``seg`` names itself: 上年 is the one before the year with which the sentence begins."""
        first = self.sentence[0] if self.sentence and LAST_YEAR_WAS.fullmatch(seg) else None
        if first is not None and first.year and first.text.startswith(f"{first.year}年"):
            return first.year - 1
        return phrases.year_of(seg, self.ledger.year) or phrases.as_of(seg, self.ledger.year)

    def _year(self, seg: str) -> int | None:
        spent = self.recorded and _SPENT_ON.search(seg)  # “2023年期末，共有车辆3辆；安排车辆运行费16.2万元”
        return self.dated(seg) or (None if spent else self.date) or self.ledger.year

    def _stage(self, stage: str, year: int | None) -> str:
        """The stage as the model names it: 年初预算 is a stage of its own only in final accounts of the same year."""
        own = self.ledger.stage
        if not stage:
            return own
        if stage == "initial_budget" and (own != "final" or year != self.ledger.year):
            return "budget"
        if stage == "full_year_budget" and own != "final" and year == self.ledger.year:
            return "budget"
        return stage

    def _links(self, topic: Topic, base: Base, pending: Draft | None = None) -> dict[str, Any]:
        """The level a comparison is about, and its year; the stated level it is compared with."""
        level = self._looking_back(topic, pending, base.year) or self._called_in_full(topic)
        level = level or self.ledger.current(topic) or self._total_of(topic)
        before = pending or self.ledger.compared(topic, base.year, base.stage, level)
        if pending is None and _DONE.search(base.text) and not (before and _DONE.search(before.text)):
            before = self.ledger.done(topic, base.year)
        dated = {"year": level.year} if level and level.kind == "level" else {}
        return {"current": level.id if level else "", "base_level": before.id if before else "", **dated}

    def _called_in_full(self, topic: Topic) -> Draft | None:
        """“财政拨款收、支总计1527.64万元，收、支总计各增加…”: the level of its sentence that is called so in full."""
        own = (d for d in reversed(self.sentence) if d.kind == "level" and d.year == self.ledger.year)
        found = next((d for d in own if not d.compared and _TOTALS.search(d.topic.subject)), None)
        return found if _TOTALS.fullmatch(topic.subject) else None

    def _total_of(self, topic: Topic) -> Draft | None:
        """“收入总计A，支出总计B。…收入增加C；支出增加D”: the one total of that side in the paragraph."""
        if topic.subject not in ("收入", "支出"):
            return None
        own = [d for d in self.paragraph() if d.kind == "level" and d.year == self.ledger.year and not d.compared]
        names = {topic.subject + all_ for all_ in _ALL}
        totals = [d for d in own if d.topic.subject in names]
        return totals[0] if len(totals) == 1 else None

    def _looking_back(self, topic: Topic, pending: Draft | None, base_year: int | None) -> Draft | None:
        """“2023年支出30万元，比2022年的20万元增加…” in the budget of 2024: the level of another year named here."""
        levels = [d for d in self.ledger.recent(topic, "level") if d is not pending and not self._of_a_plan(d)]
        named = [int(year) for year in _YEAR.findall(self.view.text[self.left : self.left + 14])][:1]
        if named and base_year is not None and base_year < named[0]:
            return next((d for d in levels if [d.year] == named and d.paragraph == self.index), None)
        near = next(iter(levels), None)
        if near is not None and near in self.sentence and base_year is not None and near.year == base_year + 1:
            return near
        if not (pending and pending.year and near and near.paragraph == self.index):
            return None
        return near if near.year == pending.year + 1 != self.ledger.year else None

    def _of_a_plan(self, draft: Draft) -> bool:
        """Whether a level is what was planned, beside what was done: “为调整预算447520万元的95.4%，比上年增加…”."""
        return draft.compared or (self.ledger.stage == "final" and draft.stage in PLANNED)

    def _pending(self, phrase: Phrase, scope: Scope) -> Draft | None:
        """The level just printed as the one compared with (“比上年5.10万元减少…”), unless a new base is named."""
        pending, scope.pending = scope.pending, None
        return None if phrase.base else pending

    def shared(self, clause: Clause) -> bool:
        """Whether the share of a clause follows at once: “事业收入，占本年收入的3.52%，金额303.00万元”."""
        text = self.view.text
        return text.startswith("占", clause.end + 1) and not text.startswith("主要", clause.start)

    def paragraph(self) -> list[Draft]:
        """The drafts of this paragraph."""
        return [d for d in self.ledger.drafts[-40:] if d.paragraph == self.index]
