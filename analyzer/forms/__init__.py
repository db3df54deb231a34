"""The statutory statements: a document's blocks to tables, facts, targets, profile and prose.

One engine reads them all; what a statement, a column or an item is called stands in the vocabulary.
"""

from __future__ import annotations

from collections import Counter

from analyzer.forms import facts, targets
from analyzer.forms.assembly import Layout, layout
from analyzer.forms.profile import profile_of
from analyzer.forms.tables import Assembled, assembled
from analyzer.model import Document, Extraction, Fact, Issue, Profile, Table, Target

__all__ = ["extract"]


def extract(document: Document) -> Extraction:
    """What the forms find in ``document``. Never raises for what a publisher printed: trouble becomes an Issue."""
    found = layout(document.blocks)
    profile = profile_of(document, found)
    tables: list[Table] = []
    rows: list[Fact] = []
    aims: list[Target] = []
    issues: list[Issue] = []
    sources = [assembled(draft) for draft in found.drafts]
    for index, source in enumerate(sources):
        unit = _unit(source, sources[:index], document, issues)
        reading = facts.Reading(document=document.name, profile=profile, index=index, unit=unit, issues=issues)
        if source.statement.key == "target":
            table, more, figures = targets.read(source, reading)
            aims.extend(more)
        else:
            table, figures = _read(source, reading)
        tables.append(table)
        rows.extend(figures)
    return Extraction(
        document=document, profile=profile, tables=tuple(tables), facts=facts.numbered(rows, document.name),
        targets=tuple(aims), prose=tuple(found.prose), issues=tuple(issues),
    )  # fmt: skip


def _read(source: Assembled, reading: facts.Reading) -> tuple[Table, list[Fact]]:
    figures = [] if source.statement.key == "text" else list(facts.facts_of(source, reading))
    printed = any(fact.value is not None for fact in figures)
    empty = not printed and source.statement.key != "text"
    if empty:
        reading.empty = True
        reading.seen.clear()
        reading.issues = []
        figures = list(facts.facts_of(source, reading))
    return facts.table_of(source, reading.index, reading.document, reading.unit, empty), figures


def _unit(source: Assembled, before: list[Assembled], document: Document, issues: list[Issue]) -> str:
    """The unit of a table's money: its own statement, else the one most tables before it have (told as an issue)."""
    if source.unit or source.statement.key in ("text", "target"):
        return source.unit
    stated = Counter(other.unit for other in before if other.unit)
    unit = stated.most_common(1)[0][0] if stated else ""
    if source.lines:
        head = source.draft.head
        detail = f"“{source.title}” states no unit of money; " + (
            f"{unit} is taken from the tables before" if unit else "its figures are no amounts"
        )
        issues.append(
            Issue(code="unit-not-stated", document=document.name, page=head.page, line=head.line, detail=detail)
        )
    return unit
