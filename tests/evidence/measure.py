"""What a run is worth on documents whose truth is known: cells, statements, verdicts, faults, series, each a share."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

Record = Mapping[str, Any]
DECIDED = ("confirmed", "rounding", "consistent", "refuted")


@dataclass(slots=True)
class Score:
    """Counts of one measure, and what went wrong in words."""

    right: int = 0
    of: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The part that is right; 1 where there was nothing to measure."""
        return self.right / self.of if self.of else 1.0

    def add(self, right: int, of: int, told: str = "") -> None:
        """Count ``right`` of ``of``; ``told`` says what it was where some are not right."""
        self.right += right
        self.of += of
        if right < of and told:
            self.wrong.append(told)


def number(text: str) -> Decimal | str:
    """A printed figure as a number, separators aside; other words as they stand."""
    plain = text.replace(",", "").replace("，", "").strip()
    try:
        return Decimal(plain)
    except InvalidOperation:
        return plain


def cells(truth: Sequence[Record], facts: Iterable[Record]) -> Score:
    """Figures of tables that became a fact and facts that are such a figure, of all of both."""
    score = Score()
    found: dict[str, Counter[Any]] = defaultdict(Counter)
    for fact in facts:
        if fact["value"] is not None and fact["statement"] != "performance_target":
            found[fact["document"]][number(fact["text"])] += 1
    for record in truth:
        wanted: Counter[Any] = Counter(number(text) for text in record["cells"] if isinstance(number(text), Decimal))
        got = found[record["document"]]
        both, lost, more = wanted & got, wanted - got, got - wanted
        score.add(both.total(), (both + lost + more).total(), f"{record['document']}: lost {lost}, too many {more}")
    return score


def statements(truth: Sequence[Record], claims: Iterable[Record]) -> tuple[Score, Score, Score]:
    """Statements found; of those that are right, the ones that are not refuted, and the ones that are decided."""
    found, accused, decided = Score(), Score(), Score()
    known: dict[tuple[str, Any], list[Record]] = defaultdict(list)
    for claim in claims:
        known[claim["document"], number(str(claim["value"]))].append(claim)
    for record in truth:
        wanted = Counter(number(each["value"]) for each in record["statements"])
        spoiled = {number(each["value"]) for each in record["statements"] if not each["right"]}
        for value, count in wanted.items():
            said = known[record["document"], value]
            told = f"{record['document']}: {value}"
            found.add(min(count, len(said)), count, told)
            if record["spoiled"] or value in spoiled:
                continue
            accused.add(sum(each["verdict"] != "refuted" for each in said), len(said), told)
            decided.add(sum(each["verdict"] in DECIDED for each in said), len(said), told)
    return found, accused, decided


def alarms(truth: Sequence[Record], findings: Iterable[Record]) -> list[str]:
    """Errors and warnings on families in which nothing is wrong."""
    right = {record["document"] for record in truth if not record["spoiled"]}
    return [
        f"{each['document']} {each['check']}: {each['message']['zh']}"
        for each in findings
        if each["severity"] != "note" and each["document"] in right
    ]


def faults(truth: Sequence[Record], findings: Sequence[Record]) -> tuple[Score, Score]:
    """Faults that an error or warning names, and errors and warnings on spoiled families that name the fault."""
    recall, precision = Score(), Score()
    families = {record["document"]: record["family"] for record in truth}
    told: dict[int, list[Record]] = defaultdict(list)
    for finding in findings:
        if finding["severity"] != "note" or finding["check"] == "zero-base":
            told[families[finding["document"]]].append(finding)
    for record in truth:
        if record["fault"] is None:
            continue
        mine = told[record["family"]]
        hits = [finding for finding in mine if names(finding, record["fault"]["printed"])]
        label = f"{record['document']} {record['fault']}"
        recall.add(bool(hits), 1, label)
        others = [f"{each['check']}: {each['message']['zh']}" for each in mine if each not in hits]
        precision.add(len(hits), len(mine), f"{label}: {others}")
    return recall, precision


def names(finding: Record, printed: Sequence[str]) -> bool:
    """Whether a finding shows a spoiled figure, or quotes spoiled words; every one does where nothing is named."""
    if {number(figure) for figure in finding["figures"]} & {number(text) for text in printed}:
        return True
    quoted = [*finding["figures"], *(source["text"] for source in finding["sources"]), finding["message"]["zh"]]
    return not printed or any(wrong in text for wrong in printed for text in quoted)


def series(truth: Sequence[Record], rows: Iterable[Record]) -> tuple[Score, Score]:
    """Headline figures that are known, and those that are right among the known."""
    known, right = Score(), Score()
    given = {(r["entity"], int(r["year"]), r["stage"], r["series"]): r["amount_wan"] for r in rows}
    for record in truth:
        for name, exact in record["series"].items():
            amount = given.get((record["entity"], record["year"], record["stage"], name))
            known.add(amount is not None, 1, f"{record['document']}: {name}")
            if amount is not None:
                gap = abs(Decimal(str(amount)) * 1_000_000 - exact["fen"])
                right.add(
                    2 * gap <= exact["quantum"], 1, f"{record['document']}: {name} {amount}, truly {exact['fen']} 分"
                )
    return known, right


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON Lines of a file."""
    for line in path.read_text("utf-8").splitlines():
        yield json.loads(line)
