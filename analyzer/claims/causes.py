"""Reasons and purposes between the figures of a paragraph: where each begins and ends, and whose it is."""

from __future__ import annotations

import re
from typing import Final

from analyzer.claims.drafts import Ledger
from analyzer.claims.makers.dispatch import Figures
from analyzer.claims.reading import clauses as cuts
from analyzer.claims.reading.clauses import Clause
from analyzer.claims.reading.view import View
from analyzer.claims.state import Draft, Topic
from analyzer.claims.words import lexicon as wording

CHANGES: Final = ("change", "rate", "flat", "direction")
"""Kinds of statements that a reason can be given for."""

_PAID_OUT: Final = re.compile(r"：[^，。；：\d]{2,20}\d[\d.,]*[万亿]?元")
"""“投入675.85万元，用于：道路312.60万元、管网208.45万元…”: 用于 that opens a list of sums tells no purpose."""


class Reasons:
    """The reason and the purpose that are open in the paragraph being read."""

    def __init__(self, ledger: Ledger, figures: Figures) -> None:
        self.ledger = ledger
        self.figures = figures
        self.begin()

    def begin(self) -> None:
        """Begin a paragraph: nothing is open."""
        self.reason_from: int | None = None
        self.purpose_from: int | None = None
        self.counting = False

    @property
    def open(self) -> bool:
        """Whether a reason or a purpose is being told."""
        return self.reason_from is not None or self.purpose_from is not None

    def note(self, clause: Clause, text: str, view: View, focus: Topic | None) -> None:
        """Note where a reason or a purpose begins."""
        reason = None if wording.NO_RATE.match(view.text, clause.start) else wording.REASON.match(text)
        if reason and self.reason_from is None and not cuts.is_list(text, clause):
            self.reason_from = clause.start + reason.end()
            self.counting = cuts.counted_out(view.text, self.reason_from)
        elif (purpose := wording.PURPOSE.match(text)) and not _PAID_OUT.match(view.text, clause.end):
            self.close(clause.start, view, focus)
            self.purpose_from = clause.start + purpose.end()

    def may_end(self, clause: Clause, text: str) -> bool:
        """Whether what is open ends where the clause begins: at a stop, or where a part of the sum is named."""
        stops = ("。", "（", "）", "") if self.counting else ("。", "；", "（", "）", "")
        return self.open and (clause.before in stops or cuts.names_part(text))

    def close(self, end: int, view: View, focus: Topic | None) -> None:
        """Give what is open, up to ``end``, to the statements it belongs to."""
        if self.reason_from is not None:
            self._give_reason(view.quote(self.reason_from, end))
        if self.purpose_from is not None:
            self._give_purpose(view.quote(self.purpose_from, end), focus)
        self.begin()

    def at(self, place: int) -> bool:
        """Whether a place stands within a reason."""
        return self.reason_from is not None and place >= self.reason_from

    def _give_reason(self, text: str) -> None:
        reason = cuts.tidy(text)
        last: Draft | None = None
        for draft in reversed(self.ledger.drafts):
            if draft.paragraph != self.figures.index or (draft.kind in CHANGES and draft.reason):
                break
            if draft.kind not in CHANGES or (draft.start >= self.figures.place(self.reason_from or 0)):
                continue
            if last is not None and draft.topic.key != last.topic.key:
                break
            draft.reason, last = reason, draft

    def _give_purpose(self, text: str, focus: Topic | None) -> None:
        draft = self.ledger.current(focus)
        if draft is not None and draft.paragraph == self.figures.index:
            draft.purpose = cuts.tidy(text)
        elif focus is not None:
            self.figures.purpose = (focus.key, cuts.tidy(text))
