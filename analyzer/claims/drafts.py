"""The drafts of a document so far, and which of them a new statement speaks of."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from analyzer.amounts import KNOWN_AGAIN, significant
from analyzer.claims.state import BOTH_SIDES, Draft, Topic
from analyzer.model import DATED_PLANS

_NEAR = 80
"""How many drafts back a statement may refer to."""
_TOTAL = re.compile("(?:收入|支出)总计")
_SIDE = re.compile("(本年)?(收入|支出)")
_OF_SIDE = re.compile("(本年)?(收入|支出)(?:总?预算|决算)?(?:合计|总计|总额|总数)?")
_DONE = re.compile("完成|实现")
PLANNED = (*DATED_PLANS, "budget")
"""Stages of a plan, the last of them only in final accounts."""


_MOVED_BY = re.compile(r"(?:增加|减少|多|少)了?[\d.]+\D{1,3}$")
"""“比上年251300人次增加35100人次”: by how many a count moved."""


class Ledger:
    """Drafts in order of reading."""

    def __init__(self, document: str, year: int | None, stage: str) -> None:
        self.document, self.year, self.stage = document, year, stage
        self.own_year = year
        self.drafts: list[Draft] = []

    def next_id(self) -> str:
        """The identifier of the next claim."""
        return f"{self.document}#c{len(self.drafts) + 1:04d}"

    def add(self, draft: Draft) -> Draft:
        """Keep a draft, and give it back."""
        self.drafts.append(draft)
        return draft

    def recent(self, topic: Topic | None, kind: str) -> Iterator[Draft]:
        """Drafts of ``kind`` about ``topic``, the latest first."""
        key = topic.key if topic is not None else None
        for draft in reversed(self.drafts[-_NEAR:]) if key is not None else ():
            if draft.kind == kind and draft.topic.key == key:
                yield draft

    def current(self, topic: Topic | None) -> Draft | None:
        """The stated level of ``topic`` in the document's own year and stage, or of a later year that was just told:
        “2013年预算6340万元，与2012年预算持平，其中：…” in the accounts of 2012."""
        last = next(self.recent(topic, "level"), None)
        if last is not None and self.year and (last.year or 0) > self.year and self._just_told(last):
            return last
        for draft in self.recent(topic, "level"):
            if draft.year == self.year and draft.stage == self.stage and not (draft.compared or draft.elliptic):
                return draft
        counts = [d for d in self.recent(topic, "count") if not _MOVED_BY.search(d.text)]
        own = next((d for d in counts if d.year == self.year), None)
        return own or max(counts, key=lambda d: d.year or 0, default=None)

    def _just_told(self, level: Draft) -> bool:
        """Whether nothing but how a level moved was told after it."""
        after = itertools.takewhile(lambda d: d is not level, reversed(self.drafts))
        return all(draft.current == level.id for draft in after)

    def either_side(self, topic: Topic | None) -> Draft | None:
        """“收、支总计11719.91万元。收入总计包括：…”: the one level of both sides, as that of the side named."""
        if topic is None or not _TOTAL.fullmatch(topic.subject):
            return None
        totals = (d for d in reversed(self.drafts[-_NEAR:]) if d.kind == "level" and not d.compared)
        found = next((d for d in totals if BOTH_SIDES.search(d.topic.subject) and d.year == self.year), None)
        return None if found is None else replace(found, topic=topic)

    def whole(self, topic: Topic | None) -> Draft | None:
        """The level that words name before 中 or 包括: “本年支出中基本支出…” of 本年支出合计; of one side alone the one
        total that was stated."""
        if topic is None:
            return None
        found = self.current(topic) or self.either_side(topic)
        if found is not None or (side := _SIDE.fullmatch(topic.subject)) is None:
            return found
        told = [d for d in self.drafts[-_NEAR:] if d.kind == "level" and not (d.compared or (d.whole and not side[1]))]
        own = [d for d in told if (d.year, d.stage) == (self.year, self.stage)]
        named = [
            d for d in own if (of := _OF_SIDE.fullmatch(d.topic.subject)) and of[2] == side[2] and of[1] == side[1]
        ]
        both = [d for d in own if BOTH_SIDES.search(d.topic.subject) and not side[1]]
        if len({d.value for d in named or both}) != 1:
            return None
        return named[-1] if named else replace(both[-1], topic=topic)

    def compared(self, topic: Topic | None, year: int | None, stage: str, now: Draft | None = None) -> Draft | None:
        """The stated level that a comparison of ``now`` with ``year`` and ``stage`` means: one of its topic, or of the
        row of years that gives ``now`` in other words (“三年规模：2022年A，2023年B，2024年C。支出合计比2022年…”)."""
        topics = [topic, *(self._in_other_words(now) if now is not None else ())]
        told = (self.recent(topic, kind) for topic in topics for kind in ("level", "count"))
        for draft in itertools.chain.from_iterable(told):
            if (
                draft.year == year
                and draft is not now
                and (not stage or draft.stage == stage)
                and draft.stage + str(draft.year) != self._own
                and not self._of_another(draft, topic)
            ):
                return draft
        return None

    def _in_other_words(self, now: Draft) -> Iterator[Topic]:
        """The other names of a figure in its paragraph; none of one so short (0.00, 10.00) that others are alike."""
        known = now.value is not None and now.decimals and significant(now.value) >= KNOWN_AGAIN
        for draft in self.drafts[-_NEAR:] if known else ():
            same = (draft.paragraph, draft.year, draft.value) == (now.paragraph, now.year, now.value)
            if same and draft.kind == "level" and draft is not now:
                yield draft.topic

    def _of_another(self, base: Draft, topic: Topic | None) -> bool:
        """Whether a level is the base of one of the same name that is another sum: what a province gave and what a city
        passed on are both 一般性转移支付."""
        mine = next((d for d in self.recent(topic, "level") if (d.year, d.stage) == (self.year, self.stage)), None)
        told = {d.current for d in self.drafts[-_NEAR:] if d.base_level == base.id and d.kind in ("change", "rate")}
        theirs = [d for d in self.drafts[-_NEAR:] if d.id in told]
        apart = mine is not None and mine.paragraph != base.paragraph
        return apart and bool(theirs) and all(mine is not None and d.value != mine.value for d in theirs)

    def done(self, topic: Topic | None, year: int | None) -> Draft | None:
        """What the text states that ``year`` came to, where its words say so (一般公共预算收入完成145850万元)."""
        return next((d for d in self.recent(topic, "level") if d.year == year and _DONE.search(d.text)), None)

    def planned(self, topic: Topic | None, stage: str = "") -> Draft | None:
        """The stated budget of the document's own year, in final accounts; of the ``stage`` named, if there is one."""
        stated = [
            d
            for d in self.recent(topic, "level")
            if d.year == self.year and d.stage in PLANNED and self.stage == "final"
        ]
        return next((d for d in stated if d.stage == stage), stated[0] if stated else None)

    @property
    def _own(self) -> str:
        return self.stage + str(self.year)

    def changes(self, topic: Topic | None, paragraph: int) -> list[Draft]:
        """The changes of ``topic`` in this paragraph, the latest first."""
        return [d for d in self.recent(topic, "change") if d.paragraph == paragraph]

    def change(self, topic: Topic | None, paragraph: int) -> Draft | None:
        """The latest change of ``topic`` in this paragraph."""
        return next(iter(self.changes(topic, paragraph)), None)
