# ruff: noqa: E501 - a Chinese character counts as two columns; the lines are no longer than the others
"""Faults that are no arithmetic: reasons, purposes, names, headings; and documents that contradict each other whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from random import Random

from tests.seeded.codes import FUNCTIONS
from tests.seeded.faults import Case, Fault, Injector, numbers, spoiled, spoken
from tests.seeded.generator import Family
from tests.specimens.specification import Disclosure, Prose

SEMANTIC: dict[str, Injector] = {}
"""Semantic kinds by name."""


def semantic(name: str) -> Callable[[Injector], Injector]:
    """Register an injector."""

    def register(function: Injector) -> Injector:
        SEMANTIC[name] = function
        return function

    return register


@semantic("reason against direction")
def reason(family: Family, rng: Random) -> Case | None:
    """减少 … because of more money."""
    for number in numbers(family, rng):
        document = family.documents[number]
        places = list(spoken(document, "reason"))
        rng.shuffle(places)
        for address, mark in places:
            less = any(word in mark.text for word in ("压减", "减少"))
            wrong = "人员经费增加" if less else "厉行节约压减支出"
            return spoiled(family, number, {address: wrong}, "reason against direction", decidable=True)
    return None


@semantic("purpose of the neighbour")
def purpose(family: Family, rng: Random) -> Case | None:
    """The purpose of the item above."""
    for number in numbers(family, rng):
        places = list(spoken(family.documents[number], "purpose"))
        for (_, above), (address, mark) in pairwise(places):
            if FUNCTIONS[above.key] in above.text and FUNCTIONS[above.key] not in mark.text:
                return spoiled(family, number, {address: above.text}, "purpose of the neighbour", decidable=True)
    return None


@semantic("account name")
def account_name(family: Family, rng: Random) -> Case | None:
    """A 款 that the code of the amount does not have."""
    for number in numbers(family, rng):
        places = list(spoken(family.documents[number], "name"))
        rng.shuffle(places)
        for address, mark in places:
            parent = FUNCTIONS[mark.key[:5]]
            others = [
                name
                for code, name in FUNCTIONS.items()
                if len(code) == 5 and code[:3] == mark.key[:3] and name != parent
            ]
            if others and f"{parent}（款）" in mark.text:
                wrong = mark.text.replace(f"{parent}（款）", f"{rng.choice(others)}（款）")
                return spoiled(family, number, {address: wrong}, "account name", decidable=True)
    return None


@semantic("heading of another year")
def heading_year(family: Family, rng: Random) -> Case | None:
    """Last year's number left in a heading of a table."""
    for number in numbers(family, rng):
        document = family.documents[number]
        headings = [
            n
            for n, b in enumerate(document.blocks)
            if isinstance(b, Prose) and b.level == 2 and str(document.year) in b.text
        ]
        if headings:
            at = headings[0]
            block = document.blocks[at]
            if not isinstance(block, Prose):
                continue
            wrong = replace(block, parts=(block.text.replace(str(document.year), str(document.year - 1)),))
            return _whole(family, number, replace(document, blocks=(*document.blocks[:at], wrong, *document.blocks[at + 1 :])),
                          "heading of another year")  # fmt: skip
    return None


def _whole(family: Family, number: int, document: Disclosure, kind: str) -> Case:
    documents = (*family.documents[:number], document, *family.documents[number + 1 :])
    return Case(family=replace(family, documents=documents), fault=Fault(kind=kind, document=number, places=()))
