"""The catalogue of checks: one decorated function each, found by scanning this package.

A check is a plain function from a `Case` (one reading, the corpus it stands in, and the judged numbers) to `Hit`s.
Its docstring says what it claims, why it matters and gives an example; `analyzer explain`, the docs and the legend of
the report are made from it.
"""

from __future__ import annotations

import hashlib
import importlib
import itertools
import pkgutil
import string
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from analyzer.checks.recognised import recognised_pages, softened
from analyzer.model import Corpus, Finding, Issue, Reading, Repair, Severity, Source

if TYPE_CHECKING:
    from analyzer.verdicts.ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What a check looks at. ``ledger`` holds the verdicts of the claims and the outcome of every relation."""

    reading: Reading
    corpus: Corpus
    ledger: Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A fault as a check reports it; ``values`` fill the check's templates, ``severity`` overrides the check's own."""

    sources: tuple[Source, ...]
    figures: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    repair: tuple[Repair, ...] = ()
    severity: Severity | None = None


CheckFunction = Callable[[Case], Iterable[Hit]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A registered check: its id, default severity, message templates in Chinese and English, and function."""

    id: str
    severity: Severity
    zh: str
    en: str
    function: CheckFunction

    @property
    def placeholders(self) -> frozenset[str]:
        """The names of the values that the message asks for."""
        return frozenset(name for _, name, _, _ in string.Formatter().parse(self.zh) if name)

    def message(self, finding: Finding) -> dict[str, str]:
        """The message of a finding in both languages. Raises KeyError where it lacks a value."""
        values = dict(finding.values)
        return {"zh": self.zh.format(**values), "en": self.en.format(**values)}

    def finding(self, reading: Reading, hit: Hit, again: int = 0) -> Finding:
        """The finding for ``hit``, with an id that stays the same from run to run.

        The id is of what is said, not of where it stands: a line inserted above leaves it, and with it a baseline.
        ``again`` numbers findings that say the same of several places.
        """
        said = [f"{s.table}:{s.row}:{s.column}:{s.text}" for s in hit.sources]
        key = "\n".join([reading.name, self.id, *said, *hit.figures, *([str(again)] if again else [])])
        return Finding(
            id=hashlib.sha256(key.encode()).hexdigest()[:12],
            check=self.id,
            severity=hit.severity or self.severity,
            document=reading.name,
            entity=reading.profile.entity,
            year=reading.profile.year,
            sources=hit.sources,
            figures=hit.figures,
            values=tuple(sorted(hit.values.items())),
            repair=hit.repair,
        )


_CHECKS: dict[str, Check] = {}


def check(id: str, *, severity: Severity, zh: str, en: str) -> Callable[[CheckFunction], CheckFunction]:
    """Register the decorated function under ``id``; raises ValueError where it is taken or has no docstring."""

    def register(function: CheckFunction) -> CheckFunction:
        known = _CHECKS.get(id)
        if known and known.function.__module__ != function.__module__:
            raise ValueError(f"two checks are called {id}")
        if not function.__doc__:
            raise ValueError(f"check {id} has no docstring")
        _CHECKS[id] = Check(id=id, severity=severity, zh=zh, en=en, function=function)
        return function

    return register


@cache
def checks() -> Mapping[str, Check]:
    """Every check of the package by id, in alphabetical order."""
    import analyzer.checks as package

    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        importlib.import_module(module.name)
    return dict(sorted(_CHECKS.items()))


def run_checks(case: Case) -> tuple[list[Finding], list[Issue]]:
    """All findings on one reading. A check that crashes costs its own findings only and is told as an Issue."""
    findings: dict[str, Finding] = {}
    issues = []
    pages = recognised_pages(case.corpus.readings)
    for item in checks().values():
        try:
            hits = list(item.function(case))
        except Exception as error:  # a crashed check is our trouble, not the document's: report it and go on
            detail = f"{item.id}: {type(error).__name__}: {error}"
            issues.append(Issue(code="check-crashed", document=case.reading.name, detail=detail))
            continue
        for hit in hits:
            finding = softened(_numbered(item, case.reading, hit, findings), pages)
            findings.setdefault(finding.id, finding)
    return list(findings.values()), issues


def _numbered(item: Check, reading: Reading, hit: Hit, known: Mapping[str, Finding]) -> Finding:
    """The finding, under a number where one of another place says the same."""
    for again in itertools.count():
        finding = item.finding(reading, hit, again)
        if finding.id not in known or known[finding.id].sources == finding.sources:
            return finding
    raise AssertionError  # a count never ends
