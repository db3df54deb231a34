"""Figures that no table prints but the narrative states or implies: this − change = last year.

“较 2022 年预算增加 10877.36 万元” beside a total of 16356.02 says that the 2022 budget was 5478.66. Such a figure
enters
the panel with origin ``implied``, at the place of the printed figure it is the base of, so that year-over-year works
from one document. Listed parts that have no line of their own (projects) stand under the statement ``narrative``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import ROUND_CEILING, Decimal
from typing import Any, Final

from analyzer.amounts import plain
from analyzer.concepts.headlines import TOLD, TOTALS, concept_of
from analyzer.concepts.places import CANONICAL
from analyzer.model import Amount, Claim, Reading
from analyzer.panel import printed
from analyzer.panel.counted import concept_of_count
from analyzer.panel.lookup import Narrative, current_of, narrative, place_of
from analyzer.panel.printed import Row
from analyzer.panel.subjectkeys import subject_key

CHANGES: Final = frozenset({"change", "flat"})
_SIGNS: Final = {"greater": 1, "less": -1, "equal": 0, "": 0}


def key_of(claim: Claim, amount: Amount | None, said: Narrative) -> Row:
    """The place in the panel of what the claim speaks of: the printed figure's, else the concept's, else the
    narrative."""
    concept = concept_of(claim.subject)
    fact = place_of(claim, amount, said)
    if fact is not None:
        row = printed.row_of(fact, said.reading.profile)
        names = ("statement", "side", "item", "code", "classification", "measure", "fund", "concept", "entity",
                 "entity_code", *printed.levels(row["classification"], row["code"]))  # fmt: skip
        return {name: row[name] for name in names if name in row}
    if concept in CANONICAL:
        place = CANONICAL[concept]
        fund = printed.fund_of(place.statement, place.item, place.measures[0])
        return {"statement": place.statement, "side": place.side, "item": place.item, "measure": place.measures[0],
                "concept": concept, "fund": fund}  # fmt: skip
    whole = said.by_id.get(claim.whole)
    item = "/".join(claim.path) or subject_key(claim.subject)
    return {"statement": "narrative", "item": item, "measure": "amount", "fund": "all",
            "concept": concept, "within": concept_of(whole.subject) if whole else ""}  # fmt: skip


def _row(claim: Claim, key: Row, amount: Amount | None, said: Narrative, **more: Any) -> Row:
    profile = said.reading.profile
    row = printed.whose(profile) | printed.place(claim.source) | key | printed.money(amount)
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


def base_of_rate(claim: Claim, said: Narrative) -> Amount | None:
    """The base of a rate that stands alone (“比上年增长5.88%”, no amount): level ÷ (1 + rate), as wide as both digits
    leave it.

    None where the level is unknown, or where the rate leaves the base open (−100 %, a rate without direction).
    """
    current = current_of(claim, said)
    if claim.unit != "%" or claim.value is None or not claim.direction or current is None:
        return None
    rate = _SIGNS[claim.direction] * abs(claim.value)
    half = Decimal(1).scaleb(-claim.decimals) / 2
    if rate - half <= -100:
        return None
    ends = [
        (Decimal(current.fen) + side * Decimal(current.quantum) / 2) * 100 / (100 + rate + other * half)
        for side in (-1, 1) for other in (-1, 1)
    ]  # fmt: skip
    low, high = min(ends), max(ends)
    width = int((high - low).to_integral_value(rounding=ROUND_CEILING)) + 1
    return Amount(fen=int(((low + high) / 2).to_integral_value()), quantum=width)


def rate_row(claim: Claim, said: Narrative) -> Row | None:
    """The row of the base that a lone rate implies; None where another sentence or figure tells it more exactly."""
    if claim.base or claim.change or (base := base_of_rate(claim, said)) is None:
        return None
    current, profile = current_of(claim, said), said.reading.profile
    year = claim.year or profile.year
    return _row(claim, key_of(claim, current, said), base, said, origin="implied", base_stage=claim.base_stage,
                year=claim.base_year or (year - 1 if year else None),
                stage=claim.base_stage or claim.stage or profile.stage)  # fmt: skip


def level_rows(said: Narrative) -> Iterator[Row]:
    """Levels that no table of the document prints: of another year, named as a base, parts of a list, headlines."""
    profile = said.reading.profile
    bases = {claim.base for claim in said.reading.claims if claim.base}
    for claim in said.levels():
        year = claim.year or profile.year
        foreign = year != profile.year or claim.id in bases
        key = key_of(claim, said.amount(claim), said)
        listed = key["statement"] == "narrative" and bool(claim.whole)
        if foreign or listed or _untabled(claim, said):
            stage = claim.stage or profile.stage
            yield _row(claim, key, said.amount(claim), said, origin="stated", year=year, stage=stage)


def _untabled(claim: Claim, said: Narrative) -> bool:
    """Whether the level is a headline that only the sentences tell: no table of the document has a place for it.

    A total is taken from sentences only where the document has no table at all: elsewhere a “total” in a sentence that
    no table knows is of another scope.
    """
    concept = concept_of(claim.subject)
    if claim.path or claim.code or not (concept in TOLD or (concept in TOTALS and not said.reading.facts)):
        return False
    return place_of(claim, None, said) is None


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


def _untold(rates: Iterable[Row], changes: Iterable[Row]) -> Iterator[Row]:
    """The bases of rates where no change in money implies the same base more exactly."""
    names = ("statement", "side", "item", "code", "measure", "year", "stage")
    told = {tuple(row.get(name) for name in names) for row in changes}
    return (row for row in rates if tuple(row.get(name) for name in names) not in told)


def implied_rows(reading: Reading, verdicts: Mapping[str, str]) -> list[Row]:
    """The stated and implied rows of one document, each figure once."""
    said = narrative(reading, verdicts)
    changes = [row for claim in reading.claims if claim.kind in CHANGES and (row := change_row(claim, said))]
    rates = [row for claim in reading.claims if claim.kind == "rate" and (row := rate_row(claim, said))]
    found = [*level_rows(said), *changes, *_targets_as_levels(changes, said), *_untold(rates, changes)]
    unique: dict[tuple[Any, ...], Row] = {}
    for row in found:
        names = ("statement", "side", "item", "code", "measure", "year", "stage", "origin", "amount_fen")
        unique.setdefault(tuple(row.get(name) for name in names), row)
    return list(unique.values())


def count_rows(reading: Reading, verdicts: Mapping[str, str]) -> Iterator[Row]:
    """A row for every count the narrative states; the year is that of the count (vehicles of a year's end)."""
    profile = reading.profile
    for claim in reading.claims:
        if claim.kind != "count" or claim.value is None:
            continue
        yield printed.whose(profile) | printed.place(claim.source) | {
            "year": claim.year or profile.year, "stage": claim.stage or profile.stage, "statement": "narrative",
            "item": subject_key(claim.subject), "measure": "count",
            "concept": concept_of_count(claim.subject, claim.unit),
            "row": claim.subject, "value": plain(claim.value), "unit": claim.unit, "origin": "stated",
            "verdict": verdicts.get(claim.id, ""), "document": claim.document, "id": claim.id,
        }  # fmt: skip
