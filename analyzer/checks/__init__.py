"""Facts, claims and relations to findings: the catalogue of checks and the judging of a corpus."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.model import Corpus, Finding, Issue, Verdict
from analyzer.relations.system import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What judging a corpus gives: a verdict a claim, an outcome a relation, the findings, and trouble of ours."""

    verdicts: tuple[Verdict, ...]
    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    issues: tuple[Issue, ...]


def judge(corpus: Corpus) -> Judgement:
    """Judge every figure and statement of ``corpus``; findings in the order of documents, pages and severity."""
    from analyzer.checks.registry import Case, run_checks
    from analyzer.verdicts.ledger import Ledger

    ledger = Ledger(corpus)
    findings: list[Finding] = []
    issues = list(ledger.issues)
    for reading in corpus.readings:
        found, troubles = run_checks(Case(reading=reading, corpus=corpus, ledger=ledger))
        findings += sorted(found, key=_order)
        issues += troubles
    verdicts = tuple(ledger.verdicts[c.id] for c in corpus.claims() if c.id in ledger.verdicts)
    return Judgement(verdicts=verdicts, outcomes=tuple(ledger.outcomes), findings=tuple(findings), issues=tuple(issues))


def _order(finding: Finding) -> tuple[int, int, int, str, str]:
    place = finding.sources[0] if finding.sources else None
    rank = {"error": 0, "warning": 1, "note": 2}[finding.severity]
    return (rank, (place and place.page) or 0, (place and place.line) or 0, finding.check, finding.id)


__all__ = ["Judgement", "judge"]
