"""Rows that count things in a column of amounts: 公务用车保有量（辆） among sums of money (机构运行信息表).

A count says its unit in brackets behind its name, in a column of units (计量单位) beside it, or in the head whose kinds
it lists (“（一）车辆数合计（辆）”, below it “1.机要通信用车”).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analyzer.concepts.outline import parents, style
from analyzer.forms.grids.cells import THINGS, lists_units
from analyzer.forms.grids.columns import Column, Segment
from analyzer.forms.grids.keys import Key, text_at
from analyzer.forms.grids.tables import Assembled, Line
from analyzer.text import normal, squeeze

_BRACKETS = re.compile(r"[（(]([^（）()]{1,8}(?:\([^（）()]{1,3}\))?)[)）]\s*$")


def count_units(source: Assembled, place: int) -> list[str]:
    """For each line of segment ``place`` the unit that it names itself, empty where it names none.

    A unit behind the label is one of things; a column of units may name sums of money as well.
    """
    segment = source.segments[place]
    if any(c.concept == "quantity" for c in segment.columns):  # what is counted has a column of its own
        return ["" for _ in source.lines]
    beside = unit_column(segment, source.lines)
    own = [_own(line, line.keys[place], beside) for line in source.lines]
    if not any(own):
        return own
    labels = [line.keys[place].label for line in source.lines]
    heads = [a if a is not None else b for a, b in zip(parents(labels), _sums(labels, own), strict=True)]
    for number, head in enumerate(heads):
        if not own[number] and head is not None and beside is None:
            own[number] = own[head]
    return own


def _sums(labels: Sequence[str], own: Sequence[str]) -> Iterator[int | None]:
    """For each numbered label the unnumbered sum it follows (“车辆数合计（辆）”, then “1.机要通信用车”)."""
    head: int | None = None
    for number, label in enumerate(labels):
        if not style(label):
            head = number if own[number] and _SUM.search(label) else None
            yield None
        else:
            yield head


_SUM = re.compile(r"合计|总数|共计|总量")


def unit_column(segment: Segment, lines: Sequence[Line]) -> Column | None:
    """The column whose cells are units, some of them of things: “单位” with 辆, 个, 元 below."""
    return next((c for c in segment.columns if lists_units(c.path, [text_at(line.cells, c) for line in lines])), None)


def _own(line: Line, key: Key, beside: Column | None) -> str:
    if beside is not None:
        return squeeze(text_at(line.cells, beside))
    bracket = _BRACKETS.search(normal(key.label))
    return bracket[1] if bracket and THINGS.fullmatch(bracket[1]) else ""
