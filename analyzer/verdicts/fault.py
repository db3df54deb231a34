"""A fault of the numbers: failing relations with one cause."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.relations.system import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A group of failing relations with one cause: ``blamed`` are the figures (ids) to look at, best first.

    ``certain`` is True where every explanation blames the same figures.
    """

    check: str
    document: str
    outcomes: tuple[Outcome, ...]
    blamed: tuple[str, ...]
    certain: bool
    complete: bool = True
