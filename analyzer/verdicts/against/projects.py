"""Projects named in the text against their performance targets (绩效目标表, 资金成本) and their procurement budgets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.amounts import FEN
from analyzer.binding.subjects import clean
from analyzer.concepts.statements import is_targets
from analyzer.model import Claim, Fact, Reading
from analyzer.text import bare, bigrams
from analyzer.verdicts.docket import Docket

_NUMBERED = re.compile(r"^\s*[\d一二三四五六七八九十]+\s*[、.．]\s*|\d{4}\s*年度?|绩效目标表")
_GENERIC = re.compile(r"(专项经费|专项资金|工作经费|补助资金|项目经费|资金|经费|费用|专项|项目|本级|工作|费$)")
_COST = re.compile(r"成本")
_SPENT = re.compile(r"执行|实际|支付|到位|已使用")


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A project with a target table: its name and the cost target as a fact."""

    name: str
    cost: Fact


class Projects:
    """The projects of one document that have a cost target."""

    def __init__(self, reading: Reading) -> None:
        costs = {(t.table, t.source.row): t for t in reading.extraction.targets if _COST.search(t.level2 + t.level3)}
        names = {t.table: t.project for t in reading.extraction.targets}
        found: dict[int, list[Fact]] = {}
        for fact in reading.facts:
            priced = is_targets(fact.statement) and fact.unit in FEN and fact.amount
            if priced and ((fact.table, fact.source.row) in costs or _COST.search(fact.source.row)):
                found.setdefault(fact.table, []).append(fact)
        self.projects = [
            Project(name=names.get(table, facts[0].source.table), cost=facts[0])
            for table, facts in found.items()
            if len(facts) == 1
        ]
        self.tables = len({t.table for t in reading.extraction.targets})

    def matching(self, subject: str) -> list[Project]:
        """The projects that ``subject`` names: one whose name it is, or several joined by 和 / 及 / 、."""
        wanted = _core(clean(subject))
        if len(wanted) < 4:
            return []
        scored = [(p, _coverage(_core(p.name), wanted), _coverage(wanted, _core(p.name))) for p in self.projects]
        whole = [p for p, there, back in scored if there >= 0.85 and back >= 0.85]
        if whole:
            nearest = max(_coverage(wanted, _core(p.name)) for p in whole)
            return [p for p in whole if _coverage(wanted, _core(p.name)) == nearest]
        inside = [p for p, there, _ in scored if there >= 0.8]
        joined = bigrams("".join(_core(p.name) for p in inside)) if len(inside) > 1 else set()
        covered = len(bigrams(wanted) & joined) / max(1, len(bigrams(wanted)))
        return inside if len(inside) > 1 and covered >= 0.75 and re.search(r"[和及与、]", subject) else []

    def judge(self, docket: Docket, claim: Claim) -> bool:
        """Judge a level by the targets of the projects it names; False where it names none."""
        found = self.matching(claim.subject)
        amount = docket.figures.amounts.get(claim.id)
        if not found or amount is None:
            return False
        namesakes = len({_core(p.name) for p in found}) < len(found)
        if namesakes and not self._agreeing(docket, claim, found):
            # Several units of a department may run a project of one name: none of them is surely meant.
            return False
        if namesakes:
            found = self._agreeing(docket, claim, found)
        total = sum(docket.figures.amounts[p.cost.id].fen for p in found)
        slack = amount.quantum + sum(docket.figures.amounts[p.cost.id].quantum for p in found)
        shown = docket.shown(total, claim.unit, max(claim.decimals, 2))
        evidence = [p.cost.id for p in found]
        if 2 * abs(total - amount.fen) <= slack:
            docket.rule(claim, "confirmed", shown, evidence, "text-target")
            return True
        if _SPENT.search(claim.source.text):
            return False  # what was spent of a target is another figure than the target
        names = "、".join(p.name for p in found)
        docket.refute(claim, "text-target", _trim(shown), evidence, [(_trim(shown), "")], values=(("projects", names),))
        return True

    @staticmethod
    def _agreeing(docket: Docket, claim: Claim, found: list[Project]) -> list[Project]:
        """Of projects with one name, the one whose cost is the claim's, or all where their sum is; else none."""
        amounts = docket.figures.amounts
        for group in (*([p] for p in found), found):
            if sum(amounts[p.cost.id].fen for p in group) == amounts[claim.id].fen:
                return group
        return []


def _trim(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def _core(name: str) -> str:
    """A project name without the generic words that authors add and drop."""
    return _GENERIC.sub("", bare(_NUMBERED.sub("", name)))


def _coverage(part: str, whole: str) -> float:
    grams = bigrams(part)
    return len(grams & bigrams(whole)) / len(grams) if grams else 0.0


def cost_facts(projects: Sequence[Project]) -> list[Fact]:
    """The cost facts, one a project name."""
    return list({bare(p.name): p.cost for p in projects}.values())
