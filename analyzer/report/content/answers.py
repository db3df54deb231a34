"""What the reader came for, first on the page: how money changed, what made it, what contradicts, what is unchecked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from analyzer.amounts import FEN
from analyzer.concepts.statements import is_public
from analyzer.report.content.views import Unit
from analyzer.report.language import Language, words
from analyzer.results.records import Record

HEADLINES: Final = ("total_expenditure", "basic", "project", "personnel", "operating", "three_public")
"""The series of the answer, in the order of the page."""
TOTAL: Final = "total_expenditure"
PARTS: Final = ("basic", "project")
"""The series that make up the total."""
BESIDE: Final = ("personnel", "three_public")
"""The series that are told of in words beside the total."""
DRIVERS: Final = 3
"""Items named as what made a change."""
WORTH: Final = 5.0
"""An item is named where it makes at least so many percent of the change."""
LEFT: Final = 0.05
"""What the parts leave over of a change is told from so many 万元 on: less is rounding."""
SHOWN: Final = 5
"""Contradictions told by their message; all of them stand below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A headline figure and the year before it, in 万元; ``stated`` is the publisher's sentence with its verdict."""

    series: str
    name: str
    now: float
    before: float | None
    percent: float | None
    origin: str
    before_origin: str
    stated: Record | None = None

    @property
    def absolute(self) -> float | None:
        """The change in 万元, None where the year before is not known."""
        return None if self.before is None else self.now - self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The headline figures of one organisation and stage in its latest year."""

    entity: str
    stage: str
    year: int
    changes: tuple[Change, ...]
    drivers: tuple[Record, ...]

    @property
    def total(self) -> Change | None:
        """The total expenditure, where the year before is known."""
        found = [change for change in self.changes if change.series == TOTAL and change.before is not None]
        return found[0] if found else None

    @property
    def parts(self) -> list[Change]:
        """Basic and project expenditure with their changes, the larger change first; empty unless both are known."""
        known = [change for change in self.changes if change.series in PARTS and change.absolute is not None]
        return sorted(known, key=lambda change: -abs(change.absolute or 0)) if len(known) == len(PARTS) else []


def answers(series: Iterable[Mapping[str, Any]], unit: Unit) -> list[Answer]:
    """One answer a name and stage of the unit, each for the latest year that has a headline figure.

    ``series`` are the tables of `headlines`.
    """
    made = []
    for table in series:
        year = table["years"][-1]
        named = {line["series"]: line for line in table["lines"]}
        changes = [_change(named[name], year, table["years"], unit) for name in HEADLINES if name in named]
        known = tuple(change for change in changes if change is not None)
        if known:
            drivers = _drivers(unit.changes, table["entity"], table["stage"], year)
            made.append(
                Answer(entity=table["entity"], stage=table["stage"], year=year, changes=known, drivers=tuple(drivers))
            )
    return made


def undecided(claims: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """How many statements were not decided, by the code of what kept them from it, commonest first."""
    return dict(Counter(c["why"] or "nothing-to-compare" for c in claims if c["verdict"] in UNDECIDED).most_common())


UNDECIDED: Final = ("unverifiable", "doubtful")


def sentences(answer: Answer, lang: Language) -> list[str]:
    """The answer in words: the total and its change, the parts of the change, the items that made it."""
    say = words(lang)
    told = []
    total = answer.total
    if total is not None and total.absolute is not None:
        told.append(_sentence("answer_total", answer, total, say))
        if answer.parts:
            parts = say["comma"].join(f"{name} {absolute:+,.2f}" for name, absolute in _shares(answer, total, say))
            told.append(say["answer_parts"].format(parts))
    if total is None:
        told += [_sentence("answer_alone", answer, one, say) for one in answer.changes if one.series == TOTAL]
    if total is not None and total.stated:
        told.append(_verdict(total, total.stated, say))
    if answer.drivers:
        named = say["comma"].join(
            say["answer_driver"].format(row["row"] or row["item"], row["absolute_wan"], row["contribution_total"])
            for row in answer.drivers
        )
        told.append(say["answer_drivers"].format(named))
    for change in answer.changes:
        if change.series in BESIDE and change.absolute is not None:
            told.append(_sentence("answer_other", answer, change, say))
    return told


def _shares(answer: Answer, total: Change, say: Mapping[str, str]) -> list[tuple[str, float]]:
    """The parts of a change with their amounts, and what they leave over."""
    made = [(part.name, part.absolute or 0.0) for part in answer.parts]
    rest = round((total.absolute or 0.0) - sum(absolute for _, absolute in made), 2)
    return made + [(say["answer_rest"], rest)] * (abs(rest) >= LEFT)


def brief(answer: Answer, lang: Language) -> list[str]:
    """The answer in as few words as a list of organisations has room for: the total, personnel, the three expenses."""
    say = words(lang)
    told = []
    for total in (change for change in answer.changes if change.series == TOTAL):
        key = "answer_alone" if total.before is None else "answer_total"
        told.append(_sentence(key, answer, total, say))
        if total.stated:
            told.append(_verdict(total, total.stated, say))
    others = [change for change in answer.changes if change.series in BESIDE and change.absolute is not None]
    return told + [_sentence("answer_other", answer, change, say) for change in others]


def _sentence(key: str, answer: Answer, change: Change, say: Mapping[str, str]) -> str:
    absolute = change.absolute or 0.0
    verb = say["answer_up" if absolute > 0 else "answer_down"] if round(absolute, 2) else say["answer_same"]
    moved = verb.format(abs(absolute)) + (
        "" if change.percent is None or not round(absolute, 2) else say["answer_percent"].format(change.percent)
    )
    known = change.before_origin in ("", "printed")
    origin = "" if known else say["answer_origin"].format(say[f"origin_{change.before_origin}"])
    return say[key].format(year=answer.year, name=change.name, now=change.now, before=change.before,
                           base=answer.year - 1, moved=moved, origin=origin)  # fmt: skip


def _verdict(change: Change, claim: Record, say: Mapping[str, str]) -> str:
    """What became of the publisher's own statement of the change."""
    why = f"{say['colon']}{say['why_' + claim['why']]}" if claim["why"] else ""
    how = f" = {claim['computed']}" if claim["computed"] else why
    if claim["verdict"] == "consistent" and change.before_origin == "implied":
        how += say["answer_circular"]
    return say["answer_stated"].format(claim["text"], say[claim["verdict"]], how)


def _change(line: Mapping[str, Any], year: int, years: Sequence[int], unit: Unit) -> Change | None:
    cells = dict(zip(years, line["cells"], strict=True))
    now, before = cells.get(year), cells.get(year - 1)
    if now is None:
        return None
    wan = before["wan"] if before else None
    stated = None if wan is None else _stated(unit.claims, year, Decimal(f"{now['wan'] - wan:.2f}"))
    return Change(series=line["series"], name=line["name"], now=now["wan"], before=wan, percent=now["percent"],
                  origin=now["origin"], before_origin=before["origin"] if before else "", stated=stated)  # fmt: skip


def _stated(claims: Iterable[Record], year: int, absolute: Decimal) -> Record | None:
    """The statement that tells this change, by its amount and direction."""
    if not absolute:
        return None
    direction = "greater" if absolute > 0 else "less"
    for claim in claims:
        if claim["kind"] == "change" and claim["year"] == year and claim["direction"] == direction:
            fen = Decimal(claim["value"] or 0) * FEN.get(claim["unit"], 0)
            if abs(fen - abs(absolute) * FEN["万元"]) < FEN["元"] * 100:
                return claim
    return None


def _drivers(changes: Iterable[Record], entity: str, stage: str, year: int) -> list[Record]:
    """The items that made most of the change of the total; the parts themselves are told apart.

    Of a 类, its one 款 and its one 项, which change by the same amount, the last is told.
    """
    own = [
        row for row in changes
        if row["entity"] == entity and row["stage"] == stage and row["year"] == year
        and not row["concept"] and row["contribution_total"] is not None and not is_public(row["statement"])
        and abs(row["contribution_total"]) >= WORTH
    ]  # fmt: skip
    deepest = sorted(own, key=lambda row: (-abs(row["contribution_total"]), len(row["code"] or "")))
    return list({row["absolute_wan"]: row for row in deepest}.values())[:DRIVERS]
