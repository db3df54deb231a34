"""CONTRIBUTING.md is true: each worked example is applied to a copy of the project, and its own tests decide.

An instruction names a file in backquotes and ends with a colon ("New file `x.py`:", "Add to the end of `x.csv`:", "Add
below the first line of `x.csv`:"); a fenced block with what to put there follows.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT

GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
STEP = re.compile(
    r"(?P<how>[Nn]ew file|Add to the end of|Add below the first line of) `(?P<path>[\w/.]+)`:\n\n"
    r"```(?:python|csv)\n(?P<text>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
EXAMPLES = ("A wording", "A statement", "A check", "A format")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One instruction of the guide: what to put where."""

    how: str
    path: str
    text: str

    @property
    def is_test(self) -> bool:
        return Path(self.path).name.startswith("test_")


def steps(heading: str) -> list[Step]:
    """The instructions below one heading of the guide."""
    section = GUIDE.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return [Step(how=m["how"].lower(), path=m["path"], text=m["text"]) for m in STEP.finditer(section)]


def follow(step: Step, root: Path) -> None:
    """Do what the instruction says; a new file must be new, what is added to must be there."""
    target = root / step.path
    if step.how == "new file":
        assert not target.exists()
        target.write_text(step.text, "utf-8")
        return
    lines = target.read_text("utf-8").splitlines(keepends=True)
    at = 1 if "first line" in step.how else len(lines)
    target.write_text("".join([*lines[:at], step.text, *lines[at:]]), "utf-8")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """What a contributor starts from, without its documents."""
    ignored = shutil.ignore_patterns("__pycache__")
    for folder in ("analyzer", "tests"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=ignored)
    for name in ("pyproject.toml", "README.md", "CONTRIBUTING.md"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def run(clone: Path, *command: str) -> tuple[int, str]:
    """The exit code of a module of the copy, and what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=clone, env={**os.environ, "PYTHONPATH": str(clone)},
        capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def pytest_in(clone: Path, *paths: str) -> tuple[int, str]:
    return run(clone, "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *paths)


@pytest.mark.slow
@pytest.mark.parametrize("heading", EXAMPLES)
def test_an_example_does_what_it_says(heading: str, clone: Path) -> None:
    """The tests of an example fail without its change and hold with it."""
    tests = [step for step in steps(heading) if step.is_test]
    changes = [step for step in steps(heading) if not step.is_test]
    assert tests
    assert changes
    for step in tests:
        follow(step, clone)
    names = [step.path for step in tests]
    code, told = pytest_in(clone, *names)
    assert code == pytest.ExitCode.TESTS_FAILED, told
    for step in changes:
        follow(step, clone)
    code, told = pytest_in(clone, *names)
    assert code == pytest.ExitCode.OK, told


@pytest.mark.slow
def test_all_examples_together_keep_the_rules_of_the_house(clone: Path) -> None:
    """With every example applied, the catalogue, the vocabulary and the formatter have nothing to complain of."""
    for heading in EXAMPLES:
        for step in steps(heading):
            follow(step, clone)
    code, told = pytest_in(clone, "tests/checks/test_catalogue.py", "tests/test_vocabulary.py")
    assert code == pytest.ExitCode.OK, told
    new = [step.path for heading in EXAMPLES for step in steps(heading) if step.path.endswith(".py")]
    for gate in (("ruff", "check"), ("ruff", "format", "--check")):
        code, told = run(clone, *gate, *new)
        assert code == 0, told


def test_every_block_of_the_guide_is_an_instruction_or_a_command() -> None:
    """No example stands outside of what the tests apply."""
    fenced = re.findall(r"^```(python|csv)$", GUIDE, re.MULTILINE)
    assert len(fenced) == sum(len(steps(heading)) for heading in EXAMPLES)


def test_every_command_of_the_guide_exists() -> None:
    targets = set(re.findall(r"`make ([\w./-]+)`|^make ([\w./-]+)", GUIDE, re.MULTILINE))
    known = set(re.findall(r"^([\w./-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert {one or other for one, other in targets} <= known
