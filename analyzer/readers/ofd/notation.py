"""How OFD writes numbers: lists with repeats, boxes, matrices and abbreviated paths (GB/T 33190, 7.3, 9.1, 11.3)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import TypeAlias

from analyzer.readers.pdf.pages.paths import IDENTITY, Matrix

Point: TypeAlias = tuple[float, float]
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
MAX_REPEAT = 100_000
"""Repeats of one value; no line of print has as many characters."""
POINTS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7}
"""Numbers that each operator of a path takes; the last two are where it ends."""


def numbers(text: str | None) -> list[float]:
    """The numbers in ``text``, separated by blanks or commas."""
    return [_value(each) for each in NUMBER.findall(text or "")]


def _value(token: str) -> float:
    """The number that ``token`` writes; one beyond all bounds counts as none."""
    number = float(token)
    return number if math.isfinite(number) else 0.0


def deltas(text: str | None) -> list[float]:
    """Distances between characters; “g 3 2.5” stands for 2.5 three times."""
    found: list[float] = []
    tokens = TOKEN.findall(text or "")
    at = 0
    while at < len(tokens):
        if tokens[at] == "g" and at + 2 < len(tokens) and not tokens[at + 1].isalpha():
            if tokens[at + 2].isalpha():
                at += 2
                continue
            count = max(0, min(int(_value(tokens[at + 1])), MAX_REPEAT - len(found)))
            found.extend([_value(tokens[at + 2])] * count)
            at += 3
            continue
        if not tokens[at].isalpha():
            found.append(_value(tokens[at]))
        at += 1
    return found[:MAX_REPEAT]


def box(text: str | None) -> tuple[float, float, float, float] | None:
    """“x y width height” in millimetres; None where it is not four numbers."""
    found = numbers(text)
    return (found[0], found[1], found[2], found[3]) if len(found) == 4 else None


def matrix(text: str | None) -> Matrix:
    """“a b c d e f”; the identity where there is none or it flattens everything."""
    found = numbers(text)
    if len(found) != 6 or abs(found[0] * found[3] - found[1] * found[2]) < 1e-12:
        return IDENTITY
    return found[0], found[1], found[2], found[3], found[4], found[5]


def subpaths(text: str | None, most: int) -> Iterator[list[Point]]:
    """The outlines of abbreviated path data as the points where their pieces end, not more than ``most`` points."""
    points: list[Point] = []
    count = 0
    for operator, values in _operations(text or ""):
        count += 1
        if count > most:
            return
        if operator == "C":
            if points:
                points.append(points[0])
            continue
        if operator in "SM" and points:
            yield points
            points = []
        points.append((values[-2], values[-1]))
    if points:
        yield points


def _operations(text: str) -> Iterator[tuple[str, list[float]]]:
    """Each operator with its numbers; an operator may be followed by several sets of them."""
    operator, values = "", list[float]()
    for token in TOKEN.findall(text):
        if token.isalpha():
            operator, values = token.upper(), []
            if operator == "C":
                yield operator, values
            continue
        values.append(_value(token))
        if len(values) == POINTS.get(operator, 0):
            yield operator, values
            operator, values = ("L" if operator in "SM" else operator), []
