"""Values as plain records: the lines of the run folder's ``data/*.jsonl``, and the rows of the frames.

The keys are a contract (ARCHITECTURE.md, “The run folder is a contract”); keys may be added, never renamed. Numbers are
plain decimal strings, so that nothing is lost on the way through a reader that knows only floats.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final, TypeAlias

from analyzer.amounts import plain
from analyzer.checks.registry import checks
from analyzer.model import Claim, Fact, Finding, Issue, Repair, Source, Verdict
from analyzer.relations.system import Outcome
from analyzer.results.selection import LeftOut

Record: TypeAlias = dict[str, Any]

UNJUDGED = Verdict(claim="", kind="unverifiable", why="nothing-to-compare")

FACT_COLUMNS = (
    "id", "document", "entity", "entity_code", "year", "stage", "page", "line", "table", "row_code", "row", "column",
    "text", "value", "unit", "fen", "quantum", "statement", "side", "item", "measure", "score",
)  # fmt: skip
CLAIM_COLUMNS = (
    "id", "document", "entity", "page", "line", "kind", "subject", "year", "stage", "base_year", "base_stage", "value",
    "unit", "direction", "of", "partial", "reason", "section", "text", "verdict", "why", "computed", "computed_value",
    "computed_unit", "rule", "alternative", "sources",
)  # fmt: skip
FINDING_COLUMNS = (
    "id", "check", "severity", "document", "page", "line", "entity", "year", "message", "message_en", "figures",
    "values", "sources", "repair",
)  # fmt: skip
LEFT_OUT_COLUMNS = (*FINDING_COLUMNS, "why", "reason")
ISSUE_COLUMNS = ("document", "code", "page", "line", "detail")


def source_record(source: Source) -> Record:
    """A place in a document; unknown parts are left out, except the page, which is null for text formats."""
    record: Record = {"document": source.document, "page": source.page, "line": source.line}
    parts = {"table": source.table, "row": source.row, "row_code": source.row_code, "column": source.column}
    record |= {key: value for key, value in parts.items() if value}
    record["text"] = source.text
    if source.box is not None:
        record["box"] = [round(x, 2) for x in source.box]
    if source.score is not None:
        record["score"] = round(source.score, 4)
    return record


def fact_record(fact: Fact) -> Record:
    """A printed figure. ``fen`` and ``quantum`` are null where the figure is no money."""
    source = fact.source
    return {
        "id": fact.id,
        "document": fact.document,
        "entity": fact.entity,
        "entity_code": fact.entity_code,
        "year": fact.year,
        "stage": fact.stage,
        "page": source.page,
        "line": source.line,
        "table": source.table,
        "row_code": fact.item_code or source.row_code,
        "row": source.row,
        "column": source.column,
        "text": source.text,
        "value": None if fact.value is None else plain(fact.value),
        "unit": fact.unit,
        "fen": fact.amount.fen if fact.amount else None,
        "quantum": fact.amount.quantum if fact.amount else None,
        "statement": fact.statement,
        "side": fact.side,
        "item": fact.item,
        "measure": fact.measure,
        "score": source.score,
    }


def fact_records(facts: Iterable[Fact]) -> list[Record]:
    """One record a printed figure; cells that are blank or a dash are no figures and are left out."""
    return [fact_record(fact) for fact in facts if fact.value is not None and not fact.absence]


def claim_record(claim: Claim, verdict: Verdict, entity: str = "") -> Record:
    """A numeric statement of the narrative with its verdict; ``entity`` is whose document it stands in."""
    value, unit = computed_number(verdict.computed, claim.unit)
    return {
        "id": claim.id,
        "document": claim.document,
        "entity": entity,
        "page": claim.source.page,
        "line": claim.source.line,
        "kind": claim.kind,
        "subject": claim.subject,
        "year": claim.year,
        "stage": claim.stage,
        "base_year": claim.base_year,
        "base_stage": claim.base_stage,
        "value": None if claim.value is None else plain(claim.value),
        "unit": claim.unit,
        "direction": claim.direction,
        "of": claim.of,
        "partial": claim.partial,
        "reason": claim.reason,
        "section": claim.section,
        "text": claim.source.text,
        "verdict": verdict.kind,
        "computed": verdict.computed,
        "computed_value": None if value is None else plain(value),
        "computed_unit": unit,
        "rule": verdict.rule,
        "why": verdict.why,
        "alternative": verdict.alternative,
        "sources": [source_record(s) for s in verdict.evidence],
    }


def claim_records(
    claims: Iterable[Claim], verdicts: Mapping[str, Verdict], entities: Mapping[str, str] | None = None
) -> list[Record]:
    """One record a claim; a claim nobody judged is ``unverifiable``, never missing. ``entities`` are by document."""
    owners = entities or {}
    return [claim_record(claim, verdicts.get(claim.id, UNJUDGED), owners.get(claim.document, "")) for claim in claims]


_NUMBER: Final = re.compile(r"\d[\d,]*(?:\.\d+)?")
_COMPUTED: Final = re.compile(
    rf"(?P<sign>[-−]|减少)? ?(?P<sum>{_NUMBER.pattern}(?: [+−-] {_NUMBER.pattern})*)(?P<unit>%|[^\W\d]*)"
)


def computed_number(computed: str, unit: str) -> tuple[Decimal | None, str]:
    """What was computed as an exact number and its unit (``unit`` where it names none); (None, "") where it is none.

    The number has the sign it was computed with, other than a claim's own value, which is a magnitude. A sum of parts
    (“138.26 + 10739.1 + 0”) is added up.
    """
    found = _COMPUTED.fullmatch(computed)
    if found is None:
        return None, ""
    terms = re.findall(rf"(?:([+−-]) )?({_NUMBER.pattern})", found["sum"])
    if found["sign"]:
        terms[0] = ("-", terms[0][1])
    total = sum((Decimal(n.replace(",", "")) * (-1 if sign in ("-", "−") else 1) for sign, n in terms), Decimal(0))
    return total, found["unit"] or unit


def repair_record(repair: Repair) -> Record:
    """A proposed edit: what is printed, what would stand there instead, and how many relations that mends or breaks."""
    return {
        "printed": repair.printed,
        "proposed": repair.proposed,
        "edit": repair.edit,
        "source": source_record(repair.source) if repair.source else None,
        "resolves": repair.resolves,
        "breaks": repair.breaks,
    }


def finding_record(finding: Finding) -> Record:
    """A fault of the publication with its message in both languages, made from the check's templates."""
    first = finding.sources[0] if finding.sources else None
    return {
        "id": finding.id,
        "check": finding.check,
        "severity": finding.severity,
        "document": finding.document,
        "page": first.page if first else None,
        "line": first.line if first else None,
        "entity": finding.entity,
        "year": finding.year,
        "message": checks()[finding.check].message(finding),
        "figures": list(finding.figures),
        "values": dict(finding.values),
        "sources": [source_record(s) for s in finding.sources],
        "repair": [repair_record(r) for r in finding.repair],
    }


def finding_records(findings: Iterable[Finding]) -> list[Record]:
    """The records of findings, in order."""
    return [finding_record(finding) for finding in findings]


def left_out_records(left: Iterable[LeftOut]) -> list[Record]:
    """Findings that are not told: as findings, with why (``ignored`` or ``accepted``) and the reason given."""
    return [finding_record(one.finding) | {"why": one.why, "reason": one.reason} for one in left]


def issue_record(issue: Issue) -> Record:
    """Trouble of ours with one document."""
    return {
        "document": issue.document,
        "code": issue.code,
        "page": issue.page,
        "line": issue.line,
        "detail": issue.detail,
    }


def issue_records(issues: Iterable[Issue]) -> list[Record]:
    """The records of issues, in order."""
    return [issue_record(issue) for issue in issues]


def relation_record(outcome: Outcome) -> Record:
    """A judged relation: ``terms`` are [coefficient, id]; ``residual``, and ``slack`` that rounding allows, are 分."""
    relation = outcome.relation
    return {
        "document": relation.document,
        "check": relation.check,
        "rule": relation.rule,
        "sense": relation.sense,
        "terms": [[coefficient, name] for coefficient, name in relation.terms],
        "outcome": outcome.kind,
        "residual": outcome.residual,
        "slack": outcome.slack2 / 2,
        "reason": outcome.reason,
    }


def relation_records(outcomes: Iterable[Outcome]) -> list[Record]:
    """The records of judged relations, in order."""
    return [relation_record(outcome) for outcome in outcomes]
