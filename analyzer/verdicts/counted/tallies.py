"""Counts that a table prints as well: vehicles kept and bought, receptions, guests, staff (机构运行信息表)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final, TypeAlias

from analyzer.binding.links import companions
from analyzer.concepts.labels import plain_label
from analyzer.concepts.statements import is_property
from analyzer.model import Claim, Fact, Reading
from analyzer.panel.counted import concept_of_count
from analyzer.verdicts.docket import Docket
from analyzer.verdicts.mutual import undecided

What: TypeAlias = tuple[str, int | None]
"""A counted thing and its year."""


def judge_tallies(docket: Docket, readings: Sequence[Reading]) -> None:
    """Hold the counts of each text against those that its tables print.

    An equal figure confirms. Another one refutes where the tables say one thing only, the text nowhere says it too,
    and words, year and stage are the same: 46 receptions in the text, 49 in the table.
    """
    mates = companions(readings)
    for reading in readings:
        printed = _printed([reading, *mates.get(reading.name, ())], reading.profile.year)
        stated: dict[What, list[Claim]] = defaultdict(list)
        for claim in reading.claims:
            concept = concept_of_count(claim.subject, claim.unit) if claim.kind == "count" else ""
            concept = concept or (_owned(claim.subject) if claim.kind == "count" else "")
            if concept and claim.value is not None and claim.stage in ("", reading.profile.stage):
                stated[concept, claim.year].append(claim)
        for what, claims in stated.items():
            if what in printed:
                _held(docket, claims, printed[what])


def _printed(readings: Iterable[Reading], year: int | None) -> dict[What, list[Fact]]:
    """The counts of the tables; those of a file that names no year are of the ``year`` of the text beside it."""
    found: dict[What, list[Fact]] = defaultdict(list)
    for reading in readings:
        for fact in reading.facts:
            if fact.value is None or fact.amount is not None or fact.stage != reading.profile.stage:
                continue
            name = fact.source.row or fact.item
            listed = is_property(fact.statement) and fact.measure == "quantity" and not fact.unit
            units = _UNITS if listed else (fact.unit,)
            concept = next((c for unit in units if unit and (c := concept_of_count(name, unit))), "")
            concept = concept or (_owned(name) if listed else "")
            if concept:
                found[concept, fact.year or year].append(fact)
    return found


_UNITS: Final = ("辆", "台套")
"""What a table of property counts in, where its rows say no unit."""
_OWNED: Final = re.compile(r"[\u4e00-\u9fff]{2,10}用车")


def _owned(name: str) -> str:
    """A class of vehicles (机要通信用车), by its own name; empty for anything else."""
    label = plain_label(name)
    return label if _OWNED.fullmatch(label) and label != "公务用车" else ""


def _held(docket: Docket, claims: Sequence[Claim], facts: Sequence[Fact]) -> None:
    values = {fact.value for fact in facts}
    known = any(claim.value in values for claim in claims)
    for claim in (c for c in claims if undecided(docket, c)):
        if claim.value in values:
            fact = next(f for f in facts if f.value == claim.value)
            docket.rule(claim, "confirmed", str(fact.value), [fact.id], "count")
        elif len(values) == 1 and not known and len(claims) == 1:
            [value] = values
            docket.refute(claim, "count", f"{value}{claim.unit}", [facts[0].id], [(str(value), "")])
            lists = (r for r in docket.relations if r.check == "text-list" and r.terms[0] == (1, claim.id))
            for told in [*lists]:  # that its parts make the table's count is the same fault once more
                docket.relations.remove(told)
