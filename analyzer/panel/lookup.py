"""What a document says, ready to be looked up: its levels, the printed figure a sentence speaks of, codes by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from analyzer.amounts import FEN
from analyzer.amounts import money as amount_in
from analyzer.amounts import parse_number as number_of
from analyzer.concepts.codes import classification
from analyzer.concepts.headlines import FAMILY, concept_of, concept_of_fact
from analyzer.concepts.labels import plain_label
from analyzer.concepts.places import preference
from analyzer.model import Amount, Claim, Fact, Reading
from analyzer.panel.subjectkeys import alike


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
        """The fiscal year the document is about."""
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
        if fact.item_code and classification(fact.statement, fact.item_code) == "function":
            names.setdefault(fact.item_code, plain_label(fact.source.row or fact.item).lstrip("0123456789"))
    found: dict[tuple[str, ...], str] = {}
    single: dict[str, list[str]] = {}
    for code, name in names.items():
        path = [names.get(code[:size], "") for size in (3, 5, 7) if size <= len(code)]
        found[tuple(path)] = code
        single.setdefault(name, []).append(code)
    return {(name,): codes[0] for name, codes in single.items() if len(codes) == 1} | found


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
