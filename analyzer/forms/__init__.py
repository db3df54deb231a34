"""The statutory statements: a document's blocks to tables, facts, targets, profile and prose.

One engine reads them all; what a statement, a column or an item is called stands in the vocabulary.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from analyzer.amounts import plausible
from analyzer.concepts.codes import classification, standing
from analyzer.forms import facts, targets
from analyzer.forms.grids.assembly import layout
from analyzer.forms.grids.tables import Assembled, assembled
from analyzer.forms.offices import canonical
from analyzer.forms.owners import owners
from analyzer.forms.profile import doubts, profile_of
from analyzer.forms.untitled import named
from analyzer.model import Document, Extraction, Fact, Issue, Table, Target

__all__ = ["extract"]


def extract(document: Document) -> Extraction:
    """What the forms find in ``document``. Never raises for what a publisher printed: trouble becomes an Issue."""
    found = layout(document.blocks)
    profile = profile_of(document, found)
    tables: list[Table] = []
    rows: list[Fact] = []
    aims: list[Target] = []
    issues: list[Issue] = []
    units: list[str] = []
    sources = named([assembled(draft) for draft in found.drafts])
    whose = owners(sources, profile.entity)
    kept = tuple(c for c in profile.conflicts if not c.row or canonical(c.row) not in whose)
    profile = replace(profile, conflicts=kept)
    for index, (source, owner) in enumerate(zip(sources, whose, strict=True)):
        own = profile if owner == profile.entity else replace(profile, entity=owner, entity_code="", printed=owner)
        unit = source.unit or _unit_before(source, units)
        reading = facts.Reading(document=document.name, profile=own, index=index, unit=unit, issues=issues)
        if source.statement.key == "target":
            table, more, figures = targets.read(source, reading)
            aims.extend(more)
        else:
            table, figures = _read(source, reading)
        tables.append(table)
        rows.extend(figures)
        units += [source.unit] if source.unit else []
        if not source.unit and any(fact.value is not None and fact.unit == unit for fact in figures):
            issues.append(_unstated(source, document, unit))
    rows, beyond = _judgeable(rows)
    issues += beyond
    issues += _unlisted(rows, document)
    if any(fact.value is not None for fact in rows):
        issues += doubts(document, found, profile)
    return Extraction(
        document=document, profile=profile, tables=tuple(tables), facts=facts.numbered(rows, document.name),
        targets=tuple(aims), prose=tuple(found.prose), issues=tuple(issues),
    )  # fmt: skip


def _read(source: Assembled, reading: facts.Reading) -> tuple[Table, list[Fact]]:
    told = len(reading.issues)
    figures = [] if source.statement.key == "text" else facts.facts_of(source, reading)
    printed = any(fact.value is not None for fact in figures)
    empty = not printed and source.statement.key != "text"
    if empty:
        reading.empty = True
        reading.seen.clear()
        del reading.issues[told:]
        figures = facts.facts_of(source, reading)
    return facts.table_of(source, reading.index, reading.document, reading.unit, empty), figures


def _unit_before(source: Assembled, units: list[str]) -> str:
    """The unit that most tables before state, for one that states none."""
    if source.statement.key in ("text", "target") or not units:
        return ""
    return Counter(units).most_common(1)[0][0]


def _unstated(source: Assembled, document: Document, unit: str) -> Issue:
    head = source.draft.head
    taken = f"{unit} is taken from the tables before" if unit else "its figures are no amounts"
    detail = f"“{source.title}” states no unit of money; {taken}"
    return Issue(code="unit-not-stated", document=document.name, page=head.page, line=head.line, detail=detail)


def _judgeable(rows: Sequence[Fact]) -> tuple[list[Fact], list[Issue]]:
    """The figures that can be amounts, and an Issue for each that has too many digits for one."""
    far = [fact for fact in rows if fact.value is not None and not plausible(fact.value, fact.unit)]
    told = [
        Issue(
            code="figure-too-large", document=fact.document, page=fact.source.page, line=fact.source.line,
            detail=f"“{fact.source.text}” in “{fact.source.table}” is too long for an amount and left out of all sums",
        )
        for fact in far
    ]  # fmt: skip
    return [fact for fact in rows if fact not in far] if far else list(rows), told


def _unlisted(rows: Sequence[Fact], document: Document) -> list[Issue]:
    """Tells once each classification code that the lists do not have in any year it is printed for.

    Its figures are read under it anyway.
    """
    met: dict[str, tuple[str, set[str]]] = {}
    for fact in rows:
        if classification(fact.statement, fact.item_code) in ("function", "economic"):
            _, states = met.setdefault(fact.item_code, (fact.source.row, set()))
            states.add(standing(fact.item_code, fact.year))
    told = [
        f"{code} {name} ({min(states)})" for code, (name, states) in sorted(met.items()) if "in force" not in states
    ]
    detail = "classification codes the lists do not have in their year: " + ", ".join(told)
    return [Issue(code="unknown-code", document=document.name, detail=detail)] if told else []
