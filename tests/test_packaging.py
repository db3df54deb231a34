"""The wheel: it carries its data, and the command works from it alone, far from the source tree."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

from analyzer.version import DISTRIBUTION, install
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without fetching anything."""
    pytest.importorskip("hatchling", reason="the build backend is not installed")
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (made,) = out.glob("*.whl")
    return made


def test_the_wheel_holds_every_file_of_the_package_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if name.startswith("analyzer/")}
        others = {name.split("/")[0] for name in archive.namelist()} - {"analyzer"}
    package = ROOT / "analyzer"
    wanted = {
        f"analyzer/{path.relative_to(package).as_posix()}"
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert held == wanted
    assert {"analyzer/py.typed", "analyzer/assets/report/style.css", "analyzer/assets/vocabulary/items.csv"} <= held
    assert [name for name in others if not name.endswith(".dist-info")] == []


def test_the_installed_wheel_reads_a_document_and_writes_its_report(
    wheel: Path, tmp_path: Path, own_disclosure: Path
) -> None:
    site = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*install, "--target", str(site), str(wheel)], check=True)
    env = {**os.environ, "PYTHONPATH": str(site)}
    where = [sys.executable, "-c", "import analyzer; print(analyzer.__file__)"]
    assert str(site) in subprocess.run(where, cwd=tmp_path, env=env, check=True, capture_output=True, text=True).stdout
    command = [sys.executable, "-m", "analyzer.cli", "run", str(own_disclosure), "--out", "reports"]
    subprocess.run(command, cwd=tmp_path, env=env, check=True, capture_output=True)
    assert (tmp_path / "reports" / "index.html").stat().st_size > 10_000


def test_no_lock_names_an_index_and_every_requirement_is_hashed() -> None:
    for lock in (ROOT / "requirements.lock", ROOT / ".ci" / "requirements-dev.lock"):
        text = lock.read_text("utf-8")
        assert "http" not in text
        assert "--index" not in text
        assert "--find-links" not in text
        pinned = [line for line in text.splitlines() if "==" in line]
        assert pinned
        assert all(line.endswith("\\") for line in pinned)


def test_whoever_installs_from_a_lock_resolves_nothing() -> None:
    """An older pip answers `coverage[toml]` with a release later than the lock, whose hash it then misses."""
    told = (ROOT / "Makefile", ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / ".ci" / "release.py")
    texts = [path.read_text("utf-8") for path in (*told, *(ROOT / ".github" / "workflows").glob("*.yml"))]
    installs = [found for text in texts for found in re.findall(r'--require-hashes[", ]+(\S+)', text)]
    assert len(installs) >= 7
    assert {found.strip('",') for found in installs} == {"--no-deps"}


def test_the_sdist_holds_what_a_wheel_is_built_from(tmp_path: Path) -> None:
    pytest.importorskip("hatchling", reason="the build backend is not installed")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(tmp_path)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (made,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(made) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "analyzer/py.typed"} <= names


def test_every_advice_to_install_names_this_distribution() -> None:
    """The index knows another project as `analyzer`; nobody is sent there."""
    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["name"] == DISTRIBUTION != "analyzer"
    assert install("ocr") == "pip install 'budget-disclosure-analyzer[ocr]'"
    texts = [*(ROOT / "analyzer").rglob("*.py"), *(ROOT / "notebooks").rglob("*.*"), *ROOT.glob("*.md")]
    wrong = re.compile(r"pip install [^\n]*?['\" ]analyzer\b|install the extra")
    assert [path.name for path in texts if path.is_file() and wrong.search(path.read_text("utf-8"))] == []
