"""Runs the analyzer over clean families and over families with one fault, and counts what it finds.

A fault is found when an error or a warning names its place (document and line) or its printed figure. Findings that
touch no spoiled place are false. The right cell is blamed when the best repair stands at the spoiled place; the repair
is exact when it proposes what was there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from random import Random

from analyzer.model import Corpus, Finding, Issue, Reading
from tests.seeded import comparisons
from tests.seeded.faults import Case, Fault, Injector
from tests.seeded.generator import Family, families, make
from tests.seeded.injector import KINDS
from tests.seeded.semantics import SEMANTIC
from tests.specimens.document import document, line_of
from tests.specimens.specification import Disclosure

assert comparisons  # registers its kinds
WHOLE = {"three below line": "alone", "department below unit": "department"}
"""Kinds that are wrong as a whole document, and the family that shows them."""

_SENSES = (("增加", "增长", "上升", "大于"), ("减少", "下降", "降低", "小于"))

TOLD_AS_NOTES = ("zero-base",)
"""Checks whose notes count too: growth from a base only implied to be nothing is common usage, told as a note."""


@dataclass(slots=True)
class Tally:
    """What became of the faults of one kind."""

    injected: int = 0
    found: int = 0
    true: int = 0
    false: int = 0
    decidable: int = 0
    blamed: int = 0
    repairable: int = 0
    exact: int = 0
    missed: list[str] = field(default_factory=list)
    checks: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def recall(self) -> float:
        return self.found / self.injected if self.injected else 1.0

    @property
    def precision(self) -> float:
        return self.true / (self.true + self.false) if self.true + self.false else 1.0


@dataclass(slots=True)
class Clean:
    """False alarms on documents that are right."""

    documents: int = 0
    alarms: list[str] = field(default_factory=list)
    issues: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def judged(disclosures: Iterable[Disclosure]) -> tuple[tuple[Finding, ...], tuple[Issue, ...]]:
    """Errors and warnings on documents judged together, and the trouble that the analyzer had with them."""
    from analyzer import checks, claims, forms

    readings = []
    issues: list[Issue] = []
    for disclosure in disclosures:
        extraction = forms.extract(document(disclosure))
        found, rest = claims.extract(extraction)
        readings.append(Reading(extraction=extraction, claims=found, not_claims=rest))
        issues.extend(extraction.issues)
    judgement = checks.judge(Corpus(readings=tuple(readings)))
    findings = tuple(f for f in judgement.findings if f.severity != "note" or f.check in TOLD_AS_NOTES)
    return findings, (*issues, *judgement.issues)


def described(finding: Finding) -> str:
    """A finding in one line."""
    places = "; ".join(f"{s.line}:{s.row_code} {s.row}|{s.column}|{s.text}"[:90] for s in finding.sources[:3])
    values = " ".join(f"{k}={v}" for k, v in finding.values)
    return f"{finding.document} {finding.check} [{', '.join(finding.figures)}] {values} <{places}>"


def clean(seed: int, count: int) -> Clean:
    """False alarms on at least ``count`` clean documents."""
    result = Clean()
    for family in families(seed, count):
        findings, issues = judged(family.documents)
        result.documents += len(family.documents)
        result.alarms += [described(finding) for finding in findings]
        for issue in issues:
            result.issues[f"{issue.code}: {issue.detail}"[:100]] += 1
    return result


def cases(seed: int, kind: str, count: int) -> Iterator[Case]:
    """``count`` cases of ``kind`` (fewer where a hundred families in a row offer no place)."""
    number = made = idle = 0
    injectors: dict[str, Injector] = {**KINDS, **SEMANTIC}
    wanted = {"other year": "years", "prior year": "years"}.get(kind, "")
    while made < count and idle < 100:
        rng = Random(f"{seed}:{kind}:{number}")
        if kind in WHOLE:
            family = make(rng, number, kind=WHOLE[kind], spoil=kind)
            case: Case | None = _whole(family, kind)
        else:
            case = injectors[kind](make(rng, number, kind=wanted), rng)
        number += 1
        idle = 0 if case else idle + 1
        if case:
            made += 1
            yield case


def _whole(family: Family, kind: str) -> Case | None:
    first = family.documents[0]
    if kind == "three below line":
        lines = [m.fen or 0 for _, m in first.marks() if m.statement == "basic_expenditure" and m.row == "30217"]
        if not lines or max(lines) < 2_000_000:
            return None
    return Case(family=family, fault=Fault(kind=kind, document=0, places=()))


def tally(seed: int, kind: str, count: int) -> Tally:
    """What the analyzer makes of ``count`` faults of ``kind``."""
    result = Tally()
    for case in cases(seed, kind, count):
        findings, _ = judged(case.family.documents)
        weigh(case, findings, result)
    return result


def weigh(case: Case, findings: Iterable[Finding], result: Tally) -> None:
    """Count one case."""
    fault = case.fault
    spoiled = case.family.documents[fault.document]
    lines = {line_of(spoiled, place) for place in fault.places}
    name = document(spoiled).name
    hits = [finding for finding in findings if not fault.places or touches(finding, name, lines, fault)]
    result.injected += 1
    result.found += bool(hits)
    result.true += len(hits)
    result.false += len(list(findings)) - len(hits)
    for finding in hits:
        result.checks[finding.check] += 1
    if not hits:
        result.missed.append(f"{name} line {sorted(lines)} {fault.true} → {fault.printed}")
    if fault.decidable and fault.places:
        result.decidable += 1
        right = blamed(hits, name, lines, fault)
        result.blamed += right
        if fault.repairable:
            result.repairable += 1
            result.exact += exact(hits, fault)


def touches(finding: Finding, name: str, lines: set[int], fault: Fault) -> bool:
    """Whether the finding points at a spoiled line or prints the spoiled figure."""
    if any(source.document == name and source.line in lines for source in finding.sources):
        return True
    return bool(fault.printed) and any(same(figure, fault.printed) for figure in finding.figures)


def blamed(hits: list[Finding], name: str, lines: set[int], fault: Fault) -> bool:
    """Whether a best repair changes the spoiled figure; where none can be proposed, whether a finding begins there."""
    if not fault.repairable or isinstance(number(fault.true), str):
        return any(f.sources and f.sources[0].document == name and f.sources[0].line in lines for f in hits)
    for finding in hits:
        for repair in finding.repair[:1]:
            place = repair.source
            if same(repair.printed, fault.printed) and (
                place is None or (place.document == name and place.line in lines)
            ):
                return True
    return False


def exact(hits: list[Finding], fault: Fault) -> bool:
    """Whether a best repair proposes the truth; a word (增加) may stand in a phrase (增加12.34万元)."""
    if isinstance(number(fault.true), str):
        words = next(group for group in _SENSES if fault.true.removesuffix("预算数") in group)
        return any(word in finding.repair[0].proposed for finding in hits if finding.repair for word in words)
    return any(same(finding.repair[0].proposed, fault.true) for finding in hits if finding.repair)


def same(one: str, other: str) -> bool:
    """Whether two printed figures (or words) are the same, separators and units aside."""
    return number(one) == number(other)


def number(text: str) -> Decimal | str:
    plain = text.replace(",", "").replace("，", "").strip()
    for suffix in ("万元", "元", "%", "％"):
        plain = plain.removesuffix(suffix)
    try:
        return Decimal(plain)
    except InvalidOperation:
        return plain
