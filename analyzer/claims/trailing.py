"""Lists that go on in the paragraphs below: “其中：” at the end of one, “（一）…”, “（二）…” after it.

The kind of enumerator tells the depth: 一、 above （一） above 1. above （1） above ①.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from analyzer.claims.reading.clauses import ENUMERATED, HALF
from analyzer.claims.state import Draft, OpenList

_RANKS = tuple(
    re.compile(pattern)
    for pattern in (
        r"^[一二三四五六七八九十]+、",
        r"^（[一二三四五六七八九十]+）",
        r"^\d{1,2}[、.．](?!\d)",
        r"^（\d{1,2}）",
        r"^[①-⑳]",
    )
)
_ENDS = re.compile(r"(?:其中|包括|如下|有|为|是)：?$|其中[，,]?$")


def rank(text: str) -> int | None:
    """The depth of the enumerator that a paragraph begins with, None where it has none."""
    return next((depth for depth, pattern in enumerate(_RANKS) if pattern.match(text)), None)


def ends_open(text: str) -> bool:
    """Whether a paragraph ends with the opener of a list."""
    return bool(_ENDS.search(text)) and text.endswith(("：", "其中", "其中，"))


@dataclass(slots=True)
class Trail:
    """An open list, the depth of the paragraph that opened it and of its members."""

    list: OpenList
    above: int | None
    members: int | None = None
    last: Draft | None = None
    current: OpenList | None = None


class Trails:
    """The lists open between paragraphs, outermost first."""

    def __init__(self) -> None:
        self._open: list[Trail] = []

    def clear(self) -> None:
        """Forget all openers."""
        self._open = []

    def push(self, lst: OpenList, text: str) -> None:
        """A paragraph ended with the opener of ``lst``."""
        self._open.append(Trail(lst, rank(text)))

    def enter(self, text: str) -> OpenList | None:
        """The list that a new paragraph belongs to, if any.

        A list without enumerators lasts until its parts make up the head.
        """
        depth = rank(text)
        while self._open and depth is not None and self._open[-1].above is not None and depth <= self._open[-1].above:
            self._open.pop()
        if not self._open:
            return None
        trail = self._open[-1]
        if depth is None:
            if trail.members is not None:
                return None
            if trail.list.complete:
                self._open.pop()
                return None
            trail.current = replace(trail.list, members=[])
            return trail.current
        trail.members = depth if trail.members is None else trail.members
        if depth < trail.members:
            self._open.pop()
            return self.enter(text)
        if depth > trail.members:
            return OpenList(trail.last.topic, trail.last, [], partial=True, colon=True) if trail.last else None
        return replace(trail.list, members=[])

    def leave(self, text: str, first: Draft | None) -> None:
        """Remember the level a paragraph of the innermost list stated, for paragraphs below it."""
        for trail in self._open:
            trail.list.members.extend(trail.current.members if trail.current else ())
            trail.current = None
        if self._open and first is not None and rank(text) == self._open[-1].members:
            self._open[-1].last = first


def within_item(lists: Sequence[OpenList], following: str) -> bool:
    """Whether the innermost list stands within one item of an enumeration (“1.A，其中：B、C。2.D”; “（一）A，主要包括：
    基本工资等。（二）B”), which the next item ends."""
    members = lists[-1].members
    if following == HALF:
        return not members
    if not members:
        return len(lists) > 1 and bool(lists[-2].members)
    return not ENUMERATED.match(members[0].text.strip("，：、；。 "))
