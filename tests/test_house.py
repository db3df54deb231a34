"""The size and the names of modules and functions: what makes the house readable stays so."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path
from statistics import median

import pytest

from analyzer.concepts.statementids import StatementId
from tests.conftest import ROOT

MODULES = sorted((ROOT / "analyzer").rglob("*.py"))
SHARED_NAMES = {
    "document": "the chain from file to document, in the PDF and in the OFD reader",
}
"""Base names that stand in two rooms, and what they hold there; a name leaves when one is renamed; none is added."""


def lines(path: Path) -> int:
    return path.read_text("utf-8").count("\n")


def test_modules_are_short() -> None:
    sizes = {path.relative_to(ROOT).as_posix(): lines(path) for path in MODULES if path.name != "__init__.py"}
    assert {name: size for name, size in sizes.items() if size > 400} == {}
    assert median(sizes.values()) <= 150


def test_rooms_hold_at_most_a_dozen() -> None:
    """Modules and rooms of each room; the top of the house is its list of rooms, which is the import contract."""
    rooms = [path.parent for path in MODULES if path.name == "__init__.py" and path.parent != ROOT / "analyzer"]
    held = {
        room.relative_to(ROOT).as_posix(): sum(
            (inner.suffix == ".py" and inner.name != "__init__.py") or (inner / "__init__.py").exists()
            for inner in room.iterdir()
        )
        for room in rooms
    }
    assert {name: count for name, count in held.items() if count > 12} == {}


def test_a_statement_is_named_in_three_modules_at_most() -> None:
    """Where it is declared, what it has in common with others, where its figures are; others ask for a kind."""
    named: dict[str, set[str]] = {}
    for path in MODULES:
        for member in re.findall(r"\b(?:StatementId|_S)\.([A-Z_]+)\b", path.read_text("utf-8")):
            named.setdefault(member, set()).add(path.stem)
    assert set(named) == {member.name for member in StatementId}
    assert {member: stems for member, stems in named.items() if len(stems) > 3} == {}


def test_a_module_has_a_name_of_its_own() -> None:
    names = Counter(path.stem for path in MODULES if path.stem not in ("__init__", "__main__"))
    assert {name for name, count in names.items() if count > 1} <= SHARED_NAMES.keys()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT / "analyzer").as_posix())
def test_functions_are_short(path: Path) -> None:
    """None is longer than sixty lines."""
    found = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)]
    assert [node.name for node in found if (node.end_lineno or node.lineno) - node.lineno >= 60] == []


def test_no_test_reads_the_clock_of_the_wall() -> None:
    """What measures stands in tests/speed and in the printed tables; the processor's time of a guard is no clock."""
    wall = re.compile(r"assert .*(perf_counter|monotonic|time\.time)\(")
    tests = [path for path in (ROOT / "tests").rglob("test_*.py") if "speed" not in path.parts]
    assert [path.name for path in tests if wall.search(path.read_text("utf-8"))] == []
