"""The values that pass between the stages of PDF reading, all in upright page space.

Upright page space: points, origin at the top left of the page turned so that most of its text runs left to right,
y growing downwards. A page of a scan uses the same space.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from analyzer.model import Box

SNAP = 3.0
"""Points within which two borders are one: rules are drawn 0.5 to 2 pt thick and often as doubled strokes."""


class Char(NamedTuple):
    """A printed character: its horizontal extent, its baseline and the font size; ``score`` where it was recognised."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    score: float | None = None

    @property
    def middle(self) -> tuple[float, float]:
        """The point that decides in which cell the character lies."""
        return (self.x0 + self.x1) / 2, self.base - 0.35 * self.size


class Rule(NamedTuple):
    """A straight rule along one axis: ``at`` on the other axis, from ``start`` to ``end``."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules of a page, snapped and merged, or as drawn."""

    across: tuple[Rule, ...] = ()
    down: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A printed line: its characters from left to right, the text they make, its box and median font size."""

    chars: tuple[Char, ...]
    text: str
    x0: float
    x1: float
    base: float
    size: float
    page: int

    @property
    def box(self) -> Box:
        """Left, top, right, bottom in points from the upper left."""
        return (self.x0, self.base - 0.88 * self.size, self.x1, self.base + 0.12 * self.size)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lattice:
    """A table as its borders define it: edge positions, and for each place the number of the cell that covers it."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    places: tuple[tuple[int, ...], ...]
    boxes: tuple[Box, ...]
    ruled: bool = True

    @property
    def box(self) -> Box:
        """Left, top, right, bottom in points from the upper left."""
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    @property
    def area(self) -> float:
        """The area in square points."""
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page taken apart: what is printed on it, before anything is put together. ``pictures`` are its images."""

    page: int
    width: float
    height: float
    chars: tuple[Char, ...]
    rules: Rules
    pictures: tuple[Box, ...] = ()
