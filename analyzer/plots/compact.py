"""A drawing in fewer bytes that looks the same: matplotlib writes six decimals, absolute coordinates and indentation.

Places are rounded to a hundredth of a point, steps are written relative to the place before, and a shape that a pattern
repeats hundreds of times (the dots of a hatch) is written once and used. Half of a run's disk are drawings, and what
letters look like is most of a drawing.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Final

ATTRIBUTE: Final = re.compile(r' d="([^"]*)"( transform="scale\(0\.015625\)")?')
PLACE: Final = re.compile(r"(translate\(| (?:x|y|width|height)=\")([^)\"]*)")
REPEATED: Final = re.compile(r'<path d="(m[^"]*?)"((?: [\w-]+="[^"]*")*)/>')
STEP: Final = re.compile(r"([MLCQz])([^MLCQz]*)")
LONG: Final = re.compile(r"-?\d+\.\d{3,}")
LETTER: Final = 10 / 64
"""From the 6400ths of a letter's size in which matplotlib writes shapes to the thousandths in which fonts are made."""
OFTEN: Final = 20
"""A shape that stands so often in one path is written once."""
PARTS: Final = 10_000


def compacted(svg: str) -> str:
    """The SVG of a figure with shorter paths and without space between its elements."""
    svg = ATTRIBUTE.sub(_path, svg)
    svg = PLACE.sub(lambda found: found[1] + LONG.sub(_rounded, found[2]), svg)
    svg = re.sub(r"\s*\n\s*", " ", svg).replace("> <", "><")
    numbers = iter(range(PARTS))
    return REPEATED.sub(lambda found: _used(found[0], found[1], found[2], next(numbers)), svg)


def _path(found: re.Match[str]) -> str:
    """A path in few bytes; one that is part of a letter in the steps of its font."""
    if found[2] is None:
        return f' d="{path(found[1])}"'
    return f' d="{path(found[1], letter=True)}" transform="scale(0.1)"'


def _rounded(found: re.Match[str]) -> str:
    return number(round(100 * float(found[0])))


def number(hundredths: int) -> str:
    """A number of hundredths as short as it can be written: 150 is “1.5”, −7 is “-.07”."""
    whole, rest = divmod(abs(hundredths), 100)
    tail = f".{rest:02}".rstrip("0") if rest else ""
    return ("-" if hundredths < 0 else "") + (f"{whole}{tail}" if whole or not tail else tail)


@lru_cache(maxsize=4096)
def path(told: str, *, letter: bool = False) -> str:
    """The same path in relative steps; places are rounded, steps follow from them, so that nothing adds up."""
    made: list[str] = []
    here = start = (0, 0)
    before = ""
    for kind, body in STEP.findall(told):
        if kind == "z":
            here, before = start, ""
            made.append("z")
            continue
        numbers = map(float, body.split())
        values = [100 * round(LETTER * n) for n in numbers] if letter else [round(100 * n) for n in numbers]
        places = list(zip(values[::2], values[1::2], strict=True))
        short, steps = _short(kind, [at[k] - here[k] for at in places for k in (0, 1)])
        made.append(_joined(steps, short if short != before else ""))
        here, before = places[-1], short
        if kind == "M":
            start, before = here, "l"  # what follows a beginning without a letter is a line
    return "".join(made)


def _short(kind: str, steps: list[int]) -> tuple[str, list[int]]:
    """The letter of a step; level and upright lines have their own, with one number."""
    if kind == "L" and steps[1] == 0:
        return "h", steps[:1]
    if kind == "L" and steps[0] == 0:
        return "v", steps[1:]
    return kind.lower(), steps


def _joined(values: list[int], letter: str) -> str:
    """The numbers behind their letter; where that is left out, a space or a sign parts them from what was before."""
    text = letter
    for n, value in enumerate(values):
        told = number(value)
        text += told if told[0] == "-" or (letter and not n) else " " + told
    return text


def _used(whole: str, told: str, style: str, turn: int) -> str:
    """A path that repeats one shape, as the shape and its places; any other path as it is."""
    pieces = told[1:].split("m")
    shapes = Counter(shape for _, shape in map(_parted, pieces))
    shape, count = shapes.most_common(1)[0]
    if count < OFTEN or len(shapes) > 1 or not shape.endswith("z"):
        return whole
    x = y = 0
    uses = []
    for piece in pieces:
        step, _ = _parted(piece)
        x, y = x + step[0], y + step[1]
        uses.append(f'<use xlink:href="#shape{turn}" x="{number(x)}" y="{number(y)}"/>')
    return f'<defs><path id="shape{turn}" d="m0 0{shape}"/></defs><g{style}>{"".join(uses)}</g>'


def _parted(piece: str) -> tuple[tuple[int, int], str]:
    """Where a piece of a path begins, in hundredths, and the shape that it draws from there."""
    found = re.match(r"(-?[\d.]+) ?(-?[\d.]+)", piece)
    if found is None:
        return (0, 0), ""
    return (round(100 * float(found[1])), round(100 * float(found[2]))), piece[found.end() :]
