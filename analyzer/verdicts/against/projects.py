"""Projects named in the text against their performance targets (绩效目标表, 资金成本) and their procurement budgets."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from analyzer.amounts import FEN, KNOWN_AGAIN, significant
from analyzer.binding.subjects import clean
from analyzer.concepts.statementids import StatementId
from analyzer.concepts.statements import is_targets
from analyzer.forms.evaluations import EARNED
from analyzer.model import Claim, Fact, Reading
from analyzer.relations.edits import misprinted
from analyzer.text import bare, bigrams, squeeze
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


def _slipped(docket: Docket, claim: Claim, line: Fact) -> bool:
    """Whether two digits swapped, or one lost or doubled, part a figure of four digits or more from its line."""
    stated, printed = (docket.figures.amounts[name].fen for name in (claim.id, line.id))
    return misprinted(stated, printed) and min(significant(stated), significant(printed)) >= KNOWN_AGAIN - 1


class Projects:
    """The projects of one document that have a cost target."""

    def __init__(self, reading: Reading) -> None:
        costs = {(t.table, t.source.row): t for t in reading.extraction.targets if _COST.search(t.level2 + t.level3)}
        names = {t.table: t.project for t in reading.extraction.targets}
        evaluated = {f.table for f in reading.facts if f.measure == EARNED}  # their money stands above the indicators
        found: dict[int, list[Fact]] = {}
        for fact in reading.facts:
            priced = is_targets(fact.statement) and fact.unit in FEN and fact.amount and fact.table not in evaluated
            if priced and ((fact.table, fact.source.row) in costs or _COST.search(fact.source.row)):
                found.setdefault(fact.table, []).append(fact)
        self.projects = [
            Project(name=names.get(table, facts[0].source.table), cost=facts[0])
            for table, facts in found.items()
            if len(facts) == 1
        ]
        self.tables = len({t.table for t in reading.extraction.targets})
        self.listed = listed_projects(reading.facts)
        self.evaluated = [f for f in reading.facts if _of_a_form(f) and f.amount is not None]

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
        if amount is None:
            return False
        if not found:
            return self._by_its_line(docket, claim) or self._of_all_forms(docket, claim)
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

    def _by_its_line(self, docket: Docket, claim: Claim) -> bool:
        """Judge a level by the line of a table of projects that bears its name; False where there is none.

        Refuted only where two other projects of the text say what their lines say: the text then follows the table; or
        where a slip of the pen parts the two.
        """
        facts = self._lines(claim)
        if not facts:
            return False
        agreeing = next((f for f in facts if docket.meet(claim.id, f.id)), None)
        several = len({docket.figures.amounts[f.id].fen for f in facts}) > 1
        if agreeing is None and (several or not (self._follows(docket, claim) or _slipped(docket, claim, facts[0]))):
            return False
        line = agreeing or facts[0]
        shown = docket.shown(docket.figures.amounts[line.id].fen, claim.unit, max(claim.decimals, 2))
        docket.rule(claim, "confirmed" if agreeing else "refuted", shown, [line.id], "text-table")
        if agreeing is None:
            docket.equal("text-table", "restates", claim.id, line.id, claim.document)
        return True

    def _of_all_forms(self, docket: Docket, claim: Claim) -> bool:
        """Confirm what all projects with a form of self-evaluation were to cost or cost together (“涉及年初预算…”);
        the text may speak of others, so that another figure says nothing."""
        stage = "final" if claim.stage == "execution" else claim.stage
        own = [f for f in self.evaluated if (f.year, f.stage) == (claim.year, stage)]
        amounts = docket.figures.amounts
        if len(own) < 2 or sum(amounts[f.id].fen for f in own) != amounts[claim.id].fen:
            return False
        shown = docket.shown(amounts[claim.id].fen, claim.unit, max(claim.decimals, 2))
        docket.rule(claim, "confirmed", shown, [f.id for f in own], "text-table")
        return True

    def _lines(self, claim: Claim) -> list[Fact]:
        """The amounts of the projects that a figure of the same year and stage names in full."""
        name = _core(_REMARK.sub("", _AMOUNT.sub("", clean(claim.subject))))
        near = len(name) >= _TELLING and claim.kind == "level"
        facts = [f for f in self.listed.get(name, ()) if near] or [
            f for core, facts in self.listed.items() if near and _alike(core, name) for f in facts
        ]
        return [f for f in facts if (f.year, f.stage) == (claim.year, claim.stage)]

    def _follows(self, docket: Docket, claim: Claim) -> bool:
        """Whether two other figures of the section are those that the table prints of their projects."""
        others = [
            c for c in docket.binder.readings[claim.document].claims
            if c.section == claim.section and c.id != claim.id and c.id in docket.figures.amounts
        ]  # fmt: skip
        return sum(any(docket.meet(c.id, f.id) for f in self._lines(c)) for c in others) >= _FOLLOWED

    @staticmethod
    def _agreeing(docket: Docket, claim: Claim, found: list[Project]) -> list[Project]:
        """Of projects with one name, the one whose cost is the claim's, or all where their sum is; else none."""
        amounts = docket.figures.amounts
        for group in (*([p] for p in found), found):
            if sum(amounts[p.cost.id].fen for p in group) == amounts[claim.id].fen:
                return group
        return []


_CLASS = re.compile("类(?:项目)?$")
"""“局本级/旅游节庆活动/特定目标类”: a column behind the names tells of what class each project is."""


_OFFICE = re.compile(r"(?:[局馆所站院校园厅会]|中心|支队|大队|办公室|本级|机关|部门|单位)$")
"""“防汛抗旱物资储备/县水旱灾害防御服务中心”: whose project it is stands behind its name."""


def _of_a_form(fact: Fact) -> bool:
    """Whether a figure is 年度资金总额 of a project's self-evaluation."""
    return is_targets(fact.statement) and fact.measure == "amount" and fact.item != squeeze(fact.source.row)


def listed_projects(facts: Sequence[Fact]) -> dict[str, list[Fact]]:
    """The core names of the projects that tables list with their money, and the amounts of each."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        of_project = fact.measure == "project_budget" or (
            fact.statement == StatementId.PROJECT_EXPENDITURE and fact.measure in ("total", "amount")
        )
        if _of_a_form(fact):
            found[_core(_REMARK.sub("", fact.item))].append(fact)
            continue
        parts = fact.source.row.split("/")
        names = [part for part in parts if not _CLASS.search(part)] or parts[-1:]
        name = next((part for part in reversed(names) if not _OFFICE.search(part)), names[-1])
        if of_project and fact.amount is not None and not _SUMS.search(name):
            found[_core(_REMARK.sub("", name))].append(fact)
    return dict(found)


_REMARK = re.compile(r"[（(][^（）()]*[)）]$")
_AMOUNT = re.compile(r"(?:年度|全年)?(?:资金|预算|经费)?(?:总额|总金额|总量)$")
_SUMS = re.compile(r"合计|总计|小计|资金总额")
_TELLING = 4
"""Characters that the name of a project must have to tell it from others."""
_FOLLOWED = 2


def _alike(one: str, other: str) -> bool:
    return min(_coverage(one, other), _coverage(other, one)) >= _SAME


_SAME = 0.85


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
