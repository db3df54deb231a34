"""The figures of a corpus by id, with the precision of their column, and the ways to look them up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from analyzer.amounts import FEN, money, parse_number
from analyzer.binding.links import companions
from analyzer.concepts.codes import agrees, classification
from analyzer.model import Amount, Claim, Corpus, Fact, Source, Table


@dataclass(frozen=True, slots=True)
class Key:
    """What a figure is within one document: statement, side, item (code where there is one), measure, year, stage."""

    statement: str
    side: str
    item: str
    measure: str
    year: int | None
    stage: str


def item_key(fact: Fact) -> str:
    """What a figure is looked up by: its code, or its name where the code is one of the unit's own list."""
    own = classification(fact.statement, fact.item_code) == "economic" and not agrees(fact.item_code, fact.item)
    return fact.item if own else fact.item_code or fact.item


class Figures:
    """All figures of a corpus: amounts by id (facts and money claims), and the facts of each document by `Key`."""

    def __init__(self, corpus: Corpus) -> None:
        self.facts: dict[str, Fact] = {f.id: f for f in corpus.facts()}
        self.claims: dict[str, Claim] = {c.id: c for c in corpus.claims()}
        self.amounts: dict[str, Amount] = {}
        self.by_key: dict[str, dict[Key, list[Fact]]] = {}
        self.coded: dict[tuple[str, str, int | None, str], list[Fact]] = defaultdict(list)
        """Facts by document, classification code, year and stage."""
        self.tables: dict[tuple[str, int], Table] = {}
        self.rows: dict[tuple[str, int], dict[int, list[Fact]]] = defaultdict(lambda: defaultdict(list))
        for reading in corpus.readings:
            for table in reading.extraction.tables:
                self.tables[reading.name, table.index] = table
            self._add_facts(reading.name, reading.facts, reading.profile.entity)
            for claim in reading.claims:
                amount = claim_amount(claim)
                if amount:
                    self.amounts[claim.id] = amount
        for name, mates in companions(corpus.readings).items():
            for mate in mates:
                for key, facts in self.by_key[mate.name].items():
                    self.by_key[name].setdefault(key, facts)

    def _add_facts(self, document: str, facts: Iterable[Fact], entity: str) -> None:
        """Keep the figures; only those of the document's own organisation are looked up by what they are."""
        index: dict[Key, list[Fact]] = defaultdict(list)
        facts = list(facts)
        decimals = _column_decimals(facts)
        for fact in facts:
            if fact.amount:
                # Sums in 元 are printed to the 分 or to the 元: whole ones among them may be rounded, never shortened.
                digits = None if fact.unit == "元" else decimals.get((fact.table, fact.column))
                number = parse_number(fact.source.text) if fact.unit in FEN else None
                precise = money(number, fact.unit, max(digits or 0, number.decimals)) if number else fact.amount
                self.amounts[fact.id] = Amount(fen=fact.amount.fen, quantum=min(precise.quantum, fact.amount.quantum))
            if fact.entity == entity:
                index[Key(fact.statement, fact.side, item_key(fact), fact.measure, fact.year, fact.stage)].append(fact)
            if fact.item_code:
                self.coded[document, fact.item_code, fact.year, fact.stage].append(fact)
            self.rows[document, fact.table][fact.row].append(fact)
        self.by_key[document] = index

    def source(self, name: str) -> Source:
        """Where a figure stands: a fact's cell or a claim's sentence. Raises KeyError for an unknown id."""
        return self.facts[name].source if name in self.facts else self.claims[name].source

    def document(self, name: str) -> str:
        """The document that a figure is of. Raises KeyError for an unknown id."""
        return self.facts[name].document if name in self.facts else self.claims[name].document

    def kind(self, name: str) -> str:
        """What a figure states: a cell a level, a claim its kind. Raises KeyError for an unknown id."""
        return "level" if name in self.facts else self.claims[name].kind

    def printed(self, name: str) -> str:
        """The figure as printed, with its unit where it is a claim."""
        if name in self.facts:
            return self.facts[name].source.text
        claim = self.claims[name]
        return f"{claim.value}{claim.unit}"

    def unit(self, name: str) -> str:
        """The unit that a figure is printed in (万元, 元, 人 …). Raises KeyError for an unknown id."""
        return self.facts[name].unit if name in self.facts else self.claims[name].unit

    def find(
        self, document: str, statement: str, item: str, measure: str, *, side: str = "", year: int | None, stage: str
    ) -> list[Fact]:
        """Facts of that key; blank ones too (their amount is None)."""
        return self.by_key.get(document, {}).get(Key(statement, side, item, measure, year, stage), [])

    def matrix(self, document: str, table: int) -> Iterator[tuple[int, list[Fact]]]:
        """(row number, facts of the row) of a table, in order."""
        yield from sorted(self.rows[document, table].items())


def _column_decimals(facts: Iterable[Fact]) -> dict[tuple[int, int], int]:
    """Digits after the point that a column is printed in: trailing zeros may be dropped from single figures.

    Only columns where at least two figures carry that many digits widen the precision of the others.
    """
    seen: dict[tuple[int, int], Counter[int]] = defaultdict(Counter)
    for fact in facts:
        number = parse_number(fact.source.text) if fact.amount else None
        if number:
            seen[fact.table, fact.column][number.decimals] += 1
    return {place: max((d for d, n in counts.items() if n >= 2), default=0) for place, counts in seen.items()}


PLAIN_SCALE = 10_000
"""Figures that are no money (areas, counts) take part in relations in ten-thousandths of their unit."""


def claim_amount(claim: Claim) -> Amount | None:
    """The amount a level, change or count claim states, signed by its direction for changes.

    Money is in 分; other units are scaled by `PLAIN_SCALE`. None for claims without such a value, and for levels whose
    unit was forgotten: nobody knows how much they are.
    """
    if claim.value is None or claim.kind not in ("level", "change", "count"):
        return None
    if claim.kind == "level" and not claim.unit and claim.value:
        return None
    factor = FEN.get(claim.unit, PLAIN_SCALE)
    fen = int(claim.value * factor)
    # Nothing is printed as 0 whatever the digits of the figures beside it: 0万元 is no rounded 0.4万元.
    quantum = max(1, factor // 10 ** (claim.decimals if claim.value else max(claim.decimals, 2)))
    if claim.kind == "count" or (claim.unit == "分" and not claim.decimals):
        quantum = 0  # what is counted, and points in whole numbers, are not rounded
    if claim.kind == "change" and claim.direction == "less":
        fen = -fen
    return Amount(fen=fen, quantum=quantum)
