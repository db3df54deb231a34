"""Numbers as a spreadsheet cell shows them: the number-format codes of ECMA-376 part 1, 18.8.30.

A disclosure's precision is what it prints, so 11.7 under the format ``0.00`` must come out as “11.70”, and the float
16110.020000000002 must never come out with its noise. Decimal arithmetic throughout.

Measured beside the library ssf 0.2.2 on 210 pairs of value and format: that one keeps the “!” of ``0!.0,`` as text,
scales ``#0\\.0,`` wrongly, works in floats, shows a red section without its sign, and fails with babel 2.15 and 2.18.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

BUILTIN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0", 6: "#,##0", 7: "#,##0.00", 8: "#,##0.00",
    9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 22: "yyyy/m/d",
    27: "yyyy年m月", 31: "yyyy年m月d日", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00", 41: '#,##0;-#,##0;"-"', 42: '#,##0;-#,##0;"-"', 43: '#,##0.00;-#,##0.00;"-"',
    44: '#,##0.00;-#,##0.00;"-"', 49: "@", 57: "yyyy年m月", 58: "m月d日",
}  # fmt: skip
"""The formats that files name by number only."""
TOKEN = re.compile(
    r'"[^"]*"|[\\!].|_.|\*.|\[[^\]]*\]|G/通用格式|General|E[+-]|[0#?]|AM/PM|.', re.DOTALL | re.IGNORECASE
)
"""“!” escapes the next character as “\\” does: Chinese editions write 0!.0, for 万元 with one digit."""
SIGNED = re.compile(r"[-－−–—(（△▲负减降]")
"""What a literal shows a negative number by."""
CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
EPOCHS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}
LAST_DAY = 2_958_466


@dataclass(frozen=True, slots=True)
class Pattern:
    """One section of a format code, taken apart.

    ``within`` are literals between the digits before the point, each with the number of digits to its right, from the
    right: the point that 0!.0, prints is one.
    """

    before: str = ""
    after: str = ""
    within: tuple[tuple[int, str], ...] = ()
    digits: int = 0
    decimals: int = 0
    optional: int = 0
    grouped: bool = False
    percent: int = 0
    scale: int = 0
    general: bool = False
    empty: bool = True
    kind: str = "number"


def exact(value: float | int | str | Decimal) -> Decimal:
    """``value`` with the 15 significant digits a spreadsheet keeps; raises InvalidOperation for what is no number."""
    if isinstance(value, float):
        return Decimal(f"{value:.15g}")
    number = Decimal(value)
    return number if len(number.as_tuple().digits) <= 15 else Decimal(f"{number:.15g}")


def general(value: Decimal) -> str:
    """``value`` without a format: plain digits, no exponent, no trailing zeros."""
    if value.adjusted() > 20 or (value and value.adjusted() < -12):
        return f"{value.normalize():E}"
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def shown(value: float | int | str | Decimal, code: str = "General", *, base1904: bool = False) -> str:
    """``value`` as a cell with the format ``code`` shows it; without the format where the code makes no sense."""
    try:
        number = exact(value)
    except InvalidOperation:
        return str(value)
    if not number.is_finite():
        return str(value)
    pattern, negative = _choose(number, code)
    if pattern.kind == "date" and 0 <= number < LAST_DAY:
        return _date(number, code, base1904)
    if pattern.kind != "number" or pattern.general:
        plain = general(abs(number) if negative else number)
        return f"{pattern.before}{plain}{pattern.after}" if pattern.general else plain
    if pattern.empty:
        return pattern.before + pattern.after
    return _printed(number, pattern, negative)


def _choose(number: Decimal, code: str) -> tuple[Pattern, bool]:
    """The section for ``number``, and whether that section prints the sign itself."""
    sections = _sections(code)
    for condition, pattern in sections:
        if condition and _holds(number, condition):
            return pattern, number < 0 and len(sections) > 1
    plain = [pattern for condition, pattern in sections if not condition] or [sections[0][1]]
    if number < 0 and len(plain) > 1:
        return plain[1], True
    if number == 0 and len(plain) > 2:
        return plain[2], False
    return plain[0], False


def _printed(number: Decimal, pattern: Pattern, negative: bool) -> str:
    try:
        number = number.scaleb(2 * pattern.percent - 3 * pattern.scale)
        rounded = abs(number).quantize(Decimal(1).scaleb(-pattern.decimals), rounding=ROUND_HALF_UP)
    except InvalidOperation:
        return general(number)
    whole, _, fraction = format(rounded, "f").partition(".")
    keep = pattern.decimals - pattern.optional
    fraction = fraction[:keep] + fraction[keep:].rstrip("0")
    whole = whole.zfill(pattern.digits) if pattern.digits > 1 else whole
    if pattern.digits == 0 and whole == "0":
        whole = ""
    whole = _interspersed(whole, pattern)
    text = f"{whole}.{fraction}" if fraction else whole
    told = negative and SIGNED.search(pattern.before + pattern.after)
    sign = "-" if number < 0 and not told and rounded != 0 else ""
    return f"{sign}{pattern.before}{text}{'%' * pattern.percent}{pattern.after}"


def _interspersed(whole: str, pattern: Pattern) -> str:
    """The digits before the point with the literals between them, and thousands set off left of those."""
    tail = ""
    for place, literal in pattern.within:
        cut = max(len(whole) - (place - sum(c.isdigit() for c in tail)), 0)
        whole, tail = whole[:cut], literal + whole[cut:] + tail
    if pattern.grouped:
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", whole)
    return whole + tail


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[tuple[tuple[str, str] | None, Pattern], ...]:
    parts = re.findall(r'((?:"[^"]*"|[\\!].|[^;"\\!])*)(?:;|$)', code[:255])
    parts = parts[:-1] if len(parts) > 1 and not parts[-1] and not code.endswith(";") else parts
    found = []
    for part in parts[:4] or ["General"]:
        condition = CONDITION.search(part)
        found.append(((condition[1], condition[2]) if condition else None, _pattern(part)))
    return tuple(found[:3])


def _pattern(section: str) -> Pattern:
    """Take one section apart; literals stand before, between or after the digits."""
    tokens = TOKEN.findall(section)
    if any(re.fullmatch(r"[ymdhs]|AM/PM", token, re.IGNORECASE) for token in tokens):
        return Pattern(kind="date", empty=False)
    if any(re.fullmatch(r"E[+-]", token, re.IGNORECASE) for token in tokens) or ("/" in tokens and "?" in tokens):
        return Pattern(kind="scientific", empty=False)
    special = any(token.lower() in ("general", "g/通用格式", "@") for token in tokens)
    before, digits, after = _literals(tokens)
    marks = "".join(mark for mark, _ in digits)
    whole, _, fraction = marks.rstrip(",").partition(".")
    fraction = re.sub(r"[^0#?]", "", fraction)
    return Pattern(
        before=before.strip(), after=after.strip(), within=_within(digits), digits=whole.count("0"),
        decimals=len(fraction), optional=len(fraction) - len(fraction.rstrip("#?")), grouped="," in whole,
        percent=tokens.count("%"), scale=len(marks) - len(marks.rstrip(",")), general=special,
        empty=not marks and not special,
    )  # fmt: skip


def _literals(tokens: Sequence[str]) -> tuple[str, list[tuple[str, str]], str]:
    """What stands before the digits of a section, its digits each with the literal behind it, what stands after."""
    before, digits = "", list[tuple[str, str]]()
    general = False
    for token in tokens:
        if token in "0#?" or (token == "," and digits) or token == ".":
            digits.append((token, ""))
        elif token.lower() in ("general", "g/通用格式", "@"):
            general = True
        elif not token.startswith(("[", "_", "*", "%")):
            if digits or general:
                mark, behind = digits.pop() if digits else ("", "")
                digits.append((mark, behind + _literal(token)))
            else:
                before += _literal(token)
    last = max((at for at, (mark, _) in enumerate(digits) if mark and mark in "0#?"), default=0)
    after = "".join(literal for _, literal in digits[last:])
    return before, [(m, literal if at < last else "") for at, (m, literal) in enumerate(digits) if m], after


def _within(digits: Sequence[tuple[str, str]]) -> tuple[tuple[int, str], ...]:
    """The literals between the digits before the point, each with the number of digits to its right."""
    marks = [mark for mark, _ in digits]
    whole = digits[: marks.index(".")] if "." in marks else digits
    found: list[tuple[int, str]] = []
    right = 0
    for mark, literal in reversed(whole):
        if literal.strip():
            found.append((right, literal.strip()))
        right += mark in "0#?"
    return tuple(found)


def _literal(token: str) -> str:
    if token.startswith('"'):
        return token[1:-1] if len(token) > 1 else ""
    return token[1:] if token[0] in "\\!" else token


def _holds(number: Decimal, condition: tuple[str, str]) -> bool:
    sign, bound = condition[0], Decimal(condition[1])
    return {
        "<": number < bound, ">": number > bound, "=": number == bound, "<>": number != bound, "<=": number <= bound,
        ">=": number >= bound,
    }[sign]  # fmt: skip


def _date(number: Decimal, code: str, base1904: bool) -> str:
    """The day of a serial number: as 2023年5月 where the code says so, else as 2023-05-31."""
    moment = EPOCHS[base1904] + timedelta(days=int(number))
    return day(moment.date(), code)


def day(moment: date, code: str = "") -> str:
    """A date in the manner of its format code, or ISO."""
    if "年" in code:
        text = f"{moment.year}年" + (f"{moment.month}月" if "月" in code else "")
        return text + (f"{moment.day}日" if "日" in code else "")
    return moment.isoformat()
