"""The numbering of row labels (“一、”, “（一）”, “1.”, “（1）”, “其中：”) and the tree it makes of a list of rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyzer.text import normal

_STYLES = (
    ("of-which", re.compile(r"^\s*其中[::]?")),
    ("chinese", re.compile(r"^\s*[一二三四五六七八九十百]+\s*[、.．]")),
    ("bracket-chinese", re.compile(r"^\s*\([一二三四五六七八九十]+\)")),
    ("arabic", re.compile(r"^\s*\d+\s*[、.．](?!\d)")),
    ("half-bracket", re.compile(r"^\s*\d{1,2}\)")),
    ("bracket-arabic", re.compile(r"^\s*\(\d+\)")),
    ("circled", re.compile(r"^\s*[①-⑳]")),
)


def style(label: str) -> str:
    """The numbering style of ``label``, empty where it has none."""
    plain = normal(label)
    if re.match(r"^\s*[①-⑳]", label):
        return "circled"
    return next((name for name, pattern in _STYLES if pattern.match(plain)), "")


def parents(labels: Sequence[str], plain_is_top: bool = True) -> list[int | None]:
    """For each label the index of the row it is a part of, None at the top.

    A style seen before closes what is deeper than it; a new style opens a level. Labels without a number stand at the
    top, except after “其中：”, whose unnumbered followers are its siblings.
    """
    stack: list[tuple[str, int]] = []
    result: list[int | None] = []
    for i, label in enumerate(labels):
        kind = style(label)
        if kind == "":
            inside = bool(stack) and stack[-1][0] == "of-which" and not plain_is_top
            if inside:
                result.append(stack[-2][1] if len(stack) > 1 else None)
                continue
            stack = []
            result.append(None)
            stack.append(("plain", i))
            continue
        names = [s for s, _ in stack]
        if kind in names:
            del stack[names.index(kind) :]
        elif stack and stack[-1][0] == "plain" and kind != "of-which":
            stack.clear()
        result.append(stack[-1][1] if stack else None)
        stack.append((kind, i))
    return result
