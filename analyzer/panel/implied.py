"""Figures that no table prints but the narrative states or implies: this − change = last year.

“较 2022 年预算增加 10877.36 万元” beside a total of 16356.02 says that the 2022 budget was 5478.66. Such a figure
enters
the panel with origin ``implied``, at the place of the printed figure it is the base of, so that year-over-year works
from one document. Listed parts that have no line of their own (projects) stand under the statement ``narrative``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from analyzer.amounts import FEN
from analyzer.amounts import money as amount_in
from analyzer.amounts import parse_number as number_of
from analyzer.model import Amount, Claim, Fact, Reading
from analyzer.panel import rows
from analyzer.panel.concepts import CANONICAL, FAMILY, concept_of, concept_of_fact, preference
from analyzer.panel.rows import Row
from analyzer.panel.subjects import alike, subject_key
from analyzer.vocabulary import plain_label

CHANGES: Final = frozenset({"change", "flat"})
_SIGNS: Final = {"greater": 1, "less": -1, "equal": 0, "": 0}


@dataclass(frozen=True, slots=True)
class Narrative:
    """The claims of one document, indexed."""

    reading: Reading
    by_id: Mapping[str, Claim]
    quanta: Mapping[tuple[int, str], int]
    verdicts: Mapping[str, str]
    codes: Mapping[tuple[str, ...], str]

    @property
    def year(self) -> int | None:
        return self.reading.profile.year

    def amount(self, claim: Claim) -> Amount | None:
        """The magnitude of a money claim; a paragraph that drops trailing zeros keeps the precision of its finest
        figure."""
        if claim.value is None or claim.unit not in FEN:
            return None
        factor = FEN[claim.unit]
        own = max(1, int(Decimal(factor).scaleb(-claim.decimals)))
        fen = int((claim.value * factor).to_integral_value())
        return Amount(fen=fen, quantum=min(own, self.quanta.get((claim.paragraph, claim.unit), own)))

    def levels(self) -> Iterator[Claim]:
        """The money levels of the document."""
        for claim in self.reading.claims:
            if claim.kind == "level" and self.amount(claim) is not None:
                yield claim


def narrative(reading: Reading, verdicts: Mapping[str, str]) -> Narrative:
    """The claims of a reading, ready to be looked up."""
    quanta: dict[tuple[int, str], int] = {}
    for claim in reading.claims:
        if claim.value is not None and claim.unit in FEN:
            key = (claim.paragraph, claim.unit)
            own = max(1, int(Decimal(FEN[claim.unit]).scaleb(-claim.decimals)))
            quanta[key] = min(quanta.get(key, own), own)
    return Narrative(reading, {claim.id: claim for claim in reading.claims}, quanta, verdicts, codes_of(reading))


def codes_of(reading: Reading) -> dict[tuple[str, ...], str]:
    """Function codes by the names of their path (类, 款, 项), and by the last name alone where only one code bears
    it."""
    names: dict[str, str] = {}
    for fact in reading.facts:
        if fact.item_code and rows.classification(fact.statement, fact.item_code) == "function":
            names.setdefault(fact.item_code, plain_label(fact.source.row or fact.item).lstrip("0123456789"))
    found: dict[tuple[str, ...], str] = {}
    single: dict[str, list[str]] = {}
    for code, name in names.items():
        path = [names.get(code[:size], "") for size in (3, 5, 7) if size <= len(code)]
        found[tuple(path)] = code
        single.setdefault(name, []).append(code)
    return {(name,): codes[0] for name, codes in single.items() if len(codes) == 1} | found


# ---- the level a change is about -------------------------------------------------------------------------------------


def current_of(claim: Claim, said: Narrative) -> Amount | None:
    """The level the change is about: linked, else stated of the same subject, else printed in a table or a target."""
    linked = said.by_id.get(claim.current)
    if linked is not None and (amount := said.amount(linked)) is not None:
        return amount
    year = claim.year or said.year
    same = [
        c
        for c in said.levels()
        if (c.year or said.year) == year and alike(c.subject, claim.subject) and c.path == claim.path
    ]
    if same:
        return said.amount(
            min(same, key=lambda c: abs(c.start - claim.start) + 10_000 * abs(c.paragraph - claim.paragraph))
        )
    if (fact := place_of(claim, None, said)) is not None:
        return fact.amount
    return _target(claim.subject, said)


def _target(subject: str, said: Narrative) -> Amount | None:
    """The cost target of the project that bears this name (资金成本 58万元)."""
    found = {t.number: t for t in said.reading.extraction.targets if t.number is not None and t.unit in FEN
             and t.project and alike(t.project, subject)}  # fmt: skip
    if len(found) != 1:
        return None
    target = next(iter(found.values()))
    number = number_of(str(target.number))
    return None if number is None else amount_in(number, target.unit)


def place_of(claim: Claim, amount: Amount | None, said: Narrative) -> Fact | None:
    """The printed figure the claim speaks of: same concept or code, same year; the one that agrees, then the best
    place."""
    concept, year = concept_of(claim.subject), claim.year or said.year
    stage = claim.stage or said.reading.profile.stage
    if year != said.year:  # the place of another year's figure is that of this year's
        year, stage, amount = said.year, said.reading.profile.stage, None
    wanted = {name: n for n, name in enumerate((concept, *FAMILY.get(concept, ())))}
    found: list[tuple[bool, int, int, bool, Fact]] = []
    for fact in said.reading.facts:
        if fact.amount is None or fact.year != year or not _names(fact, claim, concept, wanted, said):
            continue
        differs = fact.stage != stage or (amount is not None and not _agree(fact.amount, amount))
        own = concept_of_fact(fact)
        rank = wanted.get(own, 0), preference(own, fact.statement), fact.measure not in ("total", "amount")
        found.append((differs, *rank, fact))
    return min(found, key=lambda f: f[:4])[4] if found else None


def _names(fact: Fact, claim: Claim, concept: str, wanted: Mapping[str, int], said: Narrative) -> bool:
    if concept:
        return concept_of_fact(fact) in wanted
    code = (
        claim.code
        or said.codes.get(tuple(map(plain_label, claim.path)), "")
        or said.codes.get((plain_label(claim.subject),), "")
    )
    return bool(code) and fact.item_code == code and fact.measure in ("total", "amount")


def _agree(one: Amount, other: Amount) -> bool:
    return 2 * abs(one.fen - other.fen) <= one.quantum + other.quantum


# ---- rows ------------------------------------------------------------------------------------------------------------


def key_of(claim: Claim, amount: Amount | None, said: Narrative) -> Row:
    """The place in the panel of what the claim speaks of: the printed figure's, else the concept's, else the
    narrative."""
    concept = concept_of(claim.subject)
    fact = place_of(claim, amount, said)
    if fact is not None:
        row = rows.row_of(fact, said.reading.profile)
        names = ("statement", "side", "item", "code", "classification", "measure", "fund", "concept", "entity",
                 "entity_code", *rows.levels(row["classification"], row["code"]))  # fmt: skip
        return {name: row[name] for name in names if name in row}
    if concept in CANONICAL:
        statement, side, item, measure = CANONICAL[concept]
        return {"statement": statement, "side": side, "item": item, "measure": measure, "concept": concept,
                "fund": rows.fund_of(statement, item, measure)}  # fmt: skip
    whole = said.by_id.get(claim.whole)
    item = "/".join(claim.path) or subject_key(claim.subject)
    return {"statement": "narrative", "item": item, "measure": "amount", "fund": "all",
            "concept": concept, "within": concept_of(whole.subject) if whole else ""}  # fmt: skip


def _row(claim: Claim, key: Row, amount: Amount | None, said: Narrative, **more: Any) -> Row:
    profile = said.reading.profile
    row = rows.whose(profile) | rows.place(claim.source) | key | rows.money(amount)
    row |= {"row": claim.subject, "unit": claim.unit, "document": claim.document, "id": claim.id,
            "verdict": said.verdicts.get(claim.id, ""), "reason": claim.reason}  # fmt: skip
    return row | more


def change_row(claim: Claim, said: Narrative) -> Row | None:
    """The row of the base a change implies; of the bare change (origin ``claimed``) where no level is known."""
    change = signed_change(claim, said)
    if change is None:
        return None
    current, profile = current_of(claim, said), said.reading.profile
    key = key_of(claim, current, said)
    year = claim.year or profile.year
    stage = claim.stage or profile.stage
    if current is None:
        return _row(claim, key, None, said, origin="claimed", year=year, stage=stage, change_fen=change.fen,
                    quantum_fen=change.quantum, base_stage=claim.base_stage)  # fmt: skip
    quantum = current.quantum + change.quantum if claim.kind == "change" else current.quantum
    base = Amount(fen=current.fen - change.fen, quantum=quantum)
    base_year = claim.base_year or (year - 1 if year else None)
    return _row(claim, key, base, said, origin="implied", year=base_year, stage=claim.base_stage or stage,
                base_stage=claim.base_stage, change_fen=change.fen)  # fmt: skip


def signed_change(claim: Claim, said: Narrative) -> Amount | None:
    """The change with its sign; “持平” is an exact zero."""
    if claim.kind == "flat":
        return Amount(fen=0, quantum=1)
    amount = said.amount(claim)
    if amount is None or (not claim.direction and amount.fen):
        return None
    sign = _SIGNS[claim.direction] or (1 if amount.fen == 0 else 0)
    return replace(amount, fen=sign * abs(amount.fen)) if sign else None


def level_rows(said: Narrative) -> Iterator[Row]:
    """Levels that no table prints: of another year, named as a base, or parts of a list."""
    profile = said.reading.profile
    bases = {claim.base for claim in said.reading.claims if claim.base}
    for claim in said.levels():
        year = claim.year or profile.year
        foreign = year != profile.year or claim.id in bases
        key = key_of(claim, said.amount(claim), said)
        listed = key["statement"] == "narrative" and bool(claim.whole)
        if foreign or listed:
            stage = claim.stage or profile.stage
            yield _row(claim, key, said.amount(claim), said, origin="stated", year=year, stage=stage)


def _targets_as_levels(found: Iterable[Row], said: Narrative) -> Iterator[Row]:
    """The current level of a project whose change is stated but whose level stands only in its cost target."""
    for row in found:
        if row["origin"] != "implied" or row["statement"] != "narrative":
            continue
        claim = said.by_id[row["id"]]
        current = current_of(claim, said)
        key = {name: row[name] for name in ("statement", "item", "measure", "fund", "concept", "within")}
        yield _row(claim, key, current, said, origin="stated", year=claim.year or said.year,
                   stage=claim.stage or said.reading.profile.stage)  # fmt: skip


def implied_rows(reading: Reading, verdicts: Mapping[str, str]) -> list[Row]:
    """The stated and implied rows of one document, each figure once."""
    said = narrative(reading, verdicts)
    changes = [row for claim in reading.claims if claim.kind in CHANGES and (row := change_row(claim, said))]
    found = [*level_rows(said), *changes, *_targets_as_levels(changes, said)]
    unique: dict[tuple[Any, ...], Row] = {}
    for row in found:
        names = ("statement", "side", "item", "code", "measure", "year", "stage", "origin", "amount_fen")
        unique.setdefault(tuple(row.get(name) for name in names), row)
    return list(unique.values())
