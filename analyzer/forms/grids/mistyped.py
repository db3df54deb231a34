"""Codes that a publisher mistyped (7 for 210, 21O) or that only count the rows: what the name and the neighbours say.

A class under a wrong number leaves its parts without their head, and every sum above them counts them twice. The code
is put right only where the name beside it has one code that fits the rows around; it is told as a fault.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from analyzer.concepts.codes import Code, code_name, economic_codes, function_codes, standing
from analyzer.forms.grids.keys import Key


def corrected(keys: Sequence[Key], kind: str) -> None:
    """Put right the codes of one column of keys; ``kind`` is the key of the statement (function, economic)."""
    coded = [key for key in keys if key.code]
    if kind not in ("function", "economic") or not coded:
        return
    if _counting([key.code for key in coded]):
        for key in coded:
            key.code = next(iter(_called(key, kind, length=3)), "")
        return
    for index, key in enumerate(coded):
        before = coded[index - 1].code if index else ""
        after = coded[index + 1].code if index + 1 < len(coded) else ""
        if (right := _right(key, before, after, kind)) and right not in {other.code for other in coded}:
            key.code, key.mended = right, True


def _counting(codes: Sequence[str]) -> bool:
    """Whether the codes only count the rows: 1, 2, 3."""
    steps = all(int(b) - int(a) == 1 for a, b in pairwise(codes))
    return len(codes) > 2 and all(len(code) <= 2 for code in codes) and steps


def _right(key: Key, before: str, after: str, kind: str) -> str:
    """The code that the name of a row and the rows around it ask for, empty where the printed one will do."""
    options = sorted(_called(key, kind))
    if key.code in options:
        return ""
    headed = [code for code in options if after.startswith(code) and after != code and not after.startswith(key.code)]
    if len(headed) == 1:
        return headed[0]
    if standing(key.code) != "unknown":
        return ""
    beside = [code for code in options if code[:-2] and before in (code[:-2], *_siblings(code, before))]
    if len(beside) == 1:
        return beside[0]
    classes = [code for code in options if len(code) == 3]
    return classes[0] if len(classes) == 1 and len(key.code) < 4 else ""


def _siblings(code: str, before: str) -> Iterator[str]:
    """``before`` where it stands beside or below a sibling of ``code``."""
    if len(code) > 3 and before[: len(code) - 2] == code[:-2]:
        yield before


def _called(key: Key, kind: str, length: int = 0) -> set[str]:
    """The codes that are or were called as the row is."""
    name = code_name(key.parts[-1] if key.parts else key.label)
    return {code for code in _codes_by_name(kind).get(name, ()) if not length or len(code) == length}


@lru_cache(maxsize=2)
def _codes_by_name(kind: str) -> dict[str, set[str]]:
    """The codes of a classification by what they are or were called; none under an empty name."""
    listed: Sequence[Code] = function_codes() if kind == "function" else economic_codes()
    found: dict[str, set[str]] = defaultdict(set)
    for code in listed:
        found[code_name(code.name)].add(code.code)
    found.pop("", None)
    return dict(found)
