# ruff: noqa: E501 - a Chinese character counts as two columns; the lines are no longer than the others
"""Slips of the pen: what becomes of a printed figure when it is copied wrongly."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal


def dropped(text: str) -> Iterator[str]:
    """One digit left out: 43269.30 → 3269.30."""
    for at, char in enumerate(text):
        if char.isdigit():
            yield text[:at] + text[at + 1 :]


def doubled(text: str) -> Iterator[str]:
    """One digit twice: 363.00 → 3363.00."""
    for at, char in enumerate(text):
        if char.isdigit():
            yield text[:at] + char + text[at:]


def swapped(text: str) -> Iterator[str]:
    """Two neighbours exchanged: 8103 → 8013."""
    for at in range(len(text) - 1):
        one, two = text[at], text[at + 1]
        if one.isdigit() and two.isdigit() and one != two:
            yield text[:at] + two + one + text[at + 2 :]


def replaced(text: str) -> Iterator[str]:
    """One digit for another: 71.65 → 71.75."""
    for at, char in enumerate(text):
        if char.isdigit():
            yield from (text[:at] + other + text[at + 1 :] for other in "0123456789" if other != char)


def shifted(text: str) -> Iterator[str]:
    """The point one place off: 20.51 → 205.1, 2.051."""
    if "." in text:
        whole, part = text.split(".")
        if len(part) > 1:
            yield f"{whole}{part[0]}.{part[1:]}"
        if len(whole) > 1:
            yield f"{whole[:-1]}.{whole[-1]}{part}"


def unit(text: str) -> Iterator[str]:
    """元 where 万元 is meant: 12.50 → 125000.00."""
    value = Decimal(text) * 10_000
    yield f"{value:.2f}"


SLIPS: dict[str, Callable[[str], Iterator[str]]] = {
    "dropped": dropped, "doubled": doubled, "swapped": swapped, "replaced": replaced, "shifted": shifted, "unit": unit,
}  # fmt: skip
"""Every kind of slip by name; each gives the possible results for a plain number."""


def slips(text: str, kind: str) -> list[str]:
    """The results of a slip on a printed figure, in its own style of separators, without absurd ones (00.5, no digits)."""
    plain = text.replace(",", "")
    results = []
    for wrong in SLIPS[kind](plain):
        whole = wrong.split(".")[0]
        if not whole or (len(whole) > 1 and whole[0] == "0") or wrong.endswith("."):
            continue
        if Decimal(wrong) != Decimal(plain) and Decimal(wrong):
            results.append(separated(wrong) if "," in text else wrong)
    return results


def separated(plain: str) -> str:
    """With separators of thousands."""
    whole, point, part = plain.partition(".")
    return f"{int(whole):,}{point}{part}"
