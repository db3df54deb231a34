"""Every code of an issue is explained in both languages, and nothing else is."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner

import analyzer
from analyzer.cli import main
from analyzer.report.language import issues

CODE = re.compile(r"\bcode=\"([a-z]+(?:-[a-z]+)*)\"")
TABLED = re.compile(r"(?:\(|: |yield |_doubt\(document, |\(\n\s+)\"([a-z]+(?:-[a-z]+)+)\"")
"""Codes that stand first in a pair, in a table of them, or in a helper's call."""
IN_TABLES = (
    "forms/facts.py",
    "forms/profile.py",
    "pipeline/judging.py",
    "pipeline/workers/crew.py",
    "readers/ofd/document.py",
)


def used() -> set[str]:
    root = Path(analyzer.__file__).parent
    found = {code for path in root.rglob("*.py") for code in CODE.findall(path.read_text("utf-8"))}
    tabled = {code for name in IN_TABLES for code in TABLED.findall((root / name).read_text("utf-8"))}
    return found | tabled | {"timed-out"}


def test_every_code_of_an_issue_is_explained() -> None:
    assert used() <= issues("zh").keys()
    assert issues("zh").keys() == issues("en").keys()
    assert all(issues("zh").values())
    assert all(issues("en").values())


def test_nothing_is_explained_that_is_never_told() -> None:
    text = "".join(path.read_text("utf-8") for path in Path(analyzer.__file__).parent.rglob("*.py"))
    assert {code for code in issues("en") if f'"{code}"' not in text} == set()


def test_the_command_tells_what_a_code_means() -> None:
    told = CliRunner().invoke(main, ["explain", "left-aside", "--lang", "zh"])
    assert told.exit_code == 0
    assert issues("zh")["left-aside"] in told.output
