"""What the pages show, gathered from the results: one value a unit, and the pieces shared by its page and the index."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from analyzer.checks.disclosure.completeness import Obligation, ledger
from analyzer.model import Issue, Reading
from analyzer.results.outcome import Results
from analyzer.results.records import Record

SEVERITIES: Final = ("error", "warning", "note")
VERDICTS: Final = ("refuted", "doubtful", "unverifiable", "consistent", "rounding", "confirmed")
OUTCOMES: Final = ("holds", "fails", "improbable", "not judged")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Relations of one check by outcome."""

    check: str
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """How many there are of all kinds."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """A recognised table and the figures found in it."""

    document: str
    title: str
    statement: str
    unit: str
    rows: int
    figures: int
    place: Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One organisation of the run: its documents, and everything said of them."""

    entity: str
    slug: str
    readings: tuple[Reading, ...]
    findings: tuple[Record, ...]
    claims: tuple[Record, ...]
    relations: tuple[Tally, ...]
    issues: tuple[Issue, ...]
    facts: int
    changes: tuple[Record, ...]
    figures: tuple[tuple[str, str], ...] = ()
    """(kind, file name below ``figures/``)."""

    @property
    def severities(self) -> Mapping[str, int]:
        """Findings by severity, errors first."""
        return counted((f["severity"] for f in self.findings), SEVERITIES)

    @property
    def verdicts(self) -> Mapping[str, int]:
        """Statements by verdict."""
        return counted((c["verdict"] for c in self.claims), VERDICTS)

    @property
    def outcomes(self) -> Mapping[str, int]:
        """Relations by outcome: those that hold, fail, or are improbable."""
        return {kind: sum(tally.counts[kind] for tally in self.relations) for kind in OUTCOMES}

    @property
    def reasons(self) -> Mapping[str, int]:
        """Numerals of the text that state no amount, by reason, commonest first."""
        return dict(Counter(n.reason for reading in self.readings for n in reading.not_claims).most_common())

    @property
    def tables(self) -> list[TableView]:
        """The recognised tables with the figures found in each."""
        return [view for reading in self.readings for view in _tables(reading)]

    @property
    def obligations(self) -> list[tuple[Reading, tuple[Obligation, ...]]]:
        """What each document must publish, and the state of it."""
        return [(reading, ledger(reading)) for reading in self.readings]


def units(
    results: Results, figures: Mapping[str, Sequence[tuple[str, str]]], slugs: Mapping[str, str] | None = None
) -> tuple[Unit, ...]:
    """Every organisation of the run in the order of its name; ``figures`` gives (kind, file) by organisation.

    ``slugs`` names their pages, where the results are a part of a larger run.
    """
    groups: dict[str, list[Reading]] = {}
    for reading in results.readings:
        groups.setdefault(reading.profile.entity, []).append(reading)
    slugs = slugs or unit_slugs(groups)
    findings, claims = _by_document(results.finding_records), _by_document(results.claim_records)
    facts = Counter(row["document"] for row in results.fact_records)
    relations = _by_document(results.relation_records)
    changed = _changes(results)
    issues: dict[str, list[Issue]] = {}
    for issue in results.all_issues:
        issues.setdefault(issue.document, []).append(issue)
    made = []
    for entity, readings in sorted(groups.items()):
        names = [reading.name for reading in readings]
        made.append(
            Unit(
                entity=entity,
                slug=slugs[entity],
                readings=tuple(readings),
                findings=tuple(row for r in readings for row in findings.get(r.name, ())),
                claims=tuple(row for r in readings for row in claims.get(r.name, ())),
                relations=_tallies(row for r in readings for row in relations.get(r.name, ())),
                issues=tuple(issue for name in names for issue in issues.get(name, ())),
                facts=sum(facts[r.name] for r in readings),
                changes=tuple(changed.get(entity, ())),
                figures=tuple(figures.get(entity, ())),
            )
        )
    return tuple(made)


def counted(values: Iterable[str], kinds: Sequence[str]) -> dict[str, int]:
    """How many of each kind, also of those that do not occur."""
    counts = Counter(values)
    return {kind: counts[kind] for kind in kinds}


def _by_document(rows: Iterable[Record]) -> dict[str, list[Record]]:
    groups: dict[str, list[Record]] = {}
    for row in rows:
        groups.setdefault(row["document"], []).append(row)
    return groups


def _tallies(rows: Iterable[Record]) -> tuple[Tally, ...]:
    counts: dict[str, Counter[str]] = {}
    for row in rows:
        counts.setdefault(row["check"], Counter())[row["outcome"]] += 1
    return tuple(Tally(check=name, counts={k: found[k] for k in OUTCOMES}) for name, found in sorted(counts.items()))


def _tables(reading: Reading) -> Iterable[TableView]:
    figures = Counter(f.table for f in reading.facts if f.value is not None and not f.absence)
    for table in reading.extraction.tables:
        yield TableView(
            document=reading.name,
            title=table.title,
            statement=table.statement,
            unit=table.unit,
            rows=len(table.rows),
            figures=figures[table.index],
            place={"page": table.page, "line": table.line},
        )


def _changes(results: Results) -> dict[str, list[Record]]:
    """Changes with a base, by organisation, largest first; a figure restated in several statements is shown once."""
    from analyzer.export.printing import frame_records

    frame = results.changes
    known = frame[frame["base_fen"].notna() & frame["absolute_fen"].notna()]
    groups: dict[str, list[Record]] = {}
    seen = set()
    for row in sorted(frame_records(known), key=lambda row: (-row["year"], -abs(row["absolute_fen"]))):
        key = (
            row["entity"],
            row["year"],
            row["stage"],
            row["concept"] or row["row"],
            row["amount_fen"],
            row["base_fen"],
        )
        if row["amount_fen"] == row["base_fen"] == 0 or key in seen:
            continue
        seen.add(key)
        groups.setdefault(row["entity"], []).append({**row, "base_wan": row["base_fen"] / 1_000_000})
    return groups


def unit_slugs(names: Iterable[str]) -> dict[str, str]:
    """File names for organisations, in the order of their names (see `slugs`)."""
    ordered = sorted(names)
    return dict(zip(ordered, slugs(ordered), strict=True))


def slugs(names: Sequence[str]) -> list[str]:
    """A file name each: the name without what a file system or an address cannot hold, numbered where two are alike."""
    counts: Counter[str] = Counter()
    used: set[str] = set()
    made = []
    for name in names:
        plain = re.sub(r"[^\w()（）·-]+", "-", name).strip("-.")[:60] or "unit"
        plain = f"{plain}-unit" if plain.lower() in RESERVED else plain
        slug = plain
        while slug.lower() in used:
            counts[plain.lower()] += 1
            slug = f"{plain}-{counts[plain.lower()] + 1}"
        used.add(slug.lower())
        made.append(slug)
    return made


RESERVED: Final = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
"""Names that a file cannot bear on Windows, where a report may be unpacked."""
