"""From the prose of a document to its claims, and to the numerals that are none."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.claims.drafts import Ledger
from analyzer.claims.narrative import Narrative
from analyzer.claims.reading.numerals import Token, numerals
from analyzer.claims.reading.sections import is_definition
from analyzer.claims.reading.view import View, view
from analyzer.claims.settlement import settle
from analyzer.claims.state import Draft
from analyzer.claims.words.marks import marks
from analyzer.model import Claim, Extraction, NotClaim, Paragraph

_MEASURES = ("money", "percent", "count", "area", "score", "bare")


def extract(extraction: Extraction) -> tuple[tuple[Claim, ...], tuple[NotClaim, ...]]:
    """The claims of the prose in order of reading, and every numeral that states no amount, with its reason."""
    profile = extraction.profile
    ledger = Ledger(extraction.document.name, profile.year, profile.stage)
    narrative = Narrative(ledger, profile.printed or profile.entity)
    others: list[NotClaim] = []
    for index, paragraph in enumerate(extraction.prose):
        seen = view(paragraph.text)
        if not seen.text:
            continue
        tokens = numerals(seen.text)
        first = len(ledger.drafts)
        reason = _read(narrative, index, paragraph, seen, tokens)
        if ledger.drafts[first:] and ledger.drafts[-1].unit == "万" and seen.text.endswith("万"):
            _complete_unit(ledger.drafts[-1], extraction.prose[index + 1 : index + 2])
        bound = {draft.start for draft in ledger.drafts[first:]}
        others.extend(_rest(extraction.document.name, paragraph, seen, tokens, bound, reason))
    return settle(ledger, extraction.prose), tuple(others)


def _read(narrative: Narrative, index: int, paragraph: Paragraph, seen: View, tokens: list[Token]) -> str:
    """Read a paragraph; the reason why it states nothing, or empty."""
    states = any(token.kind in _MEASURES and token.kind != "bare" for token in tokens)
    if not states and narrative.heading(seen.text, paragraph.level):
        return "heading"
    if narrative.outline.defining or is_definition(seen.text):
        return "term"
    if narrative.outline.silent:
        # Duties and tasks state no money of the budget, but what is to be done of them is counted.
        narrative.read(index, seen, [t for t in tokens if t.kind == "count"])
        return "description"
    areas = sum(token.kind == "area" for token in tokens)
    spoken = [t for t in tokens if t.kind != "area" or areas > 1]
    both = sorted([*spoken, *_apart(marks(seen.text), spoken)], key=lambda token: token.start)
    narrative.read(index, seen, both)
    return ""


def _complete_unit(draft: Draft, following: Sequence[Paragraph]) -> None:
    """“8.7万|元”: a unit cut by the end of a paragraph that was none."""
    if following and following[0].text.lstrip().startswith("元"):
        draft.unit = "万元"


def _apart(found: list[Token], tokens: list[Token]) -> list[Token]:
    """Wordings that no numeral covers."""
    taken = {place for token in tokens for place in range(token.start, token.end)}
    return [token for token in found if not taken & set(range(token.start, token.end))]


def _rest(
    document: str, paragraph: Paragraph, seen: View, tokens: list[Token], bound: set[int], why: str
) -> list[NotClaim]:
    others = []
    for token in tokens:
        start, _ = seen.span(token.start, token.end)
        if start in bound:
            continue
        text = seen.quote(token.start, token.end)
        reason = token.reason or why or _REASONS.get(token.kind, "unbound")
        others.append(NotClaim(text=text, reason=reason, source=paragraph.source(document, start, start, text)))
    return others


_REASONS = {"bare": "number", "percent": "standard", "area": "area"}


__all__ = ["Draft", "extract"]
