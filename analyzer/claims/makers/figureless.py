"""Statements without a figure: flat, greater or less, none at all."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from analyzer.claims.makers.sharing import Sharing
from analyzer.claims.reading.numerals import Token
from analyzer.claims.state import Draft, Scope, Topic
from analyzer.claims.words import phrases
from analyzer.claims.words import topics as subjects
from analyzer.claims.words.phrases import Base, Phrase

_ORDER = re.compile("大于|小于|等于|高于|低于|多于|少于|超过")
_DRIFTS = re.compile("略有|有所|稍有")
_CLOSE = 4
"""Characters before the word in which it is told to be of two years."""
_NEAR = 30
"""How many statements before it a balance may stand that is held against its limit."""
_STRICT = ("不变", "一致", "相同", "相等", "变")
"""Words that state a comparison only where a base is named."""


class Wordings(Sharing):
    """Drafts for “持平”, “小于”, “无…支出”."""

    def _flat(self, token: Token, phrase: Phrase, scope: Scope) -> list[Draft]:
        named = phrase.base or scope.comparison or self._other_year(token)
        pending = self._pending(phrase, scope)
        if named is None and pending is None and (token.word.endswith(_STRICT) or self.compared is None):
            return []
        found = named or self.compared or self._usual()

        def one(token: Token, topic: Topic) -> Draft:
            base = pending.as_base() if pending else self._own_base(found, topic)
            if base.year != self.ledger.year or self.ledger.stage == "budget":
                self.compared = base
            links = self._links(topic, base, pending)
            return self._draft("flat", token, topic, scope, direction="equal", base=base, **links)

        if self.group and not phrase.subject and not phrase.each:
            return [one(token, topic) for topic in self.group]
        return self._shared_out(token, phrase, scope, one)

    def _other_year(self, token: Token) -> Base | None:
        """“22.40万元，2024年为22.40万元，两年持平”: the year of the level just told."""
        last = self.sentence[-1] if self.sentence else None
        both = "两年" in self.view.text[max(0, token.start - _CLOSE) : token.start]
        other = both and last is not None and last.kind == "level" and last.year != self.ledger.year
        return Base(last.year, last.stage, "两年") if other and last is not None else None

    def _direction(self, token: Token, phrase: Phrase, scope: Scope) -> list[Draft]:
        if not phrase.subject and scope.money is not None and self._counted(scope.focus):
            scope.focus = scope.money  # “保有量5辆。决算数小于预算数”: final and budget are of money
        words = self.view.text[token.start : token.end]
        if "限额" in words:
            return [self._within_limit(token, scope)]
        topic = self._subject(phrase.subject, scope)
        if _DRIFTS.search(words):
            before = self.moved[0] if self.moved else None
            base = before.as_base() if before is not None else replace(self._usual(), text=words)
            links = self._links(topic, base, before)
            return [self._draft("direction", token, topic, scope, direction=token.word, base=base, **links)]
        right = "上年" if words.startswith(("今年", "本年", "当年")) else _ORDER.split(words)[-1] or words
        done = re.match("完成|决算|执行", words) and "预算" in right  # what was done, against its own year's plan
        own = self.ledger.year if done and self.ledger.stage != "final" else None
        year = phrases.base_year(right, self.ledger.year) or own
        base = self._own_base(Base(year, phrases.stage_of(right), right), topic)
        links = self._links(topic, base)
        return [self._draft("direction", token, topic, scope, direction=token.word, base=base, **links)]

    def _within_limit(self, token: Token, scope: Scope) -> Draft:
        """“债务限额105.20亿元，余额98.67亿元，未超过核定限额”: the balance that was told last, against the limit."""
        told = [d for d in reversed(self.ledger.drafts[-_NEAR:]) if d.kind == "level" and not (d.whole or d.compared)]
        left = next((d for d in told if "余额" in d.topic.subject), None)
        limit = next((d for d in told if "限额" in d.topic.subject and left and d.year == left.year), None)
        links = {"current": left.id if left else "", "base_level": limit.id if limit else ""}
        topic = left.topic if left else Topic("债务余额")
        base = Base(left.year if left else self.ledger.year, "", "限额")
        return self._draft("direction", token, topic, scope, direction="less", base=base, **links)

    def _none(self, token: Token, scope: Scope) -> list[Draft]:
        """“无政府性基金预算财政拨款支出”: a level of zero."""
        topics = [t for t in map(self.named, subjects.sides(token.word) or [token.word]) if t is not None]
        if not topics or "上年" in self.view.text[max(0, token.start - 8) : token.start]:
            return []
        scope.focus = topics[0]
        zero = Token("none", token.start, token.end, value=Decimal(0))
        return [self._draft("level", zero, topic, scope, none=True) for topic in topics]
