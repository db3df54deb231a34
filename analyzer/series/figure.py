"""A figure of a series before it becomes a row."""

from __future__ import annotations

from dataclasses import dataclass

from analyzer.series.entities import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """An amount in 分, how it is known, and the row that tells it."""

    fen: int
    origin: str
    tier: int
    row: Row
