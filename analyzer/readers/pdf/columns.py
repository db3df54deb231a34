"""Stage: tables without vertical rules, found by columns of figures between gaps; marked as not ruled."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.readers.pdf.geometry import Lattice, Line


def guessed(lines: Sequence[Line]) -> tuple[Lattice, ...]:
    """The tables that aligned columns of figures make among the lines outside ruled tables."""
    return ()
