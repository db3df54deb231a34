"""What 分别 and 均 share out: a figure for each of several subjects, or one for all of them."""

from __future__ import annotations

import re
from collections.abc import Callable

from analyzer.claims.makers.drafting import Drafting
from analyzer.claims.makers.queues import Queue
from analyzer.claims.reading.numerals import Token
from analyzer.claims.state import Draft, Scope, Topic
from analyzer.claims.words import topics as subjects
from analyzer.claims.words.phrases import Phrase

_MORE_PERCENTAGES = re.compile(
    r"(?:(?:[、，和及与]|[、和及与](?:增长|增加|上升|提高|下降|减少|降低|回落))-?\d[\d.]*%)*"
)
_MORE_SUMS = re.compile(r"(?:[、，和及与]-?\d[\d.,]*(?:亿元|万元|千元|元))*")


class Sharing(Drafting):
    """Drafts for figures that have several subjects."""

    def _shared_out(
        self, token: Token, phrase: Phrase, scope: Scope, make: Callable[[Token, Topic], Draft]
    ) -> list[Draft]:
        """“分别” gives each subject its own figure, “均” all the same one; else the figure has one subject."""
        topics = self._once_more(token, phrase) or (self._each(token, phrase, scope) if phrase.each else [])
        if len(topics) < 2:
            topic = self._other_side(phrase, scope) or self._shared_topic(phrase, scope)
            return [make(token, topic or self._subject(phrase.subject, scope))]
        if phrase.each == "均":
            self.group, scope.focus = topics, topics[0]
            return [make(token, topic) for topic in topics]
        self.queue = Queue(topics, make)
        return [self.queue.take(token)]

    def _each(self, token: Token, phrase: Phrase, scope: Scope) -> list[Topic]:
        """The subjects that 分别 or 均 shares the figure among: those named here, else those of the sentence, the last
        of them where fewer percentages follow."""
        parts = subjects.sides(phrase.subject)
        named = [t for part in parts or subjects.split(phrase.subject) if (t := self.named(part)) is not None]
        if len(named) > 1 or (named and phrase.each == "均"):
            return named
        if phrase.each == "分别" and (listed := subjects.listed_before(self.view.text, self.left)):
            return [t for part in listed if (t := self.named(part)) is not None]
        heads = {m.whole for m in self.sentence if m.whole}
        said: dict[str, Topic] = {}
        for draft in self.sentence or self.paragraph():
            if draft.kind in ("level", "change") and draft.id not in heads and draft.year == self.ledger.year:
                said.setdefault(draft.topic.key, draft.topic)
        shares = self._percentages(token) if phrase.each == "分别" else 0
        return [*said.values()][-shares if shares > 1 else 0 :] or [self._subject(phrase.subject, scope)]

    def _percentages(self, token: Token) -> int:
        """How many percentages stand in a row from this one on; none where it is no percentage."""
        listed = _MORE_PERCENTAGES.match(self.view.text, token.end) if token.kind == "percent" else None
        return 1 + listed[0].count("%") if listed else 0

    def _once_more(self, token: Token, phrase: Phrase) -> list[Topic]:
        """“规模分别为A和B，占…的8.1%和91.9%”: the subjects that figures were just shared out among, where as many
        percentages follow, or with 分别 as many sums."""
        last = self.queue
        if phrase.subject or last is None or not last.empty:
            return []
        count = self._percentages(token)
        if not count and phrase.each == "分别" and not phrase.base:
            listed = _MORE_SUMS.match(self.view.text, token.end)
            count = 1 + len(re.findall("[、，和及与]", listed[0])) if listed else 0
        return last.topics if count == len(last.topics) else []
