"""Sums that the words promise: “收入A。加上上级补助B、上年结转C，收入总量D”, how budgets tell all money of a year.

What follows 加上 is added to the last figure of its side that is no part of another, be it in a sentence further back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from analyzer.amounts import significant
from analyzer.binding.subjects import clean
from analyzer.model import Claim
from analyzer.relations.edits import one_slip, swapped
from analyzer.verdicts.docket import Docket

_BEGUN: Final = re.compile(r"(?:[。，；,;：:]\s*(?:再|另)?加(?![强大快班工入深急重速])|(?:收入|支出)加(?=上))上?(?!年)")
SUM: Final = re.compile(r"\d[\d,.]*\s*(?:亿元|万元|千元|元)")
"""A sum of money as prose prints it."""
_BRACKETED: Final = re.compile(r"[（(][^（）()]*[)）]")
_OPEN: Final = re.compile(r"等|其中|包括|含|减|扣|其余|余额")
"""Words after which what is printed may not be all that is added, or not be added at all."""
_TOTAL: Final = re.compile(r"总计|合计|共计|总量|总财力")
_SIDES: Final = (("收入", re.compile(r"收入|财力")), ("支出", re.compile(r"支出")))


def promised_sum(docket: Docket, total: Claim, before: Sequence[Claim]) -> Sequence[Claim]:
    """The figures of ``before`` (nearest first) that the words add up to ``total``, where they do or certainly should.

    The words promise the sum, so that it needs no digits to be more than chance. Where it fails the figures are given
    only if a slip of the pen explains it, an addend left out, or the other side's total: a budget balances.
    """
    found = _addition(docket, total, before)
    if found is None:
        return _of_the_other_side(docket, total, before)
    stretch, parts = found
    amounts = docket.figures.amounts
    gap = amounts[total.id].fen - sum(amounts[c.id].fen for c in parts)
    promised = _one_side(total, parts[-1]) and bool(_TOTAL.search(total.subject))
    if 2 * abs(gap) <= sum(amounts[c.id].quantum for c in (total, *parts)):
        near = len(parts) == 2 and "。" not in docket.text(total)[parts[-1].end : total.start]
        return parts if promised or (not gap and near) else ()
    if not promised or _OPEN.search(stretch):
        return ()
    other = _balanced(docket, total, amounts[total.id].fen - gap)
    if other is not None:  # two sums that fail by the same total tell which figure is wrong
        docket.equal("text-list", "two-sides", total.id, other.id, total.document)
    return parts if other is not None or _slip(docket, total, parts, gap) else ()


def of_its_sentence(docket: Docket, total: Claim, before: Sequence[Claim]) -> tuple[str, list[Claim]]:
    """The words of a total's sentence as far as it, and the figures of ``before`` that stand there."""
    words = docket.text(total)[: total.start]
    begin = words.rfind("。") + 1
    return words[begin:], [c for c in before if c.paragraph == total.paragraph and c.start >= begin]


def _of_the_other_side(docket: Docket, total: Claim, before: Sequence[Claim]) -> Sequence[Claim]:
    """“A，B，C，收入总计320869万元。…支出总计330740万元”: what the sentence lists before a total that is not their sum,
    where it is the other side's."""
    stretch, parts = of_its_sentence(docket, total, before)
    names = {c.id for c in parts}
    listed = len(parts) > _FEW and not any(c.whole in names for c in parts) and _TOTAL.search(total.subject)
    meant = sum(docket.figures.amounts[c.id].fen for c in parts)
    if not listed or not _side(total.subject) or meant == docket.figures.amounts[total.id].fen:
        return ()
    other = None if _OPEN.search(_BRACKETED.sub("", stretch)) else _balanced(docket, total, meant)
    if other is None:
        return ()
    docket.equal("text-list", "two-sides", total.id, other.id, total.document)
    return parts


def _addition(docket: Docket, total: Claim, before: Sequence[Claim]) -> tuple[str, list[Claim]] | None:
    """The words from 加上 to the total, and what is added, nearest first, with the figure that it is added to; None
    where a sum of these words was not read."""
    text = docket.text(total)
    begun = [found.start() for found in _BEGUN.finditer(text, 0, total.start)]
    if not begun and _AT_ONCE.match(text):
        return _from_above(docket, total, before)
    if not begun:
        return None
    stretch = _BRACKETED.sub("", text[begun[-1] + 1 : total.start])
    here = [c for c in before if c.paragraph == total.paragraph]
    names = {c.id for c in here if c.start > begun[-1]}
    added = [c for c in here if c.id in names and c.whole not in names]
    named = clean(re.split("[。，；,;：:]", text[: begun[-1] + 2])[-1])  # “县级收入加上上级补助收入…”
    above = [c for c in here if c.end <= begun[-1]]
    head = next((c for c in above if clean(c.subject) == named != ""), None)
    head = head or next((c for c in above if _heads(total, c, docket)), None)
    read = len(SUM.findall(stretch)) <= len(names)
    if head is None or not read or "。" in stretch or not any(docket.figures.amounts[c.id].fen for c in added):
        return None
    return stretch, [*added, head]


def _from_above(docket: Docket, total: Claim, before: Sequence[Claim]) -> tuple[str, list[Claim]] | None:
    """A paragraph that begins with 加上 adds to what heads the nearest one before that tells of the same side."""
    stretch = _BRACKETED.sub("", docket.text(total)[: total.start])
    added = [c for c in before if c.paragraph == total.paragraph and not c.whole]
    heads: dict[int, Claim] = {}
    for claim in docket.binder.readings[total.document].claims:
        if claim.kind == "level" and total.paragraph - _BACK <= claim.paragraph < total.paragraph:
            heads.setdefault(claim.paragraph, claim)
    alike = [c for c in heads.values() if _one_side(total, c) and (c.year, c.stage) == (total.year, total.stage)]
    if (
        not alike
        or "。" in stretch
        or len(SUM.findall(stretch)) != len(added)
        or alike[-1].id not in docket.figures.amounts
    ):
        return None
    return stretch, [*added, alike[-1]]


_AT_ONCE: Final = re.compile(r"\s*(?:再|另)?加(?![强大快班工入深急重速])")
_BACK: Final = 4
"""Paragraphs above one that may begin what it goes on with."""


def _heads(total: Claim, claim: Claim, docket: Docket) -> bool:
    """Whether a figure may be what the others are added to: of the total's side, and no part of one of its side."""
    whole = docket.figures.claims.get(claim.whole)
    part = whole is not None and whole.kind == "level" and _one_side(total, whole)
    return not part and (_one_side(total, claim) or not _side(total.subject))


def _one_side(total: Claim, claim: Claim) -> bool:
    return _side(total.subject) == _side(claim.subject) != ""


def _side(subject: str) -> str:
    """收入 or 支出; empty where the words name neither or both."""
    sides = [name for name, words in _SIDES if words.search(subject)]
    return sides[0] if len(sides) == 1 else ""


def _balanced(docket: Docket, total: Claim, meant: int) -> Claim | None:
    """The other side's total, near by, if it is what the parts make: a budget balances."""
    side, amounts = "支出" if "收入" in total.subject else "收入", docket.figures.amounts
    beside = (c for c in docket.figures.claims.values() if c.document == total.document and c.id in amounts)
    totals = (c for c in beside if c.kind == "level" and side in c.subject and _TOTAL.search(c.subject))
    near = (c for c in totals if amounts[c.id].fen == meant and abs(c.paragraph - total.paragraph) <= 1)
    return next(near, None)


def _slip(docket: Docket, total: Claim, parts: Sequence[Claim], gap: int) -> bool:
    """Whether digits swapped, a wrong digit of a long figure, or one addend left out explain the ``gap``."""
    amounts = docket.figures.amounts
    fens = [amounts[c.id].fen for c in parts]
    turned = swapped(amounts[total.id].fen, amounts[total.id].fen - gap) or any(swapped(f, f + gap) for f in fens)
    left_out = len(parts) > _FEW and any(f == -gap and significant(f) >= _FEW for f in fens[:-1])
    return turned or left_out or one_slip(gap, [amounts[total.id].fen, *fens])


_FEW: Final = 2
