"""Bytes of a text file to str, also where the file is cut or a few bytes are damaged."""

from __future__ import annotations

import re

from analyzer import text

CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
TOLERANCE = 0.002
"""Share of undecodable or control characters above which bytes are no text."""


def decoded(data: bytes) -> tuple[str, int]:
    """(text, characters lost). Raises ValueError where ``data`` is no text in UTF-8, UTF-16 or GB18030.

    UTF-8 with a few broken bytes stays UTF-8: a file cut inside a character must not turn into GB18030 gibberish.
    """
    try:
        plain = text.decode(data)
        exact = not looks_utf8(data) or _is_utf8(data)
    except (ValueError, UnicodeError):
        plain, exact = "", False
    if exact and not _is_binary(plain, 0):
        return plain, 0
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        loose = data.decode(encoding, errors="replace")
        lost = loose.count("\ufffd")
        if not _is_binary(loose, lost):
            return loose, lost
    raise ValueError("not text in UTF-8, UTF-16 or GB18030")


def looks_utf8(data: bytes) -> bool:
    """Whether nearly all multi-byte sequences of ``data`` are UTF-8 ones."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    loose = data.decode("utf-8", errors="replace")
    wide = sum(1 for char in loose if char > "\x7f")
    return loose.count("\ufffd") <= max(1, wide * 0.01) and wide > loose.count("\ufffd")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_binary(plain: str, lost: int) -> bool:
    bad = lost + len(CONTROL.findall(plain))
    return bad > max(2, len(plain) * TOLERANCE) or (lost == 0 and "\x00" in plain)
