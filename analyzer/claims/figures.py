"""Makes drafts of figures: decides the kind and links a figure to those it speaks of."""

from __future__ import annotations

from analyzer.claims.numerals import Token
from analyzer.claims.percentages import Percentages
from analyzer.claims.phrases import Phrase
from analyzer.claims.state import Draft, Scope
from analyzer.claims.sums import Amounts
from analyzer.claims.wordings import Wordings


class Figures(Amounts, Percentages, Wordings):
    """Drafts for the figures of one paragraph after the other."""

    def take(self, token: Token, phrase: Phrase, seg: str, scope: Scope, left: int) -> list[Draft]:
        """The drafts that a figure makes: one, none, or one for each subject it is shared by."""
        self.left, self.read_to = left, token.end
        queued = self._queued(token, phrase, seg)
        if queued is not None:
            return [queued]
        if token.kind == "flat":
            return self._flat(token, phrase, scope)
        if token.kind == "direction":
            return self._direction(token, phrase, seg, scope)
        if token.kind == "none":
            return self._none(token, scope)
        if token.kind == "percent":
            return self._percent(token, phrase, seg, scope)
        return self._amount(token, phrase, seg, scope)

    def _queued(self, token: Token, phrase: Phrase, seg: str) -> Draft | None:
        """The next figure after “分别为”: it belongs to the next subject."""
        queue = self.queue
        if queue is None or seg.strip("、，和及与") or token.kind not in ("money", "percent", "count", "bare"):
            return None
        if queue.used >= len(queue.topics):
            return None
        topic, model = queue.topics[queue.used], queue.last
        queue.used += 1
        level = self.ledger.current(topic) if model.kind in ("share", "rate", "change") else None
        draft = self._draft(
            model.kind, token, topic, Scope(), year=model.year, stage=model.stage, base=model.base, of=model.of,
            direction=model.direction, whole=model.whole, partial=model.partial, current=level.id if level else "",
        )  # fmt: skip
        if not model.unit:
            model.unit = draft.unit
        return draft
