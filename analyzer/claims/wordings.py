"""Statements without a figure: flat, greater or less, none at all."""

from __future__ import annotations

import re
from decimal import Decimal

from analyzer.claims import phrases
from analyzer.claims.drafting import Drafting
from analyzer.claims.numerals import Token
from analyzer.claims.phrases import Base, Phrase
from analyzer.claims.state import Draft, Scope, Topic

_STRICT = ("不变", "一致", "相同", "相等", "变")
"""Words that state a comparison only where a base is named."""


class Wordings(Drafting):
    """Drafts for “持平”, “小于”, “无…支出”."""

    def _flat(self, token: Token, phrase: Phrase, scope: Scope) -> list[Draft]:
        base = phrase.base or scope.comparison
        pending, scope.pending = scope.pending, None
        if pending is not None:
            base = Base(pending.year, pending.stage, "")
        if base is None and (token.word.endswith(_STRICT) or self.compared is None):
            return []
        base = base or self.compared or self._usual()
        topics = self._each(phrase, scope) if phrase.each else []
        shared = self._shared_topic(phrase, scope)
        topics = topics or [shared or self._subject(phrase.subject, scope)]
        return [self._one_flat(token, topic, base, pending, scope) for topic in topics]

    def _one_flat(self, token: Token, topic: Topic, base: Base, pending: Draft | None, scope: Scope) -> Draft:
        base = self._own_base(base, topic)
        if base.year != self.ledger.year or self.ledger.stage == "budget":
            self.compared = base
        level = self.ledger.current(topic)
        before = pending or self.ledger.compared(topic, base.year, base.stage)
        return self._draft(
            "flat", token, topic, scope, direction="equal", base=base, current=level.id if level else "",
            base_level=before.id if before else "",
        )  # fmt: skip

    def _direction(self, token: Token, phrase: Phrase, seg: str, scope: Scope) -> list[Draft]:
        topic = self._subject(phrase.subject, scope)
        right = re.split("大于|小于|等于|高于|低于|多于|少于|超过", self.view.text[token.start : token.end])[-1]
        base = self._own_base(Base(phrases.base_year(right, self.ledger.year), phrases.stage_of(right), right), topic)
        level, before = self.ledger.current(topic), self.ledger.compared(topic, base.year, base.stage)
        return [
            self._draft(
                "direction", token, topic, scope, direction=token.word, base=base, current=level.id if level else "",
                base_level=before.id if before else "",
            )
        ]  # fmt: skip

    def _none(self, token: Token, scope: Scope) -> list[Draft]:
        """“无政府性基金预算财政拨款支出”: a level of zero."""
        topic = self.named(token.word)
        if topic is None or "上年" in self.view.text[max(0, token.start - 8) : token.start]:
            return []
        zero = Token("none", token.start, token.end, value=Decimal(0))
        return [self._draft("level", zero, topic, scope)]
