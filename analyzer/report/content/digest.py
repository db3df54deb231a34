"""What the index page shows of a family, and the sum of that over many: small, and typed so that it can be kept.

A run of ten thousand documents is never in one memory; its index is made of these.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from analyzer.model import Issue, Profile
from analyzer.report.content.answers import undecided
from analyzer.report.content.gists import Gist, gist, worst_first
from analyzer.report.content.gravity import by_severity
from analyzer.report.content.views import OUTCOMES, SEVERITIES, VERDICTS, Unit, counted
from analyzer.report.language import Language
from analyzer.results.outcome import Results
from analyzer.results.records import Record

TOP: Final = 12
"""Findings on the index page."""
MOST_ISSUES: Final = 500
"""Issues on the index page; ``data/issues.jsonl`` has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A document as a line of the index: who, when, and how many figures, findings and refuted claims.

    ``total_wan`` is its total expenditure in 万元, ``percent`` the change on the year before, where they are known.
    """

    name: str
    slug: str
    profile: Profile
    counts: Mapping[str, int]
    total_wan: float | None = None
    percent: float | None = None

    @property
    def weight(self) -> tuple[int, ...]:
        """Errors first: by this the lines are chosen where not all can be shown."""
        return tuple(self.counts.get(kind, 0) for kind in (*SEVERITIES, "refuted"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """The index's share of one family, or of a whole run. ``top`` are the gravest findings, errors first."""

    lines: tuple[Line, ...] = ()
    facts: int = 0
    severities: Mapping[str, int] = field(default_factory=dict)
    verdicts: Mapping[str, int] = field(default_factory=dict)
    outcomes: Mapping[str, int] = field(default_factory=dict)
    reasons: Mapping[str, int] = field(default_factory=dict)
    """Statements that were not decided, by the code of the reason."""
    checks: tuple[str, ...] = ()
    top: tuple[Record, ...] = ()
    gists: tuple[Gist, ...] = ()
    issues: tuple[Issue, ...] = ()
    issue_count: int = 0
    figures: tuple[tuple[str, str], ...] = ()
    rows: Mapping[str, int] = field(default_factory=dict)
    """Rows of each file of ``data/``, so that a merge knows its size beforehand."""

    @property
    def findings(self) -> int:
        """How many findings there are, notes too."""
        return sum(self.severities.values())

    @property
    def claims(self) -> int:
        """How many statements were read."""
        return sum(self.verdicts.values())


def digest(results: Results, shown: Iterable[Unit], lang: Language) -> Digest:
    """The digest of results whose units are ``shown``; what it tells in words is in one language."""
    units = tuple(shown)
    slugs = {reading.name: unit.slug for unit in units for reading in unit.readings}
    counts, totals = _counts(results), _totals(results)
    issues = [issue for issue in results.all_issues if issue not in results.unread]
    return Digest(
        lines=tuple(
            Line(
                name=reading.name,
                slug=slugs[reading.name],
                profile=replace(reading.profile, conflicts=()),
                counts=counts[reading.name],
                total_wan=totals.get(reading.name, (None, None))[0],
                percent=totals.get(reading.name, (None, None))[1],
            )
            for unit in units
            for reading in unit.readings
        ),
        facts=len(results.fact_records),
        severities=counted((f["severity"] for f in results.finding_records), SEVERITIES),
        verdicts=counted((c["verdict"] for c in results.claim_records), VERDICTS),
        outcomes=counted((r["outcome"] for r in results.relation_records), OUTCOMES),
        reasons=undecided(results.claim_records),
        checks=tuple(sorted({r["check"] for r in (*results.finding_records, *results.relation_records)})),
        top=gravest(results.finding_records),
        gists=worst_first(gist(results, unit, lang) for unit in units),
        issues=tuple(issues[:MOST_ISSUES]),
        issue_count=len(issues),
        figures=tuple(pair for unit in units for pair in unit.figures),
    )


def merged(digests: Iterable[Digest], lines: int, figures: int) -> Digest:
    """The digest of a run: at most ``lines`` documents (those with most errors) and ``figures`` figures."""
    kept: list[tuple[tuple[int, ...], int, Line]] = []
    totals = {"facts": 0, "issue_count": 0, "documents": 0}
    counts: dict[str, Counter[str]] = {"severities": Counter(), "verdicts": Counter(), "outcomes": Counter(),
                                       "reasons": Counter(), "rows": Counter()}  # fmt: skip
    checks: set[str] = set()
    top: tuple[Record, ...] = ()
    gists: tuple[Gist, ...] = ()
    issues: list[Issue] = []
    drawn: list[tuple[str, str]] = []
    for one in digests:
        for line in one.lines:
            totals["documents"] += 1
            item = (line.weight, -totals["documents"], line)
            (heapq.heappush if len(kept) < lines else heapq.heappushpop)(kept, item)
        totals["facts"] += one.facts
        totals["issue_count"] += one.issue_count
        for name, counter in counts.items():
            counter.update(getattr(one, name))
        checks.update(one.checks)
        top = gravest([*top, *one.top])
        gists = worst_first([*gists, *one.gists])
        issues += one.issues[: MOST_ISSUES - len(issues)]
        drawn += one.figures[: max(0, figures - len(drawn))]
    counts["rows"]["documents"] = totals["documents"]
    return Digest(
        lines=tuple(
            sorted((line for _, _, line in kept), key=lambda line: (line.profile.entity, line.slug, line.name))
        ),
        facts=totals["facts"],
        severities=_in_order(counts["severities"], SEVERITIES),
        verdicts=_in_order(counts["verdicts"], VERDICTS),
        outcomes=_in_order(counts["outcomes"], OUTCOMES),
        reasons=dict(sorted(counts["reasons"].items(), key=lambda pair: (-pair[1], pair[0]))),
        checks=tuple(sorted(checks)),
        top=top,
        gists=gists,
        issues=tuple(issues),
        issue_count=totals["issue_count"],
        figures=tuple(drawn),
        rows=dict(sorted(counts["rows"].items())),
    )


def gravest(findings: Iterable[Record]) -> tuple[Record, ...]:
    """The first findings of the index: errors, then warnings; notes only where there is nothing else."""
    ranked = by_severity(findings)
    return tuple(([row for row in ranked if row["severity"] != "note"] or ranked)[:TOP])


def _in_order(counts: Mapping[str, int], kinds: Iterable[str]) -> dict[str, int]:
    return {kind: counts.get(kind, 0) for kind in kinds}


def _totals(results: Results) -> dict[str, tuple[float, float | None]]:
    """The total expenditure of each document's own year in 万元, and its change on the year before in percent."""
    table = results.series
    table = table[table["series"] == "total_expenditure"]
    rows = [
        (str(entity), str(stage), int(year), float(wan), str(document))
        for entity, stage, year, wan, document in table[list(TOTAL)].itertuples(index=False)
    ]
    known = {(entity, stage, year): wan for entity, stage, year, wan, _ in rows}
    years = {reading.name: reading.profile.year for reading in results.readings}
    totals: dict[str, tuple[float, float | None]] = {}
    for entity, stage, year, wan, document in rows:
        if years.get(document) == year:
            before = known.get((entity, stage, year - 1))
            totals[document] = (wan, 100 * (wan / before - 1) if before else None)
    return totals


TOTAL: Final = ("entity", "stage", "year", "amount_wan", "document")


def _counts(results: Results) -> dict[str, dict[str, int]]:
    """Figures, findings by severity and refuted claims of each document."""
    counts = {r.name: {"figures": 0, "refuted": 0, **dict.fromkeys(SEVERITIES, 0)} for r in results.readings}
    for row in results.fact_records:
        counts[row["document"]]["figures"] += 1
    for row in results.claim_records:
        counts[row["document"]]["refuted"] += row["verdict"] == "refuted"
    for row in results.finding_records:
        counts[row["document"]][row["severity"]] += 1
    return counts
