# ruff: noqa: E501 - a Chinese character counts as two columns; the lines are no longer than the others
"""Faults of every numeric kind, put into clean families. Each function gives a case, or None where it finds no place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from random import Random

from tests.seeded.faults import (
    Case,
    Injector,
    any_slip,
    cells,
    clear,
    numbers,
    spoiled,
    spoken,
)
from tests.seeded.generator import Family
from tests.seeded.style import printed
from tests.seeded.typos import SLIPS
from tests.specimens.specification import Address, Disclosure, Mark, Sheet

KINDS: dict[str, Injector] = {}
"""Numeric kinds by name."""
CODED = ("income", "expenditure", "general_public_budget", "basic_expenditure")


def kind(name: str) -> Callable[[Injector], Injector]:
    """Register an injector."""

    def register(function: Injector) -> Injector:
        KINDS[name] = function
        return function

    return register


def in_tables(family: Family, rng: Random, name: str, rows: str, kinds: tuple[str, ...] = tuple(SLIPS)) -> Case | None:
    """One slip in a cell of a table by codes; ``rows`` is parents, leaves, total or any."""
    for number in numbers(family, rng):
        places = [
            (a, m) for a, m in cells(family.documents[number], *CODED) if _fits(m, rows) and m.column != "carry_in"
        ]
        rng.shuffle(places)
        for address, mark in places:
            wrong = any_slip(rng, mark, kinds)
            if wrong:
                return spoiled(family, number, {address: wrong}, name, decidable=True, repairable=True)
    return None


def _fits(mark: Mark, rows: str) -> bool:
    total = mark.row.endswith("total")
    leaf = len(mark.row) == (5 if mark.statement == "basic_expenditure" else 7)
    return {"total": total, "leaves": leaf, "parents": not total and not leaf, "any": True}[rows]


@kind("sum of parts")
def sum_of_parts(family: Family, rng: Random) -> Case | None:
    """A 类 or 款 that is not the sum of its parts."""
    return in_tables(family, rng, "sum of parts", "parents", ("replaced", "swapped"))


@kind("part of sum")
def part_of_sum(family: Family, rng: Random) -> Case | None:
    """A 项 that its sum does not allow."""
    return in_tables(family, rng, "part of sum", "leaves", ("replaced", "swapped"))


@kind("total row")
def total_row(family: Family, rng: Random) -> Case | None:
    """A total that is not the sum of the 类."""
    return in_tables(family, rng, "total row", "total", ("replaced", "swapped"))


@kind("row total")
def row_total(family: Family, rng: Random) -> Case | None:
    """合计 ≠ 基本 + 项目: a measure of a row moved to the neighbouring column's amount plus a bit."""
    for number in numbers(family, rng):
        places = [(a, m) for a, m in cells(family.documents[number], "expenditure", "general_public_budget")
                  if m.column in ("basic", "project")]  # fmt: skip
        rng.shuffle(places)
        for address, mark in places:
            wrong = any_slip(rng, mark, ("replaced",))
            if wrong:
                return spoiled(family, number, {address: wrong}, "row total", decidable=True, repairable=True)
    return None


@kind("summary")
def summary(family: Family, rng: Random) -> Case | None:
    """A line of one of the two-sided summaries."""
    for number in numbers(family, rng):
        places = list(cells(family.documents[number], "income_expenditure", "appropriation"))
        rng.shuffle(places)
        for address, mark in places:
            wrong = any_slip(rng, mark, ("replaced", "swapped"))
            if wrong:
                return spoiled(family, number, {address: wrong}, "summary", decidable=True, repairable=True)
    return None


@kind("cross-table")
def cross_table(family: Family, rng: Random) -> Case | None:
    """A table that adds up in itself but not with the others: one 项 and everything above it moved alike."""
    for number in numbers(family, rng):
        document = family.documents[number]
        statement = rng.choice(("expenditure", "general_public_budget"))
        leaves = [m for _, m in cells(document, statement) if len(m.row) == 7 and m.column == "project"]
        if not leaves:
            continue
        leaf = rng.choice(leaves)
        shift = (leaf.fen or 0) // 3 // 1_000_000 * 1_000_000 or 1_000_000
        edits = {}
        for address, mark in cells(document, statement):
            path = mark.row == "total" or leaf.row.startswith(mark.row)
            if path and mark.column in ("project", "total"):
                edits[address] = _moved(mark, shift)
        return spoiled(family, number, edits, "cross-table", decidable=False)
    return None


def _moved(mark: Mark, shift: int) -> str:
    return printed((mark.fen or 0) + shift, mark.unit, mark.decimals, "," in mark.text)


def _slip_kind(name: str) -> Injector:
    def inject(family: Family, rng: Random) -> Case | None:
        return in_tables(family, rng, f"slip: {name}", "any", (name,))

    return inject


for _name in SLIPS:
    KINDS[f"slip: {_name}"] = _slip_kind(_name)


@kind("neighbour")
def neighbour(family: Family, rng: Random) -> Case | None:
    """The figure of the row above or below."""
    for number in numbers(family, rng):
        places = list(cells(family.documents[number], *CODED))
        rng.shuffle(places)
        for address, mark in places:
            near = [m for a, m in cells(family.documents[number], mark.statement)
                    if a.block == address.block and abs(a.row - address.row) == 1 and a.column == address.column
                    and m.column == mark.column]  # fmt: skip
            for other in near:
                if clear(mark, other.text):
                    edits = {address: other.text}
                    return spoiled(family, number, edits, "neighbour", decidable=True)
    return None


@kind("other year")
def other_year(family: Family, rng: Random) -> Case | None:
    """Last year's figure left standing in a table."""
    if family.kind != "years":
        return None
    before = {(m.statement, m.row, m.column): m for _, m in cells(family.documents[0], *CODED)}
    places = list(cells(family.documents[1], *CODED))
    rng.shuffle(places)
    for address, mark in places:
        old = before.get((mark.statement, mark.row, mark.column))
        if old and old.unit == mark.unit and clear(mark, old.text):
            return spoiled(family, 1, {address: old.text}, "other year", decidable=True)
    return None


def known(document: Disclosure) -> set[str]:
    """Keys that a table prints."""
    found = {part for _, mark in cells(document) for part in [mark.key] if mark.base not in ("previous", "initial")}
    return (
        found
        | {key.replace("e", "g", 1) for key in found if key in ("e.personnel", "e.operating")}
        | ({"g.basic"} if "e" in found else set())
    )


@kind("text level")
def text_level(family: Family, rng: Random) -> Case | None:
    """An amount of the narrative that the tables print otherwise."""
    return _text_level(family, rng, "text level", tuple(SLIPS))


def _text_level(family: Family, rng: Random, name: str, kinds: tuple[str, ...]) -> Case | None:
    for number in numbers(family, rng):
        document = family.documents[number]
        keys = known(document)
        places = [(a, m) for a, m in spoken(document, "level") if m.key in keys and m.fen and m.base != "initial"]
        rng.shuffle(places)
        for address, mark in places:
            wrong = any_slip(rng, mark, kinds)
            if wrong:
                return spoiled(family, number, {address: wrong}, name, decidable=True, repairable=True)
    return None


@kind("text over blank")
def text_over_blank(family: Family, rng: Random) -> Case | None:
    """The narrative has money where the table is blank."""
    for number in numbers(family, rng):
        document = family.documents[number]
        places = [
            (a, m) for a, m in spoken(document, "level") if m.fen == 0 and m.key in ("i.government_funds", "t.abroad")
        ]
        for address, mark in places:
            wrong = printed(rng.randint(200, 9000) * 10_000, mark.unit, 2)
            return spoiled(family, number, {address: wrong}, "text over blank", decidable=True)
    return None


@kind("procurement split")
def procurement_split(family: Family, rng: Random) -> Case | None:
    """Goods, works and services that are not the total; nothing says which is wrong."""
    for number in numbers(family, rng):
        document = family.documents[number]
        places = [(a, m) for a, m in spoken(document, "level") if m.key.startswith("p.") and m.fen]
        rng.shuffle(places)
        for address, mark in places:
            wrong = any_slip(rng, mark, ("replaced", "swapped", "dropped"))
            if wrong:
                return spoiled(family, number, {address: wrong}, "procurement split", decidable=False)
    return None


@kind("procurement product")
def procurement_product(family: Family, rng: Random) -> Case | None:
    """Quantity × price is not the amount, and the amount does not sum."""
    for number in numbers(family, rng):
        places = [
            (a, m)
            for a, m in cells(family.documents[number], "procurement")
            if m.row != "total" and m.column == "total"
        ]
        rng.shuffle(places)
        for address, mark in places:
            wrong = any_slip(rng, mark, ("replaced", "swapped", "doubled"))
            if wrong:
                return spoiled(family, number, {address: wrong}, "procurement product", decidable=True, repairable=True)
    return None


@kind("assets")
def assets(family: Family, rng: Random) -> Case | None:
    """A part of the fixed assets; only the sum tells."""
    for number in numbers(family, rng):
        places = [(a, m) for a, m in cells(family.documents[number], "assets") if m.row != "total"]
        rng.shuffle(places)
        for address, mark in places:
            wrong = any_slip(rng, mark, ("replaced", "swapped", "dropped"))
            if wrong:
                return spoiled(family, number, {address: wrong}, "assets", decidable=False)
    return None


@kind("three parts")
def three_parts(family: Family, rng: Random) -> Case | None:
    """A part of 三公 that does not fit its total."""
    for number in numbers(family, rng):
        places = [(a, m) for a, m in cells(family.documents[number], "three_public") if "." in m.key]
        rng.shuffle(places)
        for address, mark in places:
            wrong = any_slip(rng, mark, ("replaced", "doubled", "shifted"))
            if wrong and mark.column == "amount":
                return spoiled(family, number, {address: wrong}, "three parts", decidable=False)
    return None


@kind("empty note")
def empty_note(family: Family, rng: Random) -> Case | None:
    """“无…故本表为空表” under a table that holds figures."""
    for number in numbers(family, rng):
        document = family.documents[number]
        filled = [(n, b) for n, b in enumerate(document.blocks) if isinstance(b, Sheet) and not b.note
                  and b.statement in ("government_funds", "state_capital", "three_public") and _figures(b)]  # fmt: skip
        if filled:
            at, sheet = rng.choice(filled)
            name = {
                "government_funds": "政府性基金预算",
                "state_capital": "国有资本经营预算",
                "three_public": "“三公”经费",
            }[sheet.statement]
            note = Mark(
                text=f"注：{document.year}年度无{name}财政拨款安排的支出，故本表为空表。",
                role="note",
                key=sheet.statement,
            )
            blocks = (*document.blocks[:at], replace(sheet, note=note), *document.blocks[at + 1 :])
            documents = list(family.documents)
            documents[number] = replace(document, blocks=blocks)
            family = replace(family, documents=tuple(documents))
            address = Address(block=at, row=-2, column=0)
            return spoiled(family, number, {address: note.text}, "empty note", decidable=True)
    return None


def _figures(sheet: Sheet) -> bool:
    return any(isinstance(p.content, Mark) and p.content.fen for row in sheet.body for p in row)


def same_block(document: Disclosure, address: Address, key: str, roles: Iterable[str]) -> list[tuple[Address, Mark]]:
    """Marks about ``key`` in the same paragraph, nearest first."""
    found = [(a, m) for a, m in document.marks() if a.block == address.block and m.key == key and m.role in roles]
    return sorted(found, key=lambda pair: abs(pair[0].column - address.column))
