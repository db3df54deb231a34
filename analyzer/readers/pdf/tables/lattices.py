"""Stage: borders to tables. Touching rules form a table; two places without a wall between are one cell."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from analyzer.model import Box
from analyzer.readers.pdf.geometry import SNAP, Lattice, Rule, Rules

Walls = npt.NDArray[np.bool_]
MAX_RULES = 3000
"""Merged rules on one axis beyond which a page is a drawing and no table."""
MAX_PLACES = 100_000
"""Places of one table beyond which its rules are a hatching."""
MIN_CELL = 2.0
"""Points; closer edges are one edge."""


def lattices(rules: Rules) -> tuple[Lattice, ...]:
    """The tables that tidied rules draw, in reading order; frames round a text are none."""
    if not rules.across or not rules.down or max(len(rules.across), len(rules.down)) > MAX_RULES:
        return ()
    found = [_lattice(across, down) for across, down in _touching(rules)]
    kept = [table for table in found if table is not None]
    return tuple(sorted(kept, key=lambda table: (table.ys[0], table.xs[0])))


def _touching(rules: Rules) -> list[tuple[list[Rule], list[Rule]]]:
    """Components of rules that cross or touch."""
    across = np.array(rules.across)
    down = np.array(rules.down)
    meets = (
        (down[None, :, 0] >= across[:, None, 1] - SNAP)
        & (down[None, :, 0] <= across[:, None, 2] + SNAP)
        & (across[:, None, 0] >= down[None, :, 1] - SNAP)
        & (across[:, None, 0] <= down[None, :, 2] + SNAP)
    )
    seen_across, seen_down = set[int](), set[int]()
    groups = []
    for first in range(len(rules.across)):
        if first in seen_across:
            continue
        members_across, members_down = {first}, set[int]()
        fresh = [first]
        while fresh:
            columns = set(np.flatnonzero(meets[fresh].any(axis=0)).tolist()) - members_down
            members_down |= columns
            rows = set(np.flatnonzero(meets[:, sorted(columns)].any(axis=1)).tolist()) if columns else set[int]()
            fresh = sorted(rows - members_across)
            members_across |= rows
        seen_across |= members_across
        seen_down |= members_down
        groups.append(
            ([rules.across[i] for i in sorted(members_across)], [rules.down[i] for i in sorted(members_down)])
        )
    return groups


def _lattice(across: Sequence[Rule], down: Sequence[Rule]) -> Lattice | None:
    """The table of one component; open sides are closed at the ends of the rules that reach them."""
    if not down or len(across) + len(down) < 3:
        return None
    xs = _edges([rule.at for rule in down], [rule.start for rule in across], [rule.end for rule in across])
    ys = _edges([rule.at for rule in across], [rule.start for rule in down], [rule.end for rule in down])
    if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > MAX_PLACES:
        return None
    return walled(xs, ys, _walls(down, xs, ys), _walls(across, ys, xs).T)


def _edges(positions: Sequence[float], starts: Sequence[float], ends: Sequence[float]) -> tuple[float, ...]:
    edges: list[float] = []
    for position in sorted({*positions}):
        if not edges or position - edges[-1] > MIN_CELL:
            edges.append(position)
    low, high = min(starts, default=edges[0]), max(ends, default=edges[-1])
    if low < edges[0] - 2 * SNAP:
        edges.insert(0, low)
    if high > edges[-1] + 2 * SNAP:
        edges.append(high)
    return tuple(edges)


def _walls(rules: Sequence[Rule], edges: tuple[float, ...], cross: tuple[float, ...]) -> Walls:
    """[interval of the other axis, edge]: whether a rule stands on the edge along most of the interval."""
    walls = np.zeros((len(cross) - 1, len(edges)), dtype=bool)
    positions, bounds = np.array(edges), np.array(cross)
    spans = bounds[1:] - bounds[:-1]
    for rule in rules:
        edge = int(np.abs(positions - rule.at).argmin())
        covered = np.minimum(rule.end + SNAP, bounds[1:]) - np.maximum(rule.start - SNAP, bounds[:-1])
        walls[:, edge] |= covered >= 0.6 * spans
    return walls


def walled(xs: tuple[float, ...], ys: tuple[float, ...], side: Walls, floor: Walls) -> Lattice:
    """The lattice whose cells are the largest rectangles without a wall inside.

    ``side[row, edge]`` are the walls between columns, ``floor[edge, column]`` those between rows.
    """
    rows, columns = len(ys) - 1, len(xs) - 1
    places = [[-1] * columns for _ in range(rows)]
    boxes: list[Box] = []
    for row in range(rows):
        for column in range(columns):
            if places[row][column] >= 0:
                continue
            right = column + 1
            while right < columns and not side[row, right] and places[row][right] < 0:
                right += 1
            below = row + 1
            while below < rows and _goes_down(side, floor, below, column, right):
                below += 1
            for covered in range(row, below):
                places[covered][column:right] = [len(boxes)] * (right - column)
            boxes.append((xs[column], ys[row], xs[right], ys[below]))
    return Lattice(xs=xs, ys=ys, places=tuple(map(tuple, places)), boxes=tuple(boxes))


def _goes_down(side: Walls, floor: Walls, row: int, left: int, right: int) -> bool:
    """Whether a cell of columns ``left`` to ``right`` has neither a floor above ``row`` nor a wall inside it."""
    return not floor[row, left:right].any() and not side[row, left + 1 : right].any()
