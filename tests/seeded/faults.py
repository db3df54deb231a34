# ruff: noqa: E501 - a Chinese character counts as two columns; the lines are no longer than the others
"""A labelled fault: what was printed wrongly, where, what is true, and whether the documents can tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random

from tests.seeded.generator import Family
from tests.seeded.style import YUAN
from tests.seeded.typos import SLIPS, slips
from tests.specimens.specification import Address, Disclosure, Mark, Prose, Sheet

SLACK_QUANTA = 40
"""A fault is at least this many units of the last printed digit: more than any sum of the forms may be off by rounding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """The label. ``places`` are the spoiled marks (none: the whole document is wrong in itself); ``decidable`` tells
    whether the rest of the documents says which figure is wrong; ``repairable`` whether a slip leads to the truth."""

    kind: str
    document: int
    places: tuple[Address, ...]
    true: str = ""
    printed: str = ""
    decidable: bool = False
    repairable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A family with one fault in it."""

    family: Family
    fault: Fault


Injector = Callable[[Family, Random], Case | None]


def spoiled(
    family: Family, number: int, edits: dict[Address, str], kind: str, *, decidable: bool, repairable: bool = False
) -> Case:
    """The family with ``edits`` made in document ``number``; the first edit is the labelled one."""
    wrong = family.documents[number]
    first = next(iter(edits))
    true = wrong.mark(first).text
    for address, text in edits.items():
        wrong = wrong.changed(address, text)
    documents = (*family.documents[:number], wrong, *family.documents[number + 1 :])
    fault = Fault(kind=kind, document=number, places=tuple(edits), true=true, printed=edits[first], decidable=decidable,
                  repairable=repairable)  # fmt: skip
    return Case(family=replace(family, documents=documents), fault=fault)


def cells(disclosure: Disclosure, *statements: str) -> Iterator[tuple[Address, Mark]]:
    """The money cells of the named statements (all where none is named) that hold a figure other than zero."""
    for address, mark in disclosure.marks():
        if mark.role == "cell" and mark.fen and (not statements or mark.statement in statements):
            yield address, mark


def spoken(disclosure: Disclosure, *roles: str) -> Iterator[tuple[Address, Mark]]:
    """The marks of the narrative in these roles."""
    for address, mark in disclosure.marks():
        if address.row == -1 and mark.role in roles:
            yield address, mark


def block(disclosure: Disclosure, address: Address) -> Prose | Sheet:
    return disclosure.blocks[address.block]


def value(text: str, unit: str) -> int:
    """A printed amount in 分."""
    whole, _, part = text.replace(",", "").partition(".")
    digits = len(part)
    return int(whole + part) * YUAN[unit] // int(10**digits)


def clear(mark: Mark, wrong: str, quanta: int = SLACK_QUANTA) -> bool:
    """Whether ``wrong`` is further from the truth than rounding can explain, and by more than a trifle."""
    decimals = len(mark.text.partition(".")[2])
    step = YUAN[mark.unit] // 10 ** max(decimals, mark.decimals)
    gap = abs(value(wrong, mark.unit) - value(mark.text, mark.unit))
    return gap >= quanta * max(step, 1) and gap * 500 >= value(mark.text, mark.unit)


def any_slip(rng: Random, mark: Mark, kinds: tuple[str, ...] = tuple(SLIPS)) -> str | None:
    """A wrong text for a money mark, clear of rounding; None where no slip is clear."""
    options = [wrong for kind in kinds for wrong in slips(mark.text, kind) if clear(mark, wrong)]
    return rng.choice(options) if options else None


def numbers(family: Family, rng: Random) -> list[int]:
    """The documents of the family in random order."""
    order = list(range(len(family.documents)))
    rng.shuffle(order)
    return order
