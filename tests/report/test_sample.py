"""The sample report is what a run on the project's disclosure writes today."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import analyzer
from tests.conftest import OWN_DISCLOSURE, ROOT

SAMPLE = ROOT / "reports" / "sample"
DRAWN = re.compile(r"data:image/[^\"]+")
"""Figures depend on the drawing library's version in their last digits; tests of the plots hold them."""
MADE_OF = re.compile(r"<section><h2>运行环境</h2>.*?</section>", re.DOTALL)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return analyzer.analyze(OWN_DISCLOSURE.parent, jobs=0).write(tmp_path_factory.mktemp("sample"))


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_sample_has_the_files_of_a_run(written: Path) -> None:
    assert names(SAMPLE) == names(written)


def test_the_data_of_the_sample_are_those_of_a_run(written: Path) -> None:
    texts = [name for name in names(written) if name.endswith((".csv", ".jsonl"))]
    assert len(texts) > 8
    assert [name for name in texts if (SAMPLE / name).read_bytes() != (written / name).read_bytes()] == []


def test_the_pages_of_the_sample_are_those_of_a_run(written: Path) -> None:
    for name in (name for name in names(written) if name.endswith(".html")):
        old, new = (MADE_OF.sub("", DRAWN.sub("", (folder / name).read_text("utf-8"))) for folder in (SAMPLE, written))
        assert old == new, f"{name}: run `make sample`"
