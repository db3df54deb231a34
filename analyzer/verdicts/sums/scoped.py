"""Sums over scopes: an expense paid from all money, and what lies within one that was named before.

“财政拨款“三公”经费13.40万元。…另用事业收入安排公务用车运行费2.00万元，…全部资金“三公”经费为15.40万元”;
“上述公务用车运行费中，基本支出安排10.50万元，项目支出安排1.50万元”.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from analyzer.amounts import FEN
from analyzer.concepts.headlines import PARENTS, concept_of
from analyzer.concepts.scopes import Scope
from analyzer.model import Claim, Relation
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.mutual import bear_out, undecided

_WITHIN: Final = re.compile(r"^(?P<whole>[\u4e00-\u9fff“”（）()]{3,24}?)[之当]?中[，,]")
_SAID: Final = re.compile(r"^(?:上述|以上|前述|该项?|其)+")


def judge_scoped(docket: Docket, claims: Sequence[Claim]) -> None:
    """Relations of all money's expenses, verdicts on parts within a whole of their sentence, of one document."""
    money = [c for c in claims if c.kind == "level" and c.unit in FEN and c.id in docket.figures.amounts]
    scopes = [docket.scope(claim) for claim in money]
    for place, total in enumerate(money):
        if scopes[place].money == "all" and undecided(docket, total):
            _of_all_money(docket, total, money[:place], scopes)
        if scopes[place].part == "among" and undecided(docket, total):
            _within(docket, total, money[:place], money[place:])


def _of_all_money(docket: Docket, total: Claim, before: Sequence[Claim], scopes: Sequence[Scope]) -> None:
    """The fiscal figure of the expense and what other money pays, of it or of a part of it, in the paragraph."""
    concept = concept_of(total.subject)
    plain = [
        claim
        for claim, scope in zip(before, scopes, strict=False)
        if scope == Scope() and concept_of(claim.subject) == concept and _period(claim) == _period(total)
    ]
    apart = [
        claim
        for claim, scope in zip(before, scopes, strict=False)
        if scope.money == "apart" and claim.paragraph == total.paragraph and _is_part(claim, concept)
    ]
    figures = {docket.figures.amounts[c.id].fen for c in plain}
    if concept and len(figures) == 1 and len(apart) == 1:
        terms = ((1, total.id), (-1, plain[-1].id), (-1, apart[0].id))
        docket.relations.append(Relation(check="text-list", rule="all-money", terms=terms, document=total.document))


def _is_part(claim: Claim, whole: str) -> bool:
    own = concept_of(claim.subject) or concept_of(claim.subject.rpartition("的")[2])
    return own == whole or whole in (PARENTS.get(own), PARENTS.get(PARENTS.get(own, "")))


def _period(claim: Claim) -> tuple[int | None, str]:
    return claim.year, claim.stage


def _within(docket: Docket, first: Claim, before: Sequence[Claim], after: Sequence[Claim]) -> None:
    """The parts of the sentence after “X中，” where they make up the X that was stated before."""
    text = docket.text(first)
    start = max(text.rfind(mark, 0, first.start) for mark in "。；")
    named = _WITHIN.search(re.sub(r"\s", "", text[start + 1 : first.start]))
    if not named:
        return
    whole = concept_of(_SAID.sub("", named["whole"]))
    ends = min((at for mark in "。；" if (at := text.find(mark, first.end)) >= 0), default=len(text))
    parts = [c for c in after if c.paragraph == first.paragraph and c.start < ends and c.unit == first.unit]
    amounts = docket.figures.amounts
    made = sum(amounts[c.id].fen for c in parts)
    named_so = {whole, PARENTS.get(whole)}  # without purchases, all of 购置及运行费 is 运行费
    heads = [c for c in before if concept_of(c.subject) in named_so and amounts[c.id].fen == made]
    if whole and heads and len(parts) > 1:
        bear_out(docket, (heads[-1], *parts), "within")
