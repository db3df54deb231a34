"""Makes drafts of figures: decides the kind and links a figure to those it speaks of."""

from __future__ import annotations

from dataclasses import replace

from analyzer.claims.makers.figureless import Wordings
from analyzer.claims.makers.percentages import Percentages
from analyzer.claims.makers.sums import Amounts
from analyzer.claims.reading.numerals import Token
from analyzer.claims.state import Draft, Scope
from analyzer.claims.words import phrases
from analyzer.claims.words.phrases import Phrase


class Figures(Amounts, Percentages, Wordings):
    """Drafts for the figures of one paragraph after the other."""

    def take(self, token: Token, phrase: Phrase, seg: str, scope: Scope, left: int) -> list[Draft]:
        """The drafts that a figure makes: one, none, or one for each subject it is shared by."""
        self.left, self.read_to = left, token.end
        queued = self._queued(token, seg)
        if queued is not None:
            return [queued]
        if token.kind == "flat":
            return self._flat(token, phrase, scope)
        if token.kind == "direction":
            return self._direction(token, phrase, scope)
        if token.kind == "none":
            return self._none(token, scope)
        if token.kind == "percent":
            return self._percent(token, phrase, seg, scope)
        if token.kind == "bare" and phrase.changes and self.signless(token, seg):
            return self._rate(replace(token, unit="%"), phrase, scope, seg)
        return self._amount(token, phrase, seg, scope)

    def _queued(self, token: Token, seg: str) -> Draft | None:
        """The next figure after “分别为”: it belongs to the next subject."""
        queue = self.queue
        words = seg.strip("、，和及与")
        listed = (self.joined or seg[:1]) in ("、", "和", "及", "与")
        turned = phrases.direction_of(words) if token.kind == "percent" and listed else ""
        if queue is None or queue.empty or (words and not turned):
            return None
        if token.kind == "percent" and self.joined == "（" and queue.made[-1].unit != "%":
            return None  # “分别为3815.73万元（43.87%）和4882.16万元”: of the one before, none of the list
        draft = queue.take(token) if token.kind in ("money", "percent", "count", "bare") else None
        if draft is not None and turned and draft.kind == "rate":
            draft.direction = turned  # “分别增长4.22%、下降2.82%”
        return draft
