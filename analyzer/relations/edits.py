"""The smallest edit that turns one printed number into another: how a figure may have gone wrong.

The kinds are those met in published documents: a digit dropped, doubled, swapped with its neighbour or replaced, the
point shifted, 元 written for 万元, a sign lost, the neighbouring item's or the other year's figure copied.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final

from analyzer.amounts import KNOWN_AGAIN, parse_number, significant

NAMES: dict[str, tuple[str, str]] = {
    "digit-dropped": ("漏写一位数字", "a digit was left out"),
    "digit-added": ("多写一位数字", "a digit was added"),
    "digits-swapped": ("相邻数字颠倒", "two neighbouring digits were swapped"),
    "digit-replaced": ("一位数字有误", "one digit differs"),
    "point-shifted": ("小数点错位", "the decimal point was shifted"),
    "unit-slip": ("元与万元混淆", "yuan and ten-thousand yuan were confused"),
    "sign-lost": ("正负号相反", "the sign is opposite"),
    "other-figure": ("误用了其他项目的数字", "another item's figure was copied"),
    "other-year": ("误用了其他年度的数字", "another year's figure was copied"),
    "other-base": ("比较基数不同", "another base was used"),
    "recomputed": ("按其他数字重新计算", "recomputed from the other figures"),
}


def digits(text: str) -> str:
    """The digits of a text."""
    return re.sub(r"\D", "", text)


def edit_between(printed: str, proposed: str) -> str:
    """The kind of edit from ``printed`` to ``proposed`` (a key of `NAMES`); ``recomputed`` where none is small."""
    a, b = digits(printed), digits(proposed)
    if a == b:
        return "sign-lost" if printed.strip()[:1] in "-−－" or proposed[:1] == "-" else "point-shifted"
    core_a, core_b = a.strip("0"), b.strip("0")
    if core_a and core_a == core_b:
        return "unit-slip" if _power(printed, proposed) == 4 else "point-shifted"
    for x, y in ((a, b), (core_a, core_b)):
        kind = _small_edit(x, y)
        if kind:
            return kind
    return "recomputed"


def slipped(printed: int, meant: int) -> bool:
    """Whether one slip of the pen turns the one figure in 分 into the other."""
    return edit_between(str(printed), str(meant)) != "recomputed"


def swapped(printed: int, meant: int) -> bool:
    """Whether two neighbouring digits swapped turn the one into the other: of 1,000 other gaps hardly two look so."""
    return edit_between(str(printed), str(meant)) == "digits-swapped"


def misprinted(printed: int, meant: int) -> bool:
    """Whether two neighbouring digits swapped, or one left out or doubled, turn the one into the other."""
    return edit_between(str(printed), str(meant)) in ("digits-swapped", "digit-dropped", "digit-added")


def point_shifted(printed: int, meant: int) -> bool:
    """Whether the two have one string of four digits or more, the point elsewhere: 4.647 for 4,647."""
    return (
        edit_between(str(printed), str(meant)) in ("point-shifted", "unit-slip") and significant(printed) >= KNOWN_AGAIN
    )


def slips_of(printed: str) -> Iterator[str]:
    """The numbers that one slip of the pen may have turned into ``printed``: a digit doubled or added, two neighbours
    swapped, a digit left out (43269.3 from 3269.3)."""
    places = [i for i, char in enumerate(printed) if char.isdigit()]
    for i in places:
        yield printed[:i] + printed[i + 1 :]
    for i, j in itertools.pairwise(places):
        if printed[i] != printed[j]:
            yield printed[:i] + printed[j] + printed[i + 1 : j] + printed[i] + printed[j + 1 :]
    for i in [*places, len(printed)]:
        for digit in "0123456789":
            yield printed[:i] + digit + printed[i:]


def _power(printed: str, proposed: str) -> int:
    """How many tens apart two numbers with the same digits are."""
    one, other = parse_number(printed), parse_number(proposed)
    if one is None or other is None or not one.value or not other.value:
        return 0
    return abs(one.value.adjusted() - other.value.adjusted())


def _small_edit(a: str, b: str) -> str:
    if len(a) == len(b):
        differ = [i for i in range(len(a)) if a[i] != b[i]]
        if len(differ) == 1:
            return "digit-replaced"
        if (
            len(differ) == 2
            and differ[1] == differ[0] + 1
            and a[differ[0]] == b[differ[1]]
            and a[differ[1]] == b[differ[0]]
        ):
            return "digits-swapped"
    if len(a) + 1 == len(b) and _is_one_less(a, b):
        return "digit-dropped"
    if len(b) + 1 == len(a) and _is_one_less(b, a):
        return "digit-added"
    return ""


def _is_one_less(short: str, long: str) -> bool:
    i = 0
    while i < len(short) and short[i] == long[i]:
        i += 1
    return short[i:] == long[i + 1 :]


def lost_digit(amounts: Sequence[int], gap: int) -> bool:
    """Whether a digit left out or doubled in one figure, or its point misplaced, explains the ``gap`` of a sum, the
    whole first (12474 for 124474), where chance hardly would.

    A figure of n digits may have lost one in 10·(n + 1) ways and doubled one in n.
    """
    kinds = ("digit-dropped", "digit-added", "point-shifted")
    return _explained(amounts, gap, kinds) and _rare(amounts, _WAYS)


def swapped_digits(amounts: Sequence[int], gap: int) -> bool:
    """Whether two neighbouring digits swapped in one figure explain the ``gap`` of a sum, where chance hardly would."""
    return _explained(amounts, gap, ("digits-swapped",)) and _rare(amounts, 1)


def slip_explains(amounts: Sequence[int], gap: int) -> bool:
    """Whether a slip of the pen in one figure explains the ``gap`` of a sum, the whole first; chance hardly would."""
    return swapped_digits(amounts, gap) or lost_digit(amounts, gap) or one_slip(gap, amounts)


def _explained(amounts: Sequence[int], gap: int, kinds: Sequence[str]) -> bool:
    meant = [amounts[0] - gap, *(part + gap for part in amounts[1:])]
    return any(edit_between(str(a), str(b)) in kinds for a, b in zip(amounts, meant, strict=True) if a > 0 < b)


def _rare(amounts: Sequence[int], ways: int) -> bool:
    """Whether the gaps that a slip explains, ``ways`` for each digit, are fewer than one in a hundred of those that the
    greatest figure leaves room for, counted in the last digit that any of the figures needs."""
    step = _common(amounts)
    return _RARE * sum(ways * len(str(abs(a) // step)) for a in amounts if a) <= max(map(abs, amounts)) // step


_WAYS: Final = 11
_RARE: Final = 100


def _common(amounts: Sequence[int]) -> int:
    """The power of ten that divides all amounts; 1 where all are nothing."""
    common = 1
    while any(amounts) and all(amount % (common * 10) == 0 for amount in amounts):
        common *= 10
    return common


def part_slipped(parts: Sequence[int], gap: int) -> bool:
    """Whether two neighbouring digits swapped in one of the parts, one of four digits or a last nought left out explain
    the ``gap``: of three parts one gap in a hundred looks so, which is evidence where the parts are said to be all."""
    pairs = [(part, part + gap) for part in parts if part + gap > 0]
    lost = (edit_between(str(a), str(b)) == "digit-dropped" for a, b in pairs if significant(a) >= KNOWN_AGAIN)
    return any(swapped(a, b) or b == 10 * a for a, b in pairs) or any(lost)


def one_slip(gap: int, amounts: Sequence[int]) -> bool:
    """Whether one wrong digit or two swapped neighbours explain ``gap``, where chance hardly would.

    A digit typed wrongly changes a number by d·10ᵏ, neighbours swapped by 9·d·10ᵏ. There are some two dozen such gaps a
    power of ten; where the figures have at least five digits beyond their common zeros, fewer than one gap in a
    hundred is one of them by chance.
    """
    if not any(amounts):
        return False
    common = _common(amounts)
    step, rest = divmod(abs(gap), common)
    if rest or step == 0 or max(map(abs, amounts)) // common < 10_000:
        return False
    while step % 10 == 0:
        step //= 10
    return step < 10 or (step % 9 == 0 and step // 9 < 10)
