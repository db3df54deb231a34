"""The pages that are made from the code: the checks from their docstrings, the columns from the schema."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from analyzer.checks.explained import explanation
from analyzer.checks.registry import Check, checks
from analyzer.panel.schema import COLUMNS, KEY, VERSION

FOLDER = Path(__file__).resolve().parents[2] / "notebooks" / "pages"
ROOMS = {
    "sums": "Sums and identities of the tables · 表内与表间勾稽",
    "statements": "Statements of the text · 正文陈述",
    "accounts": "Accounts and their names · 科目与名称",
    "targets": "Performance targets · 绩效目标",
    "disclosure": "What must be disclosed · 应公开内容",
    "prose": "Words and layout · 文字与格式",
}
"""The folders of `analyzer.checks` in the order of the page."""
SEVERITY = {"error": "错误", "warning": "疑点", "note": "提示"}


def room(check: Check) -> str:
    """The folder in which a check stands."""
    return check.function.__module__.split(".")[2]


def checks_page() -> str:
    """Every check with its severity, what it claims, and its message in both languages."""
    known = checks().values()
    lines = [
        "# The checks", "",
        f"{len(known)} checks, made from their docstrings (`make pages`); `analyzer explain CHECK` tells the same.",
        "Words in braces are filled with figures and places of a document. A check may tell a milder case as a note.",
    ]  # fmt: skip
    for folder, title in ROOMS.items():
        lines += ["", f"## {title}"]
        for check in known:
            if room(check) == folder:
                lines += _check(check)
    return "\n".join(lines) + "\n"


def _check(check: Check) -> Iterator[str]:
    yield from ("", f"### {check.id}", "", f"**{check.severity} · {SEVERITY[check.severity]}**", "")
    for lang in ("zh", "en"):
        for paragraph in explanation(check, lang):
            yield from (_escaped(paragraph), "")
    yield from (f"> {_escaped(check.zh)}", ">", f"> {_escaped(check.en)}")


def _escaped(text: str) -> str:
    """Text in which nothing is taken for markup."""
    return re.sub(r"([*_<>|$\[\]])", r"\\\1", text.rstrip())


def columns_page() -> str:
    """Every column of the panel with its type and meaning in both languages."""
    lines = [
        "# The columns of the panel", "",
        f"Version {VERSION} of the schema, made from it (`make pages`). " + ", ".join(f"`{name}`" for name in KEY),
        "name one series; with `year` they name one figure. [How to use them](panel.md).", "",
        "| column | type | meaning | 含义 |", "|---|---|---|---|",
    ]  # fmt: skip
    for each in COLUMNS:
        lines.append(f"| `{each.name}` | {each.table_type} | {_escaped(each.en)} | {_escaped(each.zh)} |")
    return "\n".join(lines) + "\n"


def pages() -> dict[Path, str]:
    """The content of every page that is made."""
    return {FOLDER / "checks.md": checks_page(), FOLDER / "columns.md": columns_page()}
