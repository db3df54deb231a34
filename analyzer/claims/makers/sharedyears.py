"""Which years and stages figures of money are of: one, that of their list's head, or one for each that 分别 names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.claims.makers.queues import Queue
from analyzer.claims.makers.sharing import Sharing
from analyzer.claims.reading.numerals import Token
from analyzer.claims.state import Draft, Scope, Topic
from analyzer.claims.words import phrases
from analyzer.claims.words.phrases import Phrase

_YEARS = re.compile(r"(20\d\d)年")
_YEARS_AHEAD = re.compile(r"(?:20\d\d年度?[、和及与]){1,8}20\d\d年度?，[^，；。]{0,24}$")
"""“2021年、2022年和2023年，本部门支出合计分别为”: years that a comma parts from what they share out."""
_STAGES_APART = re.compile(r"(?P<one>(?:年初|全年|调整)?预算)数?[、和与及](?P<two>决算|执行)数?[^，。；、]{0,6}$")
"""“2023年预算、决算分别为”: two stages of one year."""
_MOVED = re.compile(r"^(?:年中|执行中|后)?(?:调整|追加|调增|调减)后?(?:的)?(?:预算)?数?(?:至|为)?$")
_THEN_SPENT = re.compile(r"(?:[，、；])?(?:实际)?(?:支出|执行|完成)(?:数|额)?(?:为|了)?")
_NAMED_YEAR = re.compile(
    r"[、；，]?(?:\d{1,2}[、.．]|（\d{1,2}）|[①-⑳])20\d\d年度?(?!.{0,6}(?:预算|决算|执行|支出|收入|安排|完成|[底末初]|为|是|有))"
)
_FROM_TO = re.compile(r"20\d\d年?度?(?:至|到|[—－~～-]{1,2})20\d\d年")


class Periods(Sharing):
    """Drafts for figures that words share out among years or stages."""

    def _periods(self, phrase: Phrase, seg: str) -> list[tuple[int | None, str]]:
        """The years, or the stages of one year, that the words share figures out among (“2023年预算、决算分别为”)."""
        ahead = _YEARS_AHEAD.search(self.view.text, max(0, self.left - 60), self.left) if phrase.each else None
        named = _YEARS.findall(seg) or (_YEARS.findall(ahead[0]) if ahead else [])
        years = [int(y) for y in dict.fromkeys(named)] if phrase.each else []
        if len(years) == 2 and _FROM_TO.search(seg):  # “2023年至2025年…依次为”
            years = [*range(years[0], years[1] + 1)]
        if len(years) > 1:
            return [(year, phrases.stage_of(seg)) for year in years]
        apart = _STAGES_APART.search(seg) if phrase.each == "分别" else None
        return [(self._year(seg), phrases.stage_of(apart[name])) for name in ("one", "two")] if apart else []

    def _by_period(
        self, token: Token, phrase: Phrase, scope: Scope, periods: Sequence[tuple[int | None, str]]
    ) -> list[Draft]:
        """“2022年、2023年公务接待费分别为2.60万元、2.50万元”: a level for each year; 均 the same for all."""
        topic = self._subject(phrase.subject, scope)
        left = iter(periods)

        def one(token: Token, topic: Topic) -> Draft:
            year, stage = next(left)
            return self._draft("level", token, topic, scope, year=year, stage=self._stage(stage, year))

        if phrase.each == "均":
            return [one(token, topic) for _ in periods]
        self.queue = Queue([topic] * len(periods), one)
        return [self.queue.take(token)]

    def _period(self, words: str, scope: Scope) -> tuple[int | None, str]:
        """The year and stage that ``words`` name; a part of a list is of its head's, where it names none."""
        year, named = self._year(words), phrases.stage_of(words)
        head = scope.lists[-1].level if scope.lists else None
        before = self.last_level()
        if _MOVED.match(words) and before is not None and before in self.sentence:
            return before.year, self._stage("full_year_budget", before.year)
        past = before is not None and before in self.sentence and before.year not in (None, self.ledger.year)
        if past and before is not None and _THEN_SPENT.fullmatch(words) and before.kind == "level":
            return before.year, "execution"  # “2024年全年预算数210万元，实际支出189.42万元” in the budget of 2025
        if head is not None and head.paragraph == self.index and _NAMED_YEAR.match(words):
            return head.year, head.stage  # “1、2017年报刊订阅17万元”: the year is part of the item's name
        if (
            head is None
            or head.kind != "level"
            or head.compared
            or head.paragraph != self.index
            or named
            or self.dated(words)
        ):
            return year, self._stage(named, year)
        return head.year, head.stage
